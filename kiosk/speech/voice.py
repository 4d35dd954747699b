"""The voice: an utterance -> a clip. Alone, with the drivers beside it, knows pyttsx3.

Whatever the engine, a clip has the deck's samples a second and speaks as loud as any other.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import re
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
from kiosk.machine.logbook import kind
from kiosk.speech import levels
from kiosk.speech.clip import AUDIBLE, Clip, Mark, audible, sample_of, trimmed
from kiosk.speech.resampling import Resampler
from kiosk.speech.utterance import Place, Utterance, WordsPerMinute

ESPEAK: Final = "kiosk_espeak"
PICO: Final = "kiosk_pico"
FLITE: Final = "kiosk_flite"
DRIVERS: Final = (ESPEAK, PICO, FLITE)
SAMPLE_RATE: Final = 22050  # of every clip: eSpeak NG's own, fixed for all its voices
# Samples from the first that is heard on (0.3 s) that are handed on while the rest is rendered: more than a
# busy machine is late by.
EARLY: Final = 6600

# The pauses of Pico, with which it ends each sentence, hold noise that now and then comes up to -49 dBFS:
# measured on 120 sentences, at the level of the voice. What speaks is louder but for its last milliseconds.
_NOISE: Final = 2 * AUDIBLE

_PHONEMES: Final = re.compile(r"\[\[(.*?)\]\]")
_NO_LETTERS: Final = re.compile(r"[^\w'\u2019-]")


@dataclass(frozen=True)
class EngineVoice:
    """A voice that the engine has. `languages` are BCP 47 tags in lower case, the most special first."""

    identifier: str
    name: str
    languages: tuple[str, ...]


class Voice:
    """Renders one utterance at a time. Must be used from the thread that made it: the engine has no other.

    `languages` is what it speaks, as BCP 47 tags in lower case.

    Raises VoiceError when the engine cannot be started.
    """

    sample_rate: Final = SAMPLE_RATE

    def __init__(self, driver: str = ESPEAK, *, named: str = "", variant: str = "") -> None:
        """Take an engine by the name of its driver, and of its voices all or the one that is `named`.

        `variant` is eSpeak's: "+m6" after the name of a voice is the same with another throat.
        """
        _offer_own_drivers()
        try:
            self._engine: Any = pyttsx3.init(driver)
            self._engine_rate: int = self._engine.getProperty("sample_rate")
            self._voices = [
                voice for voice in self._engine.getProperty("voices") if not named or voice.id == named
            ]
        except (ImportError, RuntimeError, OSError) as error:
            raise VoiceError("The voice cannot be started.", detail=str(error)) from error
        if not self._voices:
            raise VoiceError("The voice cannot be started.", detail=f"{driver} has no voice {named}")
        self.languages = frozenset(tag for voice in self._voices for tag in voice.languages)
        self._variant = variant
        self._least = AUDIBLE if driver == ESPEAK else _NOISE
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

        self._errors.clear()
        driver = self._driver(utterance.lang)
        utterance = _spelt_out(utterance, driver.says)
        sink = _Samples(
            wanted,
            hand_on,
            rate=self._engine_rate,
            louder=levels.VOICE - driver.getProperty("level"),
            least=self._least,
        )
        self._engine.setProperty("sink", sink)
        self._engine.setProperty("rate", rate)
        self._engine.say(utterance.spoken, str(utterance.id))
        self._engine.runAndWait()
        if self._errors:
            error = self._errors[0]  # of a driver, or of any kind, whose words may quote the sentence
            detail = str(error) if isinstance(error, RuntimeError) else kind(error)
            raise VoiceError("This sentence cannot be said.", detail=detail)
        if sink.aborted:
            return None
        sink.end()
        samples, marks = trimmed(
            sink.sound, _marks(utterance, sink.words, self.sample_rate), least=self._least
        )
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
        """Return how an utterance is said, in IPA.

        Raises VoiceError where its language has no voice, or the engine does not tell how it says a text.
        """
        try:
            return str(self._driver(utterance.lang).phonemes(utterance.spoken))
        except RuntimeError as error:
            raise VoiceError("This voice does not tell its phonemes.", detail=str(error)) from error

    def there_are(self) -> tuple[EngineVoice, ...]:
        """Return all voices, those that the engine prefers for their language before the others of it."""
        return tuple(
            EngineVoice(
                identifier=voice.id + self._variant, name=voice.name, languages=tuple(voice.languages)
            )
            for voice in self._voices
        )

    def identifier(self, lang: str) -> str:
        """Return the engine's name of its voice for a BCP 47 tag; the language without its region will do.

        Raises VoiceError when there is none.
        """
        for tag in (lang.lower(), lang.lower().partition("-")[0]):
            for voice in self._voices:
                if tag in voice.languages:
                    return str(voice.id) + self._variant
        raise VoiceError("There is no voice for this language.", detail=lang)

    def _driver(self, lang: str) -> Any:  # noqa: ANN401 - a driver of pyttsx3, which has no types
        """Return the driver, its voice set for a language. Raises VoiceError when there is none."""
        # pyttsx3's proxy hands on only its own calls, and keeps a property back until the next rendering.
        driver = self._engine.proxy._driver  # noqa: SLF001
        try:
            driver.setProperty("voice", self.identifier(lang))
        except (RuntimeError, OSError, ValueError) as error:
            raise VoiceError("This voice cannot be loaded.", detail=str(error)) from error
        return driver


class _Samples:
    """A sink that keeps what is rendered while it is wanted, as the deck takes it.

    `rate` is the engine's samples a second, `louder` what its voice lacks in dB, `least` what is not heard.
    `begun` gets the beginning as it grows.
    """

    def __init__(
        self,
        wanted: Callable[[], bool],
        begun: Callable[[array[int]], None],
        *,
        rate: int,
        louder: float,
        least: int,
    ) -> None:
        self.sound = array("h")
        self.words: list[tuple[int, int]] = []  # (character of the spoken text, milliseconds)
        self.aborted = False
        self._silence = 0  # samples before the first that is heard
        self._wanted = wanted
        self._begun = begun
        self._resampler = Resampler(rate, SAMPLE_RATE) if rate != SAMPLE_RATE else None
        self._louder = louder
        self._least = least

    def wanted(self) -> bool:
        self.aborted = not self._wanted()
        return not self.aborted

    def samples(self, chunk: bytes) -> None:
        early = len(self.sound) - self._silence < EARLY
        block = array("h", chunk)
        self._keep(self._resampler.feed(block) if self._resampler else block)
        if early:
            beginning = self.sound[self._silence :]
            first, end = audible(beginning, least=self._least)
            self._silence += first
            if end > first:
                self._begun(beginning[first:end])

    def word(self, *, location: int, length: int, milliseconds: int) -> None:  # noqa: ARG002 - the sink's contract
        self.words.append((location, milliseconds))

    def end(self) -> None:
        """Keep what the last samples still hold."""
        if self._resampler:
            self._keep(self._resampler.rest())

    def _keep(self, block: array[int]) -> None:
        self.sound += levels.amplified(block, self._louder) if self._louder else block


def _spelt_out(utterance: Utterance, says: Callable[[str], bool]) -> Utterance:
    """Return an utterance with the written word in place of phonemes that the engine cannot say."""
    if all(map(says, _PHONEMES.findall(utterance.spoken))):
        return utterance
    text, places, at, spelt = "", list[Place](), 0, -1
    for place in utterance.places:
        said = utterance.spoken[place.spoken_start : place.spoken_end]
        text, at = text + utterance.spoken[at : place.spoken_start], place.spoken_end
        if any(not says(phonemes) for phonemes in _PHONEMES.findall(said)):
            # Where one written word is said by several in phonemes, it is spelt once.
            written = utterance.written[place.written_start : place.written_end]
            said = _NO_LETTERS.sub(" ", written) if spelt != place.written_start else ""
            spelt = place.written_start
        if said:
            places.append(replace(place, spoken_start=len(text), spoken_end=len(text) + len(said)))
        text += said
    return replace(utterance, spoken=text + utterance.spoken[at:], places=tuple(places))


def _marks(utterance: Utterance, words: list[tuple[int, int]], sample_rate: int) -> tuple[Mark, ...]:
    """Return the written words of each word event; events that stay within one written word are one mark."""
    marks = list[Mark]()
    words = [word for word in words if not _is_before(utterance, word[0])]
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


def _is_before(utterance: Utterance, location: int) -> bool:
    """Tell whether a word event is of what is said before the first written word."""
    first = utterance.places[0].spoken_start if utterance.places else 0
    return any(map(str.isalnum, utterance.spoken[location:first]))


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
