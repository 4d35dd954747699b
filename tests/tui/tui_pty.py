"""The screen on a real terminal (a pty), in a process of its own."""

import os
import pty
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 30.0  # seconds; far more than is needed, so that a busy machine fails nothing


class Screen:
    """A program that shows the screen, on a terminal of a size; what it has drawn, and told on stdout."""

    def __init__(self, program: str, *, width: int = 80, height: int = 24) -> None:
        self.terminal, self._tty = pty.openpty()
        termios.tcsetwinsize(self._tty, (height, width))
        self.drawn, self.told = bytearray(), bytearray()
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=self._tty,
            stdout=subprocess.PIPE,
            stderr=self._tty,
            env=os.environ
            | {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parent)}
            | {"COLUMNS": str(width), "LINES": str(height)},  # stdout, which is asked first, is a pipe here
            start_new_session=True,
        )
        assert self.process.stdout
        self._readers = [
            threading.Thread(target=_read, args=(file, kept))
            for file, kept in ((self.terminal, self.drawn), (self.process.stdout.fileno(), self.told))
        ]
        for reader in self._readers:
            reader.start()

    def send(self, data: bytes) -> None:
        os.write(self.terminal, data)

    def lines(self) -> list[str]:
        return [line.strip() for line in self.told.decode().splitlines()]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._tty)
        for reader in self._readers:
            reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        os.close(self.terminal)


def _read(file: int, kept: bytearray) -> None:
    try:
        while data := os.read(file, 1 << 16):
            kept += data
    except OSError:  # so a pty ends
        return


def eventually(check: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
