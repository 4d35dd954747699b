"""How a long list is cut into groups, so that each item is few steps away.

A step is a name that is heard on the way, the chosen one's too; for two switches it is a press.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import TypeVar

from kiosk.keys.scanning import Choice, Group

T = TypeVar("T")


def grouped(
    items: Sequence[Choice[T]], *, named: Callable[[str, str], str], most: int = 8
) -> tuple[Choice[T] | Group[T], ...]:
    """Return the items in their order, in groups within groups where they need them.

    No item needs more than `most` steps, and so no list, its way out counted, is longer. Of all such trees it
    has the fewest levels, and among these the fewest steps in all: the first groups are the longer ones, as
    the last ones are heard late. `named` makes a group's name from the names of its first and last item.
    Raises ValueError for more than 2 ** (most - 1) items, which no tree holds.
    """
    if len(items) > 2 ** (most - 1):
        raise ValueError(
            f"{len(items)} items cannot each be chosen in {most} steps: write at most {2 ** (most - 1)}"
        )
    plans = (_plan(len(items), levels=levels, steps=most) for levels in range(1, most + 1))
    plan = next(plan for plan in plans if plan)
    return tuple(_cut(items, plan.parts, named))


@dataclass(frozen=True)
class _Plan:
    """A way to lay out a list: its parts in order, None for an item, a plan for a group."""

    count: int
    total: int  # of the steps to all its items
    parts: tuple["_Plan | None", ...]


@cache
def _plan(count: int, *, levels: int, steps: int, place: int = 1) -> _Plan | None:
    """Return the best plan for `count` items from the place-th of a list on, or None when there is none."""
    if count == 0:
        return _Plan(0, 0, ())
    if place > steps or count > 2 ** (steps - place):
        return None
    plans = []
    for size in range(1, (count if levels > 1 else 1) + 1):
        part = _plan(size, levels=levels - 1, steps=steps - place) if size > 1 else None
        rest = _plan(count - size, levels=levels, steps=steps, place=place + 1)
        if rest and (part or size == 1):
            total = size * place + (part.total if part else 0) + rest.total
            plans.append(_Plan(count, total, (part, *rest.parts)))
    return min(plans, key=lambda plan: (plan.total, len(plan.parts)), default=None)


def _cut(
    items: Sequence[Choice[T]], parts: tuple[_Plan | None, ...], named: Callable[[str, str], str]
) -> Iterator[Choice[T] | Group[T]]:
    ends = accumulate((part.count if part else 1 for part in parts), initial=0)
    for part, (begin, end) in zip(parts, pairwise(ends), strict=True):
        if part is None:
            yield items[begin]
        else:
            inside = items[begin:end]
            yield Group(named(inside[0].name, inside[-1].name), tuple(_cut(inside, part.parts, named)))
