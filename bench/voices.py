"""Compares eSpeak NG's British voices and their variants by a machine's ear: a table, a voice a line.

A hint, not a verdict: the ear is a machine's (bench/ear.py), and it is unfair to formant voices. Its own
language model hears hardly a word of any of them ("free"), so they are ranked by how many words it takes for
others when it may choose among the pack's own words, each as likely as the next ("wrong"). Only the order
means something, and only where a voice differs from the default one ("more") by more than "+-".
Run as `uv run bench/voices.py`.
"""

import argparse
import importlib
import json
import math
import re
import statistics
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from multiprocessing import get_context
from operator import truediv
from pathlib import Path
from typing import Final

import espeakng_loader
import numpy as np
from ear import Ear, Sound, as_heard, errors_in, known, rms

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.spoken import spoken_form
from kiosk.speech.clip import trimmed
from kiosk.speech.voice import ESPEAK, Voice

DEFAULT: Final = "gmw/en"
UNKNOWN: Final = "gmw/en+nobody"  # eSpeak takes it and says nothing of it: what "the same sound" measures
RATE: Final = 125
# Those that are made to sound like a robot, a whisper or a joke are left out.
NOT_FOR_READING: Final = re.compile(
    r"robo|robot|whisper|demonic|croak|tweaky|fast|storm|anxious|kaukovalta|announcer|grand|aunty",
    re.IGNORECASE,
)
BEST: Final = 4
WORDS: Final = 6  # in a sentence that is long enough to be compared
SAME: Final = 0.05  # dB between two renderings of one sound
_GAP_PARAMETER: Final = 7  # eSpeak's


@dataclass(frozen=True)
class Manner:
    """One way to speak; `gap` is eSpeak's word gap (10 ms each), `noise_db` the noise against the voice."""

    voice: str
    rate: int = RATE
    pitch: int = 50
    gap: int = 0
    noise_db: int | None = None


@dataclass(frozen=True)
class Sentence:
    """A text for the engine, and its words as the listener writes them."""

    spoken: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """What one process of eSpeak made."""

    sounds: list[Sound]
    sample_rate: int
    setting: int
    milliseconds: list[float]


@dataclass(frozen=True)
class Row:
    """What was measured of one manner of speaking."""

    manner: Manner
    words_a_minute: float
    setting: int  # eSpeak's rate, found so that the words a minute come out as asked
    wrong: float  # words wrong, missing or too many, of 100 that were said, heard among the pack's words
    wrong_median: float  # the median sentence
    more: float  # `wrong`, less that of the default voice with nothing changed, on the same sentences
    margin: float  # half of the range that holds `more` in 95 % of resampled sets of sentences
    free: float | None  # as `wrong`, with the recogniser's own language model; None where it was not asked
    accepted: int  # sentences whose right words were found in them
    mistaken: int  # sentences in which the words of another were "found"
    rms_dbfs: float
    peak_dbfs: float
    render_ms: float
    unlike_db: float  # from the default voice, over the spectrum


