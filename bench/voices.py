"""Compares the voices of all engines by a machine's ear, and by what they cost: a table, a voice a line.

A hint, not a verdict: the ear (bench/ear.py) is American, learnt from people's speech, and unfair to formant
voices. "wrong" are words that it takes for others, misses or puts in, of 100 that were said, when it may
choose among the pack's own words, each as likely as the next; "free" the same with its own language model.
Only the order means something, and only where a voice differs from the first by more than the range. Ranges
hold 95 % of resampled sets of sentences; all voices say the same ones, at measured words a minute.
Run as `uv run --extra pico bench/voices.py`.
"""

import argparse
import re
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, product, starmap
from multiprocessing import get_context
from typing import Final

import numpy as np
from ear import Ear, as_heard, errors_in, known
from numpy.typing import NDArray
from rendered import Manner, Rendered, Sentence, drivers, render, sound, unknown

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.spoken import spoken_form
from kiosk.speech.voice import ESPEAK, SAMPLE_RATE

VOICES: Final = (
    *("gmw/en", "gmw/en+m6", "gmw/en+edward", "gmw/en+f5", "gmw/en+klatt3", "gmw/en-US"),
    *("en-GB", "en-US"),
    *("cmu_us_rms", "cmu_us_slt", "cmu_us_awb"),
)
RATES: Final = (100, 125, 150, 175, 200)
SENTENCES: Final = 14  # some 8 processor minutes for all voices
WORDS: Final = 6  # in a sentence that is long enough to be compared
FREELY_AT: Final = 125  # or at the nearest: it takes three times as long
OFF: Final = 0.05  # of the words a minute: eSpeak goes no slower than about 102
EARS: Final = 2  # processes that listen
SEED: Final = 1

Errors = NDArray[np.int64]  # by rate, by sentence


@dataclass(frozen=True)
class Listener:
    """Who listens: the words to choose among, in British forms, too, or not; the noise against the voice."""

    vocabulary: frozenset[str]
    british: bool
    noise_db: int | None


@dataclass(frozen=True)
class Heard:
    """One manner of speaking, while it is listened to: at each rate, and freely at one of them."""

    manner: Manner
    made: Rendered
    among: list[Future[list[int]]]
    free: Future[list[int]] | None


def main() -> None:
    """Measure each manner of speaking and print each as it comes."""
    lang, suitable = _sentences()
    with _own_process() as studio:
        there = studio.submit(drivers).result()
    asked = _arguments(there)
    drawn = np.random.default_rng(SEED).permutation(len(suitable))[: asked.sentences]
    said = [suitable[index] for index in sorted(drawn)]
    lengths = np.array([len(each.words) for each in said])
    print(f"{len(said)} of {len(suitable)} sentences, drawn with seed {SEED}: {lengths.sum()} words")
    if not asked.cost:
        _print_head(asked.rate)
    vocabulary = frozenset(word for each in suitable for word in each.words)
    listener = Listener(vocabulary, british=asked.british, noise_db=asked.noise)
    with _own_process() as studio, ProcessPoolExecutor(EARS, mp_context=get_context("spawn")) as ears:
        rendering = [
            (
                manner,
                studio.submit(render, manner, there[manner.engine_voice], said, lang, asked.rate),
            )
            for manner in starmap(Manner, product(asked.voice, asked.pitch, asked.gap))
        ]
        listening = (_listening(ears, listener, said, asked, each) for each in rendering)
        if asked.cost:
            for manner, made in rendering:
                print(f"{manner.voice}: {', '.join(_cost(made.result()))}", flush=True)
            return
        first: Errors | None = None
        for heard, _ in pairwise(
            chain(listening, [None])
        ):  # the next is listened to before one is waited for
            if heard:
                wrong = np.array([each.result() for each in heard.among])
                first = wrong if first is None else first
                _print_row(heard, wrong, first, lengths)


