"""Choosing with one switch or two: the one place that knows which item is offered, and when the next one is.

The front end says the offered item's name and shows what is left of its time; it owns no rule and no clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeAlias, TypeVar

from kiosk.keys.countdown import Countdown
from kiosk.settings import Seconds

T = TypeVar("T")

SCAN_TIMES: Final[tuple[Seconds, Seconds]] = (
    0.5,
    10.0,
)  # from ACAT and Saltillo, as is the longer first item
# An item that comes first, or that a press led to, has half as much again: a visitor who has just pressed, or
# who hears a new list, needs a moment more. How much more is our own figure.
FIRST_ITEM: Final = 1.5
ROUNDS: Final = 3


@dataclass(frozen=True)
class Choice(Generic[T]):
    """What can be chosen: the name that is said, and what it stands for."""

    name: str
    value: T


@dataclass(frozen=True)
class Group(Generic[T]):
    """A list within a list. Choosing it leads into it."""

    name: str
    items: tuple["Choice[T] | Group[T]", ...]


@dataclass(frozen=True)
class WayOut:
    """The last item of a list within a list: choosing it leads back."""

    name: str


Item: TypeAlias = Choice[T] | Group[T] | WayOut


class Scan(Generic[T]):
    """Two switches: `move` offers the next item, `choose` takes the offered one. No time plays a part.

    After the last item of a list comes its first again, as there is no switch for going back. `way_out` makes
    the name of a way out from the name of the list that it leads to. Raises ValueError for an empty list.
    """

    def __init__(self, root: Group[T], *, way_out: Callable[[str], str]) -> None:
        self._way_out = way_out
        self._path = [_Offer(root, (*root.items,))]
        _check(root)

    @property
    def item(self) -> Item[T]:
        """The item that is offered: its name is to be said."""
        return self._offer.items[self._offer.index]

    @property
    def items(self) -> tuple[Item[T], ...]:
        """The list that the item is in, with its way out."""
        return self._offer.items

    @property
    def index(self) -> int:
        """The item's place in the list, from 0."""
        return self._offer.index

    @property
    def group(self) -> Group[T]:
        """The group whose list it is."""
        return self._offer.group

    def move(self) -> Item[T]:
        """Offer the next item and return it."""
        self._offer.index = (self._offer.index + 1) % len(self._offer.items)
        return self.item

    def first(self) -> Item[T]:
        """Offer the first item of the list and return it."""
        self._offer.index = 0
        return self.item

    def choose(self) -> Choice[T] | None:
        """Take the offered item: return a choice, or None when it led into a list or back out of one.

        Led in, the list's first item is offered; led out, the group that was left.
        """
        match self.item:
            case Choice() as choice:
                return choice
            case Group() as group:
                out = WayOut(self._way_out(self.group.name))
                self._path.append(_Offer(group, (*group.items, out)))
            case WayOut():
                self._path.pop()
        return None

    @property
    def _offer(self) -> "_Offer[T]":
        return self._path[-1]


@dataclass
class _Offer(Generic[T]):
    group: Group[T]
    items: tuple[Item[T], ...]
    index: int = 0


def _check(group: Group[T]) -> None:
    if not group.items:
        raise ValueError(f"the list {group.name!r} has nothing to choose: give it an item")
    for item in group.items:
        if isinstance(item, Group):
            _check(item)


class Moved(StrEnum):
    """What a scan did when an item's time was over."""

    ON = "on"  # to the next item
    ROUND = "round"  # to the first item, for another round
    STOPPED = "stopped"  # after the last round; a press starts it again


class AutomaticScan(Generic[T]):
    """One switch: items are offered one after another, each for `time` seconds after its name was heard.

    Say the offered item's name, tell `said` when it has been heard to the end, and call `wake` at `due`. A
    press takes the offered item, also while its name is being said; after `rounds` rounds of a list without a
    press the scan stops, and a press starts it again without choosing. Raises ValueError for a time that is
    not 0.5 to 10 s.
    """

    def __init__(self, scan: Scan[T], *, time: Seconds = 2.0, rounds: int = ROUNDS) -> None:
        shortest, longest = SCAN_TIMES
        if not shortest <= time <= longest:
            raise ValueError(f"the scan time is {time:g} s: write {shortest:g} to {longest:g}")
        self.scan = scan
        self._time = time
        self._rounds = rounds
        self._round = 1
        self._landed = True  # on the item by a press, not by the time
        self._countdown: Countdown | None = None

    @property
    def stopped(self) -> bool:
        """Whether the rounds are over and only a press leads on."""
        return self._round > self._rounds

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called, or None while a name is being said or the scan has stopped."""
        return None if self._countdown is None else self._countdown.due

    def left(self, at: Seconds) -> float:
        """Return the share of the item's time that is left: 1 until its name was heard, 0 when stopped."""
        if self.stopped:
            return 0.0
        return 1.0 if self._countdown is None else self._countdown.left(at)

    def said(self, at: Seconds) -> None:
        """Take that the offered item's name was heard to its end: its time begins."""
        if not self.stopped:
            longer = FIRST_ITEM if self._landed or self.scan.index == 0 else 1.0
            self._countdown = Countdown(at, self._time * longer)

    def wake(self, at: Seconds) -> Moved | None:
        """Offer the next item if the time of this one is over, and return what that did."""
        if self._countdown is None or not self._countdown.over(at):
            return None
        self._countdown = None
        self._landed = False
        if self.scan.index < len(self.scan.items) - 1:
            self.scan.move()
            return Moved.ON
        self.scan.first()
        self._round += 1
        return Moved.STOPPED if self.stopped else Moved.ROUND

    def press(self) -> Choice[T] | None:
        """Return the choice that was made, or None when there is a new item to say."""
        choice = None if self.stopped else self.scan.choose()
        self._round = 1
        self._landed = True
        self._countdown = None
        return choice


@dataclass(frozen=True)
class Chosen(Generic[T]):
    """A choice made at `chosen_at`, which can be taken back for `lasting` seconds; 0 means not at all."""

    choice: Choice[T]
    chosen_at: Seconds
    lasting: Seconds

    def takes_back(self, at: Seconds) -> bool:
        """Whether a press at `at` takes the choice back."""
        return not Countdown(self.chosen_at, self.lasting).over(at)

    def left(self, at: Seconds) -> float:
        """Return the share of the time that is left, from 1 to 0."""
        return Countdown(self.chosen_at, self.lasting).left(at)
