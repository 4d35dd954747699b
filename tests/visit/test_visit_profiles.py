"""A visit by the keys of a profile: what it says and shows of keys are the names of that profile's own."""

import pytest

from kiosk import app
from kiosk.keys.profile import named
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.settings import Hands, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit.view import ScreenName
from kiosk.visit.visit import Visit


def visit_by(keys: str) -> Visit:
    speaker = FakeSpeaker()
    settings = Settings(hands=Hands(keys=keys))
    speech = app.new_speech(speaker.send, settings)
    speaker.receive = speech.receive
    visit = app.new_visit(loader.load(bundled_pack()), speech, settings)
    visit.begin()
    return visit


def screens(visit: Visit, keys: str) -> list[ScreenName]:
    """Press keys, and return the screens that they lead to."""
    seen = []
    for key in keys.split():
        visit.press(key)
        seen.append(visit.view.screen)
    return seen


@pytest.mark.requirement("K28")
@pytest.mark.requirement("K30")
def test_a_number_pad_makes_the_same_visit_with_num_lock_on_and_off() -> None:
    on, off = (visit_by("number-pad") for _ in range(2))

    assert screens(on, "6 2 enter 6 0 7 4 1 3 4 .") == screens(
        off, "right down enter right insert home left end pagedown left delete"
    )
    assert on.view == off.view
    assert on.view.screen is ScreenName.HELP


@pytest.mark.requirement("K30")
def test_help_tells_the_keys_that_there_are_by_their_own_names() -> None:
    visit = visit_by("presenter")
    told = [hint.name for hint in visit.view.hints]
    assert told == ["Forward"]

    pad = visit_by("number-pad")
    pad.press(".")
    lines = [line.text for line in pad.view.lines]
    assert "Six: go on." in lines
    assert "Zero: pause." in lines
    assert not any("Unknown" in line for line in lines)


@pytest.mark.requirement("K12")
def test_a_key_that_means_nothing_is_answered_with_the_names_of_the_others() -> None:
    visit = visit_by("ez-access")
    visit.press("f22")
    events: list[str] = []
    visit.tell = lambda event: events.append(str(event))

    visit.press("x")

    assert any("X: this key does nothing here" in event and "Next, go on" in event for event in events)


@pytest.mark.parametrize(
    "name", ["keyboard", "number-pad", "arrows", "presenter", "ez-access", "storm-audionav"]
)
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K61")
def test_next_alone_leads_to_the_thanks_with_each_profile(name: str) -> None:
    visit = visit_by(name)
    forward = next(key for key, intent in named(name).keymap.intents.items() if intent.action == "next")

    seen = [visit.view.screen]
    while seen[-1] is not ScreenName.THANKS and len(seen) < 100:
        seen += screens(visit, forward)

    assert seen[-1] is ScreenName.THANKS
