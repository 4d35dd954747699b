"""A visitor asks for larger print, by a key or a switch; the next one finds the clinic's."""

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from switching import Switcher
from visit_walk import SMALL

from kiosk.keys.intents import Action
from kiosk.phrases.loader import english
from kiosk.settings import PRINT, Adjustments, Hands, Settings
from kiosk.visit.view import ScreenName

ENGLISH = english().on_screen

LARGE = Settings(defaults=Adjustments(large_print=PRINT.index(8)), hands=Hands(any_key=0.0))


def in_first(settings: Settings = SAME_KEY_ONLY, *, largest: int = 3) -> Hosted:
    """A visitor in the first part, on a screen with room for some sizes, before anything of it was heard."""
    kiosk = Hosted(SMALL, settings, largest_print=largest)
    kiosk.hear("right")
    kiosk.press("right")
    return kiosk


@pytest.mark.requirement("K41")
def test_one_key_leads_through_every_size_and_back_to_ordinary_print() -> None:
    kiosk = in_first()
    for size in (1, 2, 3):
        assert kiosk.hear("l")[0] == f"Large print: size {size} of 3."
        assert kiosk.view.large_print == PRINT[size]
    assert kiosk.hear("l")[0] == "Ordinary print."
    assert kiosk.view.large_print == 0


@pytest.mark.requirement("K41")
def test_larger_print_leaves_the_place_and_the_voice_goes_on_with_its_sentence() -> None:
    kiosk = in_first()
    kiosk.hear_until("Two is here.", words=2)
    before = kiosk.view
    kiosk.press("l")
    assert kiosk.listen()[:2] == ["Large print: size 1 of 3.", "Two is here."]
    assert (kiosk.view.screen, kiosk.view.part) == (before.screen, before.part)
    assert kiosk.view.lines == before.lines


@pytest.mark.requirement("K13")
def test_a_screen_without_room_says_so() -> None:
    kiosk = in_first(largest=0)
    assert kiosk.hear("l")[0] == "This screen has no room for large print."
    assert kiosk.view.large_print == 0


@pytest.mark.requirement("K09")
def test_the_next_visitor_finds_the_clinic_s_print() -> None:
    kiosk = in_first()
    kiosk.hear("l", "l")
    assert kiosk.view.large_print == PRINT[2]
    kiosk.wait(1000)
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.view.large_print == 0


def test_a_clinic_s_print_that_is_larger_than_the_screen_takes_is_left_by_the_key() -> None:
    kiosk = in_first(LARGE, largest=2)
    assert kiosk.view.large_print == 8
    assert kiosk.hear("l")[0] == "Ordinary print."
    assert kiosk.hear("l")[0] == "Large print: size 1 of 2."


@pytest.mark.requirement("K26")
def test_a_switch_chooses_larger_print() -> None:
    kiosk = Hosted.by("one-switch")
    kiosk.hear("space")
    Switcher(kiosk, "space", "").choose("Voice and screen", ENGLISH.caption(Action.LARGE_PRINT))
    assert kiosk.listen()[-1] == "Large print: size 1 of 3."
    assert kiosk.view.large_print == PRINT[1]
