"""A busy waiting room: what one visitor after another means to do, and the keys that come of it.

A soak draws from it (bench/soak.py, tests/test_soak.py). What visitors do is assumed; how their hands shake
has its sources in tests/keys/hands.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from hands import SHAKING, SHAKING_HARD, STEADY, Keyboard, RawKey, pressed

from kiosk.keys.strokes import Stroke
from kiosk.settings import Seconds

# Ten hours, and a visit begins every ten minutes: nobody's figure, and more than one kiosk has.
VISITS_A_DAY: Final = 60

KEYBOARD: Final = Keyboard()
REST: Final[tuple[Seconds, Seconds]] = (0.7, 3.0)  # from one press to the next, as in tests/visit/visitor.py
LISTENING: Final[tuple[Seconds, Seconds]] = (10.0, 60.0)
LEANING: Final[Seconds] = 20.0  # how long somebody leans on a key
CHILDS: Final = ("right", "left", "up", "down", "enter", "home", *"12590chdklvpr?-+,.xz")

BYTES: Final = {
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "home": b"\x1b[H",
    "enter": b"\r",
    "space": b" ",
}


class Kind(StrEnum):
    """What kind of visit it is."""

    THROUGH = "goes on through all parts"
    CHOOSES = "chooses a part, reads some of it, calls the helpline up"
    LISTENS = "listens to a part"
    PEOPLE = "reads people's stories"
    HELP = "asks for help, and tries keys in it"
    SETTINGS = "changes voice, print and colours"
    LANGUAGE = "takes the other language"
    CHILD = "presses anything"
    LEANS = "leans on a key"
    SWITCH = "has one switch, and walks away"
    TRIES = "tries the keys, and walks away"
    WALKS_AWAY = "walks away in the middle"


# How many of 60 visits are of each kind. Who walks away is waited for: the kiosk takes half a minute, so most
# others end with Home in place of that.
MIX: Final = {
    Kind.THROUGH: 13,
    Kind.CHOOSES: 16,
    Kind.LISTENS: 3,
    Kind.PEOPLE: 6,
    Kind.HELP: 4,
    Kind.SETTINGS: 6,
    Kind.LANGUAGE: 4,
    Kind.CHILD: 4,
    Kind.LEANS: 2,
    Kind.SWITCH: 0.25,
    Kind.TRIES: 0.25,
    Kind.WALKS_AWAY: 0.5,
}
AWAY: Final = (Kind.SWITCH, Kind.TRIES, Kind.WALKS_AWAY)  # nobody presses until the kiosk ends the visit


@dataclass(frozen=True)
class Visitor:
    """What a visitor does: the presses as the terminal tells them, from time 0 on."""

    kind: Kind
    presses: tuple[RawKey, ...]

    @property
    def walks_away(self) -> bool:
        """Whether the visit ends because nobody presses."""
        return self.kind in AWAY


def visitors(draw: Random) -> Iterator[Visitor]:
    """Yield one visitor after another, without end."""
    while True:
        [kind] = draw.choices(list(MIX), list(MIX.values()))
        yield visitor(kind, draw)


def visitor(kind: Kind, draw: Random) -> Visitor:
    """Return a visitor of a kind."""
    if kind is Kind.LEANS:
        times = range(int(LEANING / KEYBOARD.interval))
        press = (RawKey("right", KEYBOARD.interval * time, Stroke.PRESS, meant=False) for time in times)
        return Visitor(kind, tuple(press))
    hand = draw.choice((STEADY, SHAKING, SHAKING_HARD))
    rest = LISTENING if kind is Kind.LISTENS else REST
    keys = _keys(kind, draw)
    return Visitor(kind, tuple(pressed(hand, KEYBOARD, keys, rest=rest, draw=draw)))


def typed(
    visitor: Visitor,
    send: Callable[[bytes], object],
    *,
    speed: float,
    clock: Callable[[], Seconds],
    sleep: Callable[[Seconds], None],
) -> int:
    """Type what a visitor presses, so many times as fast; return how many presses that was."""
    began = clock()
    for press in visitor.presses:
        sleep(max(0.0, began + press.at / speed - clock()))
        send(BYTES.get(press.key, press.key.encode()))
    return len(visitor.presses)


def _keys(kind: Kind, draw: Random) -> list[str]:
    """Return what a visitor means to press."""
    part = str(draw.randint(1, 9))
    reads = draw.choices(["down", "up", "r", "enter"], [6, 1, 1, 1], k=draw.randint(5, 20))
    changes = draw.choices(["-", "+", ",", ".", "v", "l", "l"], k=draw.randint(5, 15))
    meant = {
        Kind.THROUGH: ["right"] * draw.randint(14, 26),
        Kind.CHOOSES: ["right", "c", part, *reads, "right", "left", "right", "h"],
        Kind.LISTENS: ["right", part, "down", "down", "p", "p", "r", "h"],
        Kind.PEOPLE: ["c", "0", *["right"] * draw.randint(3, 12), "left", "h", "right"],
        Kind.HELP: ["right", "?", *draw.sample(CHILDS, 8), "?", "?", "h", "d", "right"],
        Kind.SETTINGS: ["right", part, *changes, "k", draw.choice("12345"), "left", "down", "down", "h"],
        Kind.LANGUAGE: ["2", "right", part, "down", "down", "right", "k", "left", "h"],
        Kind.CHILD: draw.choices(CHILDS, k=40),
        Kind.SWITCH: ["right", "k", "9", *["space"] * 12],
        Kind.TRIES: ["right", "k", "8", *["enter"] * 6],
        Kind.WALKS_AWAY: ["right", part, "down", "p"],
    }
    return [*meant[kind], *([] if kind in AWAY else ["home"])]
