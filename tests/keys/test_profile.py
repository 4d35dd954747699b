"""Every shipped key profile loads; one with a fault is refused, with its line and what to write instead."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import ProfileError
from kiosk.key_names import NAMED
from kiosk.keys.intents import Action, Headphones, Intent, Switch
from kiosk.keys.profile import Profile, keyboard, load, named, shipped
from kiosk.paths import profiles_folder
from kiosk.phrases.loader import english

ENGLISH = english().on_screen

SMALL = """\
title: Six buttons
keys:
  right: next
  left: back
  enter: choose
  p: pause
  h: helpline
  "?": help
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.yaml"


def load_text(file: Path, text: str) -> Profile:
    file.write_text(text, encoding="utf-8")
    return load(file)


def faults(file: Path, text: str) -> list[str]:
    with pytest.raises(ProfileError) as refused:
        load_text(file, text)
    return [str(fault) for fault in refused.value.faults]


# --- The profiles that come with the kiosk.


def test_the_keypads_that_have_a_profile() -> None:
    assert shipped() == [
        "arrows",
        "ez-access",
        "keyboard",
        "number-pad",
        "one-switch",
        "presenter",
        "storm-audionav",
        "two-switches",
    ]
    assert {path.suffix for path in profiles_folder().iterdir()} == {".yaml"}


@pytest.mark.requirement("K30")
@pytest.mark.parametrize("name", shipped())
def test_each_shipped_profile_loads_and_names_its_keys(name: str) -> None:
    profile = named(name)
    keymap = profile.keymap

    keys = [*keymap.intents, *keymap.switches, *keymap.headphones]
    assert profile.name == name
    assert keys
    assert ENGLISH.unknown_key not in {keymap.name(key, ENGLISH) for key in keys}
    assert all(keymap.label(key, ENGLISH).strip() for key in keys)


@pytest.mark.requirement("K20")
@pytest.mark.parametrize("name", shipped())
def test_no_shipped_profile_holds_a_chord(name: str) -> None:
    keymap = named(name).keymap
    for key in [*keymap.intents, *keymap.switches, *keymap.headphones]:
        assert len(key) == 1 or key in NAMED


@pytest.mark.requirement("K28")
@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("0", "insert"),
        ("1", "end"),
        ("2", "down"),
        ("3", "pagedown"),
        ("4", "left"),
        ("6", "right"),
        ("7", "home"),
        ("8", "up"),
        ("9", "pageup"),
        (".", "delete"),
        (",", "delete"),
    ],
)
def test_a_number_pad_means_the_same_with_num_lock_on_and_off(on: str, off: str) -> None:
    keymap = named("number-pad").keymap

    assert keymap.intent(on) is not None
    assert keymap.intent(on) == keymap.intent(off)
    assert keymap.name(on, ENGLISH) == keymap.name(off, ENGLISH)
    assert keymap.label(on, ENGLISH) == keymap.label(off, ENGLISH)


def test_the_key_of_a_number_pad_that_sends_nothing_without_num_lock_means_nothing() -> None:
    assert named("number-pad").keymap.intent("5") is None


@pytest.mark.requirement("K26")
def test_the_switches() -> None:
    one, two = named("one-switch").keymap, named("two-switches").keymap

    assert {one.switch("space"), one.switch("enter")} == {Switch.CHOOSE}
    assert (two.switch("space"), two.switch("enter")) == (Switch.MOVE, Switch.CHOOSE)
    assert not one.intents
    assert not two.intents
    assert keyboard().keymap.switch("space") is None


@pytest.mark.requirement("K30")
@pytest.mark.parametrize("name", ["ez-access", "storm-audionav"])
def test_a_keypad_tells_of_its_headphones(name: str) -> None:
    keymap = named(name).keymap

    assert {keymap.plug(key) for key in keymap.headphones} == {Headphones.IN, Headphones.OUT}
    assert keymap.plug("f20") is None
    assert keymap.intent("f20") == Intent(Action.CHOOSE)
    assert keymap.name("f23", ENGLISH) == "Double arrow back"
    assert keymap.label("f23", ENGLISH) == "<<"


