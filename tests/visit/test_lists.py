"""A list is announced, and each of its items with its number."""

from visit_walk import Walk, item, pack_of, paragraph, section

from kiosk.pack.model import Passage
from kiosk.visit.view import LineKind

STEPS = (item("Rest. Sit down."), item("Drink."), item("Call."))


def walk(*passages: Passage) -> Walk:
    walk = Walk(pack_of(section("first", "First", *passages)))
    walk.hear("right", "right")
    return walk


def test_how_long_a_list_is_and_the_number_of_each_item_are_said() -> None:
    here = walk(paragraph("Do these:"), *STEPS)
    after = here.spoken.index("Do these:")
    assert here.spoken[after + 1 : after + 6] == [
        "A list of 3.",
        "1: Rest.",
        "Sit down.",
        "2: Drink.",
        "3: Call.",
    ]
    assert [(line.text, line.number) for line in here.visit.view.lines if line.kind is LineKind.ITEM] == [
        ("Rest.", 1),
        ("Sit down.", 0),
        ("Drink.", 2),
        ("Call.", 3),
    ]


def test_a_list_whose_length_the_text_tells_is_not_announced_twice() -> None:
    here = walk(paragraph("Do these 3 things:"), *STEPS)
    assert "A list of 3." not in here.spoken
    assert "1: Rest." in here.spoken


def test_a_number_that_only_holds_the_length_does_not_tell_it() -> None:
    assert "A list of 3." in walk(paragraph("Do these within 30 minutes:"), *STEPS).spoken


def test_each_list_of_a_part_counts_from_one() -> None:
    here = walk(*STEPS[1:], paragraph("Or these:"), *STEPS[1:])
    items = ["A list of 2.", "1: Drink.", "2: Call."]
    at = here.spoken.index(items[0])
    assert here.spoken[at : at + 7] == [*items, "Or these:", *items]


def test_one_item_alone_is_no_list() -> None:
    here = walk(paragraph("Do this:"), STEPS[1])
    assert "Drink." in here.spoken
    assert not any("list of" in each for each in here.spoken)


def test_an_item_that_is_stepped_to_says_its_number() -> None:
    here = walk(paragraph("Do these:"), *STEPS)
    here.press("up")
    before = len(here.spoken)
    here.listen()
    assert here.spoken[before] == "2: Drink."
