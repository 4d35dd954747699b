"""A widget that is drawn row by row, and draws again only the rows that differ."""

from abc import abstractmethod
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from kiosk.tui.rows import Role, Row, beginning
from kiosk.tui.scene import Scene


class Rowed(Widget, inherit_bindings=False):
    """Draws the rows that `drawn` returns; they are its height too, where the style sheet leaves it open."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in Role}

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self._rows: list[Row] = []
        self._drawn_for = Size(0, 0)

    @abstractmethod
    def drawn(self, size: Size) -> list[Row]:
        """Return the rows of the scene for a size in cells."""

    def show(self, scene: Scene) -> None:
        """Draw another scene."""
        self.scene = scene
        size = self.content_size
        if not size.width:
            return  # not laid out yet: it is drawn when it is
        before, self._rows = self._rows, self.drawn(size)
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
        for y, row in enumerate(self._rows[: region.height]):
            if (x := beginning(row, role)) is not None:
                return region.offset + Offset(x, y)
        return None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of rows (Textual asks)."""
        return len(self.drawn(Size(width, 0))) if width else 0

    def render_line(self, y: int) -> Strip:
        """Return one row in its colours (Textual asks)."""
        size = self.content_size
        if size != self._drawn_for:
            self._rows, self._drawn_for = self.drawn(size), size
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
