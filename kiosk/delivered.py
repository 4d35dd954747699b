"""The packs that were delivered to this kiosk: the one that it speaks, and the one before.

    packs/deliveries.json   which is which: {"current": "3", "before": "2"}; "" is the pack that comes with it
    packs/3/                a delivery: its packs as 01, 02 ..., and the kiosk's own words in more languages

Keeps one decision: a delivery is whole on the disk before a single small file, replaced in one step, makes it
current; so whatever ends an update, the kiosk speaks the old or the new one.
"""

import contextlib
import json
import logging
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from kiosk.errors import BusyError, DataError, PackError, UsageError
from kiosk.files.text_file import as_text, read_bytes
from kiosk.machine import whole_file
from kiosk.machine.lock import locked
from kiosk.machine.owner import as_owner_of
from kiosk.pack import subject
from kiosk.pack.folder import opened
from kiosk.paths import bundled_pack, delivered_folder, phrases_folder
from kiosk.phrases import loader as phrases
from kiosk.settings import Seconds
from kiosk.visit import edition
from kiosk.visit.edition import Edition
from kiosk.visit.newer import Host, Newer

LOOK_EVERY: Final[Seconds] = 2.0
BUNDLED: Final = ""  # the pack that comes with the kiosk, among deliveries
_INDEX: Final = "deliveries.json"
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Deliveries:
    """Which delivery the kiosk speaks, and which it spoke before, by their numbers; None: there was none."""

    current: str = BUNDLED
    before: str | None = None


def deliveries() -> Deliveries:
    """Return which deliveries there are. What cannot be read is logged, and as good as none."""
    folder = delivered_folder()
    if folder is None or not os.path.lexists(folder / _INDEX):
        return Deliveries()
    raw, faults = read_bytes(folder, _INDEX)
    text, more = (None, faults) if raw is None else as_text(_INDEX, raw)
    held = _read(text) if text is not None and not more else None
    if held is None:
        log.error("%s does not tell which pack is current: %s", folder / _INDEX, (*faults, *more))
        return Deliveries()
    return held


def folders() -> tuple[Path, ...]:
    """Return the folder that the kiosk speaks, and those in its place where it cannot be used, in order."""
    held, folder = deliveries(), delivered_folder()
    numbers = dict.fromkeys((held.current, held.before or BUNDLED, BUNDLED))
    return tuple(folder / number if folder and number != BUNDLED else bundled_pack() for number in numbers)


def newer(*, in_lines: bool = False) -> Newer:
    """Return the editions that the kiosk speaks; others are taken up at the welcome, with nobody there."""

    def take_up(host: Host, editions: Sequence[Edition]) -> None:
        host.take_up(editions)
        host.begin()

    return Newer(
        lambda: _editions(in_lines=in_lines),
        every=LOOK_EVERY,
        state=_state,
        may=lambda host: host.nobody_there,
        take_up=take_up,
    )


def _state() -> tuple[int, ...]:
    """Return what changes with the deliveries."""
    folder = delivered_folder()
    try:
        index = os.stat(folder / _INDEX) if folder else None  # noqa: PTH116 - at each look
    except OSError:
        index = None
    return (index.st_ino, index.st_mtime_ns) if index else ()


def _editions(*, in_lines: bool) -> tuple[Edition, ...]:
    """Return the editions of the first folder that can be used. Raises DataError where none can."""
    *delivered, last = folders()
    for folder in delivered:
        try:
            return edition.load([folder], in_lines=in_lines)
        except DataError as refused:
            log.error("the pack in %s is passed over: %s %s", folder, refused, refused.faults)  # noqa: TRY400
    return edition.load([last], in_lines=in_lines)


# --- What staff do.


