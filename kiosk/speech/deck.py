"""What is being heard: the clip under the playhead, the pause after it and the clip that follows.

The device's thread asks for samples with `fill`, any other thread loads and cuts; the frames handed out are
the only clock.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections import deque
from collections.abc import Callable
from threading import Condition
from typing import Final

from kiosk.speech.clip import Clip
from kiosk.speech.protocol import Finished, FromSpeaker, Started, Word
from kiosk.speech.utterance import Decibels, UtteranceId

AHEAD: Final = 1  # clips kept ready behind the one that is heard: enough, one is rendered in 10 ms
FADE_SECONDS: Final = 0.005  # a cut in mid-wave would click


class Deck:
    """Hands out the samples of clips in the order in which they were loaded, and tells of words on the way.

    `tell` is called from the device's thread while the deck is locked: it MUST return at once.
    """

    def __init__(self, *, sample_rate: int, tell: Callable[[FromSpeaker], None]) -> None:
        self.sample_rate = sample_rate
        self._tell = tell
        self._changed = Condition()
        self._clips: deque[Clip] = deque()
        self._at = 0  # the next sample of the first clip
        self._mark = 0  # the next mark of the first clip
        self._pause = 0  # samples of silence that are still to come before the first clip
        self._tail: array[int] = array("h")  # what a cut leaves to fade out
        self._gain = 1.0
        self._idle = 0  # samples of silence handed out since there was something to hear

    def idle(self) -> float:
        """Return for how many seconds of samples there has been nothing to hear or to come."""
        return self._idle / self.sample_rate

    def cut(self) -> None:
        """Silence: the clip being heard fades within 5 ms, and all that was loaded is forgotten."""
        with self._changed:
            if self._clips and not self._pause and self._at > self._clips[0].begin:
                length = int(FADE_SECONDS * self.sample_rate)
                rest = self._clips[0].samples[self._at : self._at + length]
                self._tail = array("h", (s * (length - i) // length for i, s in enumerate(rest)))
            self._clips.clear()
            self._at = self._mark = self._pause = 0
            self._changed.notify_all()

    def load(self, clip: Clip) -> None:
        """Put a clip behind those that are there."""
        with self._changed:
            self._clips.append(clip)
            self._idle = 0
            if len(self._clips) == 1:
                self._enter(clip)

    def set_gain(self, gain: Decibels) -> None:
        """Make everything louder or quieter from the next block on."""
        with self._changed:
            self._gain = 10 ** (gain / 20)

    def wait_until_hungry(self, *, wanted: Callable[[], bool]) -> None:
        """Return when the deck can take another clip, or when `wanted` is false and the deck has changed."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._clips) <= AHEAD or not wanted())

    def fill(self, frames: int) -> array[int]:
        """Return exactly `frames` samples: of the clips, of the pauses between them, or silence."""
        with self._changed:
            self._idle = 0 if self._clips or self._tail else self._idle + frames
            block = self._tail[:frames]
            self._tail = self._tail[frames:]
            while len(block) < frames:
                room = frames - len(block)
                if self._pause:
                    silence = min(room, self._pause)
                    self._pause -= silence
                    block.extend(_silence(silence))
                elif self._clips:
                    block.extend(self._next_samples(room))
                else:
                    block.extend(_silence(room))
            if self._gain != 1.0:
                block = array("h", (int(sample * self._gain) for sample in block))
            return block

    def _next_samples(self, room: int) -> array[int]:
        """Return up to `room` samples of the first clip and tell of what is reached in them."""
        clip = self._clips[0]
        if self._at == clip.begin:
            self._tell(Started(turn=clip.turn, utterance=UtteranceId(clip.utterance)))
        samples = clip.samples[self._at : self._at + room]
        self._at += len(samples)
        while self._mark < len(clip.marks) and clip.marks[self._mark].sample < self._at:
            mark = clip.marks[self._mark]
            self._mark += 1
            self._tell(
                Word(turn=clip.turn, utterance=UtteranceId(clip.utterance), start=mark.start, end=mark.end)
            )
        if self._at >= len(clip.samples):
            self._tell(Finished(turn=clip.turn, utterance=UtteranceId(clip.utterance)))
            self._clips.popleft()
            self._pause = clip.pause * self.sample_rate // 1000
            if self._clips:
                self._enter(self._clips[0])
            self._changed.notify_all()
        return samples

    def _enter(self, clip: Clip) -> None:
        self._at = clip.begin
        self._mark = next(
            (i for i, mark in enumerate(clip.marks) if mark.sample >= clip.begin), len(clip.marks)
        )


def _silence(frames: int) -> array[int]:
    return array("h", bytes(2 * frames))
