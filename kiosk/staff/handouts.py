"""`kiosk html` and `kiosk epub`: a pack made into a file that a visitor takes home."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kiosk.errors import UsageError
from kiosk.handout.book import book
from kiosk.handout.mp3 import Track, track
from kiosk.handout.outline import Outline, outline
from kiosk.handout.page import page
from kiosk.handout.read_aloud import ReadAloud
from kiosk.settings import VoiceName
from kiosk.staff import whole_file
from kiosk.visit.edition import Edition


def html(edition: Edition, *, to: Path, voice: VoiceName = VoiceName.AUTO) -> Iterator[str]:
    """Write the page of the web of a pack, and yield what staff should know of it.

    Raises UsageError where the file cannot be written or the coder is missing, VoiceError without a voice.
    """
    made = outline(edition)
    tracks, remarks = _read_aloud(made, voice)
    _write(to, page(made, tracks).encode())
    yield from remarks
    yield _told(to, tracks)


def epub(edition: Edition, *, to: Path, voice: VoiceName = VoiceName.AUTO) -> Iterator[str]:
    """Write the book of a pack, and yield what staff should know of it. Raises as `html` does."""
    modified = _modified(edition)
    made = outline(edition)
    tracks, remarks = _read_aloud(made, voice)
    _write(to, book(made, tracks, modified=modified))
    yield from remarks
    yield _told(to, tracks)


def _modified(edition: Edition) -> datetime:
    """Return when a book tells that it was changed: a time that does not make it another book each time.

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


def _read_aloud(outline: Outline, voice: VoiceName) -> tuple[tuple[Track, ...], list[str]]:
    """Return the chapters as sound, and what is wrong with it."""
    remarks = list[str]()
    reading = ReadAloud(voice, log=remarks.append)
    tracks = tuple(track(reading.sound(chapter)) for chapter in outline.chapters)
    times = (each for track in tracks for each in track.times)
    remarks += [
        f"No voice can say this, so it is only shown: {line.text}"
        for line, each in zip(outline.lines, times, strict=True)
        if each is None
    ]
    return tracks, remarks


def _write(path: Path, content: bytes) -> None:
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"Nothing can be written to {path}: it is not an ordinary file.")
        whole_file.write(path, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _told(path: Path, tracks: tuple[Track, ...]) -> str:
    minutes = sum(max((times.end for times in each.times if times), default=0.0) for each in tracks) / 60
    return f"{path}: {minutes:.0f} minutes of speech, {path.stat().st_size / 1e6:.1f} MB."
