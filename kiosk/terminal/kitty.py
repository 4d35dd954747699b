"""Which key a piece of a terminal's input is, and whether it is pressed, repeated or let go.

Reads what every terminal sends and what those with the kitty keyboard protocol send
(https://sw.kovidgoyal.net/kitty/keyboard-protocol). A key is named by the character that it types, or else by
its name in Textual. Of the modifiers, the locks and Shift change nothing but what is typed; with Ctrl, Alt or
Super held it is another key, such as ctrl+q.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kiosk.keys.strokes import Stroke
from kiosk.terminal.escapes import ESC, Piece


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """What happened to which key."""

    key: str
    stroke: Stroke = Stroke.PRESS


class Answer(Enum):
    """What a terminal answers when it is asked what it can do."""

    SYNCHRONIZED_OUTPUT = auto()  # it draws a frame at once
    RELEASES = auto()  # it tells releases and repeats


REPORT_EVENT_TYPES: Final = 0b10  # the flag of the protocol

_SHIFT: Final = 1
_CHORDS: Final = ((1 << 1, "alt"), (1 << 2, "ctrl"), (1 << 4, "hyper"), (1 << 5, "meta"), (1 << 3, "super"))
_MODIFIERS: Final = range(1 << 8)  # with Caps Lock and Num Lock, which are the two last bits
_STROKES: Final = {1: Stroke.PRESS, 2: Stroke.REPEAT, 3: Stroke.RELEASE}
_HELD_AT_ONCE: Final = 32  # keys; a terminal that tells no releases would fill the memory

_CONTROLS: Final = {chr(code): f"ctrl+{chr(code + 0x60)}" for code in range(1, 27)} | {
    "\x00": "ctrl+@",
    "\b": "backspace",
    "\t": "tab",
    "\r": "enter",
    ESC: "escape",
    "\x1c": "ctrl+backslash",
    "\x1d": "ctrl+right_square_bracket",
    "\x1e": "ctrl+circumflex_accent",
    "\x1f": "ctrl+underscore",
    " ": "space",
    "\x7f": "backspace",
}
_BY_LETTER: Final = {
    "A": "up", "B": "down", "C": "right", "D": "left", "E": "kp_begin", "F": "end", "G": "kp_begin",
    "H": "home", "P": "f1", "Q": "f2", "R": "f3", "S": "f4", "Z": "tab",
}  # fmt: skip
_BY_NUMBER: Final = {
    **dict(enumerate(("home", "insert", "delete", "end", "pageup", "pagedown", "home", "end"), 1)),
    **{number: f"f{f}" for f, number in enumerate((*range(11, 16), *range(17, 22), 23, 24), 1)},
    **{number: f"f{f}" for f, number in enumerate((25, 26, 28, 29, 31, 32, 33, 34), 13)},
    57427: "kp_begin",
}
_FUNCTIONAL: Final[Mapping[int, str]] = {
    8: "backspace", 9: "tab", 13: "enter", 27: "escape", 32: "space", 127: "backspace",
    57361: "print_screen", 57362: "pause", 57363: "menu",
    **{57376 + f - 13: f"f{f}" for f in range(13, 36)},
    **dict(enumerate((
        *"0123456789./*-+", "enter", "=", ",", "left", "right", "up", "down", "pageup", "pagedown",
        "home", "end", "insert", "delete", "kp_begin", "media_play", "media_pause", "media_play_pause",
        "media_reverse", "media_stop", "media_fast_forward", "media_rewind", "media_track_next",
        "media_track_previous", "media_record", "lower_volume", "raise_volume", "mute_volume",
    ), 57399)),
}  # fmt: skip
_CONSOLE: Final = {letter: f"f{f}" for f, letter in enumerate("ABCDE", 1)}
_APPLICATION: Final = {
    **{letter: name for letter, name in _BY_LETTER.items() if letter not in "GZ"},
    **{chr(ord(character) + 0x40): character for character in "*+,-./0123456789"},
    "M": "enter",
    "X": "=",
    "I": "tab",
}
_SHIFTED: Final = {f"f{f}": f"f{f + 12}" for f in range(1, 13)}  # xterm sends F13 to F24 so

_FIELDS: Final = re.compile(r"(\d*)(?::(\d*))?(?::\d*)?(?:;(\d*)(?::(\d*))?(?:;([\d:]*))?)?")
_FLAGS: Final = re.compile(r"\?(\d+)")
_SYNCHRONIZED: Final = re.compile(r"\?2026;[123]\$")


class Keyboard:
    """Names keys. Remembers which are held, since a release does not tell what was typed."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], str] = {}

    def read(self, piece: Piece) -> KeyStroke | Answer | None:
        """Return the one key or the answer that a piece is, or None: most sequences are neither."""
        match piece.opening:
            case "":
                return _pressed(_typed(piece.final), alt=piece.alt)
            case "[" if piece.parameters.startswith("?"):
                return _answer(piece)
            case "[":
                return self._key(piece)
            case "[[" if not piece.parameters:
                return _pressed(_CONSOLE.get(piece.final), alt=piece.alt)
            case "O" if not piece.parameters:
                return _pressed(_APPLICATION.get(piece.final), alt=piece.alt)
        return None

    def _key(self, piece: Piece) -> KeyStroke | None:
        if not (fields := _FIELDS.fullmatch(piece.parameters)):
            return None
        number, shifted, modifiers, event, text = fields.groups(default="")
        held = max(int(modifiers or 1) - 1, 0)
        stroke = _STROKES.get(int(event or 1))
        code = int(number or (0 if piece.final in "u~" else 1))
        if stroke is None or held not in _MODIFIERS:
            return None
        chord = "".join(f"{name}+" for bit, name in _CHORDS if held & bit or (piece.alt and name == "alt"))
        if piece.final == "u":
            typed = "" if chord else _text(text)
            name = typed or _of_code(code, int(shifted or 0), shift=bool(held & _SHIFT))
        else:
            name = _of_sequence(code, piece.final)
            if held & _SHIFT and not chord:
                name = _SHIFTED.get(name, name)
        return self._stroke(f"{chord}{name}" if name else "", stroke, (piece.final, code))

    def _stroke(self, name: str, stroke: Stroke, of: tuple[str, int]) -> KeyStroke | None:
        match stroke:
            case Stroke.PRESS:
                self._held[of] = name
                if len(self._held) > _HELD_AT_ONCE:
                    del self._held[next(iter(self._held))]
            case Stroke.REPEAT:
                name = self._held.get(of, name)
            case Stroke.RELEASE:
                name = self._held.pop(of, name)
        return KeyStroke(name, stroke) if name else None


