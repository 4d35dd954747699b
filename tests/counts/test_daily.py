"""The counts are written once a day, whatever the clock on the wall does; what cannot be written is kept."""

import asyncio
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.counts.counting import Counts
from kiosk.counts.daily import Daily
from kiosk.counts.file import COUNTS_FILE, read
from kiosk.visit.events import BegunAnew, KeyPressed

SATURDAY = datetime(2026, 11, 28, 17, 0, tzinfo=UTC)


class Wall:
    """A clock on the wall, which is set."""

    def __init__(self) -> None:
        self.now = SATURDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def counts(tmp_path: Path, wall: Wall) -> Daily:
    return Daily(tmp_path / "state", now=wall)


def visited(counts: Daily, times: int = 1) -> None:
    for _ in range(times):
        counts.hear(BegunAnew())
        counts.hear(KeyPressed("right", None))


def visits(folder: Path) -> dict[str, int]:
    return {week: held.visits for week, held in read(folder / "state").items()}


def test_nothing_is_written_while_a_day_goes_on(counts: Daily, tmp_path: Path) -> None:
    visited(counts, 3)
    assert list(tmp_path.iterdir()) == []


def test_at_the_end_of_the_kiosk_the_day_is_written(counts: Daily, tmp_path: Path) -> None:
    visited(counts, 3)
    counts.end()
    assert visits(tmp_path) == {"2026-W48": 3}


def test_two_starts_on_a_day_add_up(tmp_path: Path, wall: Wall) -> None:
    for _ in range(2):
        counts = Daily(tmp_path / "state", now=wall)
        visited(counts, 2)
        counts.end()
    assert visits(tmp_path) == {"2026-W48": 4}


def test_a_day_without_a_visit_leaves_no_file(counts: Daily, tmp_path: Path) -> None:
    counts.end()
    assert not (tmp_path / "state").exists()


def test_after_midnight_the_day_before_is_written_in_its_week(
    counts: Daily, tmp_path: Path, wall: Wall
) -> None:
    wall.now += timedelta(days=1)
    counts.close_day()
    visited(counts)  # on Sunday
    wall.now += timedelta(days=1)
    counts.close_day()
    visited(counts, 2)  # on Monday
    counts.end()
    assert visits(tmp_path) == {"2026-W48": 1, "2026-W49": 2}


@pytest.mark.parametrize("days", [-20_000, -3, 3, 400])
def test_a_clock_that_is_set_by_days_was_wrong_before(
    counts: Daily, tmp_path: Path, wall: Wall, days: int
) -> None:
    visited(counts)
    wall.now += timedelta(days=days)
    counts.end()
    (week,) = visits(tmp_path)
    assert week == wall.now.strftime("%G-W%V")


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (SATURDAY, 3600.0),
        (SATURDAY.replace(hour=23, minute=59, second=50), 11.0),
        (SATURDAY.replace(hour=0, minute=0, second=0), 3600.0),
    ],
)
async def test_it_sleeps_until_midnight_and_an_hour_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime, seconds: float
) -> None:
    slept = list[float]()

    async def sleep(for_seconds: float) -> None:
        slept.append(for_seconds)
        raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await Daily(tmp_path, now=lambda: now).every_day()
    assert slept == [seconds]


async def test_at_midnight_it_writes_and_within_the_day_it_does_not(
    counts: Daily, tmp_path: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = list[dict[str, int]]()

    async def sleep(for_seconds: float) -> None:
        written.append(visits(tmp_path))
        if len(written) > 9:
            raise asyncio.CancelledError
        visited(counts)
        wall.now += timedelta(seconds=for_seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await counts.every_day()
    # From 17 to 24 o'clock it looks seven times, and the eighth time it is another day.
    assert written == [{}] * 7 + [{"2026-W48": 7}] * 3


def unwritable(folder: Path) -> Callable[[], None]:
    (folder / "state").write_text("a file where a folder should be")
    return (folder / "state").unlink


def test_what_cannot_be_written_is_told_once_and_written_when_it_can_be(
    counts: Daily, tmp_path: Path, wall: Wall, caplog: pytest.LogCaptureFixture
) -> None:
    repaired = unwritable(tmp_path)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            visited(counts)
            wall.now += timedelta(days=1)
            counts.end()
    assert caplog.text.count("the counts cannot be written") == 1
    repaired()
    counts.end()
    assert visits(tmp_path) == {"2026-W48": 2, "2026-W49": 1}


def test_without_a_folder_the_day_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    counts = Daily(None)
    visited(counts)
    with caplog.at_level(logging.ERROR):
        counts.end()
        counts.end()
    assert caplog.text.count("there is no folder") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_a_full_disk_keeps_what_was_there(
    counts: Daily, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visited(counts)
    counts.end()
    full = os.open("/dev/full", os.O_WRONLY)
    write = os.write
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(os, "write", lambda _, content: write(full, content))
        visited(counts)
        counts.end()
    os.close(full)
    assert "No space left on device" in caplog.text
    assert visits(tmp_path) == {"2026-W48": 1}
    assert [path.name for path in (tmp_path / "state").iterdir()] == [COUNTS_FILE]
    counts.end()
    assert visits(tmp_path) == {"2026-W48": 2}


def test_numbers_that_are_nothing_are_not_written(counts: Daily, tmp_path: Path) -> None:
    counts.close_day()
    visited(counts)
    counts.end()
    assert Counts() not in read(tmp_path / "state").values()
