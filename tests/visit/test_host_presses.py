"""Which presses reach the visit, and what becomes of the others: filters, help's describer, headphones."""

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from visit_walk import Walk

from kiosk.keys.profile import keyboard, named, shipped
from kiosk.keys.strokes import Stroke
from kiosk.phrases.loader import english
from kiosk.settings import GAINS, Hands, Settings
from kiosk.speech.utterance import Signal
from kiosk.visit.events import KeyPressed
from kiosk.visit.view import ScreenName

ENGLISH = english().on_screen

END_OF_FIRST = ["That is the end of this part.", "Next: Second.", "Press Right to go on."]
PLUGGED = [name for name in shipped() if named(name).keymap.headphones]


@pytest.fixture
def kiosk() -> Hosted:
    """A kiosk whose visitor has just come to the first part, with nothing of it heard."""
    kiosk = Hosted(settings=SAME_KEY_ONLY)
    kiosk.hear("right")
    kiosk.press("right")
    return kiosk


def choose(kiosk: Hosted, choice: str) -> str:
    """Open the list of choices and choose there; return the first that is heard of it."""
    kiosk.press("k")
    kiosk.hear_until(choice)
    return again(kiosk)


def again(kiosk: Hosted) -> str:
    """Choose, as soon as it counts; return the first that is heard of it."""
    kiosk.press("enter", after=2.0)
    kiosk.speaker.say_sentence()
    return kiosk.speaker.heard[-1]


# --- Refused presses.


@pytest.mark.requirement("K24")
def test_a_refused_press_is_told_and_changes_nothing(kiosk: Hosted) -> None:
    kiosk.hear_until("Two is here.", words=2)
    view, heard = kiosk.view, len(kiosk.speaker.heard)
    kiosk.press("right", after=0.2)  # 0.2 s after the press that led here, for nothing said takes time
    assert kiosk.refused == ["right"]
    assert kiosk.view == view
    assert len(kiosk.speaker.heard) == heard
    assert kiosk.listen() == ["Three.", *END_OF_FIRST]


@pytest.mark.requirement("K24")
@pytest.mark.requirement("K07")
def test_a_refused_press_is_acknowledged_in_silence_only(kiosk: Hosted) -> None:
    kiosk.hear_until("Two is here.")
    kiosk.press("right", after=0.2)
    kiosk.listen()
    assert Signal.REFUSED not in kiosk.speaker.signals
    kiosk.press("right", after=0.2)
    kiosk.listen()
    assert kiosk.speaker.signals.count(Signal.REFUSED) == 1
    assert kiosk.refused == ["right", "right"]


@pytest.mark.requirement("K24")
def test_where_the_clinic_does_without_signals_a_refused_press_is_told_all_the_same() -> None:
    kiosk = Hosted(settings=Settings(signals=False))
    kiosk.hear("right")
    kiosk.press("right", after=0.2)
    assert kiosk.listen() == []
    assert kiosk.refused == ["right"]
    assert kiosk.speaker.signals == []


@pytest.mark.requirement("K21")
def test_a_second_press_counts_from_half_a_second_on(kiosk: Hosted) -> None:
    kiosk.press("right", after=0.49)
    assert kiosk.view.part == "first"
    kiosk.press("left", after=0.0)
    assert kiosk.is_on(ScreenName.CONTENTS)
    kiosk.press("left", after=0.9)  # after the time in which it might be the repeat of a held key
    assert kiosk.is_on(ScreenName.WELCOME)


@pytest.mark.requirement("K24")
def test_a_bounce_of_a_switch_gives_a_choice_no_more_time() -> None:
    kiosk = Hosted(settings=Settings(hands=Hands(switches=1, same_key=2.0)))
    kiosk.hear("space")
    kiosk.press("space", after=1.5)
    kiosk.listen()
    assert kiosk.refused == ["space"]
    assert kiosk.speaker.signals[-1] is Signal.REFUSED
    assert kiosk.wait(1.5 - 0.01) == []
    assert kiosk.wait(0.01) == ["Go on"]


# --- Held keys.


@pytest.mark.requirement("K22")
@pytest.mark.parametrize(("delay", "interval"), [(0.25, 0.092), (0.6, 0.04), (0.66, 0.033)])
def test_a_held_key_acts_once(kiosk: Hosted, delay: float, interval: float) -> None:
    kiosk.press("right")
    kiosk.press("right", after=delay)
    for _ in range(int(10 / interval)):
        kiosk.press("right", after=interval)
    kiosk.wait(1.0)
    assert kiosk.view.part == "second"


@pytest.mark.requirement("K22")
def test_a_held_key_acts_once_where_the_terminal_tells(kiosk: Hosted) -> None:
    kiosk = Hosted(releases=True)
    kiosk.press("right")
    for _ in range(200):
        kiosk.stroke("right", Stroke.REPEAT, after=0.04)
    kiosk.stroke("right", Stroke.RELEASE, after=0.01)
    assert kiosk.is_on(ScreenName.CONTENTS)
    assert kiosk.refused == []


