"""One step of an installation. Keeps one decision: a step is a command, so what is told is what is done."""

import filecmp
import grp
import os
import pwd
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UNITS: Final = Path("/etc/systemd/system")
_PERMISSIONS: Final = 0o7777


def never() -> bool:
    """Answer for a step that is always taken."""
    return False


@dataclass(frozen=True)
class Step:
    """What is done, why, in a few words, and whether it is done already; `undo` takes it back."""

    why: str
    command: tuple[str, ...]
    done: Callable[[], bool] = never
    undo: "Step | None" = None

    def __str__(self) -> str:
        return shlex.join(self.command)


def copied(
    source: Path, to: Path, why: str, *, mode: int = 0o644, keep: bool = False, undo: Step | None = None
) -> Step:
    """Return the step that puts a file in its place; with `keep` only where there is none."""

    def done() -> bool:
        if keep and os.path.lexists(to):
            return True
        same = to.is_file() and filecmp.cmp(source, to, shallow=False)
        return same and to.stat().st_mode & _PERMISSIONS == mode

    return Step(why, ("install", "-D", "-m", f"{mode:04o}", str(source), str(to)), done, undo)


def away(path: Path, why: str) -> Step:
    """Return the step after which a file, or a folder with all that is in it, is no longer there."""
    return Step(why, ("rm", "-r", str(path)), lambda: not os.path.lexists(path))


def masked(unit: str, why: str) -> Step:
    """Return the step after which nothing starts a unit."""

    def is_masked() -> bool:
        return os.path.realpath(UNITS / unit) == os.devnull

    undo = Step(f"{unit}: as before", ("systemctl", "unmask", unit), done=lambda: not is_masked())
    return Step(why, ("systemctl", "mask", unit), is_masked, undo)


def is_wanted(unit: str, by: str) -> bool:
    """Return whether a unit starts with a target."""
    return os.path.lexists(UNITS / f"{by}.wants" / unit)


def has_packages(names: tuple[str, ...]) -> bool:
    """Return whether all these packages of Debian's are installed."""
    asked = subprocess.run(  # noqa: S603 - names of our own
        ("dpkg-query", "--show", "--showformat", "${db:Status-Status}\n", *names),  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.returncode == 0 and set(asked.stdout.split()) == {"installed"}


def is_account(name: str) -> bool:
    """Return whether there is an account of this name."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def is_folder_of(name: str, folder: Path, mode: int) -> bool:
    """Return whether a folder is there, belongs to an account and its group, and has these permissions."""
    if not (folder.is_dir() and is_account(name)):
        return False
    there, account = folder.stat(), pwd.getpwnam(name)
    owners = (account.pw_uid, grp.getgrgid(account.pw_gid).gr_gid)
    return (there.st_uid, there.st_gid) == owners and there.st_mode & _PERMISSIONS == mode
