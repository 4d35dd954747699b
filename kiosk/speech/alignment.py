"""Which sample of a recording says what a sample of the voice says: dynamic time warping of the two.

Both are described in steps of 20 ms by how loud and how sharp they are: that tells a vowel, a hiss and a
pause apart, whoever speaks. The way is found on a coarse grid first and then, near it, on finer ones, so the
time that it takes grows with the length of the recording and not with its square.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from collections.abc import Callable, Sequence
from operator import sub
from typing import Final, TypeAlias

STEPS_A_SECOND: Final = 50
_COARSEST: Final = 128  # steps: a grid that is searched whole
_NEAR: Final = 12  # steps to either side of the coarser grid's way
_STANDING: Final = 1.3  # the price of a step in which only one of the two goes on, against 1 for both
_RANGE: Final = math.log(50)  # 34 dB: what is quieter beside the loudest is all the same

_WITH_BOTH, _WITH_THE_ONE, _WITH_THE_OTHER = range(3)

_Step: TypeAlias = tuple[float, float]  # how loud, how sharp
_Window: TypeAlias = Sequence[tuple[int, int]]  # for each step of the one the steps of the other, half open


def alignment(reference: array[int], recording: array[int], sample_rate: int) -> Callable[[int], int]:
    """Return the function from a sample of the reference to the sample of the recording that says the same.

    It never goes back. Both must be audible.
    """
    length = sample_rate // STEPS_A_SECOND
    way = _way(_steps(reference, length), _steps(recording, length))
    middles = [(first + last) / 2 for first, last in way]
    points = [*middles, middles[-1] + 1]

    def there(sample: int) -> int:
        step = min(max(0, sample // length), len(middles) - 1)
        beyond = min(1.0, sample / length - step)
        at = points[step] + beyond * (points[step + 1] - points[step])
        return min(len(recording), int(at * length))

    return there


def _steps(samples: array[int], length: int) -> list[_Step]:
    """Describe a sound: each of its two figures has the mean 0 and the deviation 1."""
    loud, sharp = list[float](), list[float]()
    for at in range(0, max(1, len(samples) - length + 1), length):
        # Every other sample, and its difference from the next one.
        here, following = samples[at : at + length : 2], samples[at + 1 : at + length : 2]
        loud.append(sum(map(abs, here)) / len(here))
        sharp.append(sum(map(abs, map(sub, here, following))) / len(here))
    least = max(max(loud) * math.exp(-_RANGE), 1.0)
    levels = [math.log(max(each, least)) for each in loud]
    edges = [math.log(max(each, least / 4)) - level for each, level in zip(sharp, levels, strict=True)]
    return list(zip(_even(levels), _even(edges), strict=True))


def _even(figures: list[float]) -> list[float]:
    mean = sum(figures) / len(figures)
    deviation = math.sqrt(sum((each - mean) ** 2 for each in figures) / len(figures)) or 1.0
    return [(each - mean) / deviation for each in figures]


def _way(one: list[_Step], other: list[_Step]) -> list[tuple[int, int]]:
    """Return, for each step of the one, the first and the last step of the other beside it."""
    if min(len(one), len(other)) <= _COARSEST:
        return _cheapest(one, other, [(0, len(other))] * len(one))
    coarse = _way(_halved(one), _halved(other))
    window = list[tuple[int, int]]()
    for step in range(len(one)):
        first, last = coarse[min(step // 2, len(coarse) - 1)]
        window.append((max(0, 2 * first - _NEAR), min(len(other), 2 * last + 2 + _NEAR)))
    window[-1] = (window[-1][0], len(other))
    return _cheapest(one, other, window)


def _halved(steps: list[_Step]) -> list[_Step]:
    pairs = zip(steps[::2], steps[1::2], strict=False)
    return [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairs]


def _cheapest(one: list[_Step], other: list[_Step], window: _Window) -> list[tuple[int, int]]:
    """Return the cheapest way through a window from the beginning of both to their end."""
    nowhere = math.inf
    before, offset = [0.0], -1  # what it costs to come to each step of the row before, from `offset` on
    came = list[bytearray]()  # how each step was come to
    for (loud, sharp), (begin, end) in zip(one, window, strict=True):
        row, moves, left = list[float](), bytearray(), nowhere
        padded = [nowhere] * max(0, offset - begin + 1) + before
        padded = padded[max(0, begin - 1 - offset) :]
        padded += [nowhere] * max(0, end - begin + 1 - len(padded))
        for at in range(begin, end):
            figures = other[at]
            price = abs(loud - figures[0]) + abs(sharp - figures[1])
            both, alone = padded[at - begin], padded[at - begin + 1]
            standing = price * _STANDING
            cost, move = both + price, _WITH_BOTH
            if alone + standing < cost:
                cost, move = alone + standing, _WITH_THE_ONE
            if left + standing < cost:
                cost, move = left + standing, _WITH_THE_OTHER
            row.append(cost)
            moves.append(move)
            left = cost
        came.append(moves)
        before, offset = row, begin
    return _traced(came, window)


def _traced(came: list[bytearray], window: _Window) -> list[tuple[int, int]]:
    """Return the way that was taken, found from its end."""
    step, at = len(came) - 1, window[-1][1] - 1
    last = at
    way = list[tuple[int, int]]()
    while step >= 0:
        move = came[step][at - window[step][0]]
        if move != _WITH_THE_OTHER:
            way.append((at, last))
            step -= 1
        if move != _WITH_THE_ONE:
            at -= 1
        if move != _WITH_THE_OTHER:
            last = at
    way.reverse()
    return way