@pytest.mark.requirement("K22")
def test_a_press_that_may_be_a_repeat_acts_when_no_other_follows(kiosk: Hosted) -> None:
    kiosk.press("right", after=1.0)
    kiosk.press("right", after=0.6)
    assert kiosk.view.part == "second"
    kiosk.wait(0.1)
    assert kiosk.view.part == "second"
    kiosk.wait(0.02)
    assert kiosk.view.part == "people"


def test_slow_keys_count_when_they_have_been_held() -> None:
    kiosk = Hosted(settings=Settings(hands=Hands(slow_keys=1.0)), releases=True)
    kiosk.listen()
    kiosk.press("right")
    kiosk.stroke("right", Stroke.RELEASE, after=0.9)
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.refused == ["right"]
    kiosk.press("right", after=2.0)
    kiosk.wait(0.99)
    assert kiosk.is_on(ScreenName.WELCOME)
    kiosk.wait(0.01)
    assert kiosk.is_on(ScreenName.CONTENTS)


# --- Steadier and quicker.


@pytest.mark.requirement("K21")
@pytest.mark.requirement("K23")
def test_keys_are_made_steadier_by_the_list_of_choices(kiosk: Hosted) -> None:
    assert choose(kiosk, "6. Keys: steadier") == "Keys: step 4 of 7. Step 1 is the quickest."
    assert again(kiosk).startswith("Keys: step 5 of 7.")
    kiosk.press("left", after=2.0)
    kiosk.press("h", after=0.49)  # any key is refused for 0.5 s now
    assert kiosk.at == (ScreenName.READER, "first")
    kiosk.press("left", after=0.45)  # and the same one for 1 s
    assert kiosk.refused == ["h", "left"]
    kiosk.press("d", after=0.51)
    assert kiosk.at == (ScreenName.READER, "disclaimer")


@pytest.mark.requirement("K21")
def test_keys_are_made_quicker_to_the_end_of_the_ladder(kiosk: Hosted) -> None:
    assert choose(kiosk, "7. Keys: quicker").startswith("Keys: step 2 of 7.")
    assert again(kiosk).startswith("Keys: step 1 of 7.")
    assert again(kiosk) == "Keys: step 1 of 7. Step 1 is the quickest. This is the quickest."
    kiosk.press("left")
    kiosk.press("right", "right", after=0.05)
    assert kiosk.refused == []


# --- The describer.


@pytest.mark.requirement("K25")
def test_in_help_each_key_says_its_name_and_what_it_does_and_nothing_else_changes(kiosk: Hosted) -> None:
    kiosk.hear_until("Two is here.")
    kiosk.hear("?")
    before, gain = kiosk.view, kiosk.speaker.gain
    keymap = keyboard().keymap
    for key, intent in keymap.intents.items():
        if intent.action == "help":
            continue
        name = keymap.name(key, ENGLISH)
        assert kiosk.hear(key) == [f"{name}: {ENGLISH.actions[intent.action]}."]
        assert kiosk.notice.startswith(name)
        assert (kiosk.view, kiosk.speaker.gain) == (before, gain)
    assert kiosk.hear("x") == ["X: this key does nothing."]
    assert kiosk.hear("f5") == ["Unknown key: this key does nothing."]
    assert kiosk.view == before


@pytest.mark.requirement("K25")
def test_help_twice_leaves_to_the_sentence(kiosk: Hosted) -> None:
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press("?")
    kiosk.listen()
    assert kiosk.hear("?") == ["Question mark. Press it once more to leave help."]
    assert kiosk.is_on(ScreenName.HELP)
    assert kiosk.hear("?") == [
        "First",
        "Part 1 of 5, sentence 2 of 3, less than 1 minute",
        "Two is here.",
        "Three.",
        *END_OF_FIRST,
    ]


@pytest.mark.requirement("K25")
@pytest.mark.parametrize("between", ["right", "x", "home"])
def test_a_key_between_the_two_means_staying(kiosk: Hosted, between: str) -> None:
    kiosk.hear("?", "?", between)
    assert kiosk.hear("?") == ["Question mark. Press it once more to leave help."]
    assert kiosk.is_on(ScreenName.HELP)
    kiosk.hear("?")
    assert kiosk.is_on(ScreenName.READER)


@pytest.mark.requirement("K25")
def test_a_bounce_of_help_does_not_leave(kiosk: Hosted) -> None:
    kiosk.hear("?", "?")
    kiosk.press("?", after=0.3)
    assert kiosk.is_on(ScreenName.HELP)
    assert kiosk.refused == ["?"]


