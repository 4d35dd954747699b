"""The machine beneath the kiosk: room for what it keeps, the clock, the service, the program itself."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import kiosk
from kiosk.errors import KioskError
from kiosk.machine import disk as machine_disk
from kiosk.paths import state_folder
from kiosk.staff.examination import program
from kiosk.staff.examination.diagnosis import Diagnosis, ill, well
from kiosk.staff.examination.examined import Examined
from kiosk.version import version

_MEGABYTE: Final = 1_000_000
# A pack of 40 minutes that a person has recorded takes 106 MB (22,050 samples a second of 2 bytes); while
# one is put in the place of another there are two. What the kiosk itself writes is a few MB.
LEAST_FREE: Final = 256 * _MEGABYTE
UNITS: Final = ("kiosk.service", "kiosk-cage.service")
FALLBACK: Final = "kiosk-fallback.service"
_BOOTED: Final = Path("/run/systemd/system")  # sd_booted(3)
_SHOWN: Final = ("LoadState", "ActiveState", "SubState", "NRestarts")
_LOG: Final = "journalctl -b -u {unit} tells why"


def program_version(_: Examined) -> Iterator[Diagnosis]:
    """Tell which program this is."""
    yield well("program", f"kiosk {version()}")


def disk(_: Examined) -> Iterator[Diagnosis]:
    """Tell whether there is room in the folder of what the kiosk keeps, and whether it can be written."""
    folder = state_folder()
    if folder is None:
        found = "this account has no home and no STATE_DIRECTORY: nothing can be kept"
        yield ill("disk", found, "give the kiosk's account a home")
        return
    there = machine_disk.nearest(folder)
    try:
        free = machine_disk.free(folder)
    except OSError as error:
        yield ill("disk", f"{there} cannot be looked at: {error.strerror}", "see to that folder")
        return
    found = f"{free // _MEGABYTE} MB are free for {folder}"
    if free < LEAST_FREE:
        yield ill("disk", found, f"make room: the kiosk needs {LEAST_FREE // _MEGABYTE} MB")
    elif not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        yield ill(
            "disk", f"{there} cannot be written by this account", "run the doctor as the kiosk's account"
        )
    else:
        yield well("disk", found)


def clock(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether the date can be right: when a pack is due again hangs on it."""
    now, known = examined.now, _known_past(examined)
    told = f"{now:%Y-%m-%d %H:%M}, time zone {now:%Z}"
    if now < known:
        remedy = "sudo timedatectl set-time 'YEAR-MONTH-DAY HOUR:MINUTE'"
        yield ill("clock", f"it says {told}, and {known:%Y-%m-%d} has been", remedy)
        return
    kept = {"yes": "a time server keeps it", "no": "nobody keeps it right but you"}.get(_synchronised())
    yield well("clock", f"{told}; {kept or 'whether a time server keeps it is not known'}")


def _known_past(examined: Examined) -> datetime:
    """Return the last moment that has certainly been: the program was installed, a pack was checked."""
    installed = datetime.fromtimestamp(Path(kiosk.__file__).stat().st_mtime, tz=UTC)
    checked = (each.pack.review.checked_on for each in examined.editions)
    days = (datetime.fromisoformat(day).replace(tzinfo=examined.now.tzinfo) for day in checked if day)
    return max([installed, *days])


def _synchronised() -> str:
    try:
        return program.ask("timedatectl", "show", "-p", "NTPSynchronized", "--value").written
    except KioskError:
        return ""


def service(_: Examined) -> Iterator[Diagnosis]:
    """Tell whether the kiosk is started with the machine, runs, and how often it had to be started again."""
    if not _BOOTED.is_dir():
        yield well("service", "not looked at: systemd does not run here")
        return
    try:
        shown = {unit: _shown(unit) for unit in (*UNITS, FALLBACK)}
    except KioskError as error:
        yield ill("service", f"systemd does not tell: {error}", "systemctl status kiosk.service")
        return
    if shown[FALLBACK].get("ActiveState") in {"active", "activating"}:
        found = "the kiosk does not start, and the screen sends visitors to the desk"
        yield ill("service", found, _LOG.format(unit=UNITS[0]))
        return
    there = [unit for unit in UNITS if shown[unit].get("LoadState") not in {"not-found", None}]
    if not there:
        yield well("service", "no unit of the kiosk is installed: nothing starts it with the machine")
        return
    for unit in there:
        yield _service(unit, shown[unit])


def _shown(unit: str) -> dict[str, str]:
    answer = program.ask("systemctl", "show", unit, *(f"--property={name}" for name in _SHOWN))
    if not answer.well:
        raise KioskError(answer.complaint or "systemctl has failed")
    return dict(line.split("=", 1) for line in answer.written.splitlines() if "=" in line)


def _service(unit: str, shown: dict[str, str]) -> Diagnosis:
    state = f"{shown.get('ActiveState')} ({shown.get('SubState')})"
    again = int(shown.get("NRestarts") or 0)
    found = f"{unit} is {state}" + (f", started again by itself: {again}" if again else "")
    if shown.get("LoadState") != "loaded":
        return ill("service", f"{unit} is {shown.get('LoadState')}", f"systemctl status {unit}")
    if shown.get("ActiveState") == "failed":
        return ill("service", found, _LOG.format(unit=unit))
    return well("service", found)
