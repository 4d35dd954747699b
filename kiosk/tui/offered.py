"""What a switch would choose -> the rows that stand in place of the keys: a list with its mark.

Where all of a list has room, its rows are the same whichever item is offered: only the mark moves.
"""

from typing import Final

from kiosk.tui.rows import GUTTER, Role, Row, literal, ruled, sentence
from kiosk.tui.scene import Heard
from kiosk.tui.window import Measure, turn
from kiosk.visit.view import Offer

_QUARTERS: Final = 4
_TIME: Final = 2 + _QUARTERS  # cells kept after every name for what is left of its time
# Shares of the screen's rows. A list that is longer than a quarter stands in two columns, where they fit; a
# half is the most that it gets, for the page needs the rest.
_LONG: Final = 4
_MOST: Final = 2


def offered(offer: Offer, *, heard: Heard | None, width: int, screen: int) -> list[Row]:
    """Return the rows of an offer on a screen of `screen` rows, the offered item whole among them.

    `heard` is how it is being heard, or None before its name is said.
    """
    count = len(offer.items)
    deep = -(-count // 2)  # in two columns
    two = _cell(offer.items[:deep]), _cell(offer.items[deep:])
    if count <= screen // _LONG or sum(two) > width:
        deep, two = count, (min(_cell(offer.items), width), 0)
    items = [_item(offer, index, heard=heard, width=two[index // deep]) for index in range(count)]
    lines = [_beside(items[line::deep]) for line in range(deep)]
    title = ruled(offer.title, width=width)
    room, follow = screen // _MOST, offer.index % deep
    if len(title) + len(lines[follow]) > room:
        title = []
    return [*title, *_window(lines, room=max(room - len(title), 1), follow=follow)]


def _cell(items: tuple[str, ...]) -> int:
    """Return the cells that the longest name takes with its marks and its time."""
    return GUTTER + 1 + max((literal(item).cell_length for item in items), default=0) + _TIME


def _item(offer: Offer, index: int, *, heard: Heard | None, width: int) -> list[Row]:
    now = index == offer.index
    rows = sentence(
        literal(offer.items[index]),
        width=width - _TIME,
        strong=now,
        placed=now,
        heard=heard if now else None,
    )
    left = offer.left if now else 0
    time = "■" * left + "·" * (_QUARTERS - left) if left else ""
    beside = [literal(time.rjust(_TIME), Role.MARK), *[literal(" " * _TIME)] * (len(rows) - 1)]
    return [row + squares for row, squares in zip(rows, beside, strict=True)]


def _beside(items: list[list[Row]]) -> list[Row]:
    """Return the rows of one item, or of two that stand in columns and have a row each."""
    first, *others = items
    return [sum((other[0] for other in others), first[0])] if others else first


def _window(lines: list[list[Row]], *, room: int, follow: int) -> list[Row]:
    """Return what has room, with the line `follow` in it."""
    measure = Measure(count=len(lines), height=lambda line: len(lines[line]), gap=lambda _: 0)
    first = turn(measure, room=room, first=0, follow=follow)
    rows = [row for line in lines[first : measure.end(first, room)] for row in line]
    return rows[:room]
