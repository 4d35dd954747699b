"""The one screen: title, page, notices, place and keys. What changes is the scene, never the screen."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.screen import Screen

from kiosk.phrases import Phrases
from kiosk.settings import PRINT
from kiosk.tui.large.typesetting import largest
from kiosk.tui.rows import Role
from kiosk.tui.scene import Scene
from kiosk.tui.widgets.bars import KeyBar, NoticeBar, PlaceBar, TitleBar, around_page
from kiosk.tui.widgets.page import BENEATH, Page
from kiosk.tui.widgets.rowed import PADDING


class Face(Screen[None], inherit_bindings=False):
    """Shows a scene. It takes no focus and no key of its own."""

    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar = []

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._title, self._page, self._notice = TitleBar(), Page(phrases), NoticeBar()
        self._place = PlaceBar(phrases)
        self._above = (self._title, self._page, self._notice, self._place)
        self._keys = KeyBar()
        self._scene = Scene()

    def compose(self) -> ComposeResult:
        """Yield the rows of the screen, from the top (Textual asks)."""
        yield Vertical(*self._above)
        yield self._keys

    def show(self, scene: Scene) -> None:
        """Draw a scene."""
        self._scene = scene
        for part in (*self._above, self._keys):
            part.show(scene)

    def speak(self, phrases: Phrases) -> None:
        """Have the kiosk's own words from the next scene on."""
        self._page.phrases = self._place.phrases = phrases

    @staticmethod
    def largest_print(screen: Size) -> int:
        """Return the place in PRINT of the largest that a page of text has room for on a screen."""
        rows = screen.height - around_page(screen) - BENEATH
        return PRINT.index(largest(PRINT[-1], width=screen.width - 2 * PADDING, rows=rows))

    @property
    def cursor(self) -> Offset:
        """Where the cursor rests: on the word that is heard, else on what is offered or selected.

        Until the first word of a sentence that is on its beginning, and where nothing else is, on the title.
        """
        return next((spot for spot in self._spots() if spot is not None), self._title.beginning)

    def _spots(self) -> Iterator[Offset | None]:
        """Yield where the cursor may rest, first where it is wanted most."""
        scene = self._scene
        for part in (*self._above, self._keys):
            yield part.spot(Role.WORD)
        if scene.offer:
            yield self._keys.spot(Role.MARK)
        yield self._notice.spot(Role.SAID)
        if scene.view and scene.view.selected and not scene.heard.sounding:
            yield self._page.spot(Role.MARK)
        for part in self._above:
            yield part.spot(Role.SAID)
        yield self._page.spot(Role.MARK)
