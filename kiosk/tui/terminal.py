"""What comes from the terminal: bytes -> key presses. Only keys get through, and no byte can end the kiosk.

Textual's own reading ends at the first byte that is no UTF-8, is deaf after a paste that does not end, and
obeys whatever sizes and mouse clicks are typed at it.
"""

import codecs
import logging
import math
import os
import selectors
import signal
import time
from collections.abc import Iterator
from typing import Final

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

GETS_THROUGH: Final = (events.Key, messages.TerminalSupportsSynchronizedOutput)
# A sequence or a paste that is left unfinished for so long is forgotten.
FORGOTTEN_AFTER_SECONDS: Final = 0.4
_LOOK_SECONDS: Final = 0.1  # how often the parser is told of the time: it waits for no sequence longer
_BLOCK: Final = 4096  # bytes

log = logging.getLogger(__name__)


class Keys:
    """Turns what a terminal sends into key presses, whatever it sends."""

    def __init__(self) -> None:
        self.forget()

    def of(self, data: bytes) -> Iterator[Message]:
        """Yield the presses in `data`, and in what came before it and was not finished."""
        for character in self._decoder.decode(data):
            yield from self._of_character(character)

    def of_time(self) -> Iterator[Message]:
        """Yield the presses that were only waiting for more to come."""
        try:
            yield from filter(_gets_through, self._parser.tick())
        except Exception:
            log.info("what the terminal sent is passed over", exc_info=True)
            self.forget()

    def forget(self) -> None:
        """Forget what has been left unfinished."""
        self._parser = XTermParser()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def _of_character(self, character: str) -> Iterator[Message]:
        if character == "\N{REPLACEMENT CHARACTER}":
            return
        try:
            yield from filter(_gets_through, self._parser.feed(character))
        except Exception:
            log.info("what the terminal sent is passed over", exc_info=True)
            self.forget()


class Terminal(LinuxDriver):
    """Textual's driver, but for what it reads."""

    def run_input_thread(self) -> None:
        """Read until the kiosk ends (Textual calls it in a thread)."""
        keys, heard_at = Keys(), time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_SECONDS):
                    if not (data := self._read()):
                        os.kill(os.getpid(), signal.SIGHUP)  # the terminal has gone, and may not have said so
                        return
                    heard_at = time.monotonic()
                    self._hand_on(keys.of(data))
                self._hand_on(keys.of_time())
                if time.monotonic() - heard_at > FORGOTTEN_AFTER_SECONDS:
                    keys.forget()
                    heard_at = math.inf

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _BLOCK)
        except OSError:
            return b""

    def _hand_on(self, presses: Iterator[Message]) -> None:
        for press in presses:
            self.process_message(press)


def _gets_through(message: Message) -> bool:
    return isinstance(message, GETS_THROUGH)
