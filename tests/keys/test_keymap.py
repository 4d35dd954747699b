import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.intents import Action, Intent
from kiosk.keys.keymap import DEFAULT_KEYMAP

NAMED = {"right", "left", "up", "down", "enter", "space", "home"}
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
    ],
)
def test_the_table_of_keys(key: str, intent: str) -> None:
    assert str(DEFAULT_KEYMAP.intent(key)) == intent


@pytest.mark.requirement("K20")
def test_the_table_holds_no_chord() -> None:
    assert all(len(key) == 1 or key in NAMED for key in DEFAULT_KEYMAP.intents)
    assert not any(chord in key for key in DEFAULT_KEYMAP.intents for chord in CHORDS)


@pytest.mark.requirement("K20")
def test_every_action_has_a_key_of_its_own() -> None:
    assert {intent.action for intent in DEFAULT_KEYMAP.intents.values()} == set(Action)
    for action in set(Action) - {Action.CHOOSE_NUMBER}:
        assert DEFAULT_KEYMAP.intent(DEFAULT_KEYMAP.key(Intent(action))) == Intent(action)


def test_only_numbers_are_numbered() -> None:
    for intent in DEFAULT_KEYMAP.intents.values():
        assert (intent.number > 0) == (intent.action is Action.CHOOSE_NUMBER)


@pytest.mark.requirement("K28")
@pytest.mark.parametrize("key", list(DEFAULT_KEYMAP.intents))
def test_caps_lock_changes_nothing(key: str) -> None:
    typed = key.upper() if len(key) == 1 else key
    assert DEFAULT_KEYMAP.intent(typed) == DEFAULT_KEYMAP.intents[key]


@pytest.mark.requirement("K28")
@given(st.text(max_size=12))
def test_any_name_of_a_key_means_the_same_in_either_case(key: str) -> None:
    meant = DEFAULT_KEYMAP.intent(key)
    assert meant is None or meant == DEFAULT_KEYMAP.intent(key.lower())


@pytest.mark.parametrize("key", ["x", "f5", "", "right ", "ctrl+c", "11", "é"])
def test_other_keys_mean_nothing(key: str) -> None:
    assert DEFAULT_KEYMAP.intent(key) is None


def test_the_first_key_of_an_intent_is_the_one_that_is_told() -> None:
    assert DEFAULT_KEYMAP.key(Intent(Action.CHOOSE)) == "enter"
    assert DEFAULT_KEYMAP.key(Intent(Action.LOUDER)) == "+"
    assert DEFAULT_KEYMAP.key(Intent(Action.CHOOSE_NUMBER, 10)) == "0"
    assert DEFAULT_KEYMAP.key(Intent(Action.CHOOSE_NUMBER, 11)) == ""
