"""The screen's end of the kiosk: hands on each stroke of a key, draws events, wakes in time. It owns no rule.

Nothing of Textual's own is left to the visitor: no key, no palette, no message, and no traceback of a fault.
"""

import sys
from collections.abc import Callable
from typing import ClassVar, Protocol

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset

from kiosk.errors import ExitCode, ScreenError
from kiosk.keys.strokes import Stroke
from kiosk.phrases import Phrases
from kiosk.settings import Seconds, Theme
from kiosk.tui import themes
from kiosk.tui.face import Face
from kiosk.tui.key_event import stroke_of
from kiosk.tui.scene import Scene
from kiosk.visit.alarm import Alarm
from kiosk.visit.events import LanguageChanged, VisitEvent


class Host(Protocol):
    """What the screen asks of the one it shows, and what it gives.

    `alarm` is set by the screen: it is told when `wake` is to be called, in seconds of time.monotonic, or
    None; what it was told before no longer holds. `releases_told` is set when the terminal has answered that
    it tells when a key is held and let go; `largest_print`, a place in settings.PRINT, at each size of it.
    """

    alarm: Callable[[Seconds | None], None]
    releases_told: bool
    largest_print: int

    def begin(self) -> None:
        """Show and say the welcome."""

    def press(self, key: str, stroke: Stroke) -> None:
        """Take a stroke of a key."""

    def wake(self) -> None:
        """Do what was to wait for this moment."""


class KioskApp(App[None], inherit_bindings=False):
    """The screen. `fault` is the error that ended it, or None; the return code is 1 then."""

    CSS_PATH = "kiosk.tcss"
    BINDINGS: ClassVar = []
    COMMANDS: ClassVar = set()
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, host: Host, *, phrases: Phrases, theme: Theme = Theme.LIGHT_ON_DARK) -> None:
        super().__init__(driver_class=_driver())
        self.fault: BaseException | None = None
        self.scene = Scene()
        self._host = host
        self._begun = False
        self._to_draw = False
        self._face = Face(phrases)
        for each in Theme:
            self.register_theme(themes.colours(each))
        self.theme = theme
        host.alarm = Alarm(host.wake, in_turn=self.in_turn).set

    async def show(self) -> int:
        """Run until the end, and return the exit code. The mouse stays off."""
        await self.run_async(mouse=False)
        return self.return_code or 0

    def leave(self, code: int) -> None:
        """End with an exit code and put the terminal back as it was. For signal handlers."""
        self.exit(return_code=code)

    def draw(self, event: VisitEvent) -> None:
        """Draw an event of the visit, a moment later: what is said must not wait for the screen."""
        if isinstance(event, LanguageChanged):
            self._face.speak(event.phrases)
        self.scene = self.scene.after(event)
        if not self._to_draw and self._begun:
            self._to_draw = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        self._to_draw = False
        if self.scene.view and self.scene.view.theme != self.theme:
            self.theme = self.scene.view.theme
        self._face.show(self.scene)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what kiosk.tcss needs before there is a theme (Textual asks)."""
        return themes.variables(Theme.LIGHT_ON_DARK)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor rests, for braille displays follow it (Textual asks at each frame)."""
        return self._face.cursor

    @cursor_position.setter
    def cursor_position(self, _: Offset) -> None:
        """Pass over what Textual sets at its start: the scene alone says where the cursor is."""

    def get_default_screen(self) -> Face:
        """Return the one screen (Textual asks)."""
        return self._face

    def on_mount(self) -> None:
        """Begin when the first frame can be drawn."""
        self.animation_level = "none"
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._draw()  # what was told before there was a first frame
            self._host.begin()

    def on_key(self, event: events.Key) -> None:
        """Hand a stroke on, with the name that the keymap has for its key."""
        event.stop()
        event.prevent_default()
        self._begin()  # a key may come before the first frame
        self._host.press(key_name(event), stroke_of(event))

    def on_resize(self, event: events.Resize) -> None:
        """Tell what there is room for now."""
        self._host.largest_print = self._face.largest_print(event.size)

    def on_releases_told(self) -> None:
        """Hand on what the terminal has answered."""
        self._host.releases_told = True

    def in_turn(self, call: Callable[[], None]) -> None:
        """Call behind the keys that wait, by the way that they take: to the screen, and from there back."""
        self.call_later(self._face.call_later, self.call_later, call)

    async def action_quit(self) -> None:
        """Do nothing: no visitor ends the kiosk."""

    def action_help_quit(self) -> None:
        """Do nothing: the screen has no messages of its own."""

    def action_suspend_process(self) -> None:
        """Do nothing: no visitor stops the kiosk."""

    # When something raises, Textual draws a traceback with the values of local variables. These three keep
    # the error for the composition root, and draw nothing.

    def _handle_exception(self, error: Exception) -> None:
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End without a word (Textual asks): what it would have drawn is the detail of the fault."""
        text = "\n".join(str(each) for each in renderables)
        self.fault = self.fault or ScreenError("The screen has ended by a fault.", detail=text)
        self._return_code = ExitCode.FAILURE
        self._close_messages_no_wait()


def _driver() -> type[Driver] | None:
    """Return the driver that reads keys and nothing else; Textual's own where there is no such terminal."""
    if sys.platform == "win32":
        return None
    from kiosk.tui.terminal import Terminal  # noqa: PLC0415 - it cannot be imported on Windows

    return Terminal


def key_name(event: events.Key) -> str:
    """Return the character that a key types, or Textual's name of a key that types none, or Space."""
    character = event.character
    return character if character and character.isprintable() and character != " " else event.key
