"""Told beside the page: volume, rate, keys that do nothing, what cannot be said, sound that is off."""

import pytest
from visit_walk import DISCLAIMER, HELPLINE, PEOPLE, Walk, pack_of, paragraph, section

from kiosk.keys.profile import keyboard
from kiosk.phrases.loader import english
from kiosk.settings import GAINS, RATES
from kiosk.speech.protocol import Sound
from kiosk.visit.events import LineSaying, LineWord, Notice, SoundNotice
from kiosk.visit.view import ScreenName

ENGLISH = english().on_screen

REST = ["Two is here.", "Three.", "That is the end of this part.", "Next: Second.", "Press Right to go on."]
NOT_SAID = "The next sentence cannot be read aloud. It is on the screen."


def said_at(walk: Walk, key: str) -> tuple[str, float, int]:
    """Press a key; return what is said of it, and the gain and the rate at which."""
    walk.press(key)
    walk.speaker.say_sentence()
    return walk.speaker.heard[-1], walk.speaker.gain, walk.speaker.rate


# --- Volume and rate.


@pytest.mark.requirement("K08")
def test_each_volume_is_said_at_itself_and_the_edges_say_so(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    heard = [said_at(in_first, key) for key in ["+", "=", *"------", "+"]]
    assert heard == [
        ("Volume 5 of 5.", 0.0, 125),
        ("Volume 5 of 5. This is the loudest.", 0.0, 125),
        ("Volume 4 of 5.", -6.0, 125),
        ("Volume 3 of 5.", -12.0, 125),
        ("Volume 2 of 5.", -18.0, 125),
        ("Volume 1 of 5.", -24.0, 125),
        ("Volume 1 of 5. This is the quietest.", -24.0, 125),
        ("Volume 1 of 5. This is the quietest.", -24.0, 125),
        ("Volume 2 of 5.", -18.0, 125),
    ]
    assert in_first.notice == "Volume 2 of 5."
    assert in_first.listen()[-len(REST) :] == REST


@pytest.mark.requirement("K10")
def test_each_rate_is_said_at_itself_and_the_edges_say_so(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    heard = [said_at(in_first, key) for key in "....." + ",,,,,,,"]
    assert heard == [
        ("150 words a minute.", -6.0, 150),
        ("175 words a minute.", -6.0, 175),
        ("210 words a minute.", -6.0, 210),
        ("250 words a minute.", -6.0, 250),
        ("250 words a minute. This is the fastest.", -6.0, 250),
        ("210 words a minute.", -6.0, 210),
        ("175 words a minute.", -6.0, 175),
        ("150 words a minute.", -6.0, 150),
        ("125 words a minute.", -6.0, 125),
        ("109 words a minute.", -6.0, 109),
        ("92 words a minute.", -6.0, 92),
        ("92 words a minute. This is the slowest.", -6.0, 92),
    ]
    assert in_first.listen()[-len(REST) :] == REST
    assert in_first.speaker.rate == 92


@pytest.mark.parametrize("key", ["+", "-", ".", ",", "x"])
def test_reading_goes_on_with_the_same_sentence(key: str, in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press(key)
    assert in_first.listen()[1:] == REST


@pytest.mark.parametrize("key", ["+", ".", "x"])
def test_at_rest_only_the_notice_is_said(key: str, in_first: Walk) -> None:
    in_first.listen()
    place = in_first.visit.view.place
    assert len(in_first.hear(key)) == 1
    if key != ".":  # another rate is another time that is left
        assert in_first.visit.view.place == place


def test_during_the_title_it_is_said_again_after_the_notice(in_first: Walk) -> None:
    in_first.hear_until("First")
    in_first.press("+")
    assert in_first.listen()[:3] == [
        "Volume 5 of 5.",
        "First",
        "Part 1 of 5, sentence 1 of 3, less than 1 minute",
    ]


def test_the_steps_are_those_of_the_settings() -> None:
    assert (len(GAINS), len(RATES)) == (5, 7)


# --- Keys that do nothing.


@pytest.mark.requirement("K12")
@pytest.mark.parametrize(
    ("key", "name"),
    [("x", "X"), ("Z", "Z"), ("a", "A"), ("f5", "Unknown key"), ("€", "Unknown key"), ("7", "7")],
)
def test_a_key_that_does_nothing_in_a_part_says_so_and_which_do(key: str, name: str, in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press(key)
    assert in_first.notice == in_first.listen()[0]
    assert in_first.notice == (
        f"{name}: this key does nothing here. These keys do: Right, go on; Left, go back; P, pause; "
        "R, say it again; C, contents; H, helpline; D, disclaimer; Question mark, help."
    )


@pytest.mark.requirement("K12")
def test_enter_does_nothing_while_a_part_is_read_and_goes_on_at_its_end(in_first: Walk) -> None:
    in_first.hear_until("Two is here.")
    in_first.press("enter")
    heard = in_first.listen()
    assert heard[0].startswith("Enter: this key does nothing here. ")
    assert heard[1:] == REST
    assert in_first.hear("enter")[0] == "Second"


@pytest.mark.requirement("K12")
@pytest.mark.parametrize(
    "where", [("right",), ("right", "1"), ("right", "3"), ("?",), ("right", "5", "right")]
)
def test_every_key_does_something_or_says_that_it_does_not(where: tuple[str, ...]) -> None:
    for key in [*keyboard().keymap.intents, "x", "f5"]:
        walk = Walk()
        walk.hear(*where)
        before, moved = walk.visit.view, len(walk.events)
        heard = walk.hear(key)
        acted = walk.visit.view != before or walk.notice or len(walk.events) > moved + 2
        assert heard or walk.paused(), key
        assert acted, key
        if "does nothing" in heard[0]:
            assert walk.visit.view == before
            name = ENGLISH.key_names.get(key, key.upper())
            others = [hint for hint in before.hints if hint.name != name]
            told = heard[0].partition("These keys do: ")[2]
            assert told == "; ".join(f"{hint.name}, {hint.does}" for hint in others) + "."
            # In help, where the others only say what they do, one key leaves.
            assert len(others) >= (1 if before.screen is ScreenName.HELP else 4)


def test_a_notice_goes_with_the_next_key(in_first: Walk) -> None:
    in_first.hear("x")
    assert in_first.notice
    in_first.hear("up")
    assert in_first.notice == ""


# --- Names that are held back, other languages.


def test_a_name_that_is_held_back_is_shown_and_never_said(walk: Walk) -> None:
    shown = set()
    walk.hear("right", "3")
    shown.add(walk.visit.view.lines[6].text)
    for key in ["c", "3", "1", "right", "h", "left", "?", "left", "d", "left", "r", "left", "c"]:
        walk.hear(key)
        shown.update(line.text for line in walk.visit.view.lines)
    assert {"2. Robert Two", "Robert Two"} <= shown
    assert "Robert" in " ".join(walk.speaker.heard)
    assert "Robert" not in " ".join(walk.spoken)
    assert {"2. Person 2.", "Person 2", "Next: Person 2.", "Press Left to go back to: Person 2."} <= set(
        walk.spoken
    )
    assert "Robert" not in "".join(event.text for event in walk.events if isinstance(event, Notice))


def test_a_word_said_in_place_of_a_name_stands_for_the_whole_name(walk: Walk) -> None:
    walk.hear("right", "3", "2")
    title = next(
        event.utterance
        for event in walk.events
        if isinstance(event, LineSaying) and event.utterance.spoken == "Person 2"
    )
    spans = {
        (event.start, event.end)
        for event in walk.events
        if isinstance(event, LineWord) and event.utterance == title.id
    }
    assert spans == {(0, len("Robert Two"))}


WELSH = "Mae'n dda."
BILINGUAL = pack_of(
    section("first", "First", paragraph("Before."), paragraph(f"{WELSH} Diolch.", "cy"), paragraph("After.")),
    PEOPLE,
)


@pytest.mark.requirement("K11")
def test_each_sentence_is_said_in_its_own_language() -> None:
    walk = Walk(BILINGUAL)
    walk.hear("right", "right")
    said = [event.utterance for event in walk.events if isinstance(event, LineSaying)]
    assert {each.written: each.lang for each in said if each.part == "first"} == {
        "First": "en-GB",
        "Part 1 of 4, sentence 1 of 4, less than 1 minute": "en-GB",
        "Before.": "en-GB",
        WELSH: "cy",
        "Diolch.": "cy",
        "After.": "en-GB",
        "That is the end of this part.": "en-GB",
        "Next: Case studies.": "en-GB",
        "Press Right to go on.": "en-GB",
    }


@pytest.mark.requirement("K11")
@pytest.mark.requirement("K02")
@pytest.mark.parametrize("ahead", [True, False])
def test_what_cannot_be_said_is_told_in_its_place_and_reading_goes_on(*, ahead: bool) -> None:
    walk = Walk(BILINGUAL)
    walk.hear("right")
    walk.press("right")
    walk.speaker.unsayable = {WELSH, "Diolch."}
    walk.hear_until("Before.")
    if ahead:  # both are known not to be sayable while the sentence before them is heard
        walk.speaker.fail_ahead()
        walk.speaker.fail_ahead()
        assert walk.notice == ""
        assert walk.visit.view.unit == 0
    walk.speaker.say_sentence()
    walk.speaker.say_word()
    assert walk.speaker.heard[-1] == NOT_SAID
    assert walk.notice == NOT_SAID
    assert walk.visit.view.unit == 1
    assert isinstance(walk.events[-1], LineWord)
    assert walk.events[-1].line == -1
    assert walk.listen()[:3] == [NOT_SAID, NOT_SAID, "After."]
    assert walk.visit.view.unit == 3
    walk.press("up", "up")
    assert walk.listen()[:4] == [NOT_SAID, NOT_SAID, "After.", REST[2]]


@pytest.mark.requirement("K11")
def test_a_voice_that_can_say_nothing_leaves_all_to_be_read() -> None:
    walk = Walk(BILINGUAL)
    walk.hear("right")
    walk.speaker.unsayable = {NOT_SAID} | {line.text for line in walk.visit.view.lines}
    walk.press("right")
    walk.speaker.unsayable |= {line.text for line in walk.visit.view.lines} | {walk.visit.view.place}
    assert walk.listen() == []
    assert walk.speaker.silent
    assert walk.hear("right") != []
    assert walk.visit.view.part == "people"


def test_while_a_sentence_is_paused_one_that_fails_waits_for_it() -> None:
    walk = Walk(BILINGUAL)
    walk.hear("right")
    walk.press("right")
    walk.hear_until("Before.")
    walk.speaker.unsayable = {WELSH}
    walk.speaker.fail_ahead()
    walk.press("p")
    walk.listen()
    walk.press("p")
    assert walk.listen()[-6:] == [NOT_SAID, "Diolch.", "After.", *REST[2:3], "Next: Case studies.", REST[4]]


# --- Sound.


@pytest.mark.requirement("K13")
def test_sound_that_goes_and_comes_is_told_and_said_where_nothing_is_read(in_first: Walk) -> None:
    in_first.hear("+")
    in_first.events.clear()
    in_first.speaker.lose_sound()
    assert in_first.events == [SoundNotice("Sound is off. Please ask at the desk.")]
    in_first.speech.receive(Sound(on=True))
    assert in_first.events[1:3] == [SoundNotice(""), Notice("Sound is on again.")]
    assert in_first.listen() == ["Sound is on again."]


@pytest.mark.requirement("K13")
def test_a_voice_that_goes_on_with_the_sound_is_not_cut_off_for_it(in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.events.clear()
    in_first.speaker.lose_sound()
    in_first.speech.receive(Sound(on=True))
    assert Notice("Sound is on again.") in in_first.events
    assert "Sound is on again." not in in_first.listen()


def test_sound_that_was_never_away_is_not_told_of(in_first: Walk) -> None:
    in_first.events.clear()
    in_first.speech.receive(Sound(on=True))
    assert in_first.events == [SoundNotice("")]


@pytest.mark.requirement("K13")
def test_without_sound_the_visit_goes_on(in_first: Walk) -> None:
    in_first.speaker.lose_sound()
    assert in_first.listen()[-1] == REST[-1]
    assert in_first.hear("h")[0] == HELPLINE.title
    assert in_first.hear("d")[0] == DISCLAIMER.title
