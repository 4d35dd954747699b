"""Back undoes every step; Home loses nothing until somebody begins anew."""

import pytest
from visit_walk import PEOPLE, Walk

from kiosk.settings import GAINS, RATES
from kiosk.visit.view import ScreenName

ON_THE_WAY = 2 + 5 + len(PEOPLE.case_studies) + 1


@pytest.mark.requirement("K29")
def test_back_undoes_next_through_the_whole_visit(walk: Walk) -> None:
    on_the_way = [walk.visit.view]
    for _ in range(ON_THE_WAY - 1):
        walk.hear("right")
        on_the_way.append(walk.visit.view)
    for there in reversed(on_the_way[:-1]):
        walk.press("left")
        walk.listen()
        assert walk.visit.view == there
    assert walk.hear("left")[0] == "This is the beginning."


@pytest.mark.requirement("K29")
def test_fast_presses_back_and_forth_lead_to_the_same_places(walk: Walk) -> None:
    walk.press(*["right"] * 6)
    there = walk.visit.view
    walk.press(*["left"] * 6)
    assert walk.visit.view.screen is ScreenName.WELCOME
    walk.press(*["right"] * 6)
    assert walk.visit.view == there


def test_back_leads_to_the_sentence_at_which_the_part_was_left(in_first: Walk) -> None:
    in_first.hear_until("Three.")
    in_first.press("right")
    in_first.hear_until("Hello there.")
    in_first.press("left")
    assert in_first.listen()[:3] == ["First", "Part 1 of 5, sentence 3 of 3, less than 1 minute", "Three."]


def test_back_into_a_title_that_was_cut_off_says_it_whole(walk: Walk) -> None:
    walk.hear("right")
    walk.press("right")
    walk.hear_until("First")
    walk.press("right", "left")
    assert walk.listen()[:3] == ["First", "Part 1 of 5, sentence 1 of 3, less than 1 minute", "One."]


def test_back_after_a_jump_returns_to_the_contents_then_further(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("c", "4")
    assert in_first.hear("left")[:3] == ["Contents", "Item 4 of 5", "4. Disclaimer"]
    assert in_first.hear("left")[:3] == [
        "First",
        "Part 1 of 5, sentence 2 of 3, less than 1 minute",
        "Two is here.",
    ]
    assert in_first.hear("left")[0] == "Contents"
    assert in_first.hear("left")[0] == "Welcome"


@pytest.mark.parametrize(
    ("keys", "item"),
    [
        (("right", "right"), "1. First"),
        (("right", "2"), "2. Second"),
        (("right", "3", "2"), "3. Case studies"),
        (("h",), "5. Helpline"),
    ],
)
def test_the_contents_begin_at_the_part_from_which_they_were_called(
    keys: tuple[str, ...], item: str, walk: Walk
) -> None:
    walk.hear(*keys)
    said = walk.hear("c")
    assert said[0] == "Contents"
    assert said[1] == f"Item {item[0]} of 5"
    if item != "1. First":
        assert said[2] == item


def test_contents_at_the_contents_are_said_from_the_start(walk: Walk) -> None:
    first = walk.hear("right")
    assert walk.hear("c") == first
    assert walk.hear("left")[0] == "Welcome"


@pytest.mark.requirement("K29")
def test_home_and_back_lose_nothing(in_first: Walk) -> None:
    in_first.press("+", ".")
    in_first.hear_until("Two is here.")
    in_first.press("home")
    in_first.hear_until("This screen speaks.")
    in_first.press("left")
    assert in_first.listen()[:3] == [
        "First",
        "Part 1 of 5, sentence 2 of 3, less than 1 minute",
        "Two is here.",
    ]
    assert in_first.speaker.gain == 0.0
    assert in_first.speaker.rate == 150
    assert in_first.hear("left")[0] == "Contents"


@pytest.mark.requirement("K09")
@pytest.mark.parametrize("key", ["right", "enter", "5", "p", "x", "up", "down", "space"])
def test_at_the_welcome_after_home_a_big_key_begins_anew(key: str, in_first: Walk) -> None:
    in_first.hear("+", ".", "home")
    assert in_first.hear(key)[0] == "Contents"
    assert in_first.speaker.gain == -6.0
    assert in_first.speaker.rate == 125
    assert in_first.hear("left")[0] == "Welcome"
    assert in_first.hear("left")[0] == "This is the beginning."


@pytest.mark.requirement("K29")
def test_home_pressed_twice_loses_nothing(in_first: Walk) -> None:
    in_first.hear("home")
    assert in_first.hear("home")[0] == "Welcome"
    assert in_first.hear("left")[0] == "First"


@pytest.mark.requirement("K01")
@pytest.mark.parametrize("key", ["right", "enter", "space", "up", "down", "p", "7", "x", "f5"])
def test_any_big_key_and_any_unknown_key_begin(key: str, walk: Walk) -> None:
    assert walk.hear(key)[0] == "Contents"


@pytest.mark.requirement("K09")
@pytest.mark.parametrize("key", ["right", "enter", "x"])
def test_after_the_thanks_any_key_leads_to_the_welcome_with_the_defaults(key: str, walk: Walk) -> None:
    walk.hear("right", "+", ",", ",", "5", "right")
    assert (walk.speaker.gain, walk.speaker.rate) == (0.0, 92)
    assert walk.hear(key)[0] == "Welcome"
    assert (walk.speaker.gain, walk.speaker.rate) == (GAINS[3], RATES[2])
    assert walk.hear("left")[0] == "This is the beginning."


def test_what_is_set_at_the_first_welcome_holds_for_the_visit(walk: Walk) -> None:
    walk.hear("+", "right")
    assert walk.speaker.gain == 0.0
