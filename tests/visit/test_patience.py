"""Nobody presses: what is said, when the visit ends, and that nothing of it is left. Times are in seconds."""

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from visit_walk import SMALL

from kiosk.keys.strokes import Stroke
from kiosk.settings import GAINS, RATES, Hands, Patience, Settings
from kiosk.visit.view import ScreenName

INSTRUCTION = ["That is the end of this part.", "Next: Second.", "Press Right to go on."]
WARNING = "Are you still there? Press any key to stay. Without it this visit ends in 20 seconds."
WELCOME = [
    "Welcome",
    "This screen speaks.",
    "It reads to you about this subject: A condition.",
    "The facts come from The Charity.",
    "Press Question mark at any time to hear all the keys.",
    "Press K to try the keys, or to change the voice.",
    "Press any big key to begin.",
]
JUST = 0.01
LONG = 3600.0


@pytest.fixture
def kiosk() -> Hosted:
    """A kiosk with a visitor who has heard the first part to its end."""
    kiosk = Hosted()
    assert kiosk.hear("right", "right")[0] == "First"
    return kiosk


# --- The instruction.


@pytest.mark.requirement("K51")
def test_the_instruction_is_said_after_15_s_and_30_s_later(kiosk: Hosted) -> None:
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == INSTRUCTION
    assert kiosk.wait(30 - JUST) == []
    assert kiosk.wait(JUST) == INSTRUCTION
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == [WARNING]


@pytest.mark.requirement("K51")
def test_a_press_begins_the_time_anew(kiosk: Hosted) -> None:
    kiosk.wait(14)
    assert kiosk.hear("up")[0] == "Two is here."
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == INSTRUCTION


@pytest.mark.parametrize(
    ("keys", "instruction"),
    [
        (("p",), ["Speech is paused. Press P to go on."]),
        (("?",), ["Press Question mark twice to go back to: First."]),
        (("?", "x"), ["Press Question mark twice to go back to: First."]),
        (("h",), ["Press Left to go back to: First."]),
    ],
)
@pytest.mark.requirement("K51")
def test_the_instruction_is_that_of_the_place(keys: tuple[str, ...], instruction: list[str]) -> None:
    kiosk = Hosted()
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.")
    for key in keys:
        kiosk.press(key)
    kiosk.listen()
    assert kiosk.wait(15) == instruction


@pytest.mark.requirement("K51")
def test_the_instruction_loses_no_place(kiosk: Hosted) -> None:
    kiosk.press("up")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press("p")
    assert kiosk.wait(50) == ["Speech is paused. Press P to go on."] * 2
    kiosk.press("p")
    assert kiosk.listen() == ["Three.", *INSTRUCTION]


# --- The clock stands still.


@pytest.mark.requirement("K50")
def test_nothing_is_due_while_something_is_being_said() -> None:
    kiosk = Hosted()
    kiosk.hear("right")
    kiosk.press("right")
    assert kiosk.listen(each=100.0)[0] == "First"
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == INSTRUCTION


@pytest.mark.requirement("K50")
def test_the_clock_stands_still_while_the_instruction_is_said_again(kiosk: Hosted) -> None:
    assert kiosk.wait(15, each=4.0) == INSTRUCTION
    assert kiosk.wait(30 - JUST) == []
    assert kiosk.wait(JUST, each=4.0) == INSTRUCTION
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == [WARNING]


# --- The warning.


@pytest.mark.requirement("K50")
@pytest.mark.parametrize("spoken_in", [0.0, 7.0])
def test_the_visit_ends_20_s_after_the_last_word_of_the_warning(kiosk: Hosted, spoken_in: float) -> None:
    kiosk.wait(60 - JUST)
    assert kiosk.wait(JUST, each=spoken_in) == [WARNING]
    assert kiosk.notice == WARNING
    assert kiosk.wait(20 - JUST) == []
    assert kiosk.view.part == "first"
    assert kiosk.wait(JUST) == WELCOME
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.notice == ""


@pytest.mark.requirement("K50")
def test_the_times_are_those_that_the_clinic_has_set() -> None:
    times = Patience(repeat_instruction=200.0, idle=100.0, warning=45.0)
    kiosk = Hosted(settings=Settings(patience=times))
    kiosk.hear("right", "right")
    assert kiosk.wait(100 - JUST) == []
    assert kiosk.wait(JUST)[0].endswith("this visit ends in 45 seconds.")
    assert kiosk.wait(45 - JUST) == []
    assert kiosk.wait(JUST) == WELCOME


@pytest.mark.requirement("K50")
@pytest.mark.parametrize("key", ["right", "left", "h", "?", "home", "+", "x", "p", "k"])
@pytest.mark.parametrize("into", [0.0, 20 - 2 * JUST])
def test_any_key_gives_more_time_and_acts_in_no_other_way(kiosk: Hosted, key: str, into: float) -> None:
    view, gain = kiosk.view, kiosk.speaker.gain
    kiosk.wait(60)
    kiosk.wait(into)
    assert kiosk.hear(key, after=JUST) == ["Good. Take your time."]
    assert (kiosk.view, kiosk.speaker.gain) == (view, gain)
    assert kiosk.wait(15 - JUST) == []
    assert kiosk.wait(JUST) == INSTRUCTION


