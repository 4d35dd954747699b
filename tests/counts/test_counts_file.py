"""The file of the counts: strictly read, added to, never in the way, and never older than it says."""

import json
import logging
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.counts.counting import Counts, week_of
from kiosk.counts.file import ASIDE, COUNTS_FILE, KEPT_WEEKS, add, monday_of, read
from kiosk.errors import DataError

TODAY = date(2026, 11, 28)
WEEK = "2026-W48"
ONE = Counts(1, 1, {"pain": 1}, {"pain": 1})
GOOD = {"visits": 1, "helpline": 0, "opened": {"pain": 1}, "finished": {}}


def test_what_is_added_is_read_and_adds_up(tmp_path: Path) -> None:
    state = tmp_path / "not" / "yet"
    add(state, {WEEK: ONE}, today=TODAY)
    add(state, {WEEK: ONE, "2026-W47": ONE}, today=TODAY)
    assert read(state) == {WEEK: ONE + ONE, "2026-W47": ONE}


def test_without_a_file_nothing_was_counted(tmp_path: Path) -> None:
    assert read(tmp_path) == {}


def test_the_order_in_which_parts_were_opened_is_not_kept(tmp_path: Path) -> None:
    add(tmp_path, {WEEK: Counts(1, 0, {"b": 1, "a": 1}, {})}, today=TODAY)
    add(tmp_path, {"2026-W47": Counts(1)}, today=TODAY)
    text = (tmp_path / COUNTS_FILE).read_text()
    assert text.index('"a"') < text.index('"b"')
    assert text.index("W47") < text.index("W48")


def test_it_is_for_the_kiosks_account_alone(tmp_path: Path) -> None:
    add(tmp_path, {WEEK: ONE}, today=TODAY)
    assert stat.S_IMODE((tmp_path / COUNTS_FILE).stat().st_mode) == 0o600


def test_where_nothing_changes_nothing_is_written(tmp_path: Path) -> None:
    add(tmp_path, {}, today=TODAY)
    assert list(tmp_path.iterdir()) == []
    add(tmp_path, {WEEK: ONE}, today=TODAY)
    before = (tmp_path / COUNTS_FILE).stat()
    add(tmp_path, {}, today=TODAY)
    assert (tmp_path / COUNTS_FILE).stat() == before


def test_weeks_that_are_too_old_are_dropped(tmp_path: Path) -> None:
    oldest = TODAY - timedelta(weeks=KEPT_WEEKS - 1)
    add(tmp_path, {week_of(oldest): ONE}, today=oldest)
    add(tmp_path, {WEEK: ONE}, today=TODAY)
    assert list(read(tmp_path)) == [week_of(oldest), WEEK]
    add(tmp_path, {}, today=TODAY + timedelta(weeks=1))
    assert list(read(tmp_path)) == [WEEK]


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b'{"weeks": {"2026-W48": {"visi',
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'{"weeks": []}',
        b'{"weeks": {}, "visitors": []}',
        json.dumps({"weeks": {"2026-W54": GOOD}}).encode(),
        json.dumps({"weeks": {"2026-48": GOOD}}).encode(),
        json.dumps({"weeks": {"2026-W48x": GOOD}}).encode(),
        json.dumps({"weeks": {WEEK: []}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"at": "10:42"}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"visits": -1}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"visits": 1.5}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"visits": True}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"visits": "=1"}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"opened": {"": 1}}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"opened": ["pain"]}}}).encode(),
        json.dumps({"weeks": {WEEK: GOOD | {"opened": {"\x1b]0;pain": 1}}}}).encode(),
    ],
)
def test_a_file_that_is_torn_or_not_ours_is_set_aside(
    tmp_path: Path, held: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / COUNTS_FILE).write_bytes(held)
    with pytest.raises(DataError):
        read(tmp_path)
    with caplog.at_level(logging.ERROR):
        add(tmp_path, {WEEK: ONE}, today=TODAY)
    assert read(tmp_path) == {WEEK: ONE}
    assert (tmp_path / ASIDE).read_bytes() == held
    assert "set aside" in caplog.text


def test_a_link_or_a_folder_in_its_place_is_set_aside(tmp_path: Path) -> None:
    state, other = tmp_path / "state", tmp_path / "other.json"
    other.write_text(json.dumps({"weeks": {}}))
    state.mkdir()
    (state / COUNTS_FILE).symlink_to(other)
    add(state, {WEEK: ONE}, today=TODAY)
    assert (read(state), json.loads(other.read_text())) == ({WEEK: ONE}, {"weeks": {}})
    (state / COUNTS_FILE).unlink()
    (state / ASIDE).unlink()
    (state / COUNTS_FILE).mkdir()
    add(state, {WEEK: ONE}, today=TODAY)
    assert read(state) == {WEEK: ONE}


def test_a_week_begins_on_its_monday() -> None:
    assert monday_of(WEEK) == date(2026, 11, 23)
