"""A model of a shaking hand: what a visitor means, and the raw key events that come of it.

The tests and bench/tremor.py draw from it. Its figures are stated in `Hand`, with their sources where there
are any; none was measured on a visitor.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from kiosk.keys.strokes import Stroke
from kiosk.settings import Seconds


@dataclass(frozen=True)
class Keyboard:
    """How a keyboard and its terminal tell what is down.

    `delay` and `interval` are those of the repeats: 0.25 and 0.092 on a Linux console (kbdrate(8)), 0.66 and
    0.04 under X (xset(1)), 0.6 and 0.04 under cage. With `releases` (the kitty protocol) repeats and releases
    are told as such; without, a repeat looks like a press and a release is not seen. `neighbours` are pairs
    of keys that lie beside each other.
    """

    delay: Seconds = 0.6
    interval: Seconds = 0.04
    releases: bool = False
    neighbours: tuple[tuple[str, str], ...] = (
        ("left", "down"),
        ("down", "right"),
        ("up", "down"),
        ("right", "enter"),
    )

    def beside(self, key: str) -> Sequence[str]:
        """Return the neighbours of a key."""
        return [b if a == key else a for a, b in self.neighbours if key in (a, b)]


@dataclass(frozen=True)
class Hand:
    """How a hand shakes.

    `tremor`, in Hz: advanced essential tremor has 4 to 8 (Elble, "Physiologic and essential tremor",
    Neurology 1986; 5.8 on average, Elble, Neurology 2000), a dystonic arm 3.5 to 7 (Dystonia 2024, 12551). A
    bounce follows one period after the strike before it. All else is assumed: each further bounce comes with
    the chance `bounce`, at most `bounces` of them; with the chance `stray` a neighbour is struck within a
    period after the last of them, with `miss` one is struck in the key's place; a key is down for `touch`
    seconds, and in a spasm, which has the chance `spasm`, for `grip` seconds.
    """

    tremor: tuple[float, float] = (4.0, 8.0)
    bounce: float = 0.4
    bounces: int = 3
    stray: float = 0.1
    miss: float = 0.0
    touch: tuple[Seconds, Seconds] = (0.04, 0.12)
    spasm: float = 0.05
    grip: tuple[Seconds, Seconds] = (0.3, 3.0)


STEADY = Hand(bounce=0.0, stray=0.0, spasm=0.0)
SHAKING = Hand()
SHAKING_HARD = Hand(bounce=0.6, bounces=5, stray=0.25, miss=0.05, spasm=0.15)


@dataclass(frozen=True)
class Touch:
    """A key that is down from `at` to `up`. `meant`: the visitor wanted this key, now."""

    key: str
    at: Seconds
    up: Seconds
    meant: bool


@dataclass(frozen=True)
class RawKey:
    """What the terminal tells. `meant` is what it does not: a press that the visitor wanted."""

    key: str
    at: Seconds
    stroke: Stroke
    meant: bool


def touches(hand: Hand, keyboard: Keyboard, key: str, at: Seconds, draw: Random) -> list[Touch]:
    """Return what comes of meaning to press a key at a time, in order; no two overlap."""
    beside = keyboard.beside(key)
    missed = bool(beside) and draw.random() < hand.miss
    struck = draw.choice(beside) if missed else key
    held = draw.uniform(*(hand.grip if draw.random() < hand.spasm else hand.touch))
    made = [Touch(struck, at, at + held, meant=not missed)]
    for _ in range(hand.bounces):
        if draw.random() >= hand.bounce:
            break
        made.append(_after(made[-1], struck, 1 / draw.uniform(*hand.tremor), hand, draw))
    if beside and draw.random() < hand.stray:
        made.append(_after(made[-1], draw.choice(beside), draw.uniform(0, 1 / hand.tremor[0]), hand, draw))
    return made


def told(keyboard: Keyboard, made: Iterable[Touch]) -> Iterator[RawKey]:
    """Yield what the terminal tells of touches that do not overlap."""
    for touch in made:
        yield RawKey(touch.key, touch.at, Stroke.PRESS, touch.meant)
        count = 0
        while (at := touch.at + keyboard.delay + count * keyboard.interval) < touch.up:
            yield RawKey(touch.key, at, Stroke.REPEAT if keyboard.releases else Stroke.PRESS, meant=False)
            count += 1
        if keyboard.releases:
            yield RawKey(touch.key, touch.up, Stroke.RELEASE, meant=False)


def pressed(
    hand: Hand, keyboard: Keyboard, keys: Iterable[str], *, rest: tuple[Seconds, Seconds], draw: Random
) -> Iterator[RawKey]:
    """Yield what the terminal tells while a visitor presses keys, from time 0 on.

    `rest` is how long, from shortest to longest, the visitor rests after the last touch of a press.
    """
    at = 0.0
    for key in keys:
        made = touches(hand, keyboard, key, at, draw)
        yield from told(keyboard, made)
        at = made[-1].up + draw.uniform(*rest)


def _after(touch: Touch, key: str, gap: Seconds, hand: Hand, draw: Random) -> Touch:
    """Return a touch a gap after another one began, or just after that one's end if it is later."""
    at = max(touch.at + gap, touch.up + 0.01)
    return Touch(key, at, at + draw.uniform(*hand.touch), meant=False)
