"""What a terminal answers when it is asked. Keeps one decision: a deaf one is not waited for."""

import contextlib
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from kiosk.settings import Seconds
from kiosk.terminal.escapes import Escapes, Piece

# A terminal on this machine answers within a few milliseconds, one at the other end of a slow line in 200.
ANSWER_SECONDS: Final[Seconds] = 0.3
_BLOCK: Final = 4096
_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6  # places in what tcgetattr returns
_WHAT_ARE_YOU: Final = "\x1b[c"  # every terminal answers this, so it tells that no other answer will come


@contextlib.contextmanager
def by_the_key(descriptor: int) -> Iterator[None]:
    """Have a terminal hand on each key at once, show none and obey none; put it back as it was.

    What is written to it is treated as before. Raises OSError where it is no terminal.
    """
    if sys.platform == "win32":
        raise OSError("there are no such terminals on Windows")
    import termios  # noqa: PLC0415 - there is none on Windows

    try:
        before = termios.tcgetattr(descriptor)
        modes = termios.tcgetattr(descriptor)
        modes[_INPUT] &= ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP
        )
        modes[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        modes[_CHARACTERS][termios.VMIN], modes[_CHARACTERS][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSANOW, modes)
    except termios.error as error:
        raise OSError(*error.args) from error
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # it has gone
            termios.tcsetattr(descriptor, termios.TCSANOW, before)  # one that does not read is not waited for


def readable(descriptor: int, seconds: Seconds) -> bytes | None:
    """Return what comes within so many seconds: b"" when the terminal has gone, None when nothing comes."""
    if not select.select([descriptor], [], [], max(seconds, 0.0))[0]:
        return None
    try:
        return os.read(descriptor, _BLOCK)
    except OSError:
        return b""


def ask(
    descriptor: int,
    question: str,
    is_answer: Callable[[Piece], bool],
    *,
    clock: Callable[[], Seconds] = time.monotonic,
) -> Piece | None:
    """Return the answer of a terminal that `by_the_key` has, or None where it gives none.

    Whatever else it sends meanwhile is passed over. Raises OSError where it cannot be written to.
    """
    os.write(descriptor, f"{question}{_WHAT_ARE_YOU}".encode())
    escapes, until, answer = Escapes(), clock() + ANSWER_SECONDS, None
    while data := readable(descriptor, until - clock()):
        for piece in escapes.of(data):
            if is_answer(piece):
                answer = piece
            elif _tells_what_it_is(piece):
                return answer
    return answer


def _tells_what_it_is(piece: Piece) -> bool:
    return (piece.opening, piece.final) == ("[", "c") and piece.parameters.startswith("?")
