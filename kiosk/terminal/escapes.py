"""What bytes from a terminal belong together: characters, and escape sequences up to their final byte.

A sequence is taken whole, known or not, so that it never falls apart into letters that mean something. The
forms are those of ECMA-48, with the two that break it: a mouse report of xterm (three bytes after the final
one) and the function keys of the Linux console (a second [).
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

ESC: Final = "\x1b"

_ESC, _BELL, _CANCEL, _SUBSTITUTE, _SPACE = 0x1B, 0x07, 0x18, 0x1A, 0x20
_INTERMEDIATES: Final = range(0x20, 0x30)
_PARAMETERS: Final = range(0x20, 0x40)  # with the intermediates, which come after them
_FINALS: Final = range(0x40, 0x7F)
_STRINGS: Final = frozenset(b"]PX^_")  # OSC, DCS, SOS, PM, APC: up to the string terminator
_TERMINATOR: Final = ord("\\")
_PASTE_END: Final = b"\x1b[201~"
_MOUSE_BYTES: Final = 3
_LONGEST: Final = 64  # bytes of parameters; the longest key of the kitty protocol has about 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A character (`opening` is "") or a sequence: how it opens after Esc, its parameters, its final byte.

    `alt` tells that one more Esc came before it, which is how terminals send Alt. Esc alone is a character.
    """

    final: str
    opening: str = ""
    parameters: str = ""
    alt: bool = False


class _State(Enum):
    TEXT = auto()
    ESCAPE = auto()
    SEQUENCE = auto()
    CHARACTER_SET = auto()
    STRING = auto()
    MOUSE = auto()
    PASTE = auto()


class Escapes:
    """Cuts a stream of bytes into pieces. Any bytes do, cut anywhere; a paste is passed over."""

    def __init__(self) -> None:
        self._take = {
            _State.TEXT: self._text,
            _State.ESCAPE: self._escape,
            _State.SEQUENCE: self._sequence,
            _State.CHARACTER_SET: self._character_set,
            _State.STRING: self._string,
            _State.MOUSE: self._mouse,
            _State.PASTE: self._paste,
        }
        self.forget()

    def of(self, data: bytes) -> Iterator[Piece]:
        """Yield the pieces that end in `data`."""
        for byte in data:
            if piece := self._take[self._state](byte):
                yield piece

    def esc_alone(self) -> Piece | None:
        """Return the Esc that nothing has followed, if that is what is unfinished. It is finished then."""
        if self._state is not _State.ESCAPE:
            return None
        self.forget()
        return Piece(ESC)

    def forget(self) -> None:
        """Forget what has been left unfinished."""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._enter(_State.TEXT)

    def _enter(self, state: _State, *, opening: str = "", alt: bool = False) -> None:
        self._state, self._opening, self._alt = state, opening, alt
        self._seen = bytearray()  # of the parameters, of a mouse report, of what may end a paste
        self._garbled = False

    def _text(self, byte: int) -> Piece | None:
        if byte == _ESC:
            self.forget()
            self._enter(_State.ESCAPE)
            return None
        character = self._decoder.decode(bytes((byte,)))[-1:]
        if not character:
            return None  # the rest of it is yet to come
        alt, self._alt = self._alt, False
        return None if character == "\N{REPLACEMENT CHARACTER}" else Piece(character, alt=alt)

    def _escape(self, byte: int) -> Piece | None:
        if byte == _ESC:  # a held Esc, or Alt and a sequence
            self._alt = True
        elif byte in b"[O":
            self._enter(_State.SEQUENCE, opening=chr(byte), alt=self._alt)
        elif byte in _STRINGS:
            self._enter(_State.STRING)
        elif byte in _INTERMEDIATES:
            self._enter(_State.CHARACTER_SET)
        elif byte == _TERMINATOR:  # of a string that the Esc has already ended
            self._enter(_State.TEXT)
        else:
            self._enter(_State.TEXT, alt=True)
            return self._text(byte)
        return None

    def _sequence(self, byte: int) -> Piece | None:
        if byte in _PARAMETERS:
            self._garbled = self._garbled or len(self._seen) == _LONGEST
            if not self._garbled:
                self._seen.append(byte)
        elif byte in _FINALS:
            return self._final(chr(byte))
        elif byte < _SPACE:
            return self._broken_off(byte)
        else:
            self._garbled = True
        return None

    def _final(self, final: str) -> Piece | None:
        piece = Piece(final, self._opening, self._seen.decode("ascii"), self._alt)
        garbled = self._garbled
        self._enter(_State.TEXT)
        match piece:
            case _ if garbled:
                return None
            case Piece("M", "[", ""):
                self._enter(_State.MOUSE)
            case Piece("[", "[", ""):
                self._enter(_State.SEQUENCE, opening="[[", alt=piece.alt)
            case Piece("~", "[", "200"):
                self._enter(_State.PASTE)
            case _:
                return piece
        return None

    def _broken_off(self, byte: int) -> Piece | None:
        """Leave what is unfinished for a control character: a key, such as Enter, unless it cancels."""
        self._enter(_State.TEXT)
        return None if byte in (_CANCEL, _SUBSTITUTE) else self._text(byte)

    def _character_set(self, byte: int) -> Piece | None:
        if byte in _INTERMEDIATES:
            return None
        if byte < _SPACE:
            return self._broken_off(byte)
        self._enter(_State.TEXT)
        return None

    def _string(self, byte: int) -> Piece | None:
        if byte == _BELL:
            self._enter(_State.TEXT)
        elif byte in (_ESC, _CANCEL, _SUBSTITUTE):
            return self._broken_off(byte)
        return None

    def _mouse(self, byte: int) -> Piece | None:
        if byte == _ESC:
            return self._broken_off(byte)
        self._seen.append(byte)
        if len(self._seen) == _MOUSE_BYTES:
            self._enter(_State.TEXT)
        return None

    def _paste(self, byte: int) -> Piece | None:
        self._seen = (self._seen + bytes((byte,)))[-len(_PASTE_END) :]
        if self._seen == _PASTE_END:
            self._enter(_State.TEXT)
        return None
