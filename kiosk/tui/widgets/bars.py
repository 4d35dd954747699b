"""What stands above and below the page: the title, the notices, the place, and the keys that matter here."""

from typing import Final

from textual.geometry import Offset, Size

from kiosk.lettering.letterforms import load
from kiosk.phrases import Phrases
from kiosk.settings import PRINT
from kiosk.tui.blocks import title_of
from kiosk.tui.large.typesetting import room_for, typeset
from kiosk.tui.offered import offered
from kiosk.tui.rows import GUTTER, Role, Row, literal, ruled, sentence
from kiosk.tui.scene import Heard
from kiosk.tui.widgets.rowed import Rowed, margin
from kiosk.visit.view import LineKind

KEY_ROWS: Final = 3
_LOW: Final = 18  # rows of a screen below which the keys have one row, so that the page has some
_ALWAYS: Final = 5  # rows: the title and its line, a notice, the place and its bar
_BETWEEN_KEYS: Final = "   "
_HEADING: Final = PRINT[1]  # the size of a title in large print
_HEADING_SHARE: Final = 6  # a sixth of the screen's rows is the most that a title in large print takes


def around_page(screen: Size) -> int:
    """Return the rows that stand around the page, with a heading where it has room and a short notice."""
    return _heading_room(screen) + _ALWAYS + _key_rows(screen)


def _heading_room(screen: Size) -> int:
    room = screen.height // _HEADING_SHARE
    return room if room >= load(_HEADING).height else 0


def _key_rows(screen: Size) -> int:
    return KEY_ROWS if screen.height >= _LOW else 1


class TitleBar(Rowed):
    """The title of the screen, in large print where there is room, and a line beneath it."""

    @property
    def beginning(self) -> Offset:
        """Where on the screen its text begins."""
        region = self.content_region
        return region.offset + Offset(margin(region.size) + GUTTER + 1, self._drawings)

    def drawn(self, size: Size) -> list[Row]:
        """Return the title's rows (see Rowed)."""
        scene, view = self.scene, self.scene.view
        heard = scene.heard if view and scene.line is not None and scene.line == title_of(view) else None
        if self._drawings:
            return ruled(self._title, width=size.width, heard=heard)
        rule = literal("═" * size.width, Role.FRAME)
        return [*sentence(literal(self._title), width=size.width, strong=True, heard=heard), rule]

    def drawing(self, size: Size) -> list[Row]:
        """Return the title in large print, or nothing where it has no room as a whole."""
        indent = margin(size) + GUTTER + 1
        width, room = size.width - indent, _heading_room(self.screen.size)
        if not room_for(_HEADING, width=width, rows=room):
            return []
        forms = typeset(self._title, size=_HEADING, width=width, rows=room)
        if forms is None or len(forms.pages) > 1:
            return []
        return [row.pad_left(indent) for row in forms.rows(0, word=None)]

    @property
    def _title(self) -> str:
        view = self.scene.view
        index = title_of(view) if view else None
        return view.lines[index].text if view and index is not None else ""


class NoticeBar(Rowed):
    """What the kiosk must tell. One row is kept for it, so that a short notice moves nothing."""

    def drawn(self, size: Size) -> list[Row]:
        """Return the notices' rows (see Rowed)."""
        scene = self.scene
        # What is said beside the page need not be a notice.
        heard = scene.notice_heard if scene.notice else None
        rows = sentence(literal(scene.notice), width=size.width, strong=True, heard=heard)
        if scene.sound_notice:
            sound = sentence(literal(scene.sound_notice), width=size.width, strong=True)
            return [*sound, *rows] if scene.notice else sound
        return rows


class PlaceBar(Rowed):
    """Where the visitor is, in words and as a bar. At its end is room for the mark of refusal."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self.phrases = phrases

    def drawn(self, size: Size) -> list[Row]:
        """Return the place's rows (see Rowed)."""
        view = self.scene.view
        if view is None:
            return []
        line = self.scene.line
        said = line is not None and line < len(view.lines) and view.lines[line].kind is LineKind.PLACE
        heard: Heard | None = self.scene.heard if said else None
        text = literal(view.place)
        if view.paused:
            text += literal(f"  ■ {self.phrases.paused_mark}", Role.STRONG)
        rows = sentence(text, width=size.width, heard=heard)
        refused = literal(f" · {self.phrases.refused_mark}")
        bar = _bar(view.progress, size.width - refused.cell_length)
        return [*rows, bar + refused if self.scene.refused else bar]


def _bar(progress: float, width: int) -> Row:
    """Return a share of 0 to 1 as a bar: squares for what is done, then a line."""
    cells = max(width - GUTTER - 1, 0)
    done = round(min(max(progress, 0.0), 1.0) * cells)
    return literal(" " * (GUTTER + 1) + "■" * done + "─" * (cells - done), Role.FRAME)


class KeyBar(Rowed):
    """The keys that matter here, each as "[Right] next". What does not fit is left out, the last first.

    In their place stands what a switch would choose, while something is offered.
    """

    def drawn(self, size: Size) -> list[Row]:
        """Return the rows of the keys or of the offer (see Rowed)."""
        scene, view = self.scene, self.scene.view
        if scene.offer:
            screen = self.screen.size.height
            return offered(scene.offer, heard=scene.offered_heard, width=size.width, screen=screen)
        hints = view.hints if view else ()
        room = size.width - GUTTER - 1
        rows: list[Row] = []
        for hint in hints:
            pair = literal(f"[{hint.key}]", Role.STRONG) + literal(f" {hint.does}")
            if rows and rows[-1].cell_length + len(_BETWEEN_KEYS) + pair.cell_length <= room:
                rows[-1] = rows[-1] + _BETWEEN_KEYS + pair
            else:
                rows.append(pair)
        indent = " " * (GUTTER + 1)
        return [literal(indent) + row for row in rows[: _key_rows(self.screen.size)]]
