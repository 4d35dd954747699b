"""The steps of an installation, in their order. Nothing is done here."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from kiosk.paths import data_folder
from kiosk.staff.installation import program
from kiosk.staff.installation.step import (
    UNITS,
    Step,
    away,
    copied,
    has_packages,
    is_account,
    is_folder_of,
    is_wanted,
    masked,
)

ACCOUNT: Final = "kiosk"
STATE: Final = Path("/var/lib/kiosk")
SETTINGS: Final = Path("/etc/kiosk")
_HOME: Final = Path("/opt/kiosk")
_START: Final = "multi-user.target"
# The same names in Debian 12 and 13.
_PACKAGES: Final = ("python3-venv", "alsa-utils", "kbd", "console-setup-linux")
_TO_BUILD_PICO: Final = ("gcc", "libc6-dev", "python3-dev")
_FOR_CAGE: Final = ("cage", "foot", "seatd", "xwayland", "fonts-dejavu-core")


@dataclass(frozen=True)
class Plan:
    """What is to be installed: the wheel or the checkout, in a window (cage) or on the text console.

    `offline`: Python's packages are the wheels beside the kiosk's own, and no network is asked.
    """

    source: Path
    cage: bool = False
    offline: bool = False

    @property
    def unit(self) -> str:
        """The unit that starts with the machine."""
        return "kiosk-cage.service" if self.cage else "kiosk.service"

    @property
    def other_unit(self) -> str:
        """The unit that does not."""
        return "kiosk.service" if self.cage else "kiosk-cage.service"


def steps(plan: Plan) -> list[Step]:
    """Return the steps, each behind those that it needs."""
    return [*_packages(plan), *_account(), *_program(plan), *_files(plan), *_machine(), *_start(plan)]


def undoing(plan: Plan) -> list[Step]:
    """Return the steps back, the last first."""
    back = [step.undo for step in reversed(steps(plan)) if step.undo]
    return [*back, Step("what has changed: known to systemd", ("systemctl", "daemon-reload"))]


def _packages(plan: Plan) -> list[Step]:
    names = _PACKAGES + (_FOR_CAGE if plan.cage else ()) + (() if plan.offline else _TO_BUILD_PICO)
    there = partial(has_packages, names)
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
    return [
        Step("Debian's packages: which there are", (*apt, "update"), there),
        Step("Debian's packages", (*apt, "install", "--yes", "--no-install-recommends", *names), there),
    ]


def _account() -> list[Step]:
    return [
        Step(
            "the account of the kiosk: for sound, and nobody can log in to it",
            (
                *("useradd", "--system", "--user-group", "--groups", "audio", "--no-create-home"),
                *("--home-dir", str(STATE), "--shell", "/usr/sbin/nologin", ACCOUNT),
            ),
            partial(is_account, ACCOUNT),
        ),
        Step(
            "the folder of what the kiosk keeps",
            ("install", "-d", "-o", ACCOUNT, "-g", ACCOUNT, "-m", "0700", str(STATE)),
            partial(is_folder_of, ACCOUNT, STATE, 0o700),
        ),
    ]


def _program(plan: Plan) -> list[Step]:
    beside = ("--no-index", "--find-links", str(plan.source.parent)) if plan.offline else ()
    return [
        Step(
            "an environment for the program and its packages",
            (str(program.PYTHON), "-m", "venv", "--clear", str(program.VENV)),
            program.site_packages().is_dir,
            undo=away(_HOME, "the program, its scripts and what is to be read: away"),
        ),
        Step(
            "the program, with the voice Pico",
            (
                *(
                    str(program.VENV / "bin" / "pip"),
                    "install",
                    "--quiet",
                    "--use-pep517",
                    "--force-reinstall",
                ),
                *(*beside, f"{plan.source}[pico]"),
            ),
            partial(program.is_there, plan.source),
        ),
    ]


def _files(plan: Plan) -> list[Step]:
    deploy, docs = data_folder("deploy"), data_folder("docs")
    scripts = [
        copied(script, _HOME / "bin" / script.name, f"a script: {script.name}", mode=0o755)
        for script in sorted((deploy / "bin").iterdir())
    ]
    documents = [
        copied(docs / name, _HOME / "share" / name, f"to read: {name}")
        for name in ("installation.md", "settings.md")
    ]
    own = [("settings.yaml", "the clinic's settings, if there are none")]
    if plan.cage:
        own.append(("foot.ini", "the terminal's settings, if there are none"))
    units = [
        (unit, UNITS / unit.name, f"a unit of systemd: {unit.name}")
        for unit in sorted((deploy / "units").iterdir())
    ]
    system = [
        (deploy / name, Path("/etc", folder, "kiosk.conf"), why)
        for name, folder, why in (
            ("logind.conf", "systemd/logind.conf.d", "no prompt elsewhere, and no key that switches off"),
            ("system.conf", "systemd/system.conf.d", "no restart by keys, and one when the system hangs"),
            ("sysctl.conf", "sysctl.d", "no key that speaks to the kernel"),
        )
    ]
    return [
        *scripts,
        *documents,
        *(copied(deploy / name, SETTINGS / name, why, keep=True) for name, why in own),
        *(copied(file, to, why, undo=away(to, f"{to}: away")) for file, to, why in units + system),
    ]


def _machine() -> list[Step]:
    console, by = "getty@tty1.service", "getty.target"
    return [
        masked("ctrl-alt-del.target", "Ctrl+Alt+Del restarts nothing"),
        masked("autovt@.service", "no prompt comes up on another console"),
        Step(
            "no prompt on the kiosk's console, but after staff have left the kiosk",
            ("systemctl", "disable", "--quiet", console),
            lambda: not is_wanted(console, by),
            undo=Step(
                "a prompt on the first console",
                ("systemctl", "enable", "--quiet", console),
                partial(is_wanted, console, by),
            ),
        ),
        Step(
            "the machine starts without a desktop",
            ("systemctl", "set-default", "--quiet", _START),
            lambda: _starts_with() == _START,
            undo=Step(
                "the machine starts with its desktop, if it has one",
                ("systemctl", "set-default", "--quiet", "graphical.target"),
                lambda: _starts_with() == "graphical.target",
            ),
        ),
    ]


def _start(plan: Plan) -> list[Step]:
    def wanted(unit: str) -> bool:
        return is_wanted(unit, _START)

    def disabled(unit: str, why: str, undo: Step | None = None) -> Step:
        return Step(why, ("systemctl", "disable", "--quiet", "--now", unit), lambda: not wanted(unit), undo)

    seatd = Step(
        "what hands the screen to cage", ("systemctl", "enable", "--quiet", "seatd.service"), _has_seatd
    )
    ended = "not started with the machine any more, and ended"
    return [
        Step("the units: known to systemd", ("systemctl", "daemon-reload")),
        *([seatd] if plan.cage else ()),
        disabled(
            plan.other_unit,
            "one kiosk on the first console",
            disabled(plan.other_unit, f"{plan.other_unit}: {ended}"),
        ),
        Step(
            "the kiosk starts with the machine",
            ("systemctl", "enable", "--quiet", plan.unit),
            partial(wanted, plan.unit),
            disabled(plan.unit, f"{plan.unit}: {ended}"),
        ),
    ]


def _has_seatd() -> bool:
    return is_wanted("seatd.service", _START)


def _starts_with() -> str:
    """Return what the machine starts with, as it is set; as Debian has it where nothing is set."""
    default = UNITS / "default.target"
    return default.readlink().name if default.is_symlink() else "graphical.target"
