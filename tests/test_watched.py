"""The kiosk as a service manager hears it: the real program on a pty, its real speaker, a real socket."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from notified import Ear, path
from speech.sink import Sink
from test_front_door import PATIENCE, Terminal, children_of, eventually

WATCHDOG = 6.0  # seconds; a beat every two
OFF, SPEAKS = "STATUS=Sound is off, and the screen says so.", "STATUS=The kiosk speaks."

# The kiosk with two faults to have at a signal.
WITH_FAULTS = """
import asyncio, signal, sys, time
from kiosk import app, cli
from kiosk.tui.app import KioskApp

signal.signal(signal.SIGUSR1, lambda *_: time.sleep(1_000_000))  # the event loop stands still

show = KioskApp.show
async def with_fault(self):
    asyncio.get_running_loop().add_signal_handler(  # the loop goes on, but not the screen's queue
        signal.SIGUSR2, lambda: self.screen.call_later(asyncio.Event().wait)
    )
    return await show(self)
KioskApp.show = with_fault

sys.exit(cli.main())
"""
# A voice that comes once, and then no more.
ONCE = 'test -e "$0" && exit 1; : > "$0"; exec "$1" -m kiosk.speech.speaker espeak'
WITH_A_VOICE_THAT_COMES_ONCE = """
import sys
from kiosk import app, cli
app.speaker_command = lambda voice: ("sh", "-c", {once!r}, {flag!r}, sys.executable)
sys.exit(cli.main())
"""

Start = Callable[..., Terminal]


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    heard = Ear(path(tmp_path))
    monkeypatch.setenv("NOTIFY_SOCKET", heard.address)
    monkeypatch.setenv("WATCHDOG_USEC", f"{WATCHDOG * 1_000_000:.0f}")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    yield heard
    heard.close()


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Terminal] = []

    def new(*arguments: str, program: str = "") -> Terminal:
        command = ("-c", program) if program else ("run_kiosk.py",)
        started.append(Terminal(*arguments, command=command))
        return started[-1]

    yield new
    for terminal in started:
        terminal.close()


@pytest.fixture
def no_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")


@pytest.fixture
def sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    started = Sink(tmp_path)
    try:
        started.start()
        monkeypatch.setenv("PULSE_SERVER", started.server)
        yield started
    finally:
        started.stop()


@pytest.mark.usefixtures("no_device")
def test_it_is_ready_well_and_stopping(ear: Ear, start: Start) -> None:
    kiosk = start()
    ear.until("READY=1")
    eventually(lambda: kiosk.shows("Press any big key to begin."))
    ear.until("WATCHDOG=1")
    ear.until("WATCHDOG=1")
    assert ear.told.count("READY=1") == 1
    kiosk.process.send_signal(signal.SIGTERM)
    ear.until("STOPPING=1")
    assert kiosk.process.wait(PATIENCE) == 0
    ear.nothing_more()
    assert ear.told[-1] == "STOPPING=1"


@pytest.mark.usefixtures("no_device")
def test_it_ends_though_a_service_manager_has_it_continue(ear: Ear, start: Start) -> None:
    kiosk = start()
    ear.until("READY=1")
    for number in (signal.SIGCONT, signal.SIGTERM, signal.SIGCONT):  # systemd sends SIGCONT behind SIGTERM
        kiosk.process.send_signal(number)
    assert kiosk.process.wait(PATIENCE) == 0


@pytest.mark.usefixtures("no_device")
def test_no_child_of_the_kiosk_speaks_to_the_service_manager(ear: Ear, start: Start) -> None:
    kiosk = start()
    ear.until("READY=1")
    children = children_of(kiosk.process.pid)
    assert children
    for child in children:
        environment = Path(f"/proc/{child}/environ").read_bytes()
        assert b"PYTHONPATH=" in environment
        assert b"NOTIFY_SOCKET" not in environment
        assert b"WATCHDOG" not in environment


@pytest.mark.usefixtures("no_device")
@pytest.mark.parametrize(
    "fault",
    [signal.SIGSTOP, signal.SIGUSR1, signal.SIGUSR2],
    ids=["stopped", "its loop is blocked", "its screen is blocked"],
)
def test_a_kiosk_that_hangs_is_not_well(ear: Ear, start: Start, fault: signal.Signals) -> None:
    kiosk = start(program=WITH_FAULTS)
    ear.until("WATCHDOG=1")
    kiosk.process.send_signal(fault)
    ear.hear(WATCHDOG / 3)  # one may be on its way
    assert ear.hear(WATCHDOG) == []
    assert kiosk.process.poll() is None


@pytest.mark.sound
@pytest.mark.usefixtures("sink")
def test_a_voice_that_hangs_and_does_not_come_back_is_told_as_off_and_then_all_is_well(
    ear: Ear, start: Start, tmp_path: Path
) -> None:
    flag = str(tmp_path / "came")
    kiosk = start(program=WITH_A_VOICE_THAT_COMES_ONCE.format(once=ONCE, flag=flag))
    ear.until(SPEAKS)
    (speaker,) = children_of(kiosk.process.pid)
    ear.nothing_more()
    os.kill(speaker, signal.SIGSTOP)
    before = len(ear.told)
    ear.until(OFF)
    unknown = "STATUS=The voice does not answer."
    assert set(ear.told[before:]) <= {unknown, "WATCHDOG=1", OFF}
    eventually(lambda: kiosk.shows("Sound is off. Please ask at the desk."))
    ear.until("WATCHDOG=1")
    ear.until("WATCHDOG=1")
    assert kiosk.process.poll() is None


@pytest.mark.usefixtures("no_device")
def test_the_lines_of_text_are_watched_as_the_screen_is(ear: Ear, start: Start) -> None:
    kiosk = start("--plain", "--voice", "off")
    ear.until("READY=1")
    ear.until("WATCHDOG=1")
    assert SPEAKS in ear.told
    kiosk.process.send_signal(signal.SIGTERM)
    ear.until("STOPPING=1")
