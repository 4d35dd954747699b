"""`kiosk counts`: what it prints can be given to anybody, and tells nothing of one person."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kiosk.counts import file
from kiosk.counts.counting import Counts
from kiosk.errors import DataError, UsageError
from kiosk.staff.counts import HIDDEN, counts

from . import small_pack
from .kiosk_command import kiosk

MONDAY_AFTER = date(2026, 11, 30)
SATURDAY = date(2026, 11, 28)
WEEK = "2026-W48"
HELD = Counts(12, 4, {"pain": 9, "leaflet": 5}, {"pain": 0, "leaflet": 1})


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "pack")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    file.add(tmp_path / "state", {WEEK: HELD}, today=SATURDAY)
    return tmp_path / "state"


def table(state: Path, pack: Path, today: date) -> dict[tuple[str, str, str], str]:
    lines = counts(state, [pack], counting=lambda: True, today=today, as_csv=True)
    return {(row["week"], row["what"], row["part"]): row["number"] for row in csv.DictReader(lines)}


def test_numbers_below_five_are_not_told_and_no_other_is_changed(state: Path, pack: Path) -> None:
    shown = table(state, pack, MONDAY_AFTER)
    assert shown[WEEK, "visits", ""] == "12"
    assert shown[WEEK, "helpline reached", ""] == "fewer than 5"
    assert shown[WEEK, "opened", "pain"] == "9"
    assert shown[WEEK, "opened", "leaflet"] == "5"
    assert shown[WEEK, "finished", "leaflet"] == "fewer than 5"


@pytest.mark.parametrize("number", range(5))
def test_none_and_four_look_the_same(tmp_path: Path, pack: Path, number: int) -> None:
    file.add(tmp_path, {WEEK: Counts(5, number, {"pain": number}, {})}, today=SATURDAY)
    shown = table(tmp_path, pack, MONDAY_AFTER)
    assert {value for key, value in shown.items() if key != (WEEK, "visits", "")} == {HIDDEN}


def test_a_part_that_nobody_opened_stands_there_like_one_that_somebody_did(state: Path, pack: Path) -> None:
    shown = table(state, pack, MONDAY_AFTER)
    parts = {part for _, what, part in shown if what == "opened"}
    assert parts == {"pain", "leaflet", "case-studies", "disclaimer", "helpline"}


def test_a_part_of_a_pack_that_was_there_before_stands_there_too(tmp_path: Path, pack: Path) -> None:
    file.add(tmp_path, {WEEK: Counts(7, 0, {"gone": 7}, {})}, today=SATURDAY)
    assert table(tmp_path, pack, MONDAY_AFTER)[WEEK, "opened", "gone"] == "7"


def test_a_week_without_anybody_stands_there_like_one_with_somebody(state: Path, pack: Path) -> None:
    file.add(state, {"2026-W46": HELD}, today=SATURDAY)
    shown = table(state, pack, MONDAY_AFTER)
    assert shown["2026-W47", "visits", ""] == HIDDEN
    assert list(dict.fromkeys(week for week, *_ in shown)) == ["2026-W46", "2026-W47", WEEK, "2026-W49"]


def test_what_comes_to_a_week_that_goes_on_by_a_day_cannot_be_told(state: Path, pack: Path) -> None:
    before = table(state, pack, SATURDAY)
    assert before[WEEK, "visits", ""] == "10 or more"
    assert before[WEEK, "opened", "pain"] == "5 or more"
    file.add(state, {WEEK: Counts(1, 0, {"leaflet": 1, "disclaimer": 1}, {"pain": 1})}, today=SATURDAY)
    assert table(state, pack, SATURDAY) == before


def test_there_is_no_total_from_which_a_hidden_number_is_what_is_left(state: Path, pack: Path) -> None:
    lines = list(counts(state, [pack], counting=lambda: True, today=MONDAY_AFTER))
    assert {"12", "9", "5"} >= {word for line in lines for word in line.split() if word.isdigit()} - {
        *("23", "30", "2026"),  # of dates
        *("5",),
    }


def test_for_people_it_is_a_table_a_week(state: Path, pack: Path) -> None:
    lines = list(counts(state, [pack], counting=lambda: True, today=SATURDAY))
    assert lines[0] == "Week 2026-W48, from 23 November 2026, which goes on"
    assert lines[1].split() == ["visits", "10", "or", "more"]
    assert lines[3].split() == ["part", "opened", "finished"]
    assert lines[4].split() == ["pain", "5", "or", "more", "fewer", "than", "5"]
    assert lines[-1].startswith('"fewer than 5" may be none.')


def test_no_cell_is_a_formula(tmp_path: Path, pack: Path) -> None:
    for name in ("=1+1", "+1", "-1", "@a"):
        file.add(tmp_path, {WEEK: Counts(7, 0, {name: 7}, {})}, today=SATURDAY)
    lines = list(counts(tmp_path, [pack], counting=lambda: True, today=MONDAY_AFTER, as_csv=True))
    cells = [cell for row in csv.reader(lines) for cell in row]
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell[:1] in set("=+-@")] == []


def test_that_counting_is_off_is_told_with_what_there_is_from_before(state: Path, pack: Path) -> None:
    lines = list(counts(state, [pack], counting=lambda: False, today=MONDAY_AFTER))
    assert lines[0].startswith("Nothing is counted: counts is false in the settings.")
    assert lines[1].startswith("Week 2026-W48")


def test_what_was_counted_is_deleted(state: Path, pack: Path) -> None:
    told = list(counts(state, [pack], counting=lambda: True, today=SATURDAY, delete=True))
    assert told[0] == f"Deleted: {state / file.COUNTS_FILE}"
    assert list(state.iterdir()) == []
    told = list(counts(state, [pack], counting=lambda: True, today=SATURDAY, delete=True))
    assert told[0] == f"There is nothing to delete in {state}."


def test_a_file_of_another_kind_is_told(state: Path, pack: Path) -> None:
    (state / file.COUNTS_FILE).write_text("{}")
    with pytest.raises(DataError, match="are not as a kiosk has written them"):
        list(counts(state, [pack], counting=lambda: True, today=SATURDAY))


def test_where_nobody_is_at_home_a_sentence_says_so(pack: Path) -> None:
    with pytest.raises(UsageError, match="set STATE_DIRECTORY"):
        list(counts(None, [pack], counting=lambda: True, today=SATURDAY))


def test_as_staff_run_it(state: Path, pack: Path) -> None:
    ended = kiosk("--pack", str(pack), "counts", "--csv", STATE_DIRECTORY=str(state))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("week,begins,what,part,number\n2026-W48,2026-11-23,visits,,")
    assert "fewer than 5" in ended.stdout
