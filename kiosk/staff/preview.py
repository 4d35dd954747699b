"""`kiosk preview`: the kiosk on a pack that is being written; what is saved is taken up where one is.

Keeps one decision: a save that has faults is told of and changes nothing; the last good one stays.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.errors import DataError
from kiosk.pack import subject
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import Patience, Seconds, Settings
from kiosk.visit import edition
from kiosk.visit.newer import Newer

LOOK_EVERY: Final[Seconds] = 0.3  # soon enough for who has just saved
_FOR_EVER: Final[Seconds] = 10.0**9
_LEAVE: Final = ("ctrl+c",)
_TOLD: Final = 2  # faults, of a save that has more


def for_authors(settings: Settings) -> Settings:
    """Return the settings of a preview: it waits as long as somebody writes, and Ctrl+C ends it."""
    patience = Patience(repeat_instruction=_FOR_EVER, idle=_FOR_EVER)
    return replace(settings, patience=patience, leave=_LEAVE)


def preview(folders: Sequence[Path], *, in_lines: bool = False) -> Newer:
    """Return the editions of packs that are being written: each save is taken up where one is."""
    return Newer(
        lambda: edition.load(folders, in_lines=in_lines),
        every=LOOK_EVERY,
        state=lambda: _files(folders),
        refused=lambda host, why: host.announce(_told(why), lang=ENGLISH),  # as all that is told of faults
    )


def _files(folders: Sequence[Path]) -> frozenset[tuple[str, int, int]]:
    """Return each file with its size and the time of its last change."""
    return frozenset(
        (path, status.st_size, status.st_mtime_ns)
        for folder in (*folders, *subject.folders(folders))
        for path, status in _inside(folder)
    )


def _inside(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files in a folder and its folders. One that is just being replaced is passed over."""
    for inside, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(inside, name)  # noqa: PTH118 - at each look, for each file
            try:
                yield path, os.lstat(path)
            except OSError:
                continue


def _told(refused: DataError) -> str:
    """Return the first faults in words; without any, what is wrong with all of it."""
    first = [f"{fault.file}, line {fault.line}: {fault.what}; {fault.remedy}." for fault in refused.faults]
    more = len(first) - _TOLD
    rest = [f"Faults that are not told here: {more}; kiosk check has all."] if more > 0 else []
    return " ".join(["Not taken up.", *(first[:_TOLD] or [str(refused)]), *rest])
