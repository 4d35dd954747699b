"""The counts, written once a day. Keeps one decision: when a visit was cannot be told from when a file was.

What was counted is held in memory until the local day is over, or the kiosk ends in order; a power cut takes
at most the day with it. Of the clock on the wall only the day is asked, and the time that is left of it.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final

from kiosk.counts import file
from kiosk.counts.counting import Counting, Counts, WeekName, week_of
from kiosk.settings import Seconds
from kiosk.visit.events import VisitEvent

LONGEST_SLEEP: Final[Seconds] = 3600.0  # the clock may be set meanwhile
_A_DAY: Final = timedelta(days=1)

log = logging.getLogger(__name__)


def local_time() -> datetime:
    """Return the time on the wall, in the machine's zone."""
    return datetime.now(tz=UTC).astimezone()


class Daily:
    """Counts visits, and writes the counts into a folder; where there is none, that is logged."""

    def __init__(self, folder: Path | None, *, now: Callable[[], datetime] = local_time) -> None:
        self._folder = folder
        self._now = now
        self._day = now().date()
        self._counting = Counting()
        self._to_write: dict[WeekName, Counts] = {}
        self._writing = threading.Lock()
        self._told = False  # that it cannot be written

    def hear(self, event: VisitEvent) -> None:
        """Take what a visit tells."""
        self._counting.hear(event)

    async def every_day(self) -> None:
        """Write whenever a day is over, until this is cancelled."""
        while True:
            await asyncio.sleep(min(_left_of_day(self._now()), LONGEST_SLEEP))
            if self._now().date() != self._day:
                self.close_day()
                await asyncio.to_thread(self.write)  # a slow disk must not hold up a visit

    def end(self) -> None:
        """Write what was counted on this day."""
        self.close_day()
        self.write()

    def close_day(self) -> None:
        """Have what was counted so far be for the week of its day."""
        today = self._now().date()
        # A clock that was set by more than a day was wrong before.
        day = self._day if abs(today - self._day) <= _A_DAY else today
        with self._writing:
            week = week_of(day)
            self._to_write[week] = self._to_write.get(week, Counts()) + self._counting.take()
        self._day = today

    def write(self) -> None:
        """Add to the file what was not written yet; it stays to be written where that cannot be done."""
        with self._writing:
            try:
                if self._folder is None:
                    raise FileNotFoundError("there is no folder for what the kiosk keeps")
                file.add(self._folder, _some(self._to_write), today=self._day)
            except OSError as error:
                if not self._told:
                    log.error("the counts cannot be written: %s", error)  # noqa: TRY400
                self._told = True
            else:
                self._to_write.clear()


def _some(weeks: dict[WeekName, Counts]) -> dict[WeekName, Counts]:
    return {week: counts for week, counts in weeks.items() if counts != Counts()}


def _left_of_day(now: datetime) -> Seconds:
    """Return the seconds until the day is over, and a little more, so that it is."""
    midnight = datetime.combine(now.date() + _A_DAY, time(), tzinfo=now.tzinfo)
    return (midnight - now).total_seconds() + 1.0
