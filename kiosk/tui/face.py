"""The one screen: title, page, notices, place and keys. What changes is the scene, never the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from kiosk.phrases import Phrases
from kiosk.tui.scene import Scene
from kiosk.tui.widgets.bars import KeyBar, NoticeBar, PlaceBar, TitleBar
from kiosk.tui.widgets.page import Page


class Face(Screen[None], inherit_bindings=False):
    """Shows a scene. It takes no focus and no key of its own."""

    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar = []

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._above = (TitleBar(), Page(phrases), NoticeBar(), PlaceBar(phrases))
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Yield the rows of the screen, from the top (Textual asks)."""
        yield Vertical(*self._above)
        yield self._keys

    def show(self, scene: Scene) -> None:
        """Draw a scene."""
        for part in (*self._above, self._keys):
            part.show(scene)
