"""The kiosk in cage and foot, by its unit: it is ready there, and comes back.

Beside what the clinic's machine says: cage draws into memory, because there is no screen, and seatd, which
hands over a screen, is only a name. So a real screen and keyboard were not tried, and no key: cage 0.1.4
takes none from a program.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator

import pytest
from required import missing

from deploy.clinic import Clinic, clinic, command, eventually, parent

UNIT = "kiosk-cage.service"
IN_MEMORY = "[Service]\nEnvironment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1\n"


@pytest.fixture(scope="module")
def cage() -> Iterator[Clinic]:
    for program in ("cage", "foot", "Xwayland"):
        if shutil.which(program) is None:
            missing(f"no {program} (Debian's packages cage, foot and xwayland)")
    with clinic() as machine:
        machine.write("/etc/systemd/system/seatd.service", "[Service]\nExecStart=/bin/sleep infinity\n")
        machine.write("/etc/systemd/system/kiosk-cage.service.d/memory.conf", IN_MEMORY)
        machine.write("/etc/kiosk/settings.yaml", "voice: espeak\n")
        machine.run("systemctl", "daemon-reload")
        machine.run("systemctl", "start", UNIT)
        yield machine


def kiosk(machine: Clinic) -> list[int]:
    """Return the kiosks, without what makes the fallback's words, and without what one is about to start.

    For a moment that has the same command.
    """
    started = b"/opt/kiosk/venv/bin/python\0/opt/kiosk/venv/bin/kiosk\0"
    found = {
        pid
        for pid in machine.processes()
        if command(pid).startswith(started) and b"out-of-order" not in command(pid)
    }
    return [pid for pid in found if parent(pid) not in found]


def test_it_is_ready_in_one_terminal(cage: Clinic) -> None:
    assert cage.state(UNIT) == "active"
    # It is ready when it has its voice; whether there is a sound device it knows a moment later.
    eventually(lambda: cage.property("StatusText", UNIT) == "Sound is off, and the screen says so.")
    assert len(kiosk(cage)) == 1
    assert sum(command(pid).startswith(b"/usr/bin/foot") for pid in cage.processes()) == 1


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_it_comes_back(cage: Clinic, fault: signal.Signals) -> None:
    (before,) = kiosk(cage)
    begun = time.monotonic()
    os.kill(before, fault)
    eventually(lambda: cage.state(UNIT) == "active" and len(kiosk(cage)) == 1 and kiosk(cage) != [before])
    print(f"{fault.name} in cage: {time.monotonic() - begun:.1f} s")  # noqa: T201


def test_a_stop_is_no_failure(cage: Clinic) -> None:
    cage.run("systemctl", "stop", UNIT)
    assert cage.property("Result", UNIT) == "success"
    assert kiosk(cage) == []
