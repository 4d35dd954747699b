"""The kiosk in cage and foot, by its unit: it is ready there, no key or button leads out, it comes back.

Beside what the clinic's machine says: cage draws in a window of an X server without a screen, which is where
keys are pressed, and seatd, which hands over a screen, is only a name. So a real screen and keyboard were not
tried.
"""

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from required import missing
from x_server import do, x_server

from deploy.clinic import Clinic, clinic, command, eventually, installed, parent

UNIT = "kiosk-cage.service"
# A link, because Xwayland makes its own sockets in that folder, as the account kiosk.
IN_A_WINDOW = """\
[Service]
ExecStartPre=/bin/sh -c 'mkdir -p /tmp/.X11-unix && ln -sf /opt/x11/X{number} /tmp/.X11-unix/'
Environment=WLR_BACKENDS=x11 DISPLAY=:{number}
Environment=KIOSK_OPTIONS="--log journal --transcript /var/lib/kiosk/transcript.jsonl"
"""
WIDTH, HEIGHT = 1280, 800
# What foot does of itself, what a compositor might, and what a mouse can: by the names of xdotool(1).
KEYS = (
    *(f"ctrl+shift+{key}" for key in "cdfjnoruvxz"),
    *("ctrl+plus", "ctrl+minus", "ctrl+0", "ctrl+KP_Add", "ctrl+KP_Subtract"),
    *("shift+Prior", "shift+Next", "shift+Up", "shift+Down", "shift+Home", "shift+End", "shift+Insert"),
    *("alt+Escape", "alt+F4", "alt+Tab", "super", "super+d", "F11", "Print", "Menu"),
    *("ctrl+alt+F1", "ctrl+alt+F2", "ctrl+alt+F7", "ctrl+alt+BackSpace", "ctrl+alt+Delete"),
    *("XF86Switch_VT_2", "XF86Copy", "XF86Paste"),
)
BUTTONS = (
    *(("click", str(button)) for button in range(1, 10)),
    ("keydown", "ctrl", "click", "1", "keyup", "ctrl"),
    ("keydown", "ctrl", "click", "4", "click", "5", "keyup", "ctrl"),
    ("keydown", "alt", "mousedown", "1", "mousemove", "500", "500", "mouseup", "1", "keyup", "alt"),
    ("click", "--repeat", "3", "1"),
)


@dataclass(frozen=True)
class Cage:
    """A clinic's machine with the unit, and the display on which it draws."""

    machine: Clinic
    display: str

    @property
    def state(self) -> str:
        return self.machine.state(UNIT)

    def kiosks(self) -> list[int]:
        """Return the kiosks, without what makes the fallback's words, and without what one is about to start.

        For a moment that has the same command.
        """
        started = b"/opt/kiosk/venv/bin/python\0/opt/kiosk/venv/bin/kiosk\0"
        found = {
            pid
            for pid in self.machine.processes()
            if command(pid).startswith(started) and b"out-of-order" not in command(pid)
        }
        return [pid for pid in found if parent(pid) not in found]

    def terminals(self) -> list[int]:
        return [pid for pid in self.machine.processes() if command(pid).startswith(b"/usr/bin/foot")]

    def said(self, written: str) -> int:
        """Return how often a text has been said."""
        lines = self.machine.run("cat", "/var/lib/kiosk/transcript.jsonl", check=False).splitlines(True)
        return sum(
            line["event"] == "said" and line["written"] == written
            for line in (json.loads(each) for each in lines if each.endswith("\n"))
        )


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    for program in ("cage", "foot", "Xwayland"):
        if shutil.which(program) is None:
            missing(f"no {program} (Debian's packages cage, foot and xwayland)")

    def prepare(root: Path) -> Sequence[str]:
        return (*installed(root), "/tmp/.X11-unix:/opt/x11")  # noqa: S108 - where X servers have it

    with x_server(WIDTH, HEIGHT) as display, clinic(prepare) as machine:
        machine.write("/etc/systemd/system/seatd.service", "[Service]\nExecStart=/bin/sleep infinity\n")
        machine.write(f"/etc/systemd/system/{UNIT}.d/window.conf", IN_A_WINDOW.format(number=display[1:]))
        machine.write("/etc/kiosk/settings.yaml", "voice: espeak\nsame_key: 0\nany_key: 0\n")
        machine.run("systemctl", "daemon-reload")
        machine.run("systemctl", "start", UNIT)
        do(display, "mousemove", str(WIDTH // 3), str(HEIGHT // 3))
        yield Cage(machine, display)


def test_it_is_ready_in_one_terminal(cage: Cage) -> None:
    assert cage.state == "active"
    # It is ready when it has its voice; whether there is a sound device it knows a moment later.
    eventually(lambda: cage.machine.property("StatusText", UNIT) == "Sound is off, and the screen says so.")
    assert len(cage.kiosks()) == 1
    assert len(cage.terminals()) == 1


@pytest.mark.parametrize("what", [*(("key", key) for key in KEYS), *BUTTONS], ids=" ".join)
def test_nothing_leads_out_of_it(cage: Cage, what: tuple[str, ...]) -> None:
    before, helpline = cage.kiosks(), cage.said("Helpline")
    do(cage.display, *what)
    do(cage.display, "key", "h")
    eventually(lambda: cage.said("Helpline") > helpline)
    assert cage.kiosks() == before
    assert len(cage.terminals()) == 1
    do(cage.display, "key", "Home")  # from the helpline, where H says the number again


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_it_comes_back(cage: Cage, fault: signal.Signals) -> None:
    (before,) = cage.kiosks()
    begun = time.monotonic()
    os.kill(before, fault)
    eventually(lambda: cage.state == "active" and len(cage.kiosks()) == 1 and cage.kiosks() != [before])
    print(f"{fault.name} in cage: {time.monotonic() - begun:.1f} s")  # noqa: T201


def test_a_stop_is_no_failure(cage: Cage) -> None:
    cage.machine.run("systemctl", "stop", UNIT)
    assert cage.machine.property("Result", UNIT) == "success"
    assert cage.kiosks() == []
