"""Whatever bytes a terminal sends, the kiosk gets one key for each that was meant, and none for the rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.strokes import Stroke
from kiosk.terminal.kitty import Answer, KeyStroke
from kiosk.terminal.typed import ESC_ALONE_AFTER_SECONDS, FORGOTTEN_AFTER_SECONDS, Keys


def sent(data: bytes) -> list[KeyStroke | Answer]:
    return list(Keys().of(data, at=0.0))


def presses(*names: str) -> list[KeyStroke]:
    return [KeyStroke(name, Stroke.PRESS) for name in names]


TEXT = {
    b"h": ["h"],
    b"H": ["H"],
    b"7": ["7"],
    b"?": ["?"],
    b"+": ["+"],
    b" ": ["space"],
    b"\r": ["enter"],
    b"\t": ["tab"],
    b"\x7f": ["backspace"],
    b"\x08": ["backspace"],
    b"\n": ["ctrl+j"],
    b"\x00": ["ctrl+@"],
    b"\x03": ["ctrl+c"],
    b"\x11": ["ctrl+q"],
    b"\x1c": ["ctrl+backslash"],
    b"abc": ["a", "b", "c"],
    b"rrrrrrrr": ["r"] * 8,  # auto-repeat, where nothing tells it apart
    "é".encode(): ["é"],
    "日".encode(): ["日"],
    "\N{GRINNING FACE}".encode(): ["\N{GRINNING FACE}"],
    "\x9b".encode(): [],  # C1: no key
    "\N{ZERO WIDTH SPACE}".encode(): [],
    "\ufffd".encode(): [],
}
NO_UTF8 = {
    b"\xff": [],
    b"\xff\xfe\xe9x": ["x"],
    b"\xc3A\xe2\x82": ["A"],
    b"\xe2\x82h": ["h"],
    b"\xe2\x82\r": ["enter"],
    b"\xed\xa0\x80h": ["h"],  # half of a surrogate pair
    b"\xc0\xafh": ["h"],  # too long a form
    b"\xf8\x88\x80\x80\x80h": ["h"],
    b"\xe2\x82\x1b[C": ["right"],
}
SEQUENCES = {
    b"\x1b[A": ["up"],
    b"\x1b[B": ["down"],
    b"\x1b[C": ["right"],
    b"\x1b[D": ["left"],
    b"\x1b[H": ["home"],
    b"\x1b[F": ["end"],
    b"\x1b[1~": ["home"],
    b"\x1b[2~": ["insert"],
    b"\x1b[3~": ["delete"],
    b"\x1b[4~": ["end"],
    b"\x1b[5~": ["pageup"],
    b"\x1b[6~": ["pagedown"],
    b"\x1b[7~": ["home"],
    b"\x1b[8~": ["end"],
    b"\x1b[Z": ["tab"],
    b"\x1b[E": ["kp_begin"],
    b"\x1b[G": ["kp_begin"],
    b"\x1bOA": ["up"],
    b"\x1bOH": ["home"],
    b"\x1bOM": ["enter"],
    b"\x1bOp": ["0"],
    b"\x1bOx": ["8"],
    b"\x1bOk": ["+"],
    b"\x1bOm": ["-"],
    b"\x1bOX": ["="],
    b"\x1bOP": ["f1"],
    b"\x1bOS": ["f4"],
    b"\x1b[[A": ["f1"],
    b"\x1b[[E": ["f5"],
    b"\x1b[11~": ["f1"],
    b"\x1b[15~": ["f5"],
    b"\x1b[17~": ["f6"],
    b"\x1b[21~": ["f10"],
    b"\x1b[24~": ["f12"],
    b"\x1b[25~": ["f13"],
    b"\x1b[34~": ["f20"],
    b"\x1b[1;2P": ["f13"],
    b"\x1b[1;2S": ["f16"],
    b"\x1b[15;2~": ["f17"],
    b"\x1b[24;2~": ["f24"],
    b"\x1b[1;2C": ["right"],  # Shift changes what is typed, and a key that types nothing stays itself
    b"\x1b[1;5C": ["ctrl+right"],
    b"\x1b[1;3C": ["alt+right"],
    b"\x1b\x1b[C": ["alt+right"],
    b"\x1b[C\x1b[C\x1b[C": ["right"] * 3,
    b"\x1bh": ["alt+h"],
    b"\x1b\r": ["alt+enter"],
    "\x1bé".encode(): ["alt+é"],
}
NOTHING = [
    b"\x1b[5A",
    b"\x1b[5C",
    b"\x1b[99~",
    b"\x1b[~",
    b"\x1b[x",
    b"\x1b[1;2x",
    b"\x1b[<x",
    b"\x1b[=1;2c",
    b"\x1b[?1;2c",  # what a terminal is
    b"\x1b[12;40R",  # where the cursor is
    b"\x1b[8;24;80t",  # sizes
    b"\x1b[48;0;0;0;0t",
    b"\x1b[I",  # focus
    b"\x1b[O",
    b"\x1b[?2026;0$y",  # modes
    b"\x1b[?2048;2$y",
    b"\x1b[?25u",
    b"\x1b[M !!",  # mouse
    b"\x1b[M \xf0\xf0",
    b"\x1b[Mhhh",
    b"\x1b[<0;5;5M",
    b"\x1b[<0;5;5m",
    b"\x1b[32;5;5M",
    b"\x1b[" + b"1;" * 5_000 + b"C",
    b"\x1b[1\xffC",
    b"\x1b[\xc3\xa9C",
    b"\x1b[\x7fC",
    b"\x1b[1\x18",
    b"\x1b[[Z",
    b"\x1bO5P",
    b"\x1bOz",
    b"\x1b(B",
    b"\x1b%G",
    b"\x1b\\",
    b"\x1b]0;hello\x07",  # strings
    b"\x1b]52;c;aGVsbG8=\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP+q544e\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b^hello\x1b\\",
    b"\x1bXhello\x1b\\",
    b"\x1b]hello\x18",
    "\x1b]héllo\x07".encode(),
    b"\x1b[200~hhh\rhhh\x1b[201~",  # a paste
    b"\x1b[200~h\x1b[Ch\x1b[201~",
    b"\x1b[200~\xff\xc3\x1b[201~",
    b"\x1b[200~\x1b\x1b[201~",
    b"\x1b[200~\x1b[201~",
    b"\x1b[201~",
]
# What is left unfinished: nothing yet, and nothing later.
UNFINISHED = [
    b"\x1b[",
    b"\x1b[1;",
    b"\x1b[M",
    b"\x1b[M  ",
    b"\x1b[[",
    b"\x1bO",
    b"\x1b(",
    b"\x1b]0;hello",
    b"\x1bP+q",
    b"\x1b_",
    b"\x1b[200~",
    b"\x1b[200~q\x1b[201",
    b"\xc3",
    b"\xe2\x82",
]


@pytest.mark.parametrize(("data", "names"), [*TEXT.items(), *NO_UTF8.items(), *SEQUENCES.items()])
def test_what_every_terminal_sends_is_the_key_that_was_pressed(data: bytes, names: list[str]) -> None:
    assert sent(data) == presses(*names)


@pytest.mark.parametrize("data", NOTHING)
def test_what_is_no_key_is_passed_over_whole(data: bytes) -> None:
    assert sent(data) == []
    assert sent(data + b"h") == presses("h")  # and the next key is heard at once
    assert sent(data + b"\x1b[C") == presses("right")


@pytest.mark.parametrize("data", UNFINISHED)
def test_what_is_left_unfinished_is_forgotten(data: bytes) -> None:
    keys = Keys()
    assert list(keys.of(data, at=7.0)) == []
    assert list(keys.of_time(7.0 + FORGOTTEN_AFTER_SECONDS)) == []
    assert list(keys.of(b"h", at=7.0 + FORGOTTEN_AFTER_SECONDS)) == presses("h")


@pytest.mark.parametrize("data", UNFINISHED)
def test_the_next_key_tells_the_time_too(data: bytes) -> None:
    keys = Keys()
    assert list(keys.of(data, at=7.0)) == []
    assert list(keys.of(b"h", at=7.0 + FORGOTTEN_AFTER_SECONDS)) == presses("h")


def test_a_paste_that_comes_in_pieces_is_one_paste() -> None:
    keys = Keys()
    pieces = [b"\x1b[200~hello", b"hello", b"hello\x1b[20", b"1~"]
    assert [list(keys.of(piece, at=number * 0.3)) for number, piece in enumerate(pieces)] == [[], [], [], []]
    assert list(keys.of(b"h", at=1.0)) == presses("h")


def test_esc_is_a_key_when_nothing_follows() -> None:
    keys = Keys()
    assert list(keys.of(b"\x1b", at=1.0)) == []
    assert list(keys.of_time(1.0 + ESC_ALONE_AFTER_SECONDS - 0.01)) == []
    assert list(keys.of_time(1.0 + ESC_ALONE_AFTER_SECONDS)) == presses("escape")
    assert list(keys.of_time(1.0 + FORGOTTEN_AFTER_SECONDS)) == []
    assert list(keys.of(b"h", at=3.0)) == presses("h")


def test_esc_and_a_later_key_are_two_keys() -> None:
    keys = Keys()
    assert list(keys.of(b"\x1b", at=1.0)) == []
    assert list(keys.of(b"h", at=1.0 + ESC_ALONE_AFTER_SECONDS)) == presses("escape", "h")


@pytest.mark.requirement("K22")
def test_a_held_esc_is_one_key() -> None:
    keys = Keys()
    held = [list(keys.of(b"\x1b", at=number * 0.03)) for number in range(100)]
    assert not any(held)
    assert list(keys.of_time(9.0)) == presses("escape")


def test_a_sequence_that_comes_slowly_is_one_key() -> None:
    keys = Keys()
    assert list(keys.of(b"\x1b", at=1.0)) == []
    assert list(keys.of(b"[", at=1.01)) == []
    assert list(keys.of(b"C", at=1.3)) == presses("right")


def test_only_what_was_asked_is_answered() -> None:
    assert sent(b"\x1b[?27u") == [Answer.RELEASES]
    assert sent(b"\x1b[?2u") == [Answer.RELEASES]
    assert sent(b"\x1b[?25u") == sent(b"\x1b[?u") == sent(b"\x1b[?0u") == sent(b"\x1b[?2;2u") == []
    assert sent(b"\x1b[?2026;2$y") == sent(b"\x1b[?2026;1$y") == [Answer.SYNCHRONIZED_OUTPUT]
    assert sent(b"\x1b[?2026;4$y") == []  # never on


# --- Any bytes.

KNOWN = [*TEXT, *NO_UTF8, *SEQUENCES, *NOTHING, *UNFINISHED, b"\x1b", b"\x1b[97;1:3u", b"\x1b[63;130:1;63u"]
STREAMS = st.lists(
    st.one_of(
        st.sampled_from(KNOWN),
        st.binary(max_size=8),
        st.sampled_from([b"\x1b", b"[", b";", b":", b"1", b"u"]),
    ),
    max_size=12,
).map(b"".join)


@given(STREAMS)
def test_after_a_moments_quiet_the_next_key_is_understood(data: bytes) -> None:
    keys = Keys()
    list(keys.of(data, at=1.0))
    list(keys.of_time(1.0 + FORGOTTEN_AFTER_SECONDS))
    assert list(keys.of(b"h", at=2.0)) == presses("h")
    assert list(keys.of(b"\x1b[1;1:1C", at=2.0)) == presses("right")


@given(STREAMS, st.lists(st.integers(0, 200)))
def test_where_bytes_are_cut_changes_no_key(data: bytes, cuts: list[int]) -> None:
    keys = Keys()
    edges = [0, *sorted(cuts), len(data)]
    in_pieces = [key for start, end in pairwise(edges) for key in keys.of(data[start:end], at=0.0)]
    assert in_pieces == sent(data)


@given(st.lists(st.sampled_from(NOTHING), max_size=20))
def test_no_garbage_makes_a_key(data: list[bytes]) -> None:
    assert sent(b"".join(data)) == []


@given(STREAMS)
def test_every_key_has_a_name_that_can_be_shown(data: bytes) -> None:
    for key in sent(data):
        if isinstance(key, KeyStroke):
            assert key.key.isprintable()
            assert key.key.strip()
