"""The voice: an utterance -> a clip. Alone, with the driver beside it, knows pyttsx3."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any, Final

import pyttsx3
import pyttsx3.drivers

from kiosk.errors import VoiceError
from kiosk.speech.clip import Clip, Mark, sample_of, trimmed
from kiosk.speech.utterance import Utterance, WordsPerMinute

DRIVER: Final = "kiosk_espeak"
# Samples that are handed on while the rest is rendered (0.3 s): more than a busy machine is late by.
EARLY: Final = 6600


@dataclass(frozen=True)
class EngineVoice:
    """A voice that the engine has. `languages` are BCP 47 tags in lower case, the most special first."""

    identifier: str
    name: str
    languages: tuple[str, ...]


class Voice:
    """Renders one utterance at a time. Must be used from the thread that made it: the engine has no other.

    Raises VoiceError when the engine cannot be started.
    """

    def __init__(self) -> None:
        _offer_own_drivers()
        try:
            self._engine: Any = pyttsx3.init(DRIVER)
            self.sample_rate: int = self._engine.getProperty("sample_rate")
            self._voices = self._engine.getProperty("voices")
        except (RuntimeError, OSError) as error:
            raise VoiceError("The voice cannot be started.", detail=str(error)) from error
        self._errors: list[Exception] = []
        self._engine.connect("error", lambda name, exception: self._errors.append(exception))  # noqa: ARG005

    def render(
        self,
        utterance: Utterance,
        *,
        rate: WordsPerMinute,
        turn: int = 0,
        begin: int = 0,
        wanted: Callable[[], bool] = lambda: True,
        early: Callable[[Clip], None] | None = None,
    ) -> Clip | None:
        """Return the clip of an utterance, to be played from the word at the written character `begin`.

        Where that is the first one, `early` gets its beginning as soon as that is rendered. Returns None when
        `wanted` turns false meanwhile. Raises VoiceError when there is no voice for the language, the engine
        fails, or what it rendered is silent.
        """
        unfinished = Clip(turn, utterance.id, array("h"), (), utterance.pause, ends=False)

        def hand_on(samples: array[int]) -> None:
            if early and not begin:
                early(replace(unfinished, samples=samples))

        sink = _Samples(wanted, hand_on)
        self._errors.clear()
        self._engine.setProperty("sink", sink)
        self._engine.setProperty("voice", self.identifier(utterance.lang))
        self._engine.setProperty("rate", rate)
        self._engine.say(utterance.spoken, str(utterance.id))
        self._engine.runAndWait()
        if self._errors:
            raise VoiceError("This sentence cannot be said.", detail=str(self._errors[0]))
        if sink.aborted:
            return None
        samples, marks = trimmed(sink.sound, _marks(utterance, sink.words, self.sample_rate))
        if not samples:
            raise VoiceError("This sentence cannot be said.", detail="the engine rendered silence")
        return replace(
            unfinished,
            samples=samples,
            marks=marks,
            begin=sample_of(marks, begin) if begin else 0,
            ends=True,
        )

    def phonemes(self, utterance: Utterance) -> str:
        """Return how an utterance is said, in IPA. Raises VoiceError where its language has no voice."""
        # pyttsx3's proxy hands on only its own calls, and keeps a property back until the next rendering.
        driver = self._engine.proxy._driver  # noqa: SLF001
        driver.setProperty("voice", self.identifier(utterance.lang))
        return str(driver.phonemes(utterance.spoken))

    def there_are(self) -> tuple[EngineVoice, ...]:
        """Return all voices, those that the engine prefers for their language before the others of it."""
        return tuple(
            EngineVoice(identifier=voice.id, name=voice.name, languages=tuple(voice.languages))
            for voice in self._voices
        )

    def identifier(self, lang: str) -> str:
        """Return the engine's name of its voice for a BCP 47 tag; the language without its region will do.

        Raises VoiceError when there is none.
        """
        for tag in (lang.lower(), lang.lower().partition("-")[0]):
            for voice in self._voices:
                if tag in voice.languages:
                    return str(voice.id)
        raise VoiceError("There is no voice for this language.", detail=lang)


class _Samples:
    """A sink that keeps what is rendered while it is wanted. `begun` gets its beginning as it grows."""

    def __init__(self, wanted: Callable[[], bool], begun: Callable[[array[int]], None]) -> None:
        self.sound = array("h")
        self.words: list[tuple[int, int]] = []  # (character of the spoken text, milliseconds)
        self.aborted = False
        self._wanted = wanted
        self._begun = begun

    def samples(self, chunk: bytes) -> bool:
        early = len(self.sound) < EARLY
        self.sound.frombytes(chunk)
        self.aborted = not self._wanted()
        if early and not self.aborted and (beginning := trimmed(self.sound, ())[0]):
            self._begun(beginning)
        return not self.aborted

    def word(self, *, location: int, length: int, milliseconds: int) -> None:  # noqa: ARG002 - the sink's contract
        self.words.append((location, milliseconds))


def _marks(utterance: Utterance, words: list[tuple[int, int]], sample_rate: int) -> tuple[Mark, ...]:
    """Return the written words of each word event; events that stay within one written word are one mark."""
    marks = list[Mark]()
    begins = _begins(utterance, [location for location, _ in words])
    for (_, milliseconds), (begin, end) in zip(words, pairwise(begins), strict=True):
        heard = [
            place
            for place in utterance.places[begin:end]
            if not marks or place.written_start >= marks[-1].end
        ]
        if heard:
            sample = milliseconds * sample_rate // 1000
            marks.append(Mark(sample=sample, start=heard[0].written_start, end=heard[-1].written_end))
    return tuple(marks)


def _begins(utterance: Utterance, locations: list[int]) -> list[int]:
    """Return the index of the first place that each word event stands for, and then the number of places.

    eSpeak says "for the" with one event and a number with several. It says "it is" with two, the second of
    which lies within "it". So the events within one place share all places up to the next event's: one for
    each of them, the rest for the last.
    """
    places = utterance.places
    holding = (bisect_left(places, at + 1, key=lambda place: place.spoken_end) for at in locations)
    shared = [(first, len(list(events))) for first, events in groupby(accumulate(holding, max))]
    begins = [
        min(first + index, after)
        for (first, events), (after, _) in pairwise([*shared, (len(places), 0)])
        for index in range(events)
    ]
    return [*begins, len(places)]


def _offer_own_drivers() -> None:
    """Let pyttsx3 find the drivers beside this module: it looks for them in its own package only."""
    folder = str(Path(__file__).with_name("drivers"))
    if folder not in pyttsx3.drivers.__path__:
        pyttsx3.drivers.__path__.append(folder)
