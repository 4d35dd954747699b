"""The kiosk's voice in this process: how a sentence is said, and its sound."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from kiosk.paths import pronunciation_file
from kiosk.reading import lexicon
from kiosk.settings import RATES, Settings, VoiceName
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voices import Voices
from kiosk.visit.utterances import Utterances

RATE: Final = WordsPerMinute(RATES[Settings().defaults.rate])


@dataclass(frozen=True)
class Take:
    """An utterance and how it is said: its phonemes (IPA), and its sound at `sample_rate` a second."""

    utterance: Utterance
    phonemes: str
    clip: Clip
    sample_rate: int

    @property
    def seconds(self) -> float:
        """How long it sounds, without the pause after it."""
        return len(self.clip.samples) / self.sample_rate

    @property
    def words(self) -> tuple[tuple[str, float], ...]:
        """The written words as they are marked, each with the seconds after which it begins."""
        written = self.utterance.written
        return tuple(
            (written[mark.start : mark.end], mark.sample / self.sample_rate) for mark in self.clip.marks
        )


class Studio:
    """Makes utterances as a visit does, and takes of them. Raises VoiceError when no engine can be started.

    To be used from the thread that made it, as the engine is.
    """

    def __init__(self, voice: VoiceName = VoiceName.AUTO) -> None:
        self.voice = Voices(voice)
        self.utterances = Utterances(
            cache(lambda lang: lexicon.load(pronunciation_file(lang))), Settings().pauses
        )

    def take(self, utterance: Utterance, *, rate: WordsPerMinute) -> Take:
        """Return how an utterance is said. Raises VoiceError where it cannot be."""
        clip = self.voice.render(utterance, rate=rate)
        assert clip is not None  # noqa: S101 - only what is not wanted any more has none
        return Take(utterance, self.voice.phonemes(utterance), clip, self.voice.sample_rate)


def joined(takes: Iterable[Take]) -> array[int]:
    """Return the sound of all, with the pauses that a visit makes between them."""
    sound, silence = array("h"), array("h")
    for take in takes:
        sound += silence + take.clip.samples
        silence = array("h", bytes(2 * (take.clip.pause * take.sample_rate // 1000)))
    return sound
