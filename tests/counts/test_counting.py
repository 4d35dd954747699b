"""What is counted of visits, as a real kiosk tells of them: that there was one more, and nothing else."""

from dataclasses import fields
from datetime import date

import pytest
from hosted import Hosted
from visit_walk import SMALL

from kiosk.counts.counting import Counting, Counts, week_of
from kiosk.settings import Settings


def counted(*kiosks: Hosted) -> Counts:
    """Return what all that the kiosks have told is counted as."""
    counting = Counting()
    for kiosk in kiosks:
        for event in kiosk.events:
            counting.hear(event)
    return counting.take()


@pytest.fixture
def kiosk() -> Hosted:
    return Hosted()


def test_a_kiosk_that_nobody_presses_counts_nothing(kiosk: Hosted) -> None:
    kiosk.wait(7200)
    assert counted(kiosk) == Counts()


def test_a_visit_begins_with_the_first_press_at_the_welcome_whatever_it_means(kiosk: Hosted) -> None:
    kiosk.hear("+")
    assert counted(kiosk) == Counts(visits=1)


def test_a_press_that_is_refused_begins_no_visit() -> None:
    kiosk = Hosted()
    kiosk.hear("+")
    kiosk.press("+", after=0.1)
    assert kiosk.refused == ["+"]
    refused = [event for event in kiosk.events if type(event).__name__ == "PressRefused"]
    counting = Counting()
    for event in refused:
        counting.hear(event)
    assert counting.take() == Counts()


def test_a_part_is_opened_once_a_visit_and_finished_when_its_last_line_was_heard(kiosk: Hosted) -> None:
    kiosk.hear("right", "right")  # the first part, heard to its end
    kiosk.press("right")  # the second, of which nothing is heard
    kiosk.press("left")
    kiosk.hear("right", "left", "r", "r")
    held = counted(kiosk)
    assert held.opened == {"first": 1, "second": 1}
    assert held.finished == {"first": 1, "second": 1}
    assert held.visits == 1


def test_who_leaves_a_part_before_its_last_line_has_not_finished_it(kiosk: Hosted) -> None:
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.")
    kiosk.press("right")
    held = counted(kiosk)
    assert (held.opened, held.finished) == ({"first": 1, "second": 1}, {})


def test_the_helpline_is_reached_when_its_number_stands_there(kiosk: Hosted) -> None:
    kiosk.press("h")
    kiosk.press("left")
    kiosk.press("h")
    held = counted(kiosk)
    assert (held.visits, held.helpline, held.opened) == (1, 1, {"helpline": 1})


def test_a_persons_story_is_counted_as_the_case_studies_and_not_by_name(kiosk: Hosted) -> None:
    kiosk.hear("right", "right", "right", "right", "right", "right")
    held = counted(kiosk)
    assert kiosk.at[1].startswith("people/")
    assert held.opened == {"first": 1, "second": 1, "people": 1}


def test_the_next_visitor_is_counted_again_after_the_time_is_over(kiosk: Hosted) -> None:
    kiosk.hear("right", "right")
    kiosk.wait(3600)
    kiosk.hear("right", "right")
    held = counted(kiosk)
    assert (held.visits, held.opened) == (2, {"first": 2})


def test_who_begins_anew_at_the_welcome_is_another_visitor(kiosk: Hosted) -> None:
    kiosk.hear("right", "right", "home", "right", "right")
    held = counted(kiosk)
    assert (held.visits, held.opened) == (2, {"first": 2})


def test_a_visit_that_goes_on_over_midnight_is_counted_once() -> None:
    kiosk, counting = Hosted(), Counting()
    kiosk.hear("right", "right")
    for event in kiosk.events:
        counting.hear(event)
    before = len(kiosk.events)
    assert counting.take() == Counts(visits=1, opened={"first": 1}, finished={"first": 1})
    kiosk.hear("left", "right")
    for event in kiosk.events[before:]:
        counting.hear(event)
    assert counting.take() == Counts()


def test_counts_hold_numbers_and_nothing_of_a_visit() -> None:
    assert {field.name for field in fields(Counts)} == {"visits", "helpline", "opened", "finished"}


def test_counts_add_up() -> None:
    one = Counts(1, 1, {"a": 1}, {})
    assert one + Counts(2, 0, {"a": 1, "b": 3}, {"b": 1}) == Counts(3, 1, {"a": 2, "b": 3}, {"b": 1})


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 29), "2026-W48"),
        (date(2026, 11, 30), "2026-W49"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_weeks_are_those_of_iso_8601(day: date, week: str) -> None:
    assert week_of(day) == week


def test_by_switch_a_visit_is_counted_as_by_keys() -> None:
    kiosk = Hosted.by("one-switch", SMALL, settings=Settings())
    kiosk.hear("space")
    assert counted(kiosk).visits == 1
