"""What comes from the terminal: bytes -> keys, at their time. Only keys get through; no byte ends the kiosk.

Textual's own reading ends at the first byte that is no UTF-8, is deaf after a paste that does not end, obeys
whatever sizes and mouse clicks are typed at it, takes an unknown sequence for letters, and knows no releases.
"""

import os
import selectors
import signal
import time
from collections.abc import Iterator
from typing import Final

from textual import constants, messages
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from kiosk.tui.escapes import Escapes
from kiosk.tui.key_event import Key
from kiosk.tui.kitty import REPORT_EVENT_TYPES, Answer, Keyboard, KeyStroke

# An Esc that nothing follows for so long is the key; the rest of a sequence comes in the same moment.
ESC_ALONE_AFTER_SECONDS: Final = 0.08
# A sequence or a paste that is left unfinished for so long is forgotten.
FORGOTTEN_AFTER_SECONDS: Final = 0.4
_LOOK_SECONDS: Final = 0.1  # how often the time is looked at while nothing comes
_BLOCK: Final = 4096  # bytes
# Textual asks the terminal to send every key as a sequence with the text that it types (flags 1, 8 and 16):
# without these, Enter and letters have no release. The flag added here goes when Textual takes them back.
_ASK_FOR_RELEASES: Final = f"\x1b[={REPORT_EVENT_TYPES};2u\x1b[?u"


class ReleasesTold(Message):
    """The terminal has answered that it tells when a key is held and let go."""


class Keys:
    """Turns what a terminal sends into keys and answers, whatever it sends. Times are in seconds."""

    def __init__(self) -> None:
        self._escapes, self._keyboard = Escapes(), Keyboard()
        self._heard_at = 0.0

    def of(self, data: bytes, *, at: float) -> Iterator[KeyStroke | Answer]:
        """Yield the keys in `data`, and in what came before it and was not finished."""
        yield from self.of_time(at)
        self._heard_at = at
        for piece in self._escapes.of(data):
            if read := self._keyboard.read(piece):
                yield read

    def of_time(self, at: float) -> Iterator[KeyStroke | Answer]:
        """Yield Esc, if it was only waiting for more to come, and forget what has waited for too long."""
        quiet = at - self._heard_at
        if quiet >= ESC_ALONE_AFTER_SECONDS and (piece := self._escapes.esc_alone()):
            yield from filter(None, [self._keyboard.read(piece)])
        if quiet >= FORGOTTEN_AFTER_SECONDS:
            self._escapes.forget()


class Terminal(LinuxDriver):
    """Textual's driver, but for what it reads."""

    def start_application_mode(self) -> None:
        """Take the terminal, and ask it to tell when a key is let go."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is not None and not constants.DISABLE_KITTY_KEY:
            self.write(_ASK_FOR_RELEASES)
            self.flush()

    def _sigcont_application(self, *_: object) -> None:
        """Do nothing: a service manager sends SIGCONT behind SIGTERM, and nobody suspends the kiosk."""

    def run_input_thread(self) -> None:
        """Read until the kiosk ends (Textual calls it in a thread)."""
        keys = Keys()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_LOOK_SECONDS):
                    self._hand_on(keys.of_time(time.monotonic()))
                elif data := self._read():
                    self._hand_on(keys.of(data, at=time.monotonic()))
                else:
                    os.kill(os.getpid(), signal.SIGHUP)  # the terminal has gone, and may not have said so
                    return

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _BLOCK)
        except OSError:
            return b""

    def _hand_on(self, all_read: Iterator[KeyStroke | Answer]) -> None:
        for read in all_read:
            self.process_message(_message(read))


def _message(read: KeyStroke | Answer) -> Message:
    match read:
        case KeyStroke(key, stroke):
            return Key(key, stroke)
        case Answer.SYNCHRONIZED_OUTPUT:
            return messages.TerminalSupportsSynchronizedOutput()
        case Answer.RELEASES:
            return ReleasesTold()
