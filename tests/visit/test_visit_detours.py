"""The helpline, the disclaimer and help: one key leads there from everywhere, and one back again."""

import pytest
from visit_walk import NUMBER_IN_CODE, NUMBER_IN_FULL, Walk

from kiosk.phrases.loader import english
from kiosk.visit.view import ScreenName

ENGLISH = english().on_screen

HELPLINE = [
    "Helpline",
    "Part 5 of 5, sentence 1 of 4, less than 1 minute",
    "Call us.",
    *NUMBER_IN_FULL,
    *NUMBER_IN_CODE,
]
DISCLAIMER = ["Disclaimer", "Part 4 of 5, sentence 1 of 1, less than 1 minute", "This is no advice."]
BACK_IN_FIRST = [
    "First",
    "Part 1 of 5, sentence 2 of 3, less than 1 minute",
    "Two is here.",
    "Three.",
    "That is the end of this part.",
    "Next: Second.",
    "Press Right to go on.",
]


@pytest.mark.requirement("K61")
@pytest.mark.requirement("K29")
@pytest.mark.parametrize("back", ["left", "right"])
@pytest.mark.parametrize(("key", "page"), [("h", HELPLINE), ("d", DISCLAIMER)])
def test_from_the_middle_of_a_sentence_and_back_to_it(
    key: str, page: list[str], back: str, in_first: Walk
) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press(key)
    assert in_first.listen() == [*page, "Press Left to go back to: First."]
    in_first.press(back)
    assert in_first.listen() == BACK_IN_FIRST


@pytest.mark.parametrize("back", ["left", "right", "?"])
def test_help_tells_every_key_and_leads_back(back: str, in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press("?")
    assert in_first.listen() == [
        "Help",
        "Press a key to hear what it does, or Question mark twice to leave.",
        "These are the keys.",
        "Right: go on.",
        "Left: go back.",
        "Up: one before.",
        "Down: one after.",
        "Enter: choose.",
        "1 to 9, and 0 for the tenth: choose by number.",
        "R: say it again.",
        "P: pause.",
        "Minus: quieter.",
        "Plus: louder.",
        "Comma: slower.",
        "Full stop: faster.",
        "C: contents.",
        "H: helpline.",
        "D: disclaimer.",
        "Question mark: help.",
        "Home: welcome.",
        "K: voice and keys.",
        "L: larger print.",
        "V: another voice.",
        "Press Question mark twice to go back to: First.",
    ]
    in_first.press(back)
    assert in_first.listen() == BACK_IN_FIRST


def test_one_detour_within_another_leads_back_through_both(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("h")
    in_first.hear_until("Call us.")
    in_first.press("d")
    assert in_first.listen() == [*DISCLAIMER, "Press Left to go back to: Helpline."]
    in_first.press("left")
    assert in_first.listen() == [*HELPLINE, "Press Left to go back to: First."]
    in_first.press("left")
    assert in_first.listen() == BACK_IN_FIRST


def test_the_helpline_at_the_helpline_is_said_again_and_leaves_no_trail(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    for _ in range(3):
        assert in_first.hear("h")[-len(HELPLINE) - 1 :] == [*HELPLINE, "Press Left to go back to: First."]
    assert in_first.hear("left")[0] == "First"


def test_the_helpline_where_the_way_leads_to_it_is_no_detour(walk: Walk) -> None:
    walk.hear("right", "5")
    again = walk.hear("h")
    assert again == [*HELPLINE, "That is the end of the last part.", "Press Right to finish."]
    assert walk.hear("right")[0] == "Thank you"


def test_from_the_contents_back_to_the_item(walk: Walk) -> None:
    walk.hear("right")
    walk.press("c")
    walk.hear_until("2. Second")
    walk.press("h")
    assert walk.listen()[-1] == "Press Left to go back to: Contents."
    walk.press("left")
    assert walk.listen()[:3] == ["Contents", "Item 2 of 5", "2. Second"]


def test_from_the_people_back_to_the_person_whose_name_is_held_back(walk: Walk) -> None:
    walk.hear("right")
    walk.press("3")
    walk.hear_until("2. Robert Two")
    walk.press("d")
    assert walk.listen()[-1] == "Press Left to go back to: Case studies."
    walk.press("right")
    assert walk.listen()[:3] == ["Case studies", "Part 3 of 5, item 2 of 3", "2. Robert Two"]


@pytest.mark.parametrize(
    ("key", "prompt"),
    [
        ("h", "Press Left to go back to: Welcome."),
        ("d", "Press Left to go back to: Welcome."),
        ("k", "Press Left to go back to: Welcome."),
        ("?", "Press Question mark twice to go back to: Welcome."),
    ],
)
def test_from_the_welcome_and_back(key: str, prompt: str, walk: Walk) -> None:
    walk.hear_until("This screen speaks.")
    walk.press(key)
    assert walk.listen()[-1] == prompt
    walk.press("left")
    assert walk.listen()[:2] == ["Welcome", "This screen speaks."]
    assert walk.hear("left")[0] == "This is the beginning."


def test_from_the_thanks_and_back(walk: Walk) -> None:
    walk.hear("right", "5", "right", "h")
    assert walk.hear("left") == ["Thank you", ENGLISH.thanks_prompt]
    assert walk.hear("right")[0] == "Welcome"


def test_while_paused_it_is_said_and_the_way_back_goes_on_reading(in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press("p")
    assert in_first.listen() == ["Speech is paused. Press P to go on."]
    in_first.press("h")
    assert not in_first.paused()
    assert in_first.listen()[: len(HELPLINE)] == HELPLINE
    in_first.press("left")
    assert in_first.listen() == BACK_IN_FIRST


@pytest.mark.requirement("K29")
def test_contents_from_a_detour_and_back_through_it(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("h", "c")
    assert in_first.listen()[:3] == ["Contents", "Item 5 of 5", "5. Helpline"]
    assert in_first.hear("left")[0] == "Helpline"
    assert in_first.hear("left") == BACK_IN_FIRST


def test_after_more_detours_than_the_trail_holds_there_is_still_a_way_on(walk: Walk) -> None:
    walk.hear("right")
    walk.press(*("h", "d") * 600)
    walk.press(*["left"] * 1000)
    walk.press("left")
    assert walk.notice == "This is the beginning."
    assert walk.visit.view.screen is ScreenName.READER
    assert walk.hear("right")[0] in {"Helpline", "Thank you"}
