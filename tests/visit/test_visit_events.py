"""What the front end is told: which events, in which order, and that they fit what is shown."""

import pytest
from visit_walk import Walk, pack_of, paragraph, section

from kiosk.keys.intents import Action, Intent
from kiosk.visit.events import (
    KeyPressed,
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Moved,
    Notice,
    Placed,
)
from kiosk.visit.view import LineKind, ScreenName


def names(walk: Walk) -> list[str]:
    return [type(event).__name__ for event in walk.events]


@pytest.mark.requirement("K05")
def test_a_key_is_told_then_silence_then_the_new_place_then_speech(in_first: Walk) -> None:
    in_first.hear_until("One.")
    in_first.events.clear()
    in_first.press("right")
    in_first.speaker.say_sentence()
    assert names(in_first) == [
        *("KeyPressed", "LineCut", "Moved", "Placed"),
        *("LineSaying", "LineWord", "LineSaid"),
    ]
    key, cut, moved, _, saying, word, said = in_first.events
    assert key == KeyPressed("right", Intent(Action.NEXT))
    assert isinstance(cut, LineCut)
    assert cut.line == 2
    assert isinstance(moved, Moved)
    assert (moved.view.screen, moved.view.part) == (ScreenName.READER, "second")
    assert isinstance(saying, LineSaying)
    assert (saying.line, saying.utterance.written) == (0, "Second")
    assert word == LineWord(0, saying.utterance.id, 0, 6)
    assert said == LineSaid(0, saying.utterance.id)


@pytest.mark.requirement("K05")
def test_a_step_on_the_same_screen_is_placed_before_it_is_said(in_first: Walk) -> None:
    in_first.hear_until("One.")
    in_first.events.clear()
    in_first.press("down")
    in_first.speaker.say_word()
    assert names(in_first) == ["KeyPressed", "LineCut", "Placed", "LineSaying", "LineWord"]
    assert isinstance(in_first.events[2], Placed)
    assert in_first.events[2].view.unit == 1


def test_a_notice_is_told_before_it_is_said_and_belongs_to_no_line(in_first: Walk) -> None:
    in_first.hear_until("One.")
    in_first.events.clear()
    in_first.press("+")
    in_first.speaker.say_word()
    assert names(in_first) == ["KeyPressed", "LineCut", "Notice", "Placed", "LineSaying", "LineWord"]
    assert in_first.events[2] == Notice("Volume 5 of 5.")
    saying, word = in_first.events[-2:]
    assert isinstance(saying, LineSaying)
    assert isinstance(word, LineWord)
    assert saying.line == word.line == -1
    assert saying.utterance.part == ""


def test_a_key_that_means_nothing_is_told_too(in_first: Walk) -> None:
    in_first.events.clear()
    in_first.press("f5")
    assert in_first.events[0] == KeyPressed("f5", None)


def test_the_place_follows_what_is_heard(in_first: Walk) -> None:
    in_first.events.clear()
    in_first.listen()
    places = list(dict.fromkeys(event.view.place for event in in_first.events if isinstance(event, Placed)))
    assert places == [
        "Part 1 of 5, sentence 2 of 3, less than 1 minute",
        "Part 1 of 5, sentence 3 of 3, less than 1 minute",
    ]
    assert in_first.visit.view.progress == 1.0


def test_a_line_that_names_the_place_shows_what_it_says(in_first: Walk) -> None:
    in_first.speaker.say_sentence()
    in_first.speaker.say_word()
    saying = next(event for event in reversed(in_first.events) if isinstance(event, LineSaying))
    assert in_first.visit.view.lines[saying.line].kind is LineKind.PLACE
    assert saying.utterance.written == in_first.visit.view.place


def test_the_place_in_words() -> None:
    words = " ".join(["word"] * 34)
    parts = [section(f"s{n}", f"Section {n}", paragraph("Hello.")) for n in (1, 2)]
    long = section("s3", "Section 3", *(paragraph(f"Sentence {words}.") for _ in range(9)))
    more = [section(f"s{n}", f"Section {n}", paragraph("Hello.")) for n in range(4, 11)]
    walk = Walk(pack_of(*parts, long, *more))
    walk.hear("right", "3")
    walk.press("c", "3", "down", "down", "down", "down")
    assert walk.visit.view.place == "Part 3 of 12, sentence 4 of 9, about 2 minutes"
    walk.press("up", "up", "up")
    assert walk.visit.view.place == "Part 3 of 12, sentence 1 of 9, about 3 minutes"
    walk.press(*"....")
    assert walk.visit.view.place == "Part 3 of 12, sentence 1 of 9, about 2 minutes"
    walk.press(*["down"] * 7)
    assert walk.visit.view.place == "Part 3 of 12, sentence 8 of 9, less than 1 minute"
    walk.press(*",,,,,,")
    assert walk.visit.view.place == "Part 3 of 12, sentence 8 of 9, about 1 minute"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), "Welcome"),
        (("right",), "Item 1 of 5"),
        (("right", "3"), "Part 3 of 5, item 1 of 3"),
        (("right", "3", "2"), "Part 3 of 5, person 2 of 3, sentence 1 of 4, less than 1 minute"),
        (("h",), "Part 5 of 5, sentence 1 of 4, less than 1 minute"),
        (("?",), "Help"),
        (("right", "5", "right"), "Thank you"),
    ],
)
def test_every_screen_names_its_place(keys: tuple[str, ...], place: str, walk: Walk) -> None:
    walk.press(*keys)
    assert walk.visit.view.place == place


def test_the_pauses_are_those_of_each_kind_of_sentence(in_first: Walk) -> None:
    in_first.listen()
    walk = in_first
    walk.hear("+")
    pauses = {
        event.utterance.written: event.utterance.pause
        for event in walk.events
        if isinstance(event, LineSaying) and event.utterance.part in {"first", ""}
    }
    assert pauses["First"] == 1200
    assert pauses["One."] == 600
    assert pauses["Two is here."] == 1200
    assert pauses["Three."] == 600
    assert pauses["Volume 5 of 5."] == 600