# --- Profiles of one's own.


def test_a_file_is_a_profile_with_names_and_labels_of_its_own(file: Path) -> None:
    profile = load_text(
        file,
        SMALL.replace(
            "enter: choose", "enter: {action: choose, name: The big blue key, label: Blue}"
        ).replace("p: pause", "p: {action: pause, name: Stop}"),
    )

    keymap = profile.keymap
    assert (profile.name, profile.title, profile.lists) == ("ours", "Six buttons", False)
    assert keymap.name("enter", ENGLISH) == "The big blue key"
    assert keymap.label("enter", ENGLISH) == "Blue"
    assert keymap.name("P", ENGLISH) == keymap.label("P", ENGLISH) == "Stop"
    assert keymap.name("left", ENGLISH) == "Left"
    assert keymap.label("?", ENGLISH) == "?"
    assert named(str(file)) == profile


def test_a_key_without_an_action_of_its_own_in_lists(file: Path) -> None:
    text = "title: Three buttons\nlists: true\nkeys: {right: next, left: back, enter: choose}\n"

    assert load_text(file, text).lists


@pytest.mark.requirement("K64")
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "p: pause",
            "pgup: pause",
            (
                '6: "pgup" is no key that the kiosk knows; write pageup; '
                f"or write the one character that it types, or one of {', '.join(NAMED)}"
            ),
        ),
        (
            "p: pause",
            "windmill: pause",
            (
                '6: "windmill" is no key that the kiosk knows; write the one character that it types, '
                f"or one of {', '.join(NAMED)}"
            ),
        ),
        (
            "p: pause",
            "ctrl+p: pause",
            (
                '6: "ctrl+p" is pressed together with another key, and no visitor must press two at a time; '
                "name one key that is pressed alone"
            ),
        ),
        (
            "p: pause",
            "Shift: pause",
            (
                '6: "Shift" is pressed together with another key, and no visitor must press two at a time; '
                "name one key that is pressed alone"
            ),
        ),
        (
            "p: pause",
            "p: paws",
            (
                '6: "p" is "paws", which is not possible here; write one of next, back, up, down, choose, '
                "repeat, pause, quieter, louder, slower, faster, contents, helpline, disclaimer, help, home, "
                "choices, steadier, quicker, hold-longer, hold-shorter, try-out, one-switch, two-switches, "
                "all-keys, more-time, less-time, theme, large-print, voice, print, or choose-number and a "
                "number from 1 to 10"
            ),
        ),
        (
            "p: pause",
            "p: pause\n  p: help",
            '7: the key "p" stands twice (the first time on line 6); delete one of the two',
        ),
        (
            "p: pause",
            "p: pause\n  P: pause",
            '7: "P" and "p" are one key: capital letters do not count; delete one of the two',
        ),
        ("p: pause", "P: pause", '6: "P" is written with a capital letter; write p'),
        (
            "p: pause",
            "f5: pause",
            '6: the key "f5" has no name to be said; write "name:" below it, and its action after "action:"',
        ),
        (
            "p: pause",
            "p: {action: pause, name: '!'}",
            '6: "p" has a name that cannot be said; write the name in words',
        ),
        (
            "p: pause",
            "p: {action: pause, name: enter}",
            '6: "enter" and "p" mean two things and are both called enter; give one of them another name',
        ),
        (
            "p: pause",
            "p: pause\n  f1: {name: A key}",
            '7: "f1" needs one of "action", "switch" and "headphones"; write one of the three below it',
        ),
        (
            "p: pause",
            "p: pause\n  f1: {name: A key, action: up, switch: move}",
            '7: "f1" needs one of "action", "switch" and "headphones"; write one of the three below it',
        ),
        (
            "p: pause",
            "p: {action: pause, nmae: Stop}",
            (
                '6: the key "nmae" is not known here; '
                'write "name:" (the keys here: action, switch, headphones, name, label)'
            ),
        ),
        (
            "p: pause",
            "p: pause\n  f1: {name: Plug, headphones: on}",
            '7: "headphones" is "on", which is not possible here; write in or out',
        ),
        (
            "p: pause",
            "p: pause\n  f1: {name: Plug, headphones: in}",
            "2: only one of headphones in and headphones out has a key; add the other, or delete this one",
        ),
        (
            "p: pause",
            "p: pause\n  f1: {name: Ball, switch: move}",
            '2: a switch moves and none chooses; add a key with "switch: choose"',
        ),
        (
            "p: pause",
            "x: repeat",
            (
                "2: no key means pause; add a key for each, "
                'or write "lists: true" so that the lists of the visit offer them'
            ),
        ),
        ("left: back", "l: repeat", "2: no key means back; add a key for each"),
        (
            "title: Six buttons\n",
            "",
            '1: the key "title" is missing; write "title:" and what the keypad is called',
        ),
        ("p: pause", "p:", '6: "p" is empty; write a text after the colon'),
    ],
)
def test_one_fault_is_told_in_one_line(file: Path, old: str, new: str, fault: str) -> None:
    assert old in SMALL
    assert faults(file, SMALL.replace(old, new)) == [f"ours.yaml:{fault}"]


