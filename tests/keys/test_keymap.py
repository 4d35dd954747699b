import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.intents import Action, Intent
from kiosk.keys.profile import keyboard

NAMED = {"right", "left", "up", "down", "enter", "space", "home"}
AMONG_THE_CHOICES = {
    Action.PRINT,  # on the page of the leaflet
    *(Action.STEADIER, Action.QUICKER, Action.TRY_OUT, Action.ONE_SWITCH, Action.TWO_SWITCHES),
    *(Action.ALL_KEYS, Action.MORE_TIME, Action.LESS_TIME, Action.HOLD_LONGER, Action.HOLD_SHORTER),
    Action.THEME,
}
CHORDS = ("ctrl", "alt", "shift", "meta", "super", "cmd", "option")


@pytest.mark.parametrize(
    ("key", "intent"),
    [
        ("right", "next"),
        ("left", "back"),
        ("up", "up"),
        ("down", "down"),
        ("enter", "choose"),
        ("space", "choose"),
        ("1", "choose-number 1"),
        ("9", "choose-number 9"),
        ("0", "choose-number 10"),
        ("r", "repeat"),
        ("p", "pause"),
        ("-", "quieter"),
        ("+", "louder"),
        ("=", "louder"),
        (",", "slower"),
        (".", "faster"),
        ("c", "contents"),
        ("h", "helpline"),
        ("d", "disclaimer"),
        ("?", "help"),
        ("home", "home"),
        ("k", "choices"),
    ],
)
def test_the_table_of_keys(key: str, intent: str) -> None:
    assert str(keyboard().keymap.intent(key)) == intent


@pytest.mark.requirement("K20")
def test_the_table_holds_no_chord() -> None:
    assert all(len(key) == 1 or key in NAMED for key in keyboard().keymap.intents)
    assert not any(chord in key for key in keyboard().keymap.intents for chord in CHORDS)


@pytest.mark.requirement("K20")
def test_every_action_has_a_key_of_its_own_but_those_that_are_among_the_choices() -> None:
    assert {intent.action for intent in keyboard().keymap.intents.values()} == set(Action) - AMONG_THE_CHOICES
    for action in set(Action) - AMONG_THE_CHOICES - {Action.CHOOSE_NUMBER}:
        assert keyboard().keymap.intent(keyboard().keymap.key(Intent(action))) == Intent(action)


def test_only_numbers_are_numbered() -> None:
    for intent in keyboard().keymap.intents.values():
        assert (intent.number > 0) == (intent.action is Action.CHOOSE_NUMBER)


@pytest.mark.requirement("K28")
@pytest.mark.parametrize("key", list(keyboard().keymap.intents))
def test_caps_lock_changes_nothing(key: str) -> None:
    typed = key.upper() if len(key) == 1 else key
    assert keyboard().keymap.intent(typed) == keyboard().keymap.intents[key]


@pytest.mark.requirement("K28")
@given(st.text(max_size=12))
def test_any_name_of_a_key_means_the_same_in_either_case(key: str) -> None:
    meant = keyboard().keymap.intent(key)
    assert meant is None or meant == keyboard().keymap.intent(key.lower())


@pytest.mark.parametrize("key", ["x", "f5", "", "right ", "ctrl+c", "11", "é"])
def test_other_keys_mean_nothing(key: str) -> None:
    assert keyboard().keymap.intent(key) is None


def test_the_first_key_of_an_intent_is_the_one_that_is_told() -> None:
    assert keyboard().keymap.key(Intent(Action.CHOOSE)) == "enter"
    assert keyboard().keymap.key(Intent(Action.LOUDER)) == "+"
    assert keyboard().keymap.key(Intent(Action.CHOOSE_NUMBER, 10)) == "0"
    assert keyboard().keymap.key(Intent(Action.CHOOSE_NUMBER, 11)) == ""
