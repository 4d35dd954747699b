"""What the terminal tells the screen."""

from typing import Final

from textual.message import Message

from kiosk.terminal.kitty import KeyStroke


class Pressed(Message):
    """What was done to some keys, in order. Together, for each message takes Textual longer than its keys."""

    def __init__(self, keys: tuple[KeyStroke, ...]) -> None:
        super().__init__()
        self.keys: Final = keys


class ReleasesTold(Message):
    """The terminal has answered that it tells when a key is held and let go."""


class CaughtUp(Message):
    """The terminal reads again, and has missed something."""


class Broken(Message):
    """A thread of the terminal's has ended by a fault."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault: Final = fault
