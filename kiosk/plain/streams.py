"""The two ends of the plain mode's text: lines that come in, lines that go out.

Input is read in a thread, because a file is no pipe for asyncio, and because a terminal that is set not to
block would not block its output either.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Final

LONGEST_LINE: Final = 4096  # bytes kept of one line; what follows in it is dropped
STDIN: Final = 0
STDOUT: Final = 1
_CHUNK: Final = 4096


Take = Callable[[str | None], None]


def read_from(descriptor: int) -> Callable[[Take], None]:
    """Return what begins to hand on the lines of a file descriptor. It is called in the event loop.

    So is what it is given: with each line, without its end, when the one before has been taken; and with None
    where there are no more. The reading ends with the input, or with the program.
    """
    return lambda take: _Lines(descriptor, take).start()


class _Lines:
    def __init__(self, descriptor: int, take: Take) -> None:
        self._descriptor = descriptor
        self._take = take
        self._taken = threading.Semaphore(0)

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(loop,), daemon=True, name="answers").start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        line = b""
        while chunk := self._chunk():
            *ended, rest = chunk.split(b"\n")
            for each in ended:
                if not self._hand_on(loop, (line + each)[:LONGEST_LINE].decode(errors="replace")):
                    return
                line = b""
            line = (line + rest)[:LONGEST_LINE]
        if not line or self._hand_on(loop, line.decode(errors="replace")):  # the last may have no end
            self._hand_on(loop, None)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, _CHUNK)
        except OSError:  # the terminal has gone, or there never was an input
            return b""

    def _hand_on(self, loop: asyncio.AbstractEventLoop, line: str | None) -> bool:
        """Return whether there is still somebody to take a line."""

        def take() -> None:
            try:
                self._take(line)
            finally:
                loop.call_soon(self._taken.release)  # behind all that the line has caused

        try:
            loop.call_soon_threadsafe(take)
        except RuntimeError:  # the loop has been closed
            return False
        self._taken.acquire()
        return True


def write_to(descriptor: int) -> Callable[[str], None]:
    """Return what writes a line, whole and at once, in UTF-8. It raises OSError where nobody can read it."""

    def write(line: str) -> None:
        left = f"{line}\n".encode()
        while left:
            left = left[os.write(descriptor, left) :]

    return write