# --- What there is to say, and who says it.
def _arguments(there: dict[str, str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--voice", nargs="+", metavar="ID", help="these only, as gmw/en+f3; the first is compared with"
    )
    parser.add_argument("--rate", nargs="+", type=int, default=RATES, metavar="WPM", help="words a minute")
    parser.add_argument(
        "--sentences", type=int, default=SENTENCES, metavar="N", help="as many, drawn with a seed"
    )
    parser.add_argument(
        "--noise", type=int, metavar="DB", help="noise like speech, as loud against the voice"
    )
    parser.add_argument(
        "--british", action="store_true", help="the listener knows British forms of the words, too"
    )
    parser.add_argument("--pitch", nargs="+", type=int, default=[Manner.pitch], help="eSpeak's, 0 to 100")
    parser.add_argument(
        "--gap", nargs="+", type=int, default=[Manner.gap], help="eSpeak's, between words, 10 ms each"
    )
    parser.add_argument(
        "--free", action=argparse.BooleanOptionalAction, default=True, help="listen freely, too"
    )
    parser.add_argument("--cost", action="store_true", help="only what they cost: the last three columns")
    asked = parser.parse_args()
    asked.voice = asked.voice or [name for name in VOICES if not unknown(name, there)]
    for name in asked.voice:
        if unknown(name, there):
            parser.error(f"no engine that is there has the voice {name}, or eSpeak has no such variant")
        changed = asked.pitch + asked.gap != [Manner.pitch, Manner.gap]
        if changed and there[Manner(name).engine_voice] != ESPEAK:
            parser.error(f"pitch and word gap are eSpeak's: name some of its voices with --voice, not {name}")
    if asked.sentences < 1 or min(asked.rate) < 1:
        parser.error("sentences and words a minute are 1 or more")
    return asked


def _sentences() -> tuple[str, list[Sentence]]:
    """Return the bundled pack's language, and its sentences whose words the listener's dictionary holds."""
    pack = loader.load(bundled_pack())
    pronunciation = lexicon.load(pronunciation_file(pack.lang))
    passages = [passage.text for part in pack.parts for passage in part.passages]
    made = []
    for text in (span.of(passage) for passage in passages for span in sentences.split(passage)):
        spoken = spoken_form(text, pronunciation).text
        words = tuple(re.findall(r"[a-z']+", spoken.lower()))
        if len(words) >= WORDS and not re.search(r"[\d\[]", spoken) and known(words):
            made.append(Sentence(spoken, words))
    return pack.lang, made


def _own_process() -> ProcessPoolExecutor:
    """Return a maker of processes that each do one task, so that an engine's memory is its own."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)


# --- Who listens, in processes of their own.
def _listening(
    ears: ProcessPoolExecutor,
    listener: Listener,
    said: Sequence[Sentence],
    asked: argparse.Namespace,
    rendering: tuple[Manner, Future[Rendered]],
) -> Heard:
    manner, made = rendering[0], rendering[1].result()

    def listen(rate: int, *, freely: bool = False) -> Future[list[int]]:
        return ears.submit(errors, listener, said, made.rates[rate].samples, freely=freely)

    free = listen(_free_at(asked.rate), freely=True) if asked.free else None
    return Heard(manner, made, [listen(rate) for rate in asked.rate], free)


def _free_at(rates: Sequence[int]) -> int:
    return min(rates, key=lambda rate: abs(rate - FREELY_AT))


def errors(
    listener: Listener, said: Sequence[Sentence], samples: Sequence[bytes], *, freely: bool = False
) -> list[int]:
    """Return how many words of each sentence are heard wrong."""
    ear = _ear(listener.vocabulary, british=listener.british)
    hears = ear.hears_freely if freely else ear.hears_among
    heard = (as_heard(sound(each), SAMPLE_RATE, noise_db=listener.noise_db) for each in samples)
    return [errors_in(each.words, hears(one)) for each, one in zip(said, heard, strict=True)]


_ear = cache(Ear)


# --- The table.
def _print_head(rates: Sequence[int]) -> None:
    columns = [
        "voice",
        *(f"wrong at {rate}" for rate in rates),
        "at all rates",
        "more than the first",
        f"free at {_free_at(rates)}",
        "key to sound, ms",
        "work",
        "MB",
    ]
    print(f"\n| {' | '.join(columns)} |\n|{' --- |' * len(columns)}", flush=True)


def _print_row(heard: Heard, wrong: Errors, first: Errors, lengths: Errors) -> None:
    made, manner = heard.made, heard.manner
    slow = [
        f"{rate}: {said.words_a_minute:.0f}"
        for rate, said in made.rates.items()
        if abs(said.words_a_minute / rate - 1) > OFF
    ]
    settings = f", pitch {manner.pitch}, gap {manner.gap}" if manner != Manner(manner.voice) else ""
    off = f" (words a minute not as asked, {', '.join(slow)})" if slow else ""
    cells = [
        f"{manner.voice}{settings}{off}",
        *(_range(each, lengths) for each in wrong[:, np.newaxis]),
        _range(wrong, lengths),
        _range(wrong - first, lengths) if wrong is not first else "-",
        _range(np.array([heard.free.result()]), lengths) if heard.free else "-",
        *_cost(made),
    ]
    print(f"| {' | '.join(cells)} |", flush=True)


def _cost(made: Rendered) -> tuple[str, str, str]:
    """Return the cells of the last three columns."""
    return (
        "{:.1f}, {:.1f}".format(*np.quantile(made.first, [0.5, 0.95])),
        f"{made.work:.4f}",
        f"{made.shared:.1f}, {made.resident:.1f}",
    )


def _range(wrong: Errors, lengths: Errors) -> str:
    """Return words wrong of 100, and the range that holds what 95 % of resampled sets of sentences give."""
    drawn = np.random.default_rng(SEED).integers(0, len(lengths), size=(2000, len(lengths)))
    by_sentence = wrong.mean(axis=0)
    low, high = np.quantile(100 * by_sentence[drawn].sum(axis=1) / lengths[drawn].sum(axis=1), [0.025, 0.975])
    return f"{100 * by_sentence.sum() / lengths.sum():.0f} ({low:.0f} to {high:.0f})"


if __name__ == "__main__":
    main()
