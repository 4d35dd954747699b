"""Renders sentences as the kiosk does, in a process of its own, and measures what each voice costs there.

Time is the processor's, so that other programs do not count, and the engine works in the caller's thread: on
a machine that does nothing else it is the time that passes.
"""

import gc
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import espeakng_loader
import numpy as np
import pyttsx3

from kiosk.errors import VoiceError
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId, WordsPerMinute
from kiosk.speech.voice import DRIVERS, ESPEAK, SAMPLE_RATE, Voice

_GAP_PARAMETER: Final = 7  # eSpeak's
_OWN_PITCH: Final = 50


@dataclass(frozen=True)
class Manner:
    """One way to speak; `pitch` and `gap` (between words, 10 ms each) are eSpeak's only."""

    voice: str
    pitch: int = _OWN_PITCH
    gap: int = 0

    @property
    def engine_voice(self) -> str:
        """The voice without its variant: what the engine lists."""
        return self.voice.partition("+")[0]


@dataclass(frozen=True)
class Sentence:
    """A text for the engine, and its words as the listener writes them."""

    spoken: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Spoken:
    """Sentences at one rate: their samples, and how many words a minute they came to."""

    samples: list[bytes]
    words_a_minute: float


@dataclass(frozen=True)
class Rendered:
    """What one manner of speaking said, by the rate that was asked for, and what it cost.

    `first` are the processor's milliseconds from the call to the first audible sample, sentence by sentence;
    `work` is processor seconds for a second of speech; `shared` (PSS) and `resident` (RSS) are the MB that
    the engine adds to a process that has rendered all sentences.
    """

    rates: dict[int, Spoken]
    first: list[float]
    work: float
    shared: float
    resident: float


class Variant(Voice):
    """A voice of eSpeak in a variant of it, as gmw/en+m6, which the engine does not list."""

    def __init__(self, named: str) -> None:
        super().__init__(ESPEAK, named=named.partition("+")[0])
        self._named = named

    def identifier(self, lang: str) -> str:  # noqa: ARG002 - it has this one voice
        return self._named


def drivers() -> dict[str, str]:
    """Return the driver of each voice that is there."""
    found = dict[str, str]()
    for driver in DRIVERS:
        try:
            found |= {voice.identifier: driver for voice in Voice(driver).there_are()}
        except VoiceError as error:
            print(f"{driver} is left out: {error.detail}")
    return found


def unknown(voice: str, there: dict[str, str]) -> bool:
    """Tell whether there is no such voice: eSpeak itself takes any variant, and says nothing of it."""
    name, _, variant = voice.partition("+")
    files = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    return name not in there or bool(variant and not (files / variant).is_file())


def render(
    manner: Manner, driver: str, sentences: Sequence[Sentence], lang: str, rates: Sequence[int]
) -> Rendered:
    """Say all sentences at each rate."""
    said = [_utterance(each.spoken, lang) for each in sentences]
    words = sum(len(each.words) for each in sentences)
    before = _memory()
    voice = Variant(manner.voice) if driver == ESPEAK else Voice(driver, named=manner.voice)
    engine = pyttsx3.init(driver)
    if driver == ESPEAK:
        engine.setProperty("pitch", manner.pitch)
        calls = engine.proxy._driver._library.calls  # noqa: SLF001 - the word gap is no property of a driver
        calls.espeak_SetParameter(_GAP_PARAMETER, manner.gap, 0)
    factor = _factor(voice, said, words, sorted(rates)[len(rates) // 2])
    memory = [after - empty for after, empty in zip(_memory(), before, strict=True)]
    first, work, heard, by_rate = list[float](), 0.0, 0, dict[int, Spoken]()
    for rate in rates:
        clips = list[Clip]()
        for each in said:
            told = list[float]()

            def early(_: Clip, told: list[float] = told) -> None:
                told.append(time.process_time())

            began = time.process_time()
            clip = voice.render(each, rate=WordsPerMinute(round(rate * factor)), early=early)
            ended = time.process_time()
            if clip is None:
                raise RuntimeError(f"{manner.voice} said nothing")
            work += ended - began
            # Where the beginning is silent for longer than it is handed on early, the whole is the first.
            first.append(1000 * ((told[0] if told else ended) - began))
            clips.append(clip)
        samples = sum(len(clip.samples) for clip in clips)
        heard += samples
        by_rate[rate] = Spoken([clip.samples.tobytes() for clip in clips], words * 60 * SAMPLE_RATE / samples)
    return Rendered(by_rate, first, work * SAMPLE_RATE / heard, *memory)


def _factor(voice: Voice, said: list[Utterance], words: int, rate: int) -> float:
    """Return what to ask for, of a rate, so that these sentences come at it: they are not the whole pack."""
    clips = (voice.render(each, rate=WordsPerMinute(rate)) for each in said)
    minutes = sum(len(clip.samples) for clip in clips if clip) / SAMPLE_RATE / 60
    return rate * minutes / words


def _utterance(text: str, lang: str) -> Utterance:
    return Utterance(
        id=UtteranceId(1), part="", lang=lang, written=text, spoken=text, places=(), pause=Milliseconds(0)
    )


def _memory() -> tuple[float, float]:
    """Return the MB of this process: its share (PSS), and all that is resident (RSS)."""
    gc.collect()
    told = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    shared, resident = (int(told.partition(f"\n{name}:")[2].split()[0]) / 1024 for name in ("Pss", "Rss"))
    return shared, resident


def sound(samples: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(array("h", samples), dtype=np.float64)
