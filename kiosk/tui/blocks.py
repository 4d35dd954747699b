"""A view's lines -> the blocks of its page: sentences, framed numbers and large boxes to choose from.

A block is drawn only when it is on the screen, so a page may hold any number of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.tui.rows import Role, Row, framed, literal, sentence
from kiosk.tui.scene import Heard
from kiosk.visit.view import Line, LineKind, Target, View

_NUMBER: Final = "{:>2}. "
_BULLET: Final = "  • "
_NO_BULLET: Final = "    "
_PROMPT: Final = "» "
_UNDER_NAME: Final = "   "  # a summary stands under the name, beside its number

HeardOf = Callable[[int], Heard | None]


@dataclass(frozen=True)
class Sentence:
    """A line by itself. `begins` its passage, or goes on with it."""

    index: int
    line: Line
    begins: bool

    @property
    def indexes(self) -> tuple[int, ...]:
        """Its lines in the view."""
        return (self.index,)

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list."""
        return self.line.kind is LineKind.ITEM

    def rows(self, width: int, *, heard: HeardOf, unit: int) -> list[Row]:
        """Return its rows; `unit` is where the visitor stands."""
        placed = self.line.unit == unit >= 0 and self.line.kind is not LineKind.PROMPT
        said = heard(self.index)
        match self.line.kind:
            case LineKind.PHONE | LineKind.LINK:
                text = literal(self.line.text)
                inside = sentence(text, width=width - 2, strong=True, placed=placed, heard=said)
                return framed(inside, width)
            case LineKind.ITEM:
                number = self.line.number
                begins = _NUMBER.format(number) if number else _BULLET
                lead = begins if self.begins else _NO_BULLET
            case LineKind.PROMPT:
                lead = _PROMPT if self.begins else " " * len(_PROMPT)
            case _:
                lead = ""
        strong = self.line.kind in {LineKind.PROMPT, LineKind.TITLE, LineKind.TARGET}
        return sentence(
            literal(self.line.text), width=width, lead=lead, strong=strong, placed=placed, heard=said
        )


@dataclass(frozen=True)
class Box:
    """Something that can be chosen: its name, its summary, and the key that chooses it."""

    target: Target
    lines: tuple[Line, ...]

    @property
    def indexes(self) -> tuple[int, ...]:
        """Its lines in the view."""
        return self.target.lines

    def rows(self, width: int, *, heard: HeardOf, unit: int) -> list[Row]:
        """Return its rows; `unit` is where the visitor stands."""
        selected = self.target.unit == unit
        cap = f" [{self.target.key}] " if self.target.key else " "
        inner = width - 2
        rows: list[Row] = []
        for index, line in zip(self.target.lines, self.lines, strict=True):
            name = line.kind is LineKind.TARGET
            rows += sentence(
                literal(line.text),
                width=inner - (len(cap) if name else 1),
                lead="" if name else _UNDER_NAME,
                strong=name,
                placed=selected and index == self.target.lines[0],
                heard=heard(index),
            )
        if rows:
            rows[0] = rows[0] + literal(cap, Role.STRONG)
        return framed(rows, width, double=selected)


Block = Sentence | Box


def blocks_of(view: View) -> tuple[Block, ...]:
    """Return the blocks of a page; its title and the place have rows of their own and are not among them."""
    boxed = {index: target for target in view.targets for index in target.lines}
    blocks: list[Block] = []
    for index, line in enumerate(view.lines):
        target = boxed.get(index)
        if line.kind is LineKind.PLACE or index == title_of(view):
            continue
        if target is None:
            begins = index == 0 or view.lines[index - 1].passage != line.passage
            blocks.append(Sentence(index, line, begins))
        elif index == target.lines[0]:
            blocks.append(Box(target, tuple(view.lines[each] for each in target.lines)))
    return tuple(blocks)


def title_of(view: View) -> int | None:
    """Return the index of the line that stands at the top of the screen."""
    return 0 if view.lines and view.lines[0].kind is LineKind.TITLE else None


def gap(above: Block, below: Block, *, roomy: bool) -> int:
    """Return the blank rows between two blocks. Frames keep boxes apart where there is little room."""
    match above, below:
        case Sentence() as before, Sentence() as after if before.line.passage == after.line.passage:
            return 0
        case Sentence() as before, Sentence() as after if before.is_item and after.is_item:
            return 1 if roomy else 0
        case Box(), Box():
            return 1 if roomy else 0
        case _:
            return 1