@pytest.mark.parametrize("lists", ["", "lists: true\n"])
@pytest.mark.parametrize("action", ["pause", "helpline", "help"])
def test_what_has_no_key_must_be_in_lists(file: Path, action: str, lists: str) -> None:
    text = lists + "".join(
        line for line in SMALL.splitlines(keepends=True) if not line.endswith(f": {action}\n")
    )

    if lists:
        assert load_text(file, text).keymap.key(Intent(Action(action))) == ""
    else:
        assert f"no key means {action};" in faults(file, text)[0]


def test_all_faults_are_told_at_once_by_their_lines(file: Path) -> None:
    told = faults(file, "lists: maybe\nkeys:\n  alt+x: next\n  up: fly\n")

    assert [line.split(":")[1] for line in told] == ["1", "1", "3", "4"]


def test_a_name_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(ProfileError, match='no key profile called "number"') as refused:
        named("number")
    assert all(name in str(refused.value) for name in shipped())


@pytest.mark.parametrize("name", ["", "..", "keyboard\0", "Keyboard", "é" * 500])
def test_no_name_leads_elsewhere(name: str) -> None:
    with pytest.raises(ProfileError):
        named(name)


KEYS = st.sampled_from([*NAMED, "a", "A", "?", "ctrl+a", "x y", "", "é", "+"])
MEANINGS = st.sampled_from(
    [
        "next",
        "back",
        "choose",
        "pause",
        "help",
        "helpline",
        "fly",
        "",
        "[a]",
        "{switch: move}",
        "{switch: choose}",
    ]
)


@given(st.dictionaries(KEYS, MEANINGS, max_size=10), st.sampled_from(["", "lists: true\n", "lists: 1\n"]))
def test_whatever_stands_in_a_file_it_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, str], lists: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    rows = "".join(f"  {key!r}: {meaning}\n" for key, meaning in keys.items())
    file.write_text(f"title: Any\n{lists}keys:\n{rows}", encoding="utf-8")
    try:
        profile = load(file)
    except ProfileError as error:
        refused = error
    else:
        keymap = profile.keymap
        reached = {intent.action for intent in keymap.intents.values()}
        assert {*keymap.intents, *keymap.switches} == set(keys)
        assert (
            reached >= {Action.NEXT, Action.BACK, Action.CHOOSE} or Switch.CHOOSE in keymap.switches.values()
        )
        return
    assert refused.faults
    assert list(refused.faults) == sorted(set(refused.faults))
