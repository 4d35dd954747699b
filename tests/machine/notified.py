"""A service manager's ear: a real socket of datagrams, and what has been told there."""

import contextlib
import socket
import time
from pathlib import Path

PATIENCE = 30.0  # seconds; far more than is needed, so that a busy machine fails nothing


class Ear:
    """Listens at an address, a path or an abstract name that begins with '@'. `told` is all so far."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.told: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(f"\0{address[1:]}" if address.startswith("@") else address)

    def hear(self, seconds: float = PATIENCE) -> list[str]:
        """Return the lines of the next datagram, or none when nothing comes for so long."""
        self._socket.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            lines = self._socket.recv(1 << 16).decode().split("\n")
            self.told += lines
            return lines
        return []

    def until(self, line: str) -> None:
        """Return when a line comes."""
        end = time.monotonic() + PATIENCE
        while line not in self.hear():
            assert time.monotonic() < end, f"{line} did not come, but {self.told[-5:]}"

    def nothing_more(self) -> None:
        """Pass over what has come so far."""
        while self.hear(0.01):
            pass

    def close(self) -> None:
        self._socket.close()


def path(folder: Path) -> str:
    """Return an address in a folder."""
    return str(folder / "notify")
