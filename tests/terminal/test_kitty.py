"""What a terminal with the kitty protocol sends: presses, repeats and releases, by one name a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.profile import keyboard
from kiosk.keys.strokes import Stroke
from kiosk.terminal.kitty import Answer, KeyStroke
from kiosk.terminal.typed import Keys

KEYMAP = keyboard().keymap

CAPS_LOCK, NUM_LOCK = 64, 128
LOCKS = [0, CAPS_LOCK, NUM_LOCK, CAPS_LOCK + NUM_LOCK]
STROKES = {"": Stroke.PRESS, ":": Stroke.PRESS, ":1": Stroke.PRESS, ":2": Stroke.REPEAT, ":3": Stroke.RELEASE}


def sent(text: str) -> list[KeyStroke | Answer]:
    return list(Keys().of(text.encode(), at=0.0))


# What comes after ESC [ with {} for the modifiers and the stroke, and the name of the key.
KEYS = {
    "104;{};104u": "h",
    "104;{}u": "h",
    "13;{}u": "enter",
    "9;{}u": "tab",
    "27;{}u": "escape",
    "127;{}u": "backspace",
    "32;{};32u": "space",
    "32;{}u": "space",
    "43;{};43u": "+",
    "47;{};63u": "?",  # Shift and /, and the text that it types
    "0;{};229u": "å",  # from an input method
    "97;{};776:97u": "a",  # more than one character: the key's own
    "97;{};97:776u": "ä",
    "97;{};9999999u": "a",
    "97;{};7u": "a",
    "97:65:99;{}u": "a",
    "97::99;{}u": "a",
    "1;{}A": "up",
    "1;{}B": "down",
    "1;{}C": "right",
    "1;{}D": "left",
    "1;{}H": "home",
    "1;{}F": "end",
    ";{}C": "right",
    "1;{}E": "kp_begin",
    "57427;{}~": "kp_begin",
    "57427;{}u": "kp_begin",
    "5;{}~": "pageup",
    "6;{}~": "pagedown",
    "2;{}~": "insert",
    "3;{}~": "delete",
    "1;{}P": "f1",
    "13;{}~": "f3",
    "24;{}~": "f12",
    **{f"{57376 + number};{{}}u": f"f{13 + number}" for number in range(23)},
    **{f"{57399 + digit};{{}};{48 + digit}u": str(digit) for digit in range(10)},
    **{f"{57399 + digit};{{}}u": str(digit) for digit in range(10)},
    "57409;{}u": ".",
    "57409;{};44u": ",",
    "57410;{};47u": "/",
    "57411;{}u": "*",
    "57412;{};45u": "-",
    "57412;{}u": "-",
    "57413;{};43u": "+",
    "57413;{}u": "+",
    "57414;{}u": "enter",
    "57415;{}u": "=",
    "57416;{}u": ",",
    "57417;{}u": "left",
    "57418;{}u": "right",
    "57419;{}u": "up",
    "57420;{}u": "down",
    "57421;{}u": "pageup",
    "57422;{}u": "pagedown",
    "57423;{}u": "home",
    "57424;{}u": "end",
    "57425;{}u": "insert",
    "57426;{}u": "delete",
    "57361;{}u": "print_screen",
    "57363;{}u": "menu",
    "57430;{}u": "media_play_pause",
    "57438;{}u": "lower_volume",
    "57439;{}u": "raise_volume",
    "57440;{}u": "mute_volume",
}
# The key codes of Caps Lock, Scroll Lock, Num Lock, and of every Shift, Ctrl, Alt ... alone.
NO_KEYS = [57358, 57359, 57360, *range(57441, 57455)]
ODD = [
    "u",
    ";u",
    ";;u",
    ":u",
    "0u",
    "0;1u",
    "1;1u",
    "128;1u",  # C1
    "55296;1u",  # half of a surrogate pair
    "1114112;5u",
    "99999999999999999999;1u",
    "97;999u",
    "97;99999999999999999999u",
    "97;1:0u",
    "97;1:4u",
    "97;1:99999999999999999999u",
    "97;1:1:1u",
    "97;1;97;97u",
    "-97;1u",
    "97 u",
    "57355;1u",
    "63743;1u",
    "2;1C",
    "97;1~",
    "9" * 5_000 + "u",
    "9" * 64 + "u",
    "97;" + "1:" * 40 + "u",
]


@pytest.mark.requirement("K28")
@pytest.mark.parametrize(("form", "name"), KEYS.items())
def test_a_key_is_itself_whatever_the_locks(form: str, name: str) -> None:
    for locks in LOCKS:
        for event, stroke in STROKES.items():
            assert sent(f"\x1b[{form.format(f'{1 + locks}{event}')}") == [KeyStroke(name, stroke)]


@pytest.mark.requirement("K28")
@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("key", [key for key in KEYMAP.intents if len(key) == 1])
def test_what_a_key_means_is_the_same_whatever_the_locks(key: str, lock: int) -> None:
    typed = key.upper() if lock & CAPS_LOCK else key
    [pressed] = sent(f"\x1b[{ord(key)};{1 + lock};{ord(typed)}u")
    assert isinstance(pressed, KeyStroke)
    assert KEYMAP.intent(pressed.key) == KEYMAP.intent(key)


@pytest.mark.requirement("K28")
@pytest.mark.parametrize("code", NO_KEYS)
def test_a_lock_or_a_modifier_alone_is_no_key(code: int) -> None:
    for modifiers in range(1, 257, 51):
        for event in STROKES:
            assert sent(f"\x1b[{code};{modifiers}{event}u") == []


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_sequence_is_no_key_and_costs_none(odd: str) -> None:
    assert sent(f"\x1b[{odd}") == []
    assert sent(f"\x1b[{odd}\x1b[104;1;104u") == [KeyStroke("h")]


@pytest.mark.requirement("K20")
@pytest.mark.parametrize(
    ("sequence", "name"),
    [
        ("113;5u", "ctrl+q"),
        ("113;6u", "ctrl+q"),
        ("113;5;113u", "ctrl+q"),
        ("113;3;113u", "alt+q"),
        ("113;3;229u", "alt+q"),  # the text that a chord types is none of its name
        ("113;9u", "super+q"),
        ("113;7u", "alt+ctrl+q"),
        ("113;69u", "ctrl+q"),  # with Caps Lock
        ("1;5C", "ctrl+right"),
        ("13;5u", "ctrl+enter"),
        ("1;6P", "ctrl+f1"),
        ("57414;5u", "ctrl+enter"),
    ],
)
def test_a_chord_is_another_key_and_none_of_the_kiosks(sequence: str, name: str) -> None:
    assert sent(f"\x1b[{sequence}") == [KeyStroke(name)]
    assert KEYMAP.intent(name) is None


@pytest.mark.parametrize(
    ("sequence", "name"),
    [
        ("97;2;65u", "A"),
        ("97:65;2u", "A"),
        ("97;2u", "a"),
        ("13;2u", "enter"),
        ("32;2;32u", "space"),
        ("1;2C", "right"),
        ("9;2u", "tab"),
        ("1;2P", "f13"),
        ("24;66~", "f24"),
    ],
)
def test_shift_changes_what_is_typed_and_nothing_else(sequence: str, name: str) -> None:
    assert sent(f"\x1b[{sequence}") == [KeyStroke(name)]


def test_a_key_is_let_go_by_the_name_it_was_pressed_by() -> None:
    shift_goes_up_first = sent("\x1b[47;2;63u\x1b[47;2:2;63u\x1b[57441;2:3u\x1b[47;1:2;47u\x1b[47;1:3u")
    assert shift_goes_up_first == [
        KeyStroke("?", Stroke.PRESS),
        KeyStroke("?", Stroke.REPEAT),
        KeyStroke("?", Stroke.REPEAT),
        KeyStroke("?", Stroke.RELEASE),
    ]
    assert sent("\x1b[113;5u\x1b[113;1:3u") == [KeyStroke("ctrl+q"), KeyStroke("ctrl+q", Stroke.RELEASE)]


def test_it_is_another_press_after_it_was_let_go() -> None:
    keys = Keys()
    assert list(keys.of(b"\x1b[47;2;63u\x1b[47;1:3u", at=0.0)) == [
        KeyStroke("?"),
        KeyStroke("?", Stroke.RELEASE),
    ]
    assert list(keys.of(b"\x1b[47;1:3u", at=0.0)) == [KeyStroke("/", Stroke.RELEASE)]


def test_a_terminal_that_tells_no_releases_fills_no_memory() -> None:
    others = "".join(f"\x1b[{code}u" for code in range(97, 97 + 32))
    *_, let_go = sent(f"\x1b[47;2;63u{others}\x1b[47;1:3u")
    assert let_go == KeyStroke("/", Stroke.RELEASE)


def test_a_key_is_still_held_after_a_moments_quiet() -> None:
    keys = Keys()
    assert list(keys.of(b"\x1b[47;2;63u", at=0.0)) == [KeyStroke("?")]
    assert list(keys.of_time(5.0)) == []
    assert list(keys.of(b"\x1b[47;1:3u", at=10.0)) == [KeyStroke("?", Stroke.RELEASE)]


@given(
    st.integers(0, 1 << 24),
    st.integers(0, 400),
    st.integers(0, 5),
    st.integers(0, 1 << 22),
    st.sampled_from("u~ABCDEFHPQRS"),
)
def test_a_sequence_is_one_key_or_none(code: int, modifiers: int, event: int, text: int, final: str) -> None:
    keys = sent(f"\x1b[{code};{modifiers}:{event};{text}{final}")
    assert len(keys) <= 1
