"""The booth: a take of a passage is recorded, judged and played as the kiosk will play it.

Keeps one decision: a take is found fit by the very code that plays recordings in the kiosk.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import asyncio
import logging
import tempfile
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kiosk.errors import VoiceError
from kiosk.speech import takes
from kiosk.speech.clip import Clip
from kiosk.speech.microphone import Microphone
from kiosk.speech.narration import RefusedError, SpokenWord
from kiosk.speech.recordings import LONGEST_SECONDS, Recordings
from kiosk.speech.takes import Flaw, Measured
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.staff import hearing, recording
from kiosk.staff.narrated import Readable
from kiosk.staff.studio import RATE, Studio

# Has utterances heard; with a folder, from the recordings there. Raises SpeechError.
Hear = Callable[[Sequence[Utterance], Path | None], None]

KEY_SECONDS: Final = 0.1  # before the end of a take: the key that ends it is heard there

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judged:
    """A take with what is wrong with it; ready for the kiosk, if it is not refused.

    `words` is when each word begins, or () where no voice knows the language.
    """

    measured: Measured
    rate: WordsPerMinute
    flaws: tuple[Flaw, ...]
    samples: array[int]
    words: tuple[SpokenWord, ...]

    @property
    def refused(self) -> bool:
        """Whether it cannot be kept."""
        return any(flaw.refused for flaw in self.flaws)


def hear_aloud(utterances: Sequence[Utterance], recordings: Path | None) -> None:
    """Return when the loudspeaker has played them. Raises SpeechError."""
    asyncio.run(hearing.heard(utterances, rate=RATE, seconds=LONGEST_SECONDS, recordings=recordings))


class Booth:
    """A microphone, the kiosk's voice beside it, and a folder for the take that is not yet kept."""

    def __init__(self, studio: Studio, microphone: Microphone, hear: Hear = hear_aloud) -> None:
        self._studio = studio
        self._microphone = microphone
        self._hear = hear
        self._drafts = tempfile.TemporaryDirectory(prefix="kiosk-narrate-")

    @property
    def sample_rate(self) -> int:
        """The samples of a second of a take."""
        return self._microphone.sample_rate

    def close(self) -> None:
        """End a take that may be going on, and forget what was not kept."""
        self._microphone.close()
        self._drafts.cleanup()

    def start(self) -> None:
        """Begin a take; return when sound comes in. Raises DeviceError without a microphone."""
        self._microphone.start()

    def over(self) -> bool:
        """Whether the take cannot go on: the microphone has gone, or it is as long as it may be."""
        return self._microphone.gone or self._microphone.seconds >= LONGEST_SECONDS

    def stop(self, readable: Readable) -> Judged:
        """End the take and judge it. Raises DeviceError where the microphone went away in it."""
        samples = self._microphone.stop()
        samples = samples[: max(0, len(samples) - int(KEY_SECONDS * self.sample_rate))]
        measured = takes.measured(samples, sample_rate=self.sample_rate)
        rate = measured.rate(of_voice=self._voice_seconds(readable), at=RATE) if measured.voice else RATE
        flaws = takes.flaws(measured, rate=rate)
        words: tuple[SpokenWord, ...] = ()
        if not any(flaw.refused for flaw in flaws):
            samples = takes.prepared(samples, sample_rate=self.sample_rate)
            try:
                words = self._words(readable, samples)
            except RefusedError as refused:
                flaws = (*flaws, Flaw(f"The kiosk could not play it: {refused}.", refused=True))
        return Judged(measured, rate, flaws, samples, words)

    def play(self, readable: Readable, recordings: Path | None = None) -> None:
        """Have a passage heard: the last take that was not refused, or what is recorded in a folder."""
        self._hear([utterance for utterance, _ in readable.sentences], recordings or self._folder)

    def say(self, readable: Readable) -> None:
        """Have the kiosk's voice say a passage."""
        self._hear([replace(utterance, excerpt=None) for utterance, _ in readable.sentences], None)

    @property
    def _folder(self) -> Path:
        return Path(self._drafts.name)

    def _words(self, readable: Readable, samples: array[int]) -> tuple[SpokenWord, ...]:
        """Return when each word begins in a take, as the kiosk finds it. Raises RefusedError."""
        draft = self._folder / f"{readable.name}.wav"
        draft.parent.mkdir(parents=True, exist_ok=True)
        recording.write(draft, samples, sample_rate=self.sample_rate)
        kiosk = Recordings(
            self._folder, sample_rate=self._studio.voice.sample_rate, say=self._said, log=log.info
        )
        return kiosk.words(readable.sentences)

    def _voice_seconds(self, readable: Readable) -> float:
        """Return how long the kiosk's voice takes for a passage, or would if it knew its language."""
        try:
            clips = [self._said(utterance) for utterance, _ in readable.sentences]
        except VoiceError:
            return len(readable.text.split()) * 60 / RATE
        return sum(len(clip.samples) for clip in clips) / self._studio.voice.sample_rate

    def _said(self, utterance: Utterance) -> Clip:
        return self._studio.take(utterance, rate=RATE).clip
