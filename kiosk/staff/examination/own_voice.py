"""Whether a sound that was recorded holds another one: by how its loudness rises and falls.

The loudness is what a room, a cheap microphone and another volume leave as it was.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from collections.abc import Sequence
from operator import mul

from kiosk.speech import levels


def likeness(own: array[int], heard: array[int], sample_rate: int) -> float:
    """Return how alike the loudness of `own` is to that of the place in `heard` that is most like it.

    1 is the same, 0 is nothing in common (the correlation of frames of 10 ms). Without a place it is 0.
    """
    wanted, there = _loudness(own, sample_rate), _loudness(heard, sample_rate)
    places = range(len(there) - len(wanted) + 1)
    return max((_correlation(wanted, there[at : at + len(wanted)]) for at in places), default=0.0)


def _loudness(samples: array[int], sample_rate: int) -> list[float]:
    return levels.frames(samples, sample_rate)


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    count = len(one)
    mean, other_mean = sum(one) / count, sum(other) / count
    together = sum(map(mul, one, other)) / count - mean * other_mean
    spread = (sum(map(mul, one, one)) / count - mean**2) * (
        sum(map(mul, other, other)) / count - other_mean**2
    )
    return together / math.sqrt(spread) if spread > 0 else 0.0
