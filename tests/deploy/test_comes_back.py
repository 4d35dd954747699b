"""The kiosk under a real systemd: whatever ends or hangs, it is back, or visitors are sent to the desk.

`uv run pytest tests/deploy/test_comes_back.py -rP` prints how long each takes (docs/faults.md). A test fails
only where something takes three times as long as it may.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from deploy.clinic import Clinic, clinic, command, eventually

BACK, BACK_FROM_A_HANG, FALLBACK = 5.0, 15.0, 10.0  # seconds
LEAVE = {"up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D"}
SEQUENCE = "up up down down left right left right"
WELCOME = "Press any big key to begin."
BOARD = "This kiosk is out of order. Please ask at the desk. The helpline number"


@pytest.fixture(scope="module")
def machine() -> Iterator[Clinic]:
    with clinic() as booted:
        booted.write("/etc/kiosk/settings.yaml", "voice: espeak\n")
        yield booted


@pytest.fixture
def kiosk(machine: Clinic) -> Clinic:
    """The kiosk, ready, in a machine on which nothing has failed."""
    machine.write("/etc/kiosk/settings.yaml", "voice: espeak\n")
    machine.run("systemctl", "reset-failed")
    machine.run("systemctl", "restart", "kiosk")
    eventually(lambda: machine.state("kiosk-out-of-order.service") == "inactive")
    return machine


def tell(figure: str) -> None:
    print(figure)  # noqa: T201


def timed(what: str, aim: float, come: Callable[[], bool]) -> None:
    """Wait until something has come; print how long it took."""
    begun = time.monotonic()
    eventually(come)
    took = time.monotonic() - begun
    tell(f"{what}: {took:.1f} s (aim {aim:.0f} s)")
    assert took < 3 * aim


def back(kiosk: Clinic, after: str) -> bool:
    """Whether there is a new main process, and it has said that it is ready."""
    return kiosk.state() == "active" and kiosk.property("MainPID") not in {"0", after}


def hurry(machine: Clinic) -> None:
    """Have the fallback not wait for its time, until it has ended."""

    def over() -> bool:
        for pid in machine.processes():
            if command(pid).startswith(b"sleep"):
                os.kill(pid, signal.SIGKILL)
        return machine.state("kiosk-fallback.service") == "inactive"

    eventually(over)


def shown_since(machine: Clinic, mark: int, text: str) -> bool:
    return text in " ".join(machine.screen[mark:].decode(errors="replace").split())


def test_it_is_ready_when_its_first_screen_stands(kiosk: Clinic) -> None:
    kiosk.run("systemctl", "stop", "kiosk")
    mark, begun = len(kiosk.screen), time.monotonic()
    kiosk.run("systemctl", "start", "kiosk")  # comes back when it is ready
    tell(f"started: {time.monotonic() - begun:.1f} s")
    assert kiosk.state() == "active"
    eventually(lambda: kiosk.shows(WELCOME, since=mark))
    # It is ready when it has its voice; whether there is a sound device it knows a moment later.
    eventually(lambda: kiosk.property("StatusText") == "Sound is off, and the screen says so.")
    assert kiosk.property("NRestarts") == "0"


@pytest.mark.parametrize(
    ("fault", "aim"),
    [
        (signal.SIGKILL, BACK),
        (signal.SIGTERM, BACK),
        (signal.SIGSTOP, BACK_FROM_A_HANG),
        (signal.SIGRTMIN, BACK_FROM_A_HANG),
    ],
    ids=["killed", "ended", "stopped", "its loop is blocked"],
)
def test_it_comes_back(
    kiosk: Clinic, fault: signal.Signals, aim: float, request: pytest.FixtureRequest
) -> None:
    before, mark = kiosk.property("MainPID"), len(kiosk.screen)
    os.kill(kiosk.main(), fault)
    timed(request.node.callspec.id, aim, lambda: back(kiosk, before))
    eventually(lambda: kiosk.shows(WELCOME, since=mark))
    assert kiosk.property("NRestarts") == "1"
    assert len(kiosk.processes()) == 2 + len(_made(kiosk))


def test_a_speaker_that_is_killed_is_replaced_by_the_kiosk_itself(kiosk: Clinic) -> None:
    before, (speaker,) = kiosk.property("MainPID"), kiosk.speakers()
    os.kill(speaker, signal.SIGKILL)
    timed("speaker killed", BACK, lambda: [pid for pid in kiosk.speakers() if pid != speaker] != [])
    assert kiosk.property("MainPID") == before
    assert kiosk.state() == "active"


def test_a_kiosk_that_does_not_start_is_told_on_the_screen_and_comes_back_when_it_is_mended(
    kiosk: Clinic,
) -> None:
    kiosk.run("mv", "/opt/kiosk/venv/bin", "/opt/kiosk/venv/gone")
    mark = len(kiosk.screen)
    try:
        os.kill(kiosk.main(), signal.SIGKILL)
        timed("crash loop: told on the screen", FALLBACK, lambda: shown_since(kiosk, mark, BOARD))
        assert kiosk.state("kiosk-fallback.service") == "activating"
        assert kiosk.state() == "failed"
        hurry(kiosk)  # it is not mended yet: told again
        mark = len(kiosk.screen)
        eventually(lambda: shown_since(kiosk, mark, BOARD))
    finally:
        kiosk.run("mv", "/opt/kiosk/venv/gone", "/opt/kiosk/venv/bin")
    mark = len(kiosk.screen)
    hurry(kiosk)
    timed("mended", BACK, lambda: kiosk.state() == "active")
    eventually(lambda: kiosk.shows(WELCOME, since=mark))
    assert kiosk.state("kiosk-fallback.service") == "inactive"


def test_settings_that_it_refuses_are_told_on_the_screen_at_once(kiosk: Clinic) -> None:
    kiosk.write("/etc/kiosk/settings.yaml", "volume: 99\n")
    mark = len(kiosk.screen)
    os.kill(kiosk.main(), signal.SIGKILL)
    timed("settings refused: told on the screen", FALLBACK, lambda: shown_since(kiosk, mark, BOARD))
    assert kiosk.property("NRestarts") == "1"
    kiosk.write("/etc/kiosk/settings.yaml", "voice: espeak\n")
    kiosk.run("systemctl", "start", "kiosk")  # staff do not wait
    assert kiosk.state() == "active"
    assert kiosk.state("kiosk-fallback.service") == "inactive"


def test_without_what_was_made_beforehand_the_desk_is_named_all_the_same(kiosk: Clinic) -> None:
    kiosk.run("rm", "-r", "/var/lib/kiosk/out-of-order")
    kiosk.run("systemctl", "stop", "kiosk")
    mark = len(kiosk.screen)
    kiosk.run("systemctl", "--no-block", "start", "kiosk-fallback")
    eventually(lambda: shown_since(kiosk, mark, "Please ask at the desk."))
    kiosk.run("systemctl", "stop", "kiosk-fallback")


def test_staff_leave_it_by_their_keys_and_have_a_prompt(kiosk: Clinic) -> None:
    kiosk.write("/etc/kiosk/settings.yaml", f"voice: espeak\nleave: {SEQUENCE}\n")
    kiosk.run("systemctl", "restart", "kiosk")
    mark = len(kiosk.screen)
    kiosk.type(b"".join(LEAVE[key] for key in SEQUENCE.split()))
    timed("left by staff's keys: a prompt", BACK, lambda: kiosk.shows("login:", since=mark))
    assert kiosk.state() == "inactive"
    assert kiosk.property("Result") == "success"
    assert kiosk.property("NRestarts") == "0"
    assert kiosk.state("getty@tty1.service") == "active"
    kiosk.run("systemctl", "start", "kiosk")
    assert kiosk.state() == "active"
    assert kiosk.state("getty@tty1.service") == "inactive"


def test_a_stop_leaves_no_process(kiosk: Clinic) -> None:
    assert len(kiosk.processes()) >= 2
    begun = time.monotonic()
    kiosk.run("systemctl", "stop", "kiosk")
    tell(f"stopped: {time.monotonic() - begun:.1f} s")
    assert kiosk.processes() == []
    assert kiosk.property("Result") == "success"


def test_no_traceback_was_ever_shown(kiosk: Clinic) -> None:
    assert not kiosk.shows("Traceback")


def test_the_units_hold_where_they_are_installed(machine: Clinic) -> None:
    units = ("kiosk.service", "kiosk-fallback.service", "kiosk-out-of-order.service")
    assert machine.run("systemd-analyze", "verify", "--man=no", *units) == ""


def _made(kiosk: Clinic) -> list[int]:
    """Return the processes that make what the fallback shows: it is made anew at each start."""
    return [pid for pid in kiosk.processes() if b"out-of-order" in command(pid)]