def _pressed(name: str | None, *, alt: bool) -> KeyStroke | None:
    return KeyStroke(f"alt+{name}" if alt else name) if name else None


def _typed(character: str) -> str:
    return _CONTROLS.get(character) or (character if character.isprintable() else "")


def _text(codes: str) -> str:
    """Return the one character that a key has typed, or ""."""
    text = unicodedata.normalize("NFC", "".join(_character(int(code)) for code in codes.split(":") if code))
    return _typed(text) if len(text) == 1 and text.isprintable() else ""


def _of_code(code: int, shifted: int, *, shift: bool) -> str:
    if name := _FUNCTIONAL.get(code):
        return name
    character = _character(shifted if shift and shifted else code)
    return character if character.isprintable() else ""  # the keys that are no character are for private use


def _of_sequence(code: int, final: str) -> str:
    if final == "~":
        return _BY_NUMBER.get(code, "")
    return _BY_LETTER.get(final, "") if code == 1 else ""


def _character(code: int) -> str:
    try:
        return chr(code)
    except (ValueError, OverflowError):
        return ""


def _answer(piece: Piece) -> Answer | None:
    if piece.final == "u" and (flags := _FLAGS.fullmatch(piece.parameters)):
        return Answer.RELEASES if int(flags[1]) & REPORT_EVENT_TYPES else None
    if piece.final == "y" and _SYNCHRONIZED.fullmatch(piece.parameters):
        return Answer.SYNCHRONIZED_OUTPUT
    return None
