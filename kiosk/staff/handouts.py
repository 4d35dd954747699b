"""`kiosk html`, `kiosk epub` and `kiosk leaflet`: a pack made into a file that a visitor takes home."""

import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.errors import UsageError
from kiosk.handout import leaflet as in_print
from kiosk.handout.book import book
from kiosk.handout.mp3 import Track, track
from kiosk.handout.outline import Outline, outline
from kiosk.handout.page import page
from kiosk.handout.read_aloud import ReadAloud
from kiosk.machine import whole_file
from kiosk.pack.model import PartKind
from kiosk.settings import VoiceName
from kiosk.visit.edition import Edition


def html(edition: Edition, *, to: Path | None = None, voice: VoiceName = VoiceName.AUTO) -> Iterator[str]:
    """Write the page of the web of a pack; yield how far it is, and what staff should know of it.

    `to` is by default a file that is named by the pack, in this folder. Raises UsageError where the file
    cannot be written or the coder is missing, VoiceError without a voice.
    """
    path = to or Path(f"{edition.pack.id}.html")
    _must_be_a_file(path)
    made = outline(edition)
    tracks = yield from _read_aloud(made, voice)
    _write(path, page(made, tracks).encode())
    yield _told(path, tracks)


def epub(edition: Edition, *, to: Path | None = None, voice: VoiceName = VoiceName.AUTO) -> Iterator[str]:
    """Write the book of a pack, and yield what `html` does. Raises as that does."""
    path = to or Path(f"{edition.pack.id}.epub")
    _must_be_a_file(path)
    modified = _modified(edition)
    made = outline(edition)
    tracks = yield from _read_aloud(made, voice)
    _write(path, book(made, tracks, modified=modified))
    yield _told(path, tracks)


def leaflet(edition: Edition, *, to: Path | None = None, part: str | None = None) -> Iterator[str]:
    """Write the leaflet of a pack, or of one part of it; yield how much paper it takes.

    `to` is by default a file that is named by the pack, in this folder. Raises UsageError where there is no
    such part, where the file cannot be written or typst is missing, DataError where the fonts lack a letter.
    """
    name = f"{edition.pack.id}-{part}" if part else edition.pack.id
    path = to or Path(f"{name}.pdf")
    _must_be_a_file(path)
    whole = outline(edition, codes=True)
    made = in_print.leaflet(_only(whole, part) if part else whole, modified=_modified(edition))
    _write(path, made.pdf)
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    yield f"{path}: {pages} of A4, {len(made.pdf) / 1e3:.0f} kB."


def _only(outline: Outline, part: str) -> Outline:
    """Return a part with what no handout is without: where it comes from, the disclaimer, the helpline."""
    names = [chapter.name for chapter in outline.chapters if chapter.kind]
    if part not in names:
        raise UsageError(f"There is no part {part!r}; there are: {', '.join(names)}.")
    always = {None, PartKind.DISCLAIMER, PartKind.HELPLINE}
    chapters = (each for each in outline.chapters if each.kind in always or each.name == part)
    return replace(outline, chapters=tuple(chapters))


def _modified(edition: Edition) -> datetime:
    """Return when a handout tells that it was changed: a time that does not make it another one each time.

    SOURCE_DATE_EPOCH (reproducible-builds.org), else the day on which the pack was checked, else today.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, and no time; give it as seconds since 1970, or not at all."
            ) from error
    day = edition.pack.review.checked_on or datetime.now(UTC).date().isoformat()
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _read_aloud(outline: Outline, voice: VoiceName) -> Generator[str, None, tuple[Track, ...]]:
    """Return the chapters as sound; yield each that is done, and what is wrong with it."""
    remarks = list[str]()
    reading = ReadAloud(voice, log=remarks.append)
    tracks = list[Track]()
    for number, chapter in enumerate(outline.chapters, 1):
        tracks.append(track(reading.sound(chapter)))
        yield f"{number} of {len(outline.chapters)} is read aloud: {chapter.title.text}"
        yield from remarks
        remarks.clear()
        for line, times in zip(chapter.all_lines, tracks[-1].times, strict=True):
            if times is None:
                yield f"No voice can say this, so it is only shown: {line.text}"
    return tuple(tracks)


def _must_be_a_file(path: Path) -> None:
    """Raise UsageError where a file cannot be written: at once, for the voice takes a minute."""
    if not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}; make it first.")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} cannot be written: it is not an ordinary file; name another.")


def _write(path: Path, content: bytes) -> None:
    try:
        whole_file.write(path, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _told(path: Path, tracks: tuple[Track, ...]) -> str:
    minutes = round(sum(each.end for each in tracks) / 60) or 1
    count = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{path}: {count} of speech, {path.stat().st_size / 1e6:.1f} MB."
