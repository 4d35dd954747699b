"""`kiosk install` on a machine with a systemd of its own and no network: told, done, again, taken back."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from required import missing
from wheels import DEBIANS, ROOT, gathered

from deploy.clinic import Clinic, clinic, eventually
from kiosk.staff.installation.step import has_packages

WHEELS: Final = "/srv/kiosk-wheels"
FIND_NOTHING_NEW: Final = ["systemctl daemon-reload"]
PACKAGES: Final = ("python3-venv", "alsa-utils", "kbd", "console-setup-linux")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (Path(DEBIANS).exists() and shutil.which("dpkg-query") and has_packages(PACKAGES)):
        missing(f"no Debian with {' '.join(PACKAGES)}: without a network no test can install them")
    return gathered(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def machine(wheel: Path) -> Iterator[Clinic]:
    def prepare(root: Path) -> Sequence[str]:
        shutil.copytree(wheel.parent, root / WHEELS.lstrip("/"))
        return sorted({str(ROOT), sys.prefix, sys.base_prefix})

    with clinic(prepare) as booted:
        yield booted


def install(machine: Clinic, wheel: Path, *options: str) -> list[str]:
    """Have the kiosk installed, and return the commands that it has told."""
    told = machine.run(
        *(
            sys.executable,
            str(ROOT / "run_kiosk.py"),
            "install",
            "--offline",
            "--wheel",
            f"{WHEELS}/{wheel.name}",
        ),
        *options,
    )
    return [line for line in told.splitlines() if not line.startswith("#")]


def is_enabled(machine: Clinic, unit: str) -> str:
    return machine.run("systemctl", "is-enabled", unit, check=False).strip()


def test_a_clinic_installs_it_and_takes_it_back(machine: Clinic, wheel: Path) -> None:
    told = install(machine, wheel, "--dry-run")
    assert any(line.startswith("useradd ") for line in told)
    assert "kiosk" not in machine.run("ls", "/opt").split()
    assert machine.run("getent", "passwd", "kiosk", check=False) == ""

    assert install(machine, wheel) == told
    account = machine.run("getent", "passwd", "kiosk").strip()
    assert account.endswith(":/var/lib/kiosk:/usr/sbin/nologin")
    assert "audio" in machine.run("id", "-nG", "kiosk").split()
    assert [
        is_enabled(machine, unit) for unit in ("kiosk.service", "kiosk-cage.service", "getty@tty1.service")
    ] == [*("enabled", "disabled", "disabled")]
    assert is_enabled(machine, "ctrl-alt-del.target") == is_enabled(machine, "autovt@.service") == "masked"
    assert machine.run("systemctl", "get-default") == "multi-user.target\n"

    machine.run("systemctl", "start", "kiosk.service")
    eventually(lambda: machine.shows("Press any big key to begin."))
    assert machine.state() == "active"
    assert machine.run("/opt/kiosk/venv/bin/kiosk", "--version").startswith("kiosk ")
    assert "pico" in machine.run("/opt/kiosk/venv/bin/kiosk", "voices")

    machine.write("/etc/kiosk/settings.yaml", "volume: 2\n")
    assert install(machine, wheel) == FIND_NOTHING_NEW
    machine.run("sed", "-i", "1d", "/opt/kiosk/bin/kiosk-start")
    mended = install(machine, wheel)
    assert [line.rpartition(" ")[2] for line in mended] == ["/opt/kiosk/bin/kiosk-start", "daemon-reload"]

    back = install(machine, wheel, "--undo", "--dry-run")
    assert machine.state() == "active"
    assert install(machine, wheel, "--undo") == back
    assert machine.state() == "inactive"
    assert machine.property("LoadState") == "not-found"
    assert "kiosk" not in machine.run("ls", "/opt").split()
    assert is_enabled(machine, "getty@tty1.service") == "enabled"
    assert is_enabled(machine, "ctrl-alt-del.target") != "masked"
    assert machine.run("cat", "/etc/kiosk/settings.yaml") == "volume: 2\n"
    assert install(machine, wheel, "--undo") == FIND_NOTHING_NEW
