"""Text -> rows of cells: wrapping, marks and highlights. Text is literal: no markup is ever read in it.

Every mark is a character, so that a screen without colours tells as much; the Linux console has them all. A
row is a Content whose spans name roles; kiosk.tcss says how a role looks.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from textual.content import Content

from kiosk.tui.scene import Heard

Row = Content


class Role(StrEnum):
    """What a stretch of text is, for kiosk.tcss."""

    STRONG = "strong"
    FRAME = "frame"
    MARK = "mark"
    SAID = "said"
    WORD = "word"
    CODE = "code"


PLACE_MARK: Final = "▶"
SAID_MARK: Final = "▌"
GUTTER: Final = 3  # cells at the left of every text, for the two marks


def clean(text: str) -> str:
    """Return a text of the same length with a space for each character that cannot be seen.

    Of the same length, because the places of the words must not move. Control characters steer the terminal,
    and others turn the direction of the text.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or unicodedata.category(char) == "Zs" else " " for char in text)


def literal(text: str, role: Role | None = None) -> Row:
    """Return text as one row, as it is, but clean."""
    content = Content(clean(text))
    return content.stylize(role) if role else content


def fitted(row: Row, width: int) -> Row:
    """Return a row filled up with spaces, or cut off, to `width` cells."""
    missing = width - row.cell_length
    return row.pad_right(missing) if missing > 0 else row.truncate(max(width, 0))


def wrapped(text: Row, width: int) -> list[Row]:
    """Return the rows of a text, each at most `width` cells wide."""
    return text.wrap(max(width, 1))


def sentence(
    text: Row,
    *,
    width: int,
    lead: str = "",
    strong: bool = False,
    placed: bool = False,
    heard: Heard | None = None,
) -> list[Row]:
    """Return the rows of a sentence, `width` cells wide with its gutter.

    `lead` stands before the first row, and the others are indented by as much. The sentence is highlighted
    where `heard` is not None, and in it the word.
    """
    rows = []
    hanging = len(lead) + 1
    for number, line in enumerate(
        wrapped(_marked(text, strong=strong, heard=heard), width - GUTTER - hanging)
    ):
        before = f" {lead}" if number == 0 else " " * hanging
        body = fitted(Content(before) + line, width - GUTTER)
        if heard:
            body = body.stylize_before(Role.SAID)
        rows.append(_gutter(placed=placed and number == 0, said=heard is not None) + body)
    return rows


def _marked(text: Row, *, strong: bool, heard: Heard | None) -> Row:
    start, end = (heard.word if heard else None) or (0, 0)
    if strong:
        # Never bold beneath the word: bold black is dark grey on the Linux console.
        text = text.stylize(Role.STRONG, 0, start) if start else text
        text = text.stylize(Role.STRONG, end)
    return text.stylize(Role.WORD, start, end)


def _gutter(*, placed: bool, said: bool) -> Row:
    marks = f"{PLACE_MARK if placed else ' '} {SAID_MARK if said else ' '}"
    return literal(marks, Role.MARK)


def framed(rows: list[Row], width: int, *, double: bool = False) -> list[Row]:
    """Return rows in a frame of single or double lines, `width` cells wide in all."""
    top_left, across, top_right, down, bottom_left, bottom_right = "╔═╗║╚╝" if double else "┌─┐│└┘"
    inner = max(width - 2, 0)
    side = literal(down, Role.FRAME)
    return [
        literal(top_left + across * inner + top_right, Role.FRAME),
        *(side + fitted(row, inner) + side for row in rows),
        literal(bottom_left + across * inner + bottom_right, Role.FRAME),
    ]


def ruled(text: str, *, width: int, heard: Heard | None = None) -> list[Row]:
    """Return a title as rows with a double line before and behind it, `width` cells wide."""
    said = literal(SAID_MARK, Role.MARK) if heard else literal("═", Role.FRAME)
    before = literal("══", Role.FRAME) + said + literal(" ")
    texts = wrapped(_marked(literal(text), strong=True, heard=heard), width - before.cell_length - 1)
    rows = [before + (text.stylize_before(Role.SAID) if heard else text) + literal(" ") for text in texts]
    return [row + literal("═" * (width - row.cell_length), Role.FRAME) for row in rows]


def beside(left: Sequence[Row], right: Sequence[Row], width: int) -> list[Row]:
    """Return two columns of rows side by side; the left one is `width` cells wide."""
    return [fitted(one, width) + other for one, other in zip_longest(left, right, fillvalue=literal(""))]


def beginning(row: Row, role: Role) -> int | None:
    """Return the cell where the text of a role begins in a row; for MARK, the text beside the place mark."""
    for start, end, style in row.spans:
        marks = role is Role.MARK
        if style == role and (not marks or row.plain.startswith(PLACE_MARK, start)):
            first = end if marks else start
            blank = len(row.plain[first:]) - len(row.plain[first:].lstrip())
            return row[: first + blank].cell_length
    return None
