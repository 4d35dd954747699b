"""The terminal: bytes -> keys, at their time, and frames -> bytes. Only keys get in; no byte ends the kiosk.

Textual's own reading ends at the first byte that is no UTF-8, is deaf after a paste that does not end, obeys
whatever sizes and mouse clicks are typed at it, takes an unknown sequence for letters, and knows no releases;
its own writing waits for a terminal that does not read, and all else waits for it.
"""

import contextlib
import os
import selectors
import signal
import termios
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from textual import events, messages
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from kiosk.terminal.asked import by_the_key
from kiosk.terminal.kitty import REPORT_EVENT_TYPES, Answer, KeyStroke
from kiosk.terminal.typed import Keys
from kiosk.tui.glass import Glass, keyboard
from kiosk.tui.told import Broken, CaughtUp, Pressed, ReleasesTold
from kiosk.tui.writer import Writer

_LOOK_SECONDS: Final = 0.1  # how often the time is looked at while nothing comes
_BLOCK: Final = 4096  # bytes
# In one block, which comes at one moment: more are no hand's, and the last ones are what is meant now.
_MOST_STROKES: Final = 500
# Every key as a sequence with the text that it types (flags 1, 8 and 16 of the kitty protocol): without
# these, Enter and letters have no release.
_KEYS_AS_SEQUENCES: Final = 0b11001
_OTHER_SCREEN, _CURSOR, _WRAPPED_LINES = "\x1b[?1049", "\x1b[?25", "\x1b[?7"
_MARKED_PASTES: Final = "\x1b[?2004"  # so that none is taken for keys
_ASKS_FOR_WHOLE_FRAMES: Final = "\x1b[?2026$p"
_TAKE: Final = (
    f"{_OTHER_SCREEN}h{_CURSOR}l{_WRAPPED_LINES}l{_MARKED_PASTES}h"
    f"\x1b[>{_KEYS_AS_SEQUENCES}u\x1b[={REPORT_EVENT_TYPES};2u\x1b[?u{_ASKS_FOR_WHOLE_FRAMES}"
)
# The keyboard before the screen: each screen has a keyboard of its own.
_GIVE_BACK: Final = f"{_MARKED_PASTES}l{_WRAPPED_LINES}h\x1b[<u{_OTHER_SCREEN}l{_CURSOR}h"
_LAST_WORDS_SECONDS: Final = 0.5  # for a terminal that reads; one that does not is not waited for
_WITHOUT_SIZE: Final = Size(80, 24)  # for a terminal that tells none, such as a serial line


class Terminal(Driver):
    """Textual's driver: keys from stdin, frames to stderr's terminal, which nothing else reaches."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._keys_from = keyboard()
        self._glass = Glass()
        self._writer = Writer(self._glass.terminal, caught_up=self._catch_up, failed=self._break)
        self._frame: list[str] = []
        self._keys_taken = contextlib.ExitStack()  # gives them back
        self._ending = threading.Event()
        self._reader = threading.Thread(target=self._read_on, daemon=True, name="kiosk-keys")

    def start_application_mode(self) -> None:
        """Take the terminal, and ask it to tell when a key is let go."""
        self._glass.take()
        self._writer.start()
        self._writer.write(_TAKE, kept=True)
        with contextlib.suppress(OSError):  # the terminal has gone: the reader will find out
            self._keys_taken.enter_context(by_the_key(self._keys_from))
        signal.signal(signal.SIGWINCH, lambda *_: self._resize())
        self._resize()
        self._reader.start()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        self._writer.write(_GIVE_BACK, kept=True)
        self._writer.stop(within=_LAST_WORDS_SECONDS)
        self._keys_taken.close()
        self._glass.give_back()

    def disable_input(self) -> None:
        """Take no key any more, and have none left for whoever reads next."""
        if self._ending.is_set():
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._ending.set()
        if self._reader.is_alive():
            self._reader.join(_LAST_WORDS_SECONDS)
        with contextlib.suppress(termios.error):  # the terminal has gone
            termios.tcflush(self._keys_from, termios.TCIFLUSH)

    def write(self, data: str) -> None:
        """Take a part of a frame."""
        self._frame.append(data)

    def flush(self) -> None:
        """Have the frame written."""
        self._writer.write("".join(self._frame))
        self._frame.clear()

    def _resize(self) -> None:
        """Tell the size of the terminal."""
        try:
            width, height = os.get_terminal_size(self._glass.terminal)
        except OSError:  # the terminal has gone
            return
        size = Size(width, height) if width and height else _WITHOUT_SIZE
        self._size = size
        self.send_message(events.Resize(size, size))

    def _catch_up(self) -> None:
        self.send_message(CaughtUp())

    def _break(self, fault: Exception) -> None:
        self.send_message(Broken(fault))

    def send_message(self, message: Message) -> None:
        """Hand a message to the screen, from whatever thread."""
        if not self._loop.is_closed():
            super().send_message(message)

    def _read_on(self) -> None:
        try:
            self._read_keys()
        except Exception as error:  # noqa: BLE001 - handed on to whoever ends the kiosk
            self._break(error)

    def _read_keys(self) -> None:
        keys = Keys()
        with selectors.DefaultSelector() as selector:
            selector.register(self._keys_from, selectors.EVENT_READ)
            while not self._ending.is_set():
                if not selector.select(_LOOK_SECONDS):
                    self._hand_on(keys.of_time(time.monotonic()))
                elif data := self._read():
                    self._hand_on(keys.of(data, at=time.monotonic()))
                else:
                    os.kill(os.getpid(), signal.SIGHUP)  # the terminal has gone, and may not have said so
                    return

    def _read(self) -> bytes:
        try:
            return os.read(self._keys_from, _BLOCK)
        except OSError:
            return b""

    def _hand_on(self, all_read: Iterator[KeyStroke | Answer]) -> None:
        strokes = deque[KeyStroke](maxlen=_MOST_STROKES)
        for read in all_read:
            if isinstance(read, Answer):
                self.process_message(_ANSWERED[read]())
            else:
                strokes.append(read)
        if strokes:
            self.process_message(Pressed(tuple(strokes)))


_ANSWERED: Final[dict[Answer, type[Message]]] = {
    Answer.SYNCHRONIZED_OUTPUT: messages.TerminalSupportsSynchronizedOutput,
    Answer.RELEASES: ReleasesTold,
}
