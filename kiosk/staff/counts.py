"""`kiosk counts`: what was counted, week by week, as it can be shown to anybody.

Keeps one decision: nobody can tell from it that one person did something. A number below FEWEST is not told,
nor whether it is 0: who looked again on the next day would see that somebody had come. In a week that goes on
numbers are told in steps, for the same reason. There is no total: a hidden number would be what is left.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.counts import file
from kiosk.counts.counting import Counts, WeekName, week_of
from kiosk.errors import DataError, UsageError
from kiosk.machine.owner import as_owner_of
from kiosk.pack import subject

FEWEST: Final = 5
HIDDEN: Final = f"fewer than {FEWEST}"
_STEP: Final = 5
# What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEAD: Final = ("week", "begins", "what", "part", "number")


class _Row(NamedTuple):
    what: str
    part: str
    number: str


def counts(
    folder: Path | None,
    packs: Sequence[Path],
    *,
    counting: Callable[[], bool],
    today: date,
    as_csv: bool = False,
    delete: bool = False,
) -> Iterator[str]:
    """Yield what was counted in a folder, with all parts of the packs; or delete it.

    `counting` tells whether the clinic has it counted. Raises UsageError where nothing can be read or
    deleted, and DataError where the file is none of ours.
    """
    if folder is None:
        raise UsageError("There is no folder for what the kiosk keeps: set STATE_DIRECTORY, or HOME.")
    if delete:
        yield from _deleted(folder)
        return
    weeks = file.read(folder)
    if as_csv:
        yield from _csv(weeks, _parts(weeks, packs), today)
        return
    if not counting():
        yield "Nothing is counted: counts is false in the settings. This is from before."
    if not weeks:
        yield f"{folder / file.COUNTS_FILE} holds nothing: the kiosk writes it when the day is over."
        yield "Another account than the kiosk's has another folder: run this as that account, or with sudo."
        return
    yield from _table(weeks, _parts(weeks, packs), today)
    yield f'"{HIDDEN}" may be none. kiosk counts --csv prints the same for a spreadsheet.'


def _deleted(folder: Path) -> Iterator[str]:
    there = [path for path in (folder / file.COUNTS_FILE, folder / file.ASIDE) if path.exists()]
    if not there:
        yield f"There is nothing to delete in {folder}."
        return
    try:
        with as_owner_of(folder):
            for path in there:
                path.unlink()
    except OSError as error:
        raise UsageError(f"The counts in {folder} cannot be deleted: {error.strerror}.") from error
    yield f"Deleted: {', '.join(map(str, there))}"
    yield "What a kiosk that runs has counted today is written when the day is over."


def _parts(weeks: dict[WeekName, Counts], packs: Sequence[Path]) -> list[str]:
    """Return the parts to tell of: all of the packs, for one that is missing would be one with 0."""
    try:
        of_packs = [part.id for found in subject.load(packs) for part in found.pack.parts]
    except DataError:
        of_packs = []  # kiosk check tells why
    counted = {part for each in weeks.values() for part in (*each.opened, *each.finished)}
    return list(dict.fromkeys([*of_packs, *sorted(counted)]))


def _every_week(weeks: dict[WeekName, Counts], today: date) -> Iterator[tuple[date, Counts]]:
    """Yield each week that is kept and those between them, up to this one, by its Monday."""
    monday, last = file.monday_of(min(weeks)), max(file.monday_of(max(weeks)), today)
    while monday <= last:
        yield monday, weeks.get(week_of(monday), Counts())
        monday += timedelta(weeks=1)


def _rows(counts: Counts, parts: Sequence[str], *, over: bool) -> Iterator[_Row]:
    yield _Row("visits", "", _shown(counts.visits, over=over))
    yield _Row("helpline reached", "", _shown(counts.helpline, over=over))
    for part in parts:
        yield _Row("opened", part, _shown(counts.opened.get(part, 0), over=over))
        yield _Row("finished", part, _shown(counts.finished.get(part, 0), over=over))


def _shown(number: int, *, over: bool) -> str:
    if number < FEWEST:
        return HIDDEN
    return str(number) if over else f"{number - number % _STEP} or more"


def _is_over(monday: date, today: date) -> bool:
    return monday + timedelta(weeks=1) <= today


def _table(weeks: dict[WeekName, Counts], parts: Sequence[str], today: date) -> Iterator[str]:
    wide = max(map(len, ("helpline reached", *parts)))
    for monday, held in _every_week(weeks, today):
        over = _is_over(monday, today)
        rows = list(_rows(held, parts, over=over))
        yield f"Week {week_of(monday)}, from {monday:%d %B %Y}{'' if over else ', which goes on'}"
        for row in rows[:2]:
            yield f"  {row.what:{wide}}  {row.number}"
        yield f"  {'part':{wide}}  {'opened':14}  finished"
        for opened, finished in zip(rows[2::2], rows[3::2], strict=True):
            yield f"  {opened.part:{wide}}  {opened.number:14}  {finished.number}"
        yield ""


def _csv(weeks: dict[WeekName, Counts], parts: Sequence[str], today: date) -> Iterator[str]:
    yield _line(_HEAD)
    if weeks:
        for monday, held in _every_week(weeks, today):
            for row in _rows(held, parts, over=_is_over(monday, today)):
                yield _line((week_of(monday), monday.isoformat(), *row))


def _line(cells: Sequence[str]) -> str:
    """Return a row of the table, in which no cell is a formula."""
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(safe)
    return text.getvalue()
