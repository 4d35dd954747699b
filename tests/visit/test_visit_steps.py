"""Within a page: up and down, repeat, pause."""

import pytest
from visit_walk import Walk

from kiosk.visit.events import LineCut, LineWord, Moved

END_OF_FIRST = ["That is the end of this part.", "Next: Second.", "Press Right to go on."]
FIRST = ["One.", "Two is here.", "Three.", *END_OF_FIRST]
PAUSED = "Speech is paused. Press P to go on."


def test_down_is_the_sentence_after_and_up_the_one_before(in_first: Walk) -> None:
    in_first.hear_until("One.")
    in_first.press("down")
    in_first.hear_until("Two is here.")
    in_first.press("up")
    assert in_first.listen() == FIRST


def test_down_during_the_title_goes_to_the_first_sentence(in_first: Walk) -> None:
    in_first.hear_until("First")
    in_first.press("down")
    assert in_first.listen() == FIRST


def test_up_during_the_title_says_that_it_is_the_first_sentence(in_first: Walk) -> None:
    in_first.hear_until("First")
    in_first.press("up")
    assert in_first.listen() == ["This is the first sentence.", *FIRST]


@pytest.mark.requirement("K29")
def test_up_at_the_first_sentence_says_so_and_does_not_wrap(in_first: Walk) -> None:
    in_first.hear_until("One.")
    in_first.press("up")
    assert in_first.listen() == ["This is the first sentence.", *FIRST]


@pytest.mark.requirement("K29")
def test_down_at_the_last_sentence_says_so_and_does_not_wrap(in_first: Walk) -> None:
    in_first.hear_until("Three.")
    for _ in range(2):
        in_first.press("down")
        assert in_first.listen() == ["That was the last sentence.", *END_OF_FIRST]
    assert in_first.visit.view.unit == 2


def test_fast_presses_step_once_each(in_first: Walk) -> None:
    in_first.press("down", "down", "down", "up")
    assert in_first.listen() == FIRST[1:]


def test_up_at_rest_is_the_sentence_before_the_last(in_first: Walk) -> None:
    in_first.listen()
    in_first.press("up")
    assert in_first.listen() == FIRST[1:]


@pytest.mark.requirement("K29")
def test_up_and_down_move_through_a_list_by_items_and_meet_its_ends(walk: Walk) -> None:
    walk.hear("right")
    walk.press("c", "down", "down")
    assert walk.listen()[:2] == ["2. Second", "All about Second"]
    assert walk.hear("up")[:2] == ["4. Disclaimer", "What this is not"]
    walk.listen()
    assert walk.hear("down") == [
        "That was the last in the list.",
        "That is the end of the list.",
        "Press Right to hear everything from the start.",
    ]
    walk.press("c", "up")
    assert walk.listen()[:2] == ["This is the first in the list.", "1. First"]


def test_the_selected_target_follows_the_steps(walk: Walk) -> None:
    walk.hear("right")
    walk.press("c", "down", "down", "down")
    assert walk.visit.view.selected == walk.visit.view.targets[2]
    walk.press("enter")
    assert walk.visit.view.part == "people"


# --- Repeat.


@pytest.mark.requirement("K04")
def test_repeat_says_the_sentence_then_on_a_second_press_the_whole_part(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("r")
    in_first.hear_until("Two is here.", words=2)
    in_first.press("r")
    assert in_first.listen() == ["First", "Part 1 of 5, sentence 1 of 3, less than 1 minute", *FIRST]


@pytest.mark.requirement("K04")
def test_between_two_sentences_the_one_that_was_heard_is_repeated(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.speaker.say_sentence()
    in_first.press("r")
    assert in_first.listen() == FIRST[1:]


@pytest.mark.requirement("K04")
def test_at_rest_the_last_sentence_is_repeated_with_what_follows(in_first: Walk) -> None:
    in_first.listen()
    assert in_first.hear("r") == FIRST[2:]


@pytest.mark.parametrize("between", ["+", "x", "down"])
def test_another_key_in_between_begins_the_count_again(between: str, in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("r", between, "r")
    assert in_first.listen()[0] in {"Two is here.", "Three."}


def test_the_third_press_repeats_the_sentence(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("r", "r")
    in_first.hear_until("One.")
    in_first.press("r")
    assert in_first.listen() == FIRST


@pytest.mark.requirement("K04")
def test_what_is_said_before_the_first_item_of_a_list_is_repeated_too(walk: Walk) -> None:
    walk.hear("right")
    walk.press("c")
    walk.hear_until("Or listen, and press Enter when you hear what you want.")
    walk.press("r")
    assert walk.listen()[:2] == ["Or listen, and press Enter when you hear what you want.", "1. First"]
    walk.press("c")
    walk.hear_until("Contents")
    walk.press("r")
    assert walk.listen()[:2] == ["Contents", "Item 1 of 5"]


def test_repeat_at_the_welcome_says_it_all(walk: Walk) -> None:
    first = walk.listen()
    assert walk.hear("r") == first
    assert walk.hear("r") == first


# --- Pause.


@pytest.mark.requirement("K04")
@pytest.mark.requirement("K13")
def test_pause_says_and_shows_so_and_goes_on_from_the_word(in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press("p")
    assert in_first.listen() == [PAUSED]
    assert in_first.notice == PAUSED
    assert in_first.paused()
    in_first.events.clear()
    in_first.press("p")
    assert not in_first.paused()
    assert in_first.notice == ""
    assert in_first.listen() == FIRST[2:]
    words = [event for event in in_first.events if isinstance(event, LineWord)]
    assert [(word.start, word.end) for word in words[:3]] == [(4, 6), (7, 11), (0, 5)]  # "is here.", "Three"


@pytest.mark.requirement("K04")
def test_volume_rate_and_unknown_keys_keep_the_pause(in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press("p")
    in_first.listen()
    assert in_first.hear("+") == ["Volume 5 of 5."]
    assert in_first.hear(".") == ["150 words a minute."]
    (said,) = in_first.hear("x")
    assert said.startswith("X: this key does nothing here. ")
    assert "P, go on reading" in said
    assert in_first.paused()
    in_first.press("p")
    assert in_first.listen() == FIRST[2:]
    assert in_first.speaker.rate == 150


@pytest.mark.parametrize(
    ("key", "first"),
    [("right", "Second"), ("left", "Contents"), ("c", "Contents"), ("r", "Two is here."), ("down", "Three.")],
)
def test_a_key_that_moves_ends_the_pause(key: str, first: str, in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("p", key)
    assert not in_first.paused()
    assert in_first.listen()[0] == first


@pytest.mark.requirement("K05")
def test_what_was_held_is_cut_before_the_visitor_is_elsewhere(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("p")
    in_first.listen()
    in_first.events.clear()
    in_first.press("right")
    told = [event for event in in_first.events if isinstance(event, Moved | LineCut)]
    assert isinstance(told[0], LineCut)
    assert told[0].line == 3
    assert isinstance(told[1], Moved)
    assert not told[1].view.paused
    assert len(told) == 2


def test_with_nothing_to_pause_the_key_does_nothing(in_first: Walk) -> None:
    in_first.listen()
    (said,) = in_first.hear("p")
    assert said.startswith("P: this key does nothing here. ")
    assert "P," not in said
    assert not in_first.paused()
