"""A visitor changes the colours of the screen, by a key or a switch; the next one finds the clinic's."""

import pytest
from hosted import Hosted
from switching import Switcher
from visit_walk import SMALL

from kiosk.keys.intents import Action
from kiosk.phrases.loader import english
from kiosk.settings import Adjustments, Hands, Settings, Theme
from kiosk.visit.choices import LISTED
from kiosk.visit.view import ScreenName

ENGLISH = english().on_screen

CALM = Settings(defaults=Adjustments(theme=Theme.CALM), hands=Hands(any_key=0.0))
OTHER = ENGLISH.caption(Action.THEME)
SAID = ["Colours: light on dark.", "Colours: dark on light.", "Colours: yellow on black.", "Colours: calm."]


def in_choices(settings: Settings) -> Hosted:
    """A visitor in the list of what can be changed, with the mark on other colours."""
    kiosk = Hosted(SMALL, settings)
    kiosk.hear("right")
    kiosk.press("k")
    assert kiosk.is_on(ScreenName.CHOICES)
    kiosk.hear_until(f"{len(LISTED)}. {OTHER}")
    return kiosk


def shown(kiosk: Hosted) -> Theme:
    """The colours of the screen now."""
    return kiosk.view.theme


def test_each_theme_has_a_name() -> None:
    assert set(ENGLISH.themes) == {str(theme) for theme in Theme}


@pytest.mark.requirement("K42")
def test_each_choice_of_other_colours_shows_the_next_and_says_its_name() -> None:
    kiosk = in_choices(CALM)
    assert shown(kiosk) is Theme.CALM
    for theme, said in zip(Theme, SAID, strict=True):
        assert kiosk.hear("enter")[0] == said
        assert shown(kiosk) is theme
        assert kiosk.is_on(ScreenName.CHOICES)


@pytest.mark.requirement("K42")
def test_the_colours_stay_for_the_visit() -> None:
    kiosk = in_choices(CALM)
    kiosk.hear("enter", "left", "right")
    assert shown(kiosk) is Theme.LIGHT_ON_DARK


@pytest.mark.requirement("K09")
def test_the_next_visitor_finds_the_clinic_s_colours() -> None:
    kiosk = in_choices(CALM)
    kiosk.hear("enter")
    assert shown(kiosk) is not Theme.CALM
    kiosk.wait(1000)
    assert kiosk.is_on(ScreenName.WELCOME)
    assert shown(kiosk) is Theme.CALM


@pytest.mark.requirement("K26")
@pytest.mark.parametrize(
    ("keys", "chooses", "moves"), [("one-switch", "space", ""), ("two-switches", "enter", "space")]
)
def test_a_switch_chooses_other_colours_several_times_in_a_row(keys: str, chooses: str, moves: str) -> None:
    kiosk = Hosted.by(keys)
    kiosk.hear("space")
    switcher = Switcher(kiosk, chooses, moves)
    switcher.choose("Voice and screen", OTHER)
    assert len(switcher.items) <= 8
    assert kiosk.listen()[-1] == SAID[1]
    assert shown(kiosk) is Theme.DARK_ON_LIGHT
    assert kiosk.hear(chooses) == [SAID[2]]
    assert shown(kiosk) is Theme.YELLOW_ON_BLACK
