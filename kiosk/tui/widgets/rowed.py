"""A widget that is drawn row by row, and draws again only the rows that differ."""

from abc import abstractmethod
from itertools import zip_longest
from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from kiosk.tui.rows import Role, Row, beginning
from kiosk.tui.scene import Scene

PADDING: Final = 1  # cells at either side of every row (kiosk.tcss)
TEXT: Final = 74  # cells: 70 characters (RNIB and NHS ask for 60 to 70), and the marks at their left


def margin(size: Size) -> int:
    """Return the blank cells at the left of text, which stands in the middle."""
    return (size.width - min(size.width, TEXT)) // 2


class Rowed(Widget, inherit_bindings=False):
    """Draws the rows of `drawing`, and below them those of `drawn`.

    They are its height too, where the style sheet leaves it open.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in Role}

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self._rows: list[Row] = []
        self._drawings = 0  # so many of the first rows are no text
        self._drawn_for = Size(0, 0)

    @abstractmethod
    def drawn(self, size: Size) -> list[Row]:
        """Return the rows of the scene's text for a size in cells, at most TEXT wide."""

    def drawing(self, size: Size) -> list[Row]:  # noqa: ARG002
        """Return rows that are as wide as the screen, and no text: no cursor rests on them."""
        return []

    def _all(self, size: Size) -> list[Row]:
        drawing = self.drawing(size)
        self._drawings = len(drawing)
        text = Size(min(size.width, TEXT), max(size.height - len(drawing), 0))
        return [*drawing, *(row.pad_left(margin(size)) for row in self.drawn(text))]

    def show(self, scene: Scene) -> None:
        """Draw another scene."""
        self.scene = scene
        size = self.content_size
        if not size.width:
            return  # not laid out yet: it is drawn when it is
        before, self._rows = self._rows, self._all(size)
        self._drawn_for = size
        if self.styles.is_auto_height and len(before) != len(self._rows):
            self.refresh(layout=True)
            return
        for y, (old, new) in enumerate(zip_longest(before, self._rows)):
            if old is None or new is None or not new.is_same(old):
                self.refresh(Region(0, y, size.width, 1))

    def spot(self, role: Role) -> Offset | None:
        """Return where on the screen the first text of a role begins, or after the mark of the place."""
        region = self.content_region
        for y in range(self._drawings, min(len(self._rows), region.height)):
            if (x := beginning(self._rows[y], role)) is not None:
                return region.offset + Offset(x, y)
        return None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of rows (Textual asks)."""
        return len(self._all(Size(width, 0))) if width else 0

    def render_line(self, y: int) -> Strip:
        """Return one row in its colours (Textual asks)."""
        size = self.content_size
        if size != self._drawn_for:
            self._rows, self._drawn_for = self._all(size), size
        base = self.visual_style
        if y >= len(self._rows):
            return Strip.blank(size.width, base.rich_style)
        pieces = self._rows[y].render(base, end="", parse_style=self._look)
        strip = Strip([Segment(text, style.rich_style) for text, style in pieces])
        return strip.adjust_cell_length(size.width, base.rich_style)

    def _look(self, role: str | Style) -> Style:
        if isinstance(role, Style):
            return role
        return Style.from_styles(self.get_component_styles(f"role--{role}"))
