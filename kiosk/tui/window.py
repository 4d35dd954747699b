"""Which blocks of a page are on the screen. They are shown whole or not at all: a page is turned.

Asks only for the heights of blocks that may be on the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """The rows of each of `count` blocks, and the blank rows between a block and the one above it."""

    count: int
    height: Callable[[int], int]
    gap: Callable[[int], int]

    def end(self, first: int, room: int) -> int:
        """Return the index after the last block that is whole on a page of `room` rows; one always is."""
        if first >= self.count:
            return self.count
        used, end = self.height(first), first + 1
        while end < self.count and (used := used + self.gap(end) + self.height(end)) <= room:
            end += 1
        return end

    def beginning(self, last: int, room: int) -> int:
        """Return the index of the first block of a page that ends with `last`."""
        used, first = self.height(last), last
        while first > 0 and (used := used + self.gap(first) + self.height(first - 1)) <= room:
            first -= 1
        return first


def turn(measure: Measure, *, room: int, first: int, follow: int) -> int:
    """Return the first block of the page on which the block `follow` is whole.

    The page that begins with `first` stays where it has it. Otherwise the page turns, with one block around
    `follow` for the eye to hold on to. The last page is filled up.
    """
    if measure.count == 0:
        return 0
    first = min(first, measure.count - 1)
    if follow < first:
        first = min(measure.beginning(min(follow + 1, measure.count - 1), room), follow)
    elif follow >= measure.end(first, room):
        first = follow - 1 if measure.end(follow - 1, room) > follow else follow
    if measure.end(first, room) == measure.count:
        first = min(first, measure.beginning(measure.count - 1, room))
    return first