def update(source: Path) -> tuple[Edition, ...]:
    """Have the kiosk speak the packs in a folder, which is copied; return its editions.

    Raises DataError with all that is wrong with them, and UsageError where they cannot be copied or are
    what it speaks already; then nothing is changed.
    """
    editions = edition.load([source])
    files = _files(source)
    with _changing() as folder:
        held = deliveries()
        if held.current != BUNDLED and files == _files_in(folder / held.current):
            raise UsageError("The kiosk speaks that very pack already: nothing was changed.")
        _sweep(folder, held)  # what an update that was cut off has left
        number = str(max(int(each or 0) for each in (held.current, held.before)) + 1)
        whole_file.write_folder(folder / number, files)
        edition.load([folder / number])  # as it is on the disk now
        _make_current(folder, Deliveries(current=number, before=_spoken(folder, held)))
    return editions


def rollback() -> tuple[Edition, ...]:
    """Have the kiosk speak what it spoke before the last update or rollback; return its editions.

    Raises UsageError where there is nothing to go back to, and DataError where that cannot be used; then
    nothing is changed.
    """
    with _changing() as folder:
        held = deliveries()
        if held.before is None:
            raise UsageError("There is nothing to go back to: kiosk update has put no pack here yet.")
        before = folder / held.before if held.before != BUNDLED else bundled_pack()
        editions = edition.load([before])
        _make_current(folder, Deliveries(current=held.before, before=held.current))
    return editions


@contextlib.contextmanager
def _changing() -> Iterator[Path]:
    """Be the one who changes the deliveries, as their owner. Raises UsageError where they cannot be."""
    folder = delivered_folder()
    if folder is None:
        raise UsageError("There is no folder for what the kiosk keeps: set STATE_DIRECTORY, or HOME.")
    try:
        with as_owner_of(folder.parent):
            folder.mkdir(exist_ok=True)
            with locked(folder):
                yield folder
    except BlockingIOError:
        raise BusyError("Another update goes on just now; begin again when it has ended.") from None
    except OSError as error:
        raise UsageError(f"Nothing can be changed in {folder}: {error.strerror}.") from error


def _spoken(folder: Path, held: Deliveries) -> str:
    """Return the delivery that the kiosk speaks: the one before, where the current one cannot be used."""
    for number in (held.current, held.before or BUNDLED):
        if number == BUNDLED:
            break
        with contextlib.suppress(DataError):
            edition.load([folder / number])
            return number
    return BUNDLED


def _make_current(folder: Path, held: Deliveries) -> None:
    text = json.dumps({"current": held.current, "before": held.before})
    whole_file.write(folder / _INDEX, f"{text}\n".encode())
    _sweep(folder, held)


def _sweep(folder: Path, held: Deliveries) -> None:
    """Remove all deliveries but the current one and the one before; what stays is removed the next time."""
    for each in folder.iterdir():
        if _NUMBER.fullmatch(each.name) and each.name not in {held.current, held.before}:
            shutil.rmtree(each, ignore_errors=True)


def _read(text: str) -> Deliveries | None:
    """Return what the index holds, or None where it is none of ours."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict) or held.keys() != {"current", "before"}:
        return None
    current, before = held["current"], held["before"]
    if not (_is_delivery(current) and _is_delivery(before)):
        return None
    return Deliveries(current, before)


def _is_delivery(held: object) -> bool:
    return held == BUNDLED or (isinstance(held, str) and _NUMBER.fullmatch(held) is not None)


def _files(source: Path) -> dict[str, bytes]:
    """Return all files that the kiosk reads of the packs in a folder, by their paths in a delivery.

    Raises PackError where one cannot be had any more.
    """
    files = dict[str, bytes]()
    for number, folder in enumerate(subject.folders([source]), 1):
        read = opened(folder)
        for name, _ in read.named:
            files[str(PurePosixPath(f"{number:02}", name))] = _held(folder, name)
        lang = read.pack.entry.lang
        words = phrases.file_of(lang, beside=folder.resolve().parent)
        if words.parent != phrases_folder():
            files[f"{phrases_folder().name}/{words.name}"] = _held(words.parent, words.name)
    return files


def _held(folder: Path, name: str) -> bytes:
    held, faults = read_bytes(folder, name)
    if held is None:
        raise PackError(f"The pack in {folder} cannot be copied.", faults=tuple(faults))
    return held


def _files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a delivery."""
    files = (Path(inside, name) for inside, _, names in os.walk(folder) for name in names)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
