"""A real terminal (a pty) at whose other end somebody answers as a terminal does."""

import os
import pty
import re
import termios
from collections.abc import Mapping
from threading import Thread

_SENT = re.compile(r"\x1b\[[?>=<]?[\d;]*[A-Za-z]|\r|[^\x1b]")


class AnsweringTerminal:
    """A terminal of 24 rows by 80 columns; `descriptor` is the program's end, `shown` all that it wrote.

    `kitty`: it has the keyboard protocol. `wide`: the columns of characters that take more than one.
    `deaf`: it answers nothing.
    """

    def __init__(
        self, *, kitty: bool = False, wide: Mapping[str, int] | None = None, deaf: bool = False
    ) -> None:
        self._master, self.descriptor = pty.openpty()
        termios.tcsetwinsize(self.descriptor, (24, 80))
        self.modes = termios.tcgetattr(self.descriptor)
        self.shown = ""
        self._kitty, self._wide, self._deaf = kitty, wide or {}, deaf
        self._column = 0
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def type(self, data: bytes) -> None:
        os.write(self._master, data)

    def resize(self, rows: int, columns: int) -> None:
        termios.tcsetwinsize(self.descriptor, (rows, columns))

    @property
    def is_as_before(self) -> bool:
        return termios.tcgetattr(self.descriptor) == self.modes

    def close(self) -> None:
        os.close(self.descriptor)
        self._reader.join(30)
        os.close(self._master)

    def _read(self) -> None:
        rest = b""
        while True:
            try:
                rest += os.read(self._master, 1 << 16)
            except OSError:  # so a pty ends
                return
            try:
                text, rest = rest.decode(), b""
            except UnicodeDecodeError:  # cut within a character
                continue
            self.shown += text
            for each in _SENT.findall(text):
                self._take(each)

    def _take(self, sent: str) -> None:
        match sent:
            case "\r":
                self._column = 0
            case "\x1b[6n":
                self._answer(f"\x1b[7;{self._column + 1}R")
            case "\x1b[?u" if self._kitty:
                self._answer("\x1b[?0u")
            case "\x1b[c":
                self._answer("\x1b[?62;22c")
            case _ if sent.isprintable():
                self._column += self._wide.get(sent, 1)

    def _answer(self, text: str) -> None:
        if not self._deaf:
            self.type(text.encode())
