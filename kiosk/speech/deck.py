"""What is being heard: the clip under the playhead, the pause after it and the clip that follows.

The device's thread asks for samples with `fill`, any other thread loads and cuts. What is heard has no clock
but the frames that are handed out; another one tells that nobody asks for them.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import time
from array import array
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from threading import Condition
from typing import Final

from kiosk.speech.clip import Clip
from kiosk.speech.protocol import Finished, FromSpeaker, Started, Word
from kiosk.speech.utterance import Decibels, UtteranceId

AHEAD: Final = 1  # clips kept ready behind the one that is heard: enough, one is rendered in 10 ms
FADE_SECONDS: Final = 0.005  # a cut, or a beginning, in mid-wave would click
KEPT_SECONDS: Final = 0.2  # of what was handed out: no device takes back as much


class Deck:
    """Hands out the samples of clips in the order in which they were loaded, and tells of words on the way.

    `tell` gets a line and the seconds until what it tells is heard. It is called from the device's thread
    while the deck is locked: it MUST return at once. `clock` returns monotonic seconds.
    """

    def __init__(
        self,
        *,
        sample_rate: int,
        tell: Callable[[FromSpeaker, float], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sample_rate = sample_rate
        self._tell = tell
        self._clock = clock
        self._kept = int(KEPT_SECONDS * sample_rate)
        self._changed = Condition()
        self._clips: deque[Clip] = deque()
        self._at = 0  # the next sample of the first clip
        self._mark = 0  # the next mark of the first clip
        self._pause = 0  # samples of silence that are still to come before the first clip
        self._tail: array[int] = array("h")  # what a cut leaves to fade out
        self._recent: array[int] = array("h")  # the last samples that were handed out
        self._gain = 1.0
        self._idle = 0  # samples of silence handed out since there was something to hear
        self._waits_since = 0.0  # when samples were asked for last, or came to be there

    @property
    def pending(self) -> bool:
        """Whether there is anything to be heard, if only the rest of a pause."""
        with self._changed:
            return self._pending

    def waited(self) -> float:
        """Return for how many seconds there has been something to hear for which nobody has asked."""
        with self._changed:
            return self._clock() - self._waits_since if self._pending else 0.0

    def idle(self) -> float:
        """Return for how many seconds of samples there has been nothing to hear or to come."""
        return self._idle / self.sample_rate

    def cut(self, unheard: int = 0) -> None:
        """Silence: what is heard fades within 5 ms, and all that was loaded is forgotten.

        The last `unheard` samples that were handed out have been taken back, so nobody hears them.
        """
        with self._changed:
            length = int(FADE_SECONDS * self.sample_rate)
            rest = self._recent[max(0, len(self._recent) - unheard) :] if unheard else array("h")
            if self._clips and not self._pause and self._at > self._clips[0].begin:
                rest = rest + self._clips[0].samples[self._at : self._at + length]
            self._tail = array("h", (s * (length - i) // length for i, s in enumerate(rest[:length])))
            self._recent = array("h")
            self._clips.clear()
            self._at = self._mark = self._pause = 0
            self._changed.notify_all()

    def load(self, clip: Clip) -> None:
        """Put a clip behind those that are there, or in the place of its own beginning.

        What begins in mid-sentence fades in.
        """
        if clip.begin:
            clip = replace(clip, samples=self._fading_in(clip.samples, clip.begin))
        with self._changed:
            if not self._pending:
                self._waits_since = self._clock()
            if self._clips and not self._clips[-1].ends:
                self._clips[-1] = clip
            else:
                self._clips.append(clip)
                if len(self._clips) == 1:
                    self._enter(clip)
            self._idle = 0

    def abandon(self) -> None:
        """Forget a clip whose end never came: its utterance cannot be said."""
        with self._changed:
            if self._clips and not self._clips[-1].ends:
                self._clips.pop()
                if not self._clips:
                    self._at = self._mark = 0
                self._changed.notify_all()

    def set_gain(self, gain: Decibels) -> None:
        """Make everything louder or quieter from the next block on."""
        with self._changed:
            self._gain = 10 ** (gain / 20)

    def wait_until_hungry(self, *, wanted: Callable[[], bool]) -> None:
        """Return when the deck can take another clip, or when `wanted` is false and the deck has changed."""
        with self._changed:
            self._changed.wait_for(lambda: sum(clip.ends for clip in self._clips) <= AHEAD or not wanted())

    def take(self, frames: int, *, heard_in: float = 0.0) -> array[int]:
        """Return up to `frames` samples of the clips and of the pauses between them.

        The first of them is heard in so many seconds.
        """
        with self._changed:
            self._waits_since = self._clock()
            block = self._tail[:frames]
            self._tail = self._tail[frames:]
            while (room := frames - len(block)) and (self._pause or self._has_samples):
                if self._pause:
                    silence = min(room, self._pause)
                    self._pause -= silence
                    block.extend(_silence(silence))
                else:
                    block.extend(self._next_samples(room, heard_in + len(block) / self.sample_rate))
            self._idle = 0 if block else self._idle + frames
            self._recent = (self._recent + block)[-self._kept :]
            if self._gain != 1.0:
                block = array("h", (int(sample * self._gain) for sample in block))
            return block

    def fill(self, frames: int) -> array[int]:
        """Return exactly `frames` samples, with silence where there is nothing to be heard."""
        block = self.take(frames)
        block.extend(_silence(frames - len(block)))
        return block

    @property
    def _pending(self) -> bool:
        return bool(self._tail or self._pause or self._has_samples)

    @property
    def _has_samples(self) -> bool:
        return bool(self._clips) and (self._clips[0].ends or self._at < len(self._clips[0].samples))

    def _next_samples(self, room: int, heard_in: float) -> array[int]:
        """Return up to `room` samples of the first clip and tell of what is reached in them."""
        clip, at = self._clips[0], self._at
        utterance = UtteranceId(clip.utterance)

        def tell(line: FromSpeaker, sample: int) -> None:
            self._tell(line, heard_in + (sample - at) / self.sample_rate)

        if at == clip.begin:
            tell(Started(turn=clip.turn, utterance=utterance), at)
        samples = clip.samples[at : at + room]
        self._at += len(samples)
        while self._mark < len(clip.marks) and clip.marks[self._mark].sample < self._at:
            mark = clip.marks[self._mark]
            self._mark += 1
            tell(Word(turn=clip.turn, utterance=utterance, start=mark.start, end=mark.end), mark.sample)
        if clip.ends and self._at >= len(clip.samples):
            tell(Finished(turn=clip.turn, utterance=utterance), self._at)
            self._pause = clip.pause * self.sample_rate // 1000
            self._clips.popleft()
            if self._clips:
                self._enter(self._clips[0])
            self._changed.notify_all()
        return samples

    def _fading_in(self, samples: array[int], begin: int) -> array[int]:
        length = int(FADE_SECONDS * self.sample_rate)
        fade = (sample * i // length for i, sample in enumerate(samples[begin : begin + length]))
        return samples[:begin] + array("h", fade) + samples[begin + length :]

    def _enter(self, clip: Clip) -> None:
        self._at = clip.begin
        self._mark = next(
            (i for i, mark in enumerate(clip.marks) if mark.sample >= clip.begin), len(clip.marks)
        )


def _silence(frames: int) -> array[int]:
    return array("h", bytes(2 * frames))
