"""The kiosk in cage and foot, by its unit: no key opens anything else, and it comes back.

Beside what the clinic's machine says: cage draws into memory, because there is no screen, and seatd, which
hands over a screen, is only a name. So a real screen and a real keyboard were not tried.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator

import pytest
from required import missing

from deploy.clinic import UID, Clinic, clinic, command, eventually

UNIT = "kiosk-cage.service"
IN_MEMORY = "[Service]\nEnvironment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1\n"


@pytest.fixture(scope="module")
def cage() -> Iterator[Clinic]:
    for program in ("cage", "foot", "Xwayland", "wtype"):
        if shutil.which(program) is None:
            missing(f"no {program} (Debian's packages cage, foot, xwayland and wtype)")
    with clinic() as machine:
        machine.write("/etc/systemd/system/seatd.service", "[Service]\nExecStart=/bin/sleep infinity\n")
        machine.write("/etc/systemd/system/kiosk-cage.service.d/memory.conf", IN_MEMORY)
        machine.write("/etc/kiosk/settings.yaml", "voice: espeak\n")
        machine.run("systemctl", "daemon-reload")
        machine.run("systemctl", "start", UNIT)
        yield machine


def kiosk(machine: Clinic) -> list[int]:
    started = b"/opt/kiosk/venv/bin/python\0/opt/kiosk/venv/bin/kiosk\0"
    return [pid for pid in machine.processes() if command(pid) == started]


def terminals(machine: Clinic) -> int:
    return sum(command(pid).startswith(b"/usr/bin/foot") for pid in machine.processes())


def test_it_is_ready_and_no_key_of_the_terminal_s_opens_anything(cage: Clinic) -> None:
    assert cage.state(UNIT) == "active"
    before = kiosk(cage)
    assert len(before) == 1
    account = ("setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "env")
    window = ("XDG_RUNTIME_DIR=/run/kiosk", "WAYLAND_DISPLAY=wayland-0")
    for chord in ("ctrl shift n", "ctrl shift u", "ctrl shift r", "ctrl shift v", "alt F4", "ctrl alt F2"):
        *held, key = chord.split()
        down, up = [("-M", each) for each in held], [("-m", each) for each in held]
        cage.run(*account, *window, "wtype", *sum((*down, ("-k", key), *up), ()))
        time.sleep(0.5)  # the point itself: nothing comes
        assert terminals(cage) == 1, chord
    assert kiosk(cage) == before


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