@pytest.mark.requirement("K50")
def test_more_time_is_given_without_limit(kiosk: Hosted) -> None:
    view = kiosk.view
    for _ in range(50):
        assert kiosk.wait(60)[-1] == WARNING
        assert kiosk.hear("x") == ["Good. Take your time."]
    assert kiosk.view == view


@pytest.mark.requirement("K50")
def test_the_warning_loses_no_place() -> None:
    kiosk = Hosted()
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press("p")
    assert kiosk.wait(60)[-1] == WARNING
    assert kiosk.paused()
    assert kiosk.hear("right") == ["Good. Take your time."]
    assert kiosk.paused()
    assert kiosk.hear("p") == ["Three.", *INSTRUCTION]


@pytest.mark.requirement("K50")
def test_a_press_that_is_refused_at_the_warning_shows_that_somebody_is_there() -> None:
    kiosk = Hosted(settings=Settings(hands=Hands(slow_keys=1.0)), releases=True)
    kiosk.listen()
    kiosk.press("right")
    kiosk.wait(60)
    kiosk.wait(20 - 1)
    kiosk.stroke("right", Stroke.PRESS, after=0.0)
    kiosk.stroke("right", Stroke.RELEASE, after=0.1)
    assert kiosk.listen() == ["Good. Take your time."]


# --- Nobody is there.


@pytest.mark.requirement("K51")
def test_nothing_is_due_before_somebody_has_pressed() -> None:
    kiosk = Hosted()
    assert kiosk.listen() == WELCOME
    assert kiosk.wait(LONG) == []
    assert kiosk.waits_for_nobody


@pytest.mark.requirement("K51")
def test_who_presses_a_key_that_leads_nowhere_at_the_welcome_is_waited_for() -> None:
    kiosk = Hosted()
    assert kiosk.hear("left")[0] == "This is the beginning."
    assert kiosk.wait(15) == WELCOME[-3:]
    assert kiosk.wait(45)[-1] == WARNING


@pytest.mark.parametrize("way", [["right"], ["h"], ["home"]])
def test_a_visit_from_the_thanks_to_the_welcome_is_over(way: list[str]) -> None:
    kiosk = Hosted()
    kiosk.hear("right", "5", "right")
    assert kiosk.is_on(ScreenName.THANKS)
    kiosk.hear(*way)
    kiosk.wait(LONG)
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.waits_for_nobody
    assert kiosk.hear("left")[0] == "This is the beginning."


# --- The next visitor.


def changed(settings: Settings) -> Hosted:
    """A kiosk whose visitor has changed all that there is to change, and uses one switch."""
    kiosk = Hosted(SMALL, settings)
    kiosk.hear("right", "right", "+", ".", ".", "-", "-", "k", "6")
    assert "step 4" in kiosk.notice
    kiosk.hear("9")
    assert kiosk.speaker.gain == GAINS[settings.defaults.gain - 1]
    assert kiosk.speaker.rate == RATES[settings.defaults.rate + 2]
    kiosk.press("right")
    kiosk.listen()
    assert kiosk.offer
    return kiosk


@pytest.mark.requirement("K52")
@pytest.mark.requirement("K09")
def test_the_next_visitor_finds_the_defaults_and_no_trace() -> None:
    settings = SAME_KEY_ONLY
    kiosk, fresh = changed(settings), Hosted(SMALL, settings)
    kiosk.wait(LONG)
    fresh.listen()

    assert kiosk.offer is None
    assert kiosk.view == fresh.view
    # The same presses do the same: the trail is empty, all keys count, and as before.
    presses = [("left", 1.0), ("right", 1.0), ("right", 0.4), ("left", 0.1), ("2", 0.2), ("left", 0.6)]
    for key, after in presses:
        assert kiosk.hear(key, after=after) == fresh.hear(key, after=after)
        assert kiosk.view == fresh.view
        assert (kiosk.speaker.gain, kiosk.speaker.rate) == (fresh.speaker.gain, fresh.speaker.rate)
    assert kiosk.refused == fresh.refused == ["right"]


@pytest.mark.requirement("K52")
def test_who_begins_after_home_finds_the_defaults_too() -> None:
    kiosk = Hosted()
    kiosk.hear("right", "+", ".", "home")
    kiosk.hear("right")
    assert kiosk.is_on(ScreenName.CONTENTS)
    assert kiosk.speaker.gain == GAINS[Settings().defaults.gain]
    assert kiosk.speaker.rate == RATES[Settings().defaults.rate]
    kiosk.hear("left")
    assert kiosk.hear("left")[0] == "This is the beginning."
    assert kiosk.wait(60)[-1] == WARNING
