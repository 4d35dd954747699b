"""What is typed, line by line, while something else may end the waiting."""

import os
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Protocol

STDIN: Final = 0
_LOOK_SECONDS: Final = 0.1
_CHUNK: Final = 4096


class Answers(Protocol):
    """Lines of answers."""

    def next(self, *, unless: Callable[[], bool] = ...) -> str | None:
        """Return the next line, without spaces around it.

        Returns "" when `unless` comes true before there is one, and None when there are no more.
        """
        ...


class TypedAnswers:
    """The lines of a file descriptor. It is read in a thread, so that Ctrl-C need not wait."""

    def __init__(self, descriptor: int = STDIN) -> None:
        self._descriptor = descriptor
        self._lines = SimpleQueue[str | None]()
        self._ended = False
        # Not through Python's own standard input: its lock would be held when the program ends.
        Thread(target=self._read, name="answers", daemon=True).start()

    def next(self, *, unless: Callable[[], bool] = lambda: False) -> str | None:
        """Return the next line, without spaces around it.

        Returns "" when `unless` comes true before there is one, and None when there are no more.
        """
        while not self._ended:
            try:
                line = self._lines.get(timeout=_LOOK_SECONDS)
            except Empty:
                if unless():
                    return ""
                continue
            self._ended = line is None
            return line
        return None

    def _read(self) -> None:
        rest = b""
        while chunk := self._chunk():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._lines.put(line.decode(errors="replace").strip())
        if rest:
            self._lines.put(rest.decode(errors="replace").strip())
        self._lines.put(None)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, _CHUNK)
        except OSError:  # the terminal has gone, or there never was an input
            return b""
