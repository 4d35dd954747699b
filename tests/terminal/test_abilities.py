"""What a terminal is asked, on a real one (a pty), and what is known of one that does not answer."""

import ctypes
import fcntl
import io
import os
import struct
import time
from array import array
from collections.abc import Iterator, Mapping

import pytest
from answering import AnsweringTerminal
from rich.console import Console

from kiosk.terminal import abilities
from kiosk.terminal.abilities import DRAWN, colours, not_in_the_font, tells_releases, widths
from kiosk.terminal.asked import ANSWER_SECONDS


@pytest.fixture
def opened() -> Iterator[list[AnsweringTerminal]]:
    terminals = list[AnsweringTerminal]()
    yield terminals
    for each in terminals:
        each.close()


def terminal(opened: list[AnsweringTerminal], **kind: object) -> AnsweringTerminal:
    opened.append(AnsweringTerminal(**kind))  # type: ignore[arg-type]
    return opened[-1]


@pytest.mark.parametrize("kitty", [True, False])
def test_the_keyboard_protocol_is_asked_for(opened: list[AnsweringTerminal], kitty: bool) -> None:
    asked = terminal(opened, kitty=kitty)
    assert tells_releases(asked.descriptor) is kitty
    assert asked.is_as_before


def test_what_is_typed_meanwhile_is_no_answer(opened: list[AnsweringTerminal]) -> None:
    asked = terminal(opened)
    asked.type(b"h\x1b[C\x1b[97;1:3u")
    assert not tells_releases(asked.descriptor)


def test_a_terminal_that_answers_nothing_is_waited_for_once(opened: list[AnsweringTerminal]) -> None:
    began = time.monotonic()
    deaf = terminal(opened, deaf=True)
    assert not tells_releases(deaf.descriptor)
    assert widths(deaf.descriptor, DRAWN) is None
    assert 2 * ANSWER_SECONDS <= time.monotonic() - began < 30
    assert deaf.is_as_before


def test_all_that_is_drawn_takes_one_column_each_where_the_terminal_says_so(
    opened: list[AnsweringTerminal],
) -> None:
    asked = terminal(opened)
    assert widths(asked.descriptor, DRAWN) == {}
    assert DRAWN in asked.shown


def test_a_character_of_two_columns_is_named(opened: list[AnsweringTerminal]) -> None:
    asked = terminal(opened, wide={"■": 2, "─": 2})
    assert widths(asked.descriptor, DRAWN) == {"■": 2, "─": 2}
    assert asked.is_as_before


def test_what_is_no_terminal_cannot_be_asked() -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(OSError, match="ioctl"):
            tells_releases(writing)
        assert not_in_the_font(writing, DRAWN) is None
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize(
    ("environment", "count"),
    [
        ({"TERM": "linux"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "foot"}, 16),
        ({"TERM": "foot", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "foot", "COLORTERM": "24bit"}, 1 << 24),
        ({"TERM": "xterm-16color"}, 16),
        ({}, 16),
        ({"TERM": "dumb"}, 0),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
        ({"TERM": "unknown"}, 0),
    ],
)
def test_colours_are_counted_as_the_library_that_draws_counts_them(
    environment: Mapping[str, str], count: int
) -> None:
    of_rich = {None: 0, "standard": 16, "256": 256, "truecolor": 1 << 24}
    drawn = Console(file=io.StringIO(), force_terminal=True, _environ=environment).color_system
    assert colours(environment) == of_rich[drawn] == count


def test_without_colours_none_are_drawn() -> None:
    assert colours({"TERM": "foot", "COLORTERM": "truecolor", "NO_COLOR": "1"}) == 0


def test_the_font_of_a_console_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's form, of a console that is not there: entries of a character and a glyph."""

    def ioctl(_: int, request: int, asked: bytearray) -> int:
        assert request == 0x4B66
        room, address = struct.unpack("@HP", asked)
        held = array("H", [ord("a"), 1, ord("═"), 2])
        assert room >= 2
        ctypes.memmove(address, held.tobytes(), 8)
        asked[:] = struct.pack("@HP", 2, address)
        return 0

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    assert abilities.not_in_the_font(0, "a═▶") == ["▶"]
