"""What the tests of faults share: a speaker with a fault, a sound server that can fail, and a stopwatch."""

import asyncio
import signal
import sys
import time
from pathlib import Path

import pytest

from .sink import LIMIT_SECONDS, Sink

FRAIL = Path(__file__).with_name("frail_speaker.py")


def frail(fault: str, more: object = "") -> tuple[str, ...]:
    """Return the command of a speaker with a fault; frail_speaker.py names them."""
    return (sys.executable, str(FRAIL), fault, str(more))


def measured(figure: str) -> None:
    """Print a figure; `pytest -rP` shows it."""
    print(figure)  # noqa: T201


class Stopwatch:
    """Seconds since a fault began or ended."""

    def __init__(self, fault: str) -> None:
        self._fault = fault
        self._began = time.monotonic()

    def within(self, limit: float, what: str = "heard again") -> None:
        seconds = time.monotonic() - self._began
        measured(f"{self._fault}: {what} after {seconds:.2f} s")
        assert seconds < limit


class FrailServer(Sink):
    """A sound server that is killed, hangs, or loses its device, and comes back."""

    def kill(self) -> None:
        """Kill the server, and the recorder with it."""
        for process in self._processes:
            process.kill()
            process.wait()
        self._processes.clear()

    async def start_beside(self) -> None:
        """Start while the kiosk goes on."""
        await asyncio.to_thread(self.start)

    def hang(self) -> None:
        self._processes[0].send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._processes[0].send_signal(signal.SIGCONT)

    def take_device_away(self) -> None:
        self._control("unload-module", "module-null-sink")

    def _control(self, *command: str) -> None:
        assert self._run(" ".join(("pactl", *command))).wait(LIMIT_SECONDS) == 0


def hide_alsa(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Leave the speakers that are started no device but the sound server's."""
    (folder / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(folder / "asound.conf"))


def log_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("kiosk")]