def main() -> None:
    arguments = _arguments()
    voices = arguments.voice or [*_accents(), *_variants()]
    suitable = _sentences()
    count = min(arguments.sentences, len(suitable))
    said = [suitable[index * len(suitable) // count] for index in range(count)]
    bench = Bench(Ear({word for each in suitable for word in each.words}), said)
    rows = [bench.measure(Manner(name)) for name in [UNKNOWN, *voices]]
    if not arguments.only_voices:
        ranked = sorted(rows[1:], key=lambda row: row.wrong)
        best = list(dict.fromkeys([DEFAULT, *(row.manner.voice for row in ranked[:BEST])]))
        rows += [bench.measure(Manner(name), free=True) for name in best[:2]]
        rows += [bench.measure(manner) for name in best for manner in _other_rates(Manner(name))]
        rows += [bench.measure(manner) for name in best[:2] for manner in _other_melodies(Manner(name))]
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")


def _other_rates(manner: Manner) -> Iterator[Manner]:
    yield from (replace(manner, rate=rate) for rate in (92, 175))
    yield replace(manner, noise_db=-10)


def _other_melodies(manner: Manner) -> Iterator[Manner]:
    yield from (replace(manner, pitch=pitch) for pitch in (35, 42, 58, 65))
    yield from (replace(manner, gap=gap) for gap in (2, 5))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=20, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--voice", action="append", metavar="ID", help="compare these only, as gmw/en+f3")
    parser.add_argument("--only-voices", action="store_true", help="no other rates, noise, pitch and gaps")
    return parser.parse_args()


# --- What there is to say, and who says it.
def _sentences() -> list[Sentence]:
    """Return the sentences of the bundled pack whose words the listener's dictionary holds."""
    pack = loader.load(bundled_pack())
    pronunciation = lexicon.load(pronunciation_file(pack.lang))
    texts = [
        span.of(passage.text)
        for part in pack.parts
        for passage in part.passages
        for span in sentences.split(passage.text)
    ]
    made = []
    for text in texts:
        spoken = spoken_form(text, pronunciation).text
        words = tuple(re.findall(r"[a-z']+", spoken.lower()))
        if len(words) >= WORDS and not re.search(r"[\d\[]", spoken) and known(words):
            made.append(Sentence(spoken, words))
    return made


def _accents() -> list[str]:
    voices = Voice().there_are()
    british = [
        voice.identifier for voice in voices if any(tag.startswith("en-gb") for tag in voice.languages)
    ]
    return sorted(british, key=lambda name: name != DEFAULT)


def _variants() -> list[str]:
    """Return the default voice with each variant whose file the wheel carries: eSpeak refuses no name."""
    folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    names = sorted(path.name for path in folder.iterdir())
    return [f"{DEFAULT}+{name}" for name in names if not NOT_FOR_READING.search(name)]


# --- The voice, in a process of its own.
class _Sink:
    def __init__(self) -> None:
        self.sound = array("h")

    def samples(self, chunk: bytes) -> bool:
        self.sound.frombytes(chunk)
        return True

    def word(self, **_: int) -> None:
        pass


class _Nobody:
    """Stands where pyttsx3 would listen."""

    def setBusy(self, _: bool) -> None:  # noqa: N802 - pyttsx3's name
        pass

    def notify(self, _: str, *, exception: Exception | None = None, **__: object) -> None:
        if exception:
            raise exception


def render(manner: Manner, spoken: list[str], words: int) -> Rendered:
    """Return each text's sound without the silence at its ends, at the words a minute that were asked for."""
    sample_rate = Voice().sample_rate  # and lets the driver be found
    module = importlib.import_module(f"pyttsx3.drivers.{ESPEAK}")
    driver = module.EspeakDriver(_Nobody())
    driver.setProperty("voice", manner.voice)
    driver.setProperty("pitch", manner.pitch)
    driver._library.calls.espeak_SetParameter(_GAP_PARAMETER, manner.gap, 0)  # noqa: SLF001

    def rendered(asked: int) -> tuple[list[Sound], list[float]]:
        driver.setProperty("rate", asked)
        sounds, milliseconds = [], []
        for text in spoken:
            driver.setProperty("sink", sink := _Sink())
            before = time.perf_counter()
            driver.say(text)
            milliseconds.append((time.perf_counter() - before) * 1000)
            sounds.append(np.array(trimmed(sink.sound, ())[0], dtype=np.float64))
        return sounds, milliseconds

    asked = manner.rate
    for _ in range(3):  # accents differ in length: the same setting is not the same rate
        sounds, milliseconds = rendered(asked)
        asked = max(60, round(asked * manner.rate / _words_a_minute(sounds, words, sample_rate)))
    sounds, milliseconds = rendered(asked)
    return Rendered(sounds, sample_rate, driver.getProperty("setting"), milliseconds)


def _words_a_minute(sounds: Iterable[Sound], words: int, sample_rate: int) -> float:
    return words / (sum(len(sound) for sound in sounds) / sample_rate / 60)


# --- The figures.
_COLUMNS: Final = (
    f"{'voice':26}{'rate':>5}{'pitch':>6}{'gap':>4}{'noise':>6}{'wpm':>6}{'set':>5}"
    f"{'wrong':>7}{'median':>8}{'more':>6}{'+-':>4}{'free':>6}{'found':>7}{'false':>6}{'RMS':>7}{'peak':>7}{'ms':>6}{'unlike':>8}"
)


class Bench:
    """Measures one manner of speaking after another and prints each as it comes."""

    def __init__(self, ear: Ear, said: list[Sentence]) -> None:
        self._ear = ear
        self._said = said
        self._words = sum(len(each.words) for each in said)
        plain = self._rendered(Manner(DEFAULT))
        self._plain_spectrum = _spectrum(plain)
        self._plain_errors = self._errors(ear.hears_among, _heard(plain, Manner(DEFAULT)))
        sys.stdout.write(f"{len(said)} sentences, {self._words} words\n{_COLUMNS}\n")

    def measure(self, manner: Manner, *, free: bool = False) -> Row:
        made = self._rendered(manner)
        sounds = _heard(made, manner)
        errors = self._errors(self._ear.hears_among, sounds)
        freely = sum(self._errors(self._ear.hears_freely, sounds)) if free else None
        lengths = [len(each.words) for each in self._said]
        more = [mine - plain for mine, plain in zip(errors, self._plain_errors, strict=True)]
        others = [*self._said[1:], self._said[0]]
        row = Row(
            manner=manner,
            words_a_minute=_words_a_minute(made.sounds, self._words, made.sample_rate),
            setting=made.setting,
            wrong=100 * sum(errors) / self._words,
            wrong_median=100 * statistics.median(map(truediv, errors, lengths)),
            more=100 * sum(more) / self._words,
            margin=_margin(more, lengths),
            free=None if freely is None else 100 * freely / self._words,
            accepted=sum(map(self._ear.finds, sounds, (each.words for each in self._said))),
            mistaken=sum(map(self._ear.finds, sounds, (each.words for each in others))),
            rms_dbfs=statistics.median(_decibels(rms(sound)) for sound in made.sounds),
            peak_dbfs=max(_decibels(float(np.abs(sound).max())) for sound in made.sounds),
            render_ms=statistics.median(made.milliseconds),
            unlike_db=float(np.sqrt(np.mean((_spectrum(made) - self._plain_spectrum) ** 2))),
        )
        sys.stdout.write(_line(row, len(self._said)) + "\n")
        sys.stdout.flush()
        return row

    def _errors(self, hears: Callable[[bytes], list[str]], sounds: list[bytes]) -> list[int]:
        return [errors_in(each.words, hears(sound)) for each, sound in zip(self._said, sounds, strict=True)]

    def _rendered(self, manner: Manner) -> Rendered:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            return process.submit(render, manner, [each.spoken for each in self._said], self._words).result()


def _heard(made: Rendered, manner: Manner) -> list[bytes]:
    return [as_heard(sound, made.sample_rate, noise_db=manner.noise_db) for sound in made.sounds]


def _line(row: Row, sentences_said: int) -> str:
    manner = row.manner
    is_default = manner.voice == DEFAULT
    same = "" if is_default or row.unlike_db > SAME else "  the default's sound: no such variant?"
    free = "-" if row.free is None else f"{row.free:.0f}"
    noise = "-" if manner.noise_db is None else str(manner.noise_db)
    return (
        f"{manner.voice:26}{manner.rate:5}{manner.pitch:6}{manner.gap:4}{noise:>6}"
        f"{row.words_a_minute:6.0f}{row.setting:5}{row.wrong:7.0f}{row.wrong_median:8.0f}{row.more:6.0f}{row.margin:4.0f}{free:>6}"
        f"{row.accepted:4}/{sentences_said:2}{row.mistaken:6}"
        f"{row.rms_dbfs:7.1f}{row.peak_dbfs:7.1f}{row.render_ms:6.1f}{row.unlike_db:8.2f}{same}"
    )


def _margin(errors: list[int], lengths: list[int]) -> float:
    """Return half the width of the range that holds 95 % of what resampled sentences give, of 100 words."""
    random = np.random.default_rng(seed=1)
    drawn = random.integers(0, len(errors), size=(1000, len(errors)))
    wrong = 100 * np.array(errors)[drawn].sum(axis=1) / np.array(lengths)[drawn].sum(axis=1)
    return float(np.quantile(wrong, 0.975) - np.quantile(wrong, 0.025)) / 2


def _spectrum(made: Rendered) -> Sound:
    """Return the level, in dB, in bands of a third of an octave from 80 Hz to 8 kHz, the mean taken off."""
    sound = np.concatenate(made.sounds)
    frames = sound[: len(sound) // 2048 * 2048].reshape(-1, 2048) * np.hanning(2048)
    power = (np.abs(np.fft.rfft(frames)) ** 2).mean(axis=0)
    hertz = np.fft.rfftfreq(2048, 1 / made.sample_rate)
    edges = [80 * 2 ** (band / 3) for band in range(21)]
    bands = [power[(low <= hertz) & (hertz < high)] for low, high in pairwise(edges)]
    levels = np.array([10 * math.log10(band.mean()) for band in bands if len(band)])
    return np.asarray(levels - levels.mean(), dtype=np.float64)


def _decibels(amplitude: float) -> float:
    return 20 * math.log10(max(amplitude, 1) / 32768)


if __name__ == "__main__":
    main()
