"""The one screen: title, page, notices, place and keys. What changes is the scene, never the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from kiosk.phrases import Phrases
from kiosk.tui.scene import Scene
from kiosk.tui.widgets.bars import KeyBar, NoticeBar, PlaceBar, TitleBar
from kiosk.tui.widgets.page import Page
from kiosk.tui.widgets.rowed import Rowed


class Face(Screen[None], inherit_bindings=False):
    """Shows a scene. It takes no focus and no key of its own."""

    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar = []

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases

    def compose(self) -> ComposeResult:
        """Yield the rows of the screen, from the top (Textual asks)."""
        yield TitleBar()
        yield Page(self._phrases)
        yield NoticeBar()
        yield PlaceBar(self._phrases)
        yield KeyBar()

    def show(self, scene: Scene) -> None:
        """Draw a scene."""
        for part in self.children:
            if isinstance(part, Rowed):
                part.show(scene)
