"""`kiosk preview`: the kiosk on a pack that is being written; what is saved is taken up where one is.

Keeps one decision: a save that has faults is told of and changes nothing; the last good one stays.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from kiosk.errors import DataError
from kiosk.pack import subject
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import Patience, Seconds, Settings
from kiosk.visit import edition
from kiosk.visit.edition import Edition

LOOK_EVERY: Final[Seconds] = 0.3  # files that stay as they are from one look to the next are written
_FOR_EVER: Final[Seconds] = 10.0**9
_LEAVE: Final = ("ctrl+c",)
_TOLD: Final = 2  # faults, of a save that has more


class Host(Protocol):
    """What a preview asks of the one who receives visitors."""

    def take_up(self, editions: Sequence[Edition]) -> None:
        """Go on with other editions, where the visitor is."""

    def announce(self, text: str, *, lang: str) -> None:
        """Say and show something; the place stays."""


def for_authors(settings: Settings) -> Settings:
    """Return the settings of a preview: it waits as long as somebody writes, and Ctrl+C ends it."""
    patience = Patience(repeat_instruction=_FOR_EVER, idle=_FOR_EVER)
    return replace(settings, patience=patience, leave=_LEAVE)


class Preview:
    """Looks at the files of packs, and has the host take up what was saved since the last look."""

    def __init__(self, folders: Sequence[Path], host: Host, *, in_lines: bool = False) -> None:
        self._folders = folders
        self._host = host
        self._in_lines = in_lines
        self._seen = self._taken = self._files()

    def look(self) -> None:
        """Look once. What is still being written is left for the next look."""
        seen, self._seen = self._seen, self._files()
        if self._seen != seen or seen == self._taken:
            return
        self._taken = seen
        try:
            editions = edition.load(self._folders, in_lines=self._in_lines)
        except DataError as refused:
            self._host.announce(_told(refused), lang=ENGLISH)  # as all that is told of faults
        else:
            self._host.take_up(editions)

    def _files(self) -> frozenset[tuple[str, int, int]]:
        """Return each file with its size and the time of its last change."""
        return frozenset(
            (path, status.st_size, status.st_mtime_ns)
            for folder in (*self._folders, *subject.folders(self._folders))
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
