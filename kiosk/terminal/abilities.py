"""What a terminal can do: its colours, which characters it shows, whether it tells when keys are let go."""

import os
import re
import struct
import sys
from array import array
from collections.abc import Iterable, Mapping
from typing import Final

from kiosk.terminal.asked import ask, by_the_key
from kiosk.terminal.escapes import Piece

# What the screen draws beside letters; what a pack's text holds comes to these.
DRAWN: Final = "▶▌■·•»▲▼─│┌┐└┘═║╔╗╚╝▀▄█"
TRUE_COLOUR: Final = 1 << 24

_FLAGS: Final = re.compile(r"\?\d+")
_PLACE: Final = re.compile(r"(\d+);(\d+)")
_GIO_UNIMAP: Final = 0x4B66  # linux/kd.h: which glyph of the console's font is which character
_UNIMAP: Final = "@HP"  # struct unimapdesc: how many entries, and where they are
_MOST_ENTRIES: Final = (1 << 16) - 1
_ENTRY_NUMBERS: Final = 2  # a character (16 bits) and its glyph
_REWRITTEN: Final = "\r\x1b[2K"


def colours(environment: Mapping[str, str]) -> int:
    """Return how many colours the screen draws with: 0 where it takes the terminal for one without any.

    It goes by what the environment says of the terminal, as the library that draws does.
    """
    kind = environment.get("TERM", "").strip().lower()
    if "NO_COLOR" in environment or kind in {"dumb", "unknown"}:
        return 0
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return TRUE_COLOUR
    return 256 if kind.rpartition("-")[2] in {"256color", "kitty"} else 16


def tells_releases(terminal: int) -> bool:
    """Return whether a terminal has the kitty keyboard protocol. Raises OSError where it cannot be asked."""
    with by_the_key(terminal):
        return ask(terminal, "\x1b[?u", _is_flags) is not None


def widths(terminal: int, characters: str) -> dict[str, int] | None:
    """Return the characters that do not take one column, each with its columns; None where nothing is told.

    They are shown for a moment, in the row of the cursor. Raises OSError where it cannot be asked.
    """
    with by_the_key(terminal):
        together, wrong = _column(terminal, characters), dict[str, int]()
        if together not in {len(characters), None}:
            for character in characters:
                taken = _column(terminal, character)
                if taken not in {1, None}:
                    wrong[character] = taken
        os.write(terminal, _REWRITTEN.encode())
    return None if together is None else wrong


def not_in_the_font(terminal: int, characters: Iterable[str]) -> list[str] | None:
    """Return which characters the font of a Linux console lacks; None where the terminal is none."""
    if sys.platform != "linux":
        return None
    import fcntl  # noqa: PLC0415 - there is none on Windows

    entries = array("H", bytes(_MOST_ENTRIES * _ENTRY_NUMBERS * 2))
    asked = bytearray(struct.pack(_UNIMAP, _MOST_ENTRIES, entries.buffer_info()[0]))
    try:
        fcntl.ioctl(terminal, _GIO_UNIMAP, asked)
    except OSError:
        return None
    count: int = struct.unpack(_UNIMAP, asked)[0]
    there = set(entries[: count * _ENTRY_NUMBERS : _ENTRY_NUMBERS])
    return [character for character in characters if ord(character) not in there]


def _column(terminal: int, text: str) -> int | None:
    """Return how many columns a text takes at the beginning of a row."""
    place = ask(terminal, f"{_REWRITTEN}{text}\x1b[6n", _is_place)
    numbers = _PLACE.fullmatch(place.parameters) if place else None
    return int(numbers[2]) - 1 if numbers else None


def _is_flags(piece: Piece) -> bool:
    return (piece.opening, piece.final) == ("[", "u") and bool(_FLAGS.fullmatch(piece.parameters))


def _is_place(piece: Piece) -> bool:
    return (piece.opening, piece.final) == ("[", "R") and bool(_PLACE.fullmatch(piece.parameters))
