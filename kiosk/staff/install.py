"""`kiosk install`: a kiosk that starts with the machine, on Debian. With --dry-run it only tells how.

Keeps one decision: each step is told before it is taken, as a shell would be given it.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kiosk.errors import KioskError, UsageError
from kiosk.staff.installation import program
from kiosk.staff.installation.step import Step
from kiosk.staff.installation.steps import ACCOUNT, SETTINGS, STATE, Plan, steps, undoing

DEBIANS: Final = ("12", "13")
OS_RELEASE: Final = Path("/etc/os-release")
_UMASK: Final = 0o022  # whatever root's own: the account of the kiosk reads what is installed


def take(step: Step) -> int:
    """Take a step; what it prints is seen. Return how it has ended (0: well)."""
    try:
        return subprocess.run(step.command, check=False, umask=_UMASK).returncode  # noqa: S603 - as it was told
    except OSError as error:
        raise KioskError(f"There is no {step.command[0]} ({error.strerror}). {_GO_ON}") from error


_GO_ON: Final = "Mend that, and install again: what is done is kept. Or take it back: kiosk install --undo."


def install(
    wheel: Path | None = None,
    *,
    cage: bool = False,
    offline: bool = False,
    undo: bool = False,
    dry_run: bool = False,
    anyway: bool = False,
    take: Callable[[Step], int] = take,
    root: Callable[[], bool] = lambda: os.geteuid() == 0,
    os_release: Path = OS_RELEASE,
) -> Iterator[str]:
    """Yield each step, and take it then, unless `dry_run`; stop at the first that fails.

    `offline`: Python's packages are wheels beside the kiosk's own. `anyway`: whatever the system is. `take`,
    `root` and `os_release` are the machine's. Raises UsageError, and KioskError where a step fails.
    """
    if not anyway:
        _refuse_other_systems(os_release)
    if not (dry_run or root()):
        asked = shlex.join(["sudo", str(Path(sys.argv[0]).absolute()), *sys.argv[1:]])
        raise UsageError(f"Only root can install: {asked}. --dry-run tells, without root, what it would do.")
    plan = Plan(Path() if undo else program.source(wheel), cage=cage, offline=offline)
    if offline and plan.source.is_dir() and not undo:
        raise UsageError(
            "Without a network it takes a wheel, and those that it needs beside it: --wheel FILE.whl."
        )
    for step in undoing(plan) if undo else steps(plan):
        if step.done():
            yield f"# {step.why}: already so\n# {step}"
            continue
        yield f"# {step.why}\n{step}"
        if not dry_run and (code := take(step)):
            raise KioskError(f"This step has failed, with {code}: {step}. {_GO_ON}")
    yield from _afterwards(plan, undo=undo, dry_run=dry_run)


def _refuse_other_systems(os_release: Path) -> None:
    """Raise UsageError where the system is none of those that this was made for."""
    try:
        lines = os_release.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    told = {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}
    if told.get("ID") != "debian" or told.get("VERSION_ID") not in DEBIANS:
        name = told.get("PRETTY_NAME", "an unknown system")
        raise UsageError(
            f"This is {name}; it installs on Debian {' and '.join(DEBIANS)}. --anyway goes on, at your risk."
        )


def _afterwards(plan: Plan, *, undo: bool, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield "# Nothing was changed."
    elif undo:
        yield f"# Taken back. Debian's packages, {SETTINGS}, {STATE} and the account {ACCOUNT} are left."
        yield "# Without them, too: sudo userdel kiosk; sudo rm -r /etc/kiosk /var/lib/kiosk"
    else:
        yield f"# Installed. Start the machine anew, or only the kiosk: sudo systemctl restart {plan.unit}"
        yield f"# The clinic's settings are in {SETTINGS}/settings.yaml."
