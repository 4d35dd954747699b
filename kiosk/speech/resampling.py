"""Samples of an engine that has a rate of its own, at the rate of the deck, block by block as they come."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from operator import mul
from typing import Final

_TAPS: Final = 16  # samples of the source that make one
_HALF: Final = _TAPS // 2
_PASSED: Final = 0.93  # of the source's band: beyond it, its mirror image would be heard


class Resampler:
    """Turns samples at one rate into samples at a higher one, with a windowed sinc.

    One second of 16 kHz as 22.05 kHz takes 22 ms of Python.
    """

    def __init__(self, source: int, target: int) -> None:
        """Take the two rates. Raises ValueError when the target's is lower: the band would have to be cut."""
        if target < source:
            raise ValueError(f"{source} samples a second cannot become {target}")
        shared = math.gcd(source, target)
        self._step, self._steps = source // shared, target // shared
        self._filters = [_filter(phase / self._steps) for phase in range(self._steps)]
        self._kept = [0.0] * (_HALF - 1)  # the source's samples from _HALF - 1 before the next one
        self._phase = 0

    def feed(self, samples: array[int]) -> array[int]:
        """Return what can be made with these samples; the rest comes with the next."""
        self._kept += array("d", samples).tolist()
        kept, filters, step, steps = self._kept, self._filters, self._step, self._steps
        end = max(0, len(kept) - _TAPS + 1) * steps  # the first place, in steps, that cannot be made yet
        places = range(self._phase, end, step)
        made = [
            int(sum(map(mul, filters[place % steps], kept[place // steps : place // steps + _TAPS])))
            for place in places
        ]
        after = self._phase + len(places) * step
        self._kept, self._phase = kept[after // steps :], after % steps
        return array("h", [max(-32768, min(32767, sample)) for sample in made])

    def rest(self) -> array[int]:
        """Return what the last samples still hold."""
        return self.feed(array("h", [0] * _HALF))


def _filter(ahead: float) -> list[float]:
    """Return the weights of the source's samples around a place that far (0 to 1) ahead of one of them."""
    places = [tap - (_HALF - 1) - ahead for tap in range(_TAPS)]
    weights = [_sinc(_PASSED * place) * (0.5 + 0.5 * math.cos(math.pi * place / _HALF)) for place in places]
    return [weight / sum(weights) for weight in weights]


def _sinc(x: float) -> float:
    return math.sin(math.pi * x) / (math.pi * x) if x else 1.0
