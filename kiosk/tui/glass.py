"""The terminal as what is drawn on. Keeps one decision: while the screen stands, nothing else reaches it.

Native libraries, the interpreter itself and whatever prints write to stderr and stdout by their numbers;
these lead nowhere meanwhile.
"""

import contextlib
import os
import sys
from typing import Final, TextIO


class Glass:
    """Stderr's terminal by another number, `terminal`, which is this one's own."""

    def __init__(self) -> None:
        self.terminal: Final = os.dup(_number(sys.__stderr__))
        self._open: dict[int, int] = {}

    def take(self) -> None:
        """Have what is written to stderr, and to stdout where that is a terminal, go nowhere."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream:
                stream.flush()
            with contextlib.suppress(ValueError):  # it was closed
                number = _number(stream)
                if os.isatty(number):
                    self._open[number] = os.dup(number)
                    os.dup2(nowhere, number)
        os.close(nowhere)

    def give_back(self) -> None:
        """Have them lead to the terminal again."""
        for number, kept in self._open.items():
            os.dup2(kept, number)
            os.close(kept)
        self._open.clear()


def keyboard() -> int:
    """Return the number of stdin."""
    return _number(sys.__stdin__)


def _number(stream: TextIO | None) -> int:
    """Return the number of an open stream. Raises ValueError where there is none."""
    if stream is None:
        raise ValueError("the stream is closed")
    return stream.fileno()
