"""The file of the counts, week by week. Keeps one decision: it never stops a visit, and never grows old.

A file that is torn or not ours is set aside, and a new one begun. Weeks that are older than KEPT_WEEKS are
dropped at each writing.
"""

import json
import logging
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kiosk.counts.counting import Counts, WeekName, week_of
from kiosk.errors import DataError
from kiosk.files.text_file import as_text, read_bytes
from kiosk.machine import whole_file

KEPT_WEEKS: Final = 53  # so that a week can be held against that of the year before
COUNTS_FILE: Final = "counts.json"
ASIDE: Final = "counts.json.aside"
_MOST: Final = 10**9
_LONGEST_NAME: Final = 255  # of a file, whose name a part has

log = logging.getLogger(__name__)


def monday_of(week: WeekName) -> date:
    """Return the day on which a week begins. Raises ValueError where it is no week."""
    day = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    if week_of(day) != week:
        raise ValueError(week)
    return day


def read(folder: Path) -> dict[WeekName, Counts]:
    """Return what was counted, by weeks. Raises DataError where the file cannot be used."""
    if not os.path.lexists(folder / COUNTS_FILE):
        return {}
    raw, faults = read_bytes(folder, COUNTS_FILE)
    text, more = (None, faults) if raw is None else as_text(COUNTS_FILE, raw)
    if text is None or more:
        raise DataError(f"The counts in {folder / COUNTS_FILE} cannot be read.", faults=tuple(more))
    try:
        return {week: _counts(held) for week, held in _weeks(json.loads(text))}
    except (ValueError, TypeError, RecursionError) as error:
        raise DataError(
            f"The counts in {folder / COUNTS_FILE} are not as a kiosk has written them.", detail=str(error)
        ) from error


def add(folder: Path, counted: Mapping[WeekName, Counts], *, today: date) -> None:
    """Add what was counted to what there is, and drop what is too old. Raises OSError where it cannot.

    Where that changes nothing, nothing is written: when a file was written is a trail, too.
    """
    try:
        before = read(folder)
    except DataError as refused:
        log.error("%s %s; it is set aside as %s", refused, refused.detail, ASIDE)  # noqa: TRY400
        os.replace(folder / COUNTS_FILE, folder / ASIDE)  # noqa: PTH105
        before = {}
    weeks = dict(before)
    for week, counts in counted.items():
        weeks[week] = weeks.get(week, Counts()) + counts
    first = week_of(today - timedelta(weeks=KEPT_WEEKS - 1))
    kept = {week: weeks[week] for week in sorted(weeks) if week >= first}
    if kept != before:
        folder.mkdir(parents=True, exist_ok=True)
        whole_file.write(folder / COUNTS_FILE, _written(kept), private=True)


def _written(weeks: Mapping[WeekName, Counts]) -> bytes:
    held = {
        week: {
            "visits": counts.visits,
            "helpline": counts.helpline,
            "opened": dict(counts.opened),
            "finished": dict(counts.finished),
        }
        for week, counts in weeks.items()
    }
    # Sorted, because the order in which parts were opened first is a trail.
    return (json.dumps({"weeks": held}, indent=1, sort_keys=True) + "\n").encode()


def _weeks(held: object) -> list[tuple[WeekName, object]]:
    if not isinstance(held, dict) or held.keys() != {"weeks"} or not isinstance(held["weeks"], dict):
        raise ValueError("there are no weeks")
    weeks = list(held["weeks"].items())
    for week, _ in weeks:
        monday_of(week)
    return weeks


def _counts(held: object) -> Counts:
    if not isinstance(held, dict) or held.keys() != {"visits", "helpline", "opened", "finished"}:
        raise ValueError("a week has other keys")
    return Counts(
        _number(held["visits"]), _number(held["helpline"]), _parts(held["opened"]), _parts(held["finished"])
    )


def _parts(held: object) -> dict[str, int]:
    if not isinstance(held, dict) or not all(map(_is_name, held)):
        raise ValueError("what should be parts is none")
    return {name: _number(number) for name, number in held.items()}


def _is_name(held: str) -> bool:
    return 0 < len(held) <= _LONGEST_NAME and held.isprintable()


def _number(held: object) -> int:
    if type(held) is not int or not 0 <= held <= _MOST:
        raise ValueError("what should be a number is none")
    return held
