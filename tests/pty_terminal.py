"""A program on a real terminal (a pty) of its own, which is its controlling terminal."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0  # seconds; far more than is needed, so that a busy machine fails nothing


class Terminal:
    """Runs a Python with arguments, or with `starter` before it; `output` is what it has written.

    With `told`, stdout is a pipe, and `told` what came through it.
    """

    def __init__(
        self,
        *arguments: str,
        width: int = 80,
        height: int = 24,
        starter: tuple[str, ...] = (),
        told: bool = False,
        env: dict[str, str] | None = None,
        python: Path = Path(sys.executable),
        folder: Path = ROOT,
    ) -> None:
        self.master, self.slave = pty.openpty()
        self.size(width, height, tell=False)
        self.modes = termios.tcgetattr(self.slave)
        self.output, self.told = bytearray(), bytearray()
        self._reads, self._closed = threading.Event(), threading.Event()
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *starter, python, *arguments],  # noqa: S607 - wherever it is
            cwd=folder,
            stdin=self.slave,
            stdout=subprocess.PIPE if told else self.slave,
            stderr=self.slave,
            env=os.environ | {"TERM": "xterm-256color"} | (env or {}),
        )
        self._reads.set()
        self._threads = [threading.Thread(target=self._read, daemon=True)]
        if self.process.stdout:
            self._threads.append(threading.Thread(target=self._hear, args=(self.process.stdout,)))
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        while not self._closed.is_set():
            if not self._reads.wait(0.02) or not select.select([self.master], [], [], 0.02)[0]:
                continue
            try:
                self.output += os.read(self.master, 1 << 16)
            except OSError:  # so a pty ends
                return

    def _hear(self, stdout: IO[bytes]) -> None:
        while data := os.read(stdout.fileno(), 1 << 16):
            self.told += data

    def type(self, keys: bytes) -> None:
        """Type, however much it is."""
        while keys:
            keys = keys[os.write(self.master, keys[:1024]) :]

    def shows(self, text: str) -> bool:
        return text.encode() in self.output

    def lines(self) -> list[str]:
        return [line.strip() for line in self.told.decode().splitlines()]

    def size(self, width: int, height: int, *, tell: bool = True) -> None:
        """Have a size; the kernel sends SIGWINCH itself, but only where it differs."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if tell:
            self.process.send_signal(signal.SIGWINCH)

    def block(self) -> None:
        """Read nothing any more of what is written."""
        self._reads.clear()

    def read_on(self) -> None:
        self._reads.set()

    def state(self) -> str:
        """Return the kernel's letter for what the process is doing: T is stopped; "" where there is none."""
        try:
            return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return ""

    def hang_up(self) -> None:
        """Close the terminal, as an emulator that is killed does."""
        self._closed.set()
        self._threads[0].join()
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._closed.set()
        for thread in self._threads:
            thread.join()
        os.close(self.slave)
        if self.master >= 0:
            os.close(self.master)
        if self.process.stdout:
            self.process.stdout.close()


def eventually(check: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def gone(pids: list[int]) -> bool:
    """Return whether no process is left of some."""
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)