@pytest.mark.requirement("K25")
@pytest.mark.parametrize("name", shipped())
def test_help_is_described_by_the_names_of_each_profile(name: str) -> None:
    keymap = named(name).keymap
    helps = [key for key, intent in keymap.intents.items() if intent.action == "help"]
    if not helps:
        return
    kiosk = Hosted.by(name)
    kiosk.hear(next(iter(keymap.intents)), helps[0])
    for key, intent in keymap.intents.items():
        if intent.action != "help":
            said = f"{keymap.name(key, ENGLISH)}: {ENGLISH.actions[intent.action]}."
            assert kiosk.hear(key, after=3.0) == [said]
    assert kiosk.is_on(ScreenName.HELP)


# --- Headphones.

LOW = "Headphones. Volume 2 of 5."
OUT = "The headphones are out. Speech is paused."


@pytest.fixture(params=PLUGGED)
def keypad(request: pytest.FixtureRequest) -> Hosted:
    """A kiosk with a keypad that tells of headphones, and a visitor in the middle of the first part."""
    kiosk = Hosted.by(request.param)
    kiosk.hear("f22")
    kiosk.press("f22")
    kiosk.hear_until("Two is here.", words=2)
    return kiosk


@pytest.mark.requirement("K30")
def test_headphones_begin_low_and_the_reading_goes_on(keypad: Hosted) -> None:
    assert keypad.speaker.gain == GAINS[3]
    keypad.press("f15")
    assert keypad.speaker.gain == GAINS[1]
    assert keypad.listen() == [LOW, "Two is here.", "Three.", *END_OF_FIRST[:2], "Press Next to go on."]


@pytest.mark.requirement("K30")
def test_without_headphones_nothing_private_goes_on_aloud(keypad: Hosted) -> None:
    keypad.press("f15")
    keypad.hear_until("Two is here.", words=2)
    keypad.press("f14", after=0.01)  # a plug is no hand that shakes
    assert keypad.speaker.gain == GAINS[3]
    assert keypad.listen() == [OUT]
    assert keypad.paused()
    said = keypad.wait(50)
    assert {*said} == {"Speech is paused. Press Double arrow on to go on."}
    keypad.press("f24")
    assert keypad.listen()[0] == "Three."


@pytest.mark.requirement("K30")
def test_each_has_its_own_volume(keypad: Hosted) -> None:
    for _ in range(3):
        keypad.press("f15")
        keypad.listen()
        assert keypad.speaker.gain == GAINS[1]
        keypad.press("f14")
        keypad.listen()
        assert keypad.speaker.gain == GAINS[3]


@pytest.mark.requirement("K30")
def test_a_plug_that_bounces_is_told_of_once(keypad: Hosted) -> None:
    keypad.press("f14")
    keypad.press("f15", "f15", after=0.02)
    assert keypad.listen()[:2] == [LOW, "Two is here."]
    keypad.press("f15")
    assert keypad.listen() == []
    assert keypad.refused == []


@pytest.mark.requirement("K30")
@pytest.mark.requirement("K23")
def test_no_filter_keeps_a_plug_from_being_seen() -> None:
    steady = Hands(keys="ez-access", same_key=2.0, any_key=1.0)
    kiosk = Hosted(settings=Settings(hands=steady))
    kiosk.hear("f22")
    kiosk.press("f22", after=3.0)
    kiosk.press("f15", after=0.1)
    assert kiosk.speaker.gain == GAINS[1]
    kiosk.hear_until("Two is here.")
    kiosk.press("f14", after=0.1)
    assert kiosk.speaker.gain == GAINS[3]
    assert kiosk.listen() == [OUT]


@pytest.mark.requirement("K30")
@pytest.mark.requirement("K52")
def test_headphones_that_stay_in_begin_low_for_the_next_visitor_too(keypad: Hosted) -> None:
    keypad.press("f15")
    keypad.wait(3600)
    assert keypad.is_on(ScreenName.WELCOME)
    assert keypad.speaker.gain == GAINS[1]
    keypad.hear("f22")
    assert keypad.speaker.gain == GAINS[1]
    keypad.press("f14")
    assert keypad.speaker.gain == GAINS[3]


@pytest.mark.requirement("K30")
@pytest.mark.requirement("K50")
def test_headphones_at_the_warning_give_more_time(keypad: Hosted) -> None:
    keypad.wait(60)
    keypad.wait(10)
    assert keypad.hear("f15") == [LOW]
    assert keypad.wait(12) == []
    assert keypad.view.part == "first"


# --- What is told.


def test_each_press_that_counts_is_told_before_what_it_causes() -> None:
    kiosk, walk = Hosted(), Walk()
    kiosk.hear("right", "1", "h")
    walk.hear("right", "1", "h")
    pressed = [event for event in kiosk.events if isinstance(event, KeyPressed)]
    assert pressed == [event for event in walk.events if isinstance(event, KeyPressed)]
