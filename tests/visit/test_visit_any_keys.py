"""Whatever is pressed, and whenever: the visit holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visit_walk import Walk, pack_of, paragraph, section
from witness import Witness

from kiosk.keys.profile import keyboard
from kiosk.speech.protocol import Sound
from kiosk.visit.events import LineCut, LineSaying
from kiosk.visit.view import ScreenName

WELSH = "Mae'n dda."
PARTS = (section("w", "Welsh", paragraph("Before."), paragraph(WELSH, "cy"), paragraph("After.")),)


KEYS = st.sampled_from([*keyboard().keymap.intents, "x", "R", "f5"])
DOINGS = st.one_of(KEYS, st.sampled_from(["<word>", "<sentence>", "<all>", "<sound>", "<again>", "<ahead>"]))


def do(walk: Walk, doing: str) -> None:
    match doing:
        case "<word>":
            walk.speaker.say_word()
        case "<sentence>":
            walk.speaker.say_sentence()
        case "<all>":
            walk.speaker.say_all()
        case "<sound>":
            walk.speech.receive(Sound(on=False, reason="pulled out"))
        case "<again>":
            walk.speech.start_again()
        case "<ahead>":
            walk.speaker.fail_ahead()
        case key:
            walk.press(key)


@pytest.mark.requirement("K05")
@pytest.mark.requirement("K20")
@given(st.lists(DOINGS, max_size=60))
def test_any_keys_at_any_time(doings: list[str]) -> None:
    walk = Walk(pack_of(*Walk().pack.parts[:3], *PARTS))
    walk.speaker.unsayable = {WELSH}
    witness = Witness(walk.visit.view)
    walk.visit.tell = witness.tell
    for doing in doings:
        do(walk, doing)
        assert walk.visit.view == witness.view, doing

    walk.press("home")
    if walk.visit.view.screen is not ScreenName.WELCOME:  # at the welcome, Home is one of the keys that begin
        walk.press("home")
    assert walk.visit.view.screen in {ScreenName.WELCOME, ScreenName.CONTENTS}
    walk.speaker.say_all()
    walk.press("home", "left")
    assert walk.speaker.say_word()


@pytest.mark.requirement("K05")
def test_of_20_fast_presses_only_the_last_is_heard(walk: Walk) -> None:
    walk.hear("right")
    walk.events.clear()
    walk.press(*["c", "2", "right", "h", "d"] * 4)
    assert [event for event in walk.events if isinstance(event, LineSaying)] == []
    assert walk.listen() == [
        "Disclaimer",
        "Part 4 of 5, sentence 1 of 1, less than 1 minute",
        "This is no advice.",
        "Press Left to go back to: Helpline.",
    ]


@pytest.mark.requirement("K05")
def test_of_20_presses_a_word_apart_each_is_cut_off_before_the_next(walk: Walk) -> None:
    walk.hear("right")
    walk.events.clear()
    for key in ["1", "right", "h", "left", "left"] * 4:
        walk.press(key)
        walk.speaker.say_word()
    spoken = [event for event in walk.events if isinstance(event, LineSaying | LineCut)]
    assert len(spoken) == 39
    for saying, cut in zip(spoken[::2], spoken[1::2], strict=False):
        assert isinstance(saying, LineSaying)
        assert isinstance(cut, LineCut)
        assert cut.utterance == saying.utterance.id


def test_the_way_back_is_bounded(walk: Walk) -> None:
    walk.press("right", *["c", "1"] * 700)
    for steps in range(2000):
        walk.press("left")
        if walk.notice == "This is the beginning.":
            assert steps == 1000
            return
    raise AssertionError("Back never met the beginning")
