"""An utterance as sound: its samples, without the engine's silence, and where in them each word begins."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from kiosk.speech.utterance import Milliseconds

# -50 dB of full scale: below it nothing is heard (the threshold of the measuring rig, too).
AUDIBLE: Final = 104


@dataclass(frozen=True)
class Mark:
    """A word: the sample at which it begins, and its characters in the written text (half open)."""

    sample: int
    start: int
    end: int


@dataclass(frozen=True)
class Clip:
    """16-bit mono samples with their marks in order; `begin` is the sample to start from.

    One that does not end yet is the beginning of an utterance, to be heard while the engine renders the rest;
    its longer self takes its place. Only the whole has marks.
    """

    turn: int
    utterance: int
    samples: array[int]
    marks: tuple[Mark, ...]
    pause: Milliseconds
    begin: int = 0
    ends: bool = True


def trimmed(
    samples: array[int], marks: tuple[Mark, ...], *, least: int = AUDIBLE
) -> tuple[array[int], tuple[Mark, ...]]:
    """Return samples without the silence at both ends, and the marks moved with them. Empty if all is silent.

    No sample is heard that is not above `least`.

    eSpeak begins a sentence with about 15 ms of near silence and ends it with more: trimmed, the sound
    comes earlier and the pause between two sentences is exactly the one that was asked for.
    """
    first, end = audible(samples, least=least)
    kept = samples[first:end]
    return kept, tuple(
        Mark(sample=min(max(0, mark.sample - first), len(kept)), start=mark.start, end=mark.end)
        for mark in marks
    )


def audible(samples: array[int], *, least: int = AUDIBLE) -> tuple[int, int]:
    """Return where the first sample that is heard stands, and behind the last; the same place if none is."""
    first = next((i for i, sample in enumerate(samples) if abs(sample) > least), len(samples))
    last = next((i for i in range(len(samples) - 1, first - 1, -1) if abs(samples[i]) > least), first - 1)
    return first, last + 1


def sample_of(marks: tuple[Mark, ...], written: int) -> int:
    """Return the sample at which the word at the character `written` begins; 0 before the first word."""
    index = bisect_right(marks, written, key=lambda mark: mark.start) - 1
    return marks[index].sample if index >= 0 else 0
