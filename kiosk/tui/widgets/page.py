"""The body of the screen: the page of blocks, turned so that what is heard or selected is wholly visible."""

from itertools import accumulate
from typing import Final

from textual.geometry import Size

from kiosk.phrases import Phrases
from kiosk.tui import codes
from kiosk.tui.blocks import Block, Box, blocks_of, gap
from kiosk.tui.large.enlarged import Enlarged
from kiosk.tui.rows import GUTTER, Role, Row, beside, literal
from kiosk.tui.scene import Heard
from kiosk.tui.widgets.rowed import Rowed, margin
from kiosk.tui.window import Measure, turn
from kiosk.visit.view import Line, Target

ROOMY: Final = 26  # rows of a page from which boxes and list items stand further apart
_CRAMPED: Final = 6  # rows below which none is given to "more below"
# Rows beneath large print at the least, for the cursor; targets and a code get half of the page.
BENEATH: Final = 1


class Page(Rowed):
    """Draws the lines and the targets of the view."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self.phrases = phrases
        self._of: tuple[tuple[Line, ...], tuple[Target, ...]] = ((), ())
        self._blocks: tuple[Block, ...] = ()
        self._block_of: dict[int, int] = {}  # line -> block
        self._boxes = [0]  # before each block, and in all
        self._first = 0
        self._follow = 0
        self._long_row = 0  # the first visible row of a block that is longer than the page
        self._enlarged = Enlarged()

    def drawing(self, size: Size) -> list[Row]:
        """Return what is being said, in large print where the visitor wants it and there is room."""
        view = self.scene.view
        if view is None or not size.height:
            return []
        text, heard = self.scene.spoken
        beneath = size.height // 2 if view.targets or view.code else BENEATH
        return self._enlarged.rows(
            text, heard=heard, at_most=view.large_print, width=size.width, room=size.height - beneath
        )

    def drawn(self, size: Size) -> list[Row]:
        """Return the rows of the page (see Rowed), and at its right the code, where there is room for it."""
        free = Size(size.width + margin(self.content_size), size.height)  # nothing stands in the right margin
        code = codes.drawn(self.scene.view.code, free) if self.scene.view else ()
        if not code:
            return self._text(size)
        width = min(size.width, free.width - codes.GAP - code[0].cell_length)
        return beside(self._text(Size(width, size.height)), code, width + codes.GAP)

    def _text(self, size: Size) -> list[Row]:
        view = self.scene.view
        if view is None or not size.height:
            return []
        if (view.lines, view.targets) != self._of:
            self._begin()
        self._follow = self._block_of.get(self.scene.follow, self._follow)
        drawn: dict[int, list[Row]] = {}

        def block(index: int) -> list[Row]:
            if index not in drawn:
                drawn[index] = self._blocks[index].rows(size.width, heard=self._heard, unit=view.unit)
            return drawn[index]

        roomy = size.height >= ROOMY
        measure = Measure(
            count=len(self._blocks),
            height=lambda index: len(block(index)),
            gap=lambda index: gap(self._blocks[index - 1], self._blocks[index], roomy=roomy),
        )
        whole = measure.end(0, size.height) == measure.count
        marked = not whole and size.height >= _CRAMPED
        room = size.height - 2 if marked else size.height
        self._first = turn(measure, room=room, first=self._first, follow=self._follow)
        end = measure.end(self._first, room)
        rows: list[Row] = []
        for index in range(self._first, end):
            rows += [literal("")] * measure.gap(index) if rows else []
            rows += block(index)
        if len(rows) > room:
            rows = self._stretch(rows, room)
        if not marked:
            return rows
        rows += [literal("")] * (room - len(rows))
        return [self._above(), *rows, self._below(end)]

    def _begin(self) -> None:
        """Take the lines of another view."""
        view = self.scene.view
        if view is None:
            return
        self._of = (view.lines, view.targets)
        self._blocks = blocks_of(view)
        self._boxes = [0, *accumulate(isinstance(block, Box) for block in self._blocks)]
        self._block_of = {}
        for number, block in enumerate(self._blocks):
            self._block_of |= dict.fromkeys(block.indexes, number)
        self._first = self._follow = self._long_row = 0

    def _heard(self, index: int) -> Heard | None:
        return self.scene.heard if index == self.scene.line else None

    def _stretch(self, rows: list[Row], room: int) -> list[Row]:
        """Return the rows of a block longer than the page that hold the word, a page at a time."""
        word = next(
            (y for y, row in enumerate(rows) if any(span.style == Role.WORD for span in row.spans)), None
        )
        if word is not None:
            self._long_row = word // room * room
        return rows[self._long_row : self._long_row + room]

    def _above(self) -> Row:
        hidden = self._boxes[self._first]
        text = self.phrases.count_above if hidden else self.phrases.more_above
        return _more("▲", text.format(count=hidden)) if self._first else literal("")

    def _below(self, end: int) -> Row:
        hidden = self._boxes[-1] - self._boxes[end]
        text = self.phrases.count_below if hidden else self.phrases.more_below
        return _more("▼", text.format(count=hidden)) if end < len(self._blocks) else literal("")


def _more(mark: str, text: str) -> Row:
    return literal(f"{' ' * (GUTTER + 1)}{mark} {text}", Role.STRONG)
