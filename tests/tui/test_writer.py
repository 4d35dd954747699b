"""The writer on a real terminal (a pty) that does not read: nobody waits, and only whole frames are lost."""

import os
import pty
import threading
import tty
from collections.abc import Iterator

import pytest
from pty_terminal import PATIENCE, eventually

from kiosk.tui.writer import MOST_WAITING, Writer

FRAME = "[" + "x" * 60_000 + "]"


class Glass:
    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        tty.setraw(self.slave)
        self.caught_up = threading.Event()
        self.faults: list[Exception] = []
        self.writer = Writer(self.slave, caught_up=self.caught_up.set, failed=self.faults.append)
        self.writer.start()

    def read(self, end: bytes) -> bytes:
        """Return what is written, up to its end."""
        read = b""
        while not read.endswith(end):
            read += os.read(self.master, 1 << 16)
        return read


@pytest.fixture
def glass() -> Iterator[Glass]:
    made = Glass()
    yield made
    made.writer.stop(within=0)
    for open_one in (made.slave, made.master):
        if open_one >= 0:
            os.close(open_one)
    assert made.faults == []


def test_what_is_written_comes_in_order_and_in_utf_8(glass: Glass) -> None:
    for number in range(100):
        glass.writer.write(f"{number} é ")
    glass.writer.write(".")
    assert glass.read(b".").decode() == "".join(f"{number} é " for number in range(100)) + "."
    assert not glass.caught_up.is_set()


def test_nobody_waits_and_no_more_than_the_limit_is_kept(glass: Glass) -> None:
    glass.writer.write("begin", kept=True)
    for _ in range(3 * MOST_WAITING // len(FRAME)):
        glass.writer.write(FRAME)  # it returns, though nothing is read
    glass.writer.write("{mode}", kept=True)
    assert not glass.caught_up.is_set()

    reading = glass.read(b"{mode}").decode()
    frames = reading.removeprefix("begin").removesuffix("{mode}")
    assert frames == FRAME * frames.count("[")  # whole ones
    assert len(frames) < MOST_WAITING + 2 * len(FRAME)
    assert glass.caught_up.wait(PATIENCE)
    glass.writer.write("whole.")
    assert glass.read(b"whole.") == b"whole."


def test_one_frame_of_any_size_is_drawn(glass: Glass) -> None:
    glass.writer.write("x" * (2 * MOST_WAITING) + ".")
    assert len(glass.read(b".")) == 2 * MOST_WAITING + 1
    assert not glass.caught_up.is_set()


def test_the_end_writes_what_is_kept_and_no_frame_more(glass: Glass) -> None:
    glass.writer.write(FRAME)  # the terminal is full
    eventually(lambda: not glass.writer._waiting)  # noqa: SLF001 - it is being written
    glass.writer.write("[late]")
    glass.writer.write("<restored>", kept=True)
    reader = threading.Thread(target=glass.writer.stop, kwargs={"within": PATIENCE})
    reader.start()
    eventually(lambda: glass.writer._ending)  # noqa: SLF001 - nothing else tells that it is asked to end
    assert glass.read(b"<restored>").endswith(b"]<restored>")
    reader.join(PATIENCE)
    assert not reader.is_alive()


def test_the_end_waits_for_no_terminal(glass: Glass) -> None:
    glass.writer.write(FRAME)
    glass.writer.stop(within=0.01)  # it returns
    assert not glass.caught_up.is_set()


def test_a_terminal_that_has_gone_is_no_fault(glass: Glass) -> None:
    os.close(glass.master)
    glass.master = -1
    glass.writer.write("to nobody")
    glass.writer.stop(within=PATIENCE)
    assert not glass.writer._thread.is_alive()  # noqa: SLF001 - that it has ended is the point
