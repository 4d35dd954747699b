"""A visitor changes between the two best voices; the next one finds the clinic's."""

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from switching import Switcher
from visit_walk import SMALL

from kiosk.keys.intents import Action
from kiosk.phrases.loader import english

ENGLISH = english().on_screen

THREE = {"pico": "en-gb en", "espeak": "en-gb en cy", "rms": "en-us en"}


def in_first(**voices: str) -> Hosted:
    """A visitor in the middle of the first part, and these voices."""
    kiosk = Hosted(SMALL, SAME_KEY_ONLY)
    kiosk.speaker.have_voices(**voices)
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.", words=2)
    return kiosk


@pytest.mark.requirement("K02")
def test_one_key_changes_to_the_other_voice_which_says_so_and_goes_on() -> None:
    kiosk = in_first(**THREE)
    kiosk.press("v")
    assert kiosk.speaker.voice == 1
    assert kiosk.listen()[:2] == ["This is voice 2 of 2.", "Two is here."]
    kiosk.press("v")
    assert kiosk.speaker.voice == 0
    assert kiosk.listen()[0] == "This is voice 1 of 2."


@pytest.mark.parametrize("voices", [{}, {"espeak": "en-gb en"}, {"espeak": "en-gb en", "pico": "de-de de"}])
def test_where_only_one_speaks_the_language_it_is_said_so(voices: dict[str, str]) -> None:
    kiosk = in_first(**voices)
    kiosk.press("v")
    assert kiosk.listen()[0] == "There is only one voice here."
    assert kiosk.speaker.voice == 0


@pytest.mark.requirement("K09")
def test_the_next_visitor_hears_the_clinic_s_voice() -> None:
    kiosk = in_first(**THREE)
    kiosk.press("v")
    kiosk.listen()
    kiosk.wait(1000)
    kiosk.hear("right")
    assert kiosk.speaker.voice == 0


@pytest.mark.requirement("K26")
def test_a_switch_changes_the_voice() -> None:
    kiosk = Hosted.by("one-switch")
    kiosk.speaker.have_voices(**THREE)
    kiosk.hear("space")
    Switcher(kiosk, "space", "").choose("Voice and screen", ENGLISH.caption(Action.VOICE))
    assert kiosk.listen()[-1] == "This is voice 2 of 2."
