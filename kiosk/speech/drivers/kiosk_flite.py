"""A pyttsx3 driver for Flite (Debian's libflite1): two American voices and a Scottish one.

The engine takes ASCII only; other characters are put into letters, or spelt (plain.py), so that nothing of a
text is lost. This driver gives it the words one by one, so that it knows which word a sound belongs to, and
which are said by phonemes. The engine works out a whole piece of a text before its first sample, so a long
text is given in pieces, cut where the sense ends.

Flite ends the process at some errors of its own.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyttsx3.voice import Voice

from kiosk.speech.drivers.flite import Library, Piece, Token
from kiosk.speech.drivers.plain import in_ascii
from kiosk.speech.drivers.rendering import SAMPLE_BYTES, RenderingDriver
from kiosk.speech.drivers.sounds import in_phones

SAMPLE_RATE: Final = 16000  # of each voice here


@dataclass(frozen=True)
class _Speaker:
    """A voice of Flite: how fast it speaks when it is not stretched (words a minute), how loud (dBFS)."""

    name: str
    languages: tuple[str, ...]
    gender: str
    rate: float
    level: float


# Measured on the bundled pack, stretched to 1.2. The Scottish voice has the words of an American dictionary.
_SPEAKERS: Final = {
    "cmu_us_rms": _Speaker("RMS (America)", ("en-us", "en"), "Male", 154.4, -20.3),
    "cmu_us_slt": _Speaker("SLT (America)", ("en-us", "en"), "Female", 175.8, -14.5),
    "cmu_us_awb": _Speaker("AWB (Scotland)", ("en-gb-scotland", "en-gb", "en"), "Male", 172.3, -19.1),
}
# Behind these a piece ends; behind a comma when it is long; and behind any word when it is longest.
_ENDS: Final = re.compile(r"[.!?;:][^\w\s]*$")
_COMMA: Final = re.compile(r",[^\w\s]*$")
_LONG_WORDS: Final = 12
_LONGEST_WORDS: Final = 30
_LONGEST_LETTERS: Final = 200

_TOKEN: Final = re.compile(r"\[\[(?P<phonemes>.*?)\]\]|(?:(?!\[\[)\S)+")
_LONGEST_TOKEN: Final = 40  # characters: what is longer is given in several
_OPENING: Final = "\"'`({["
_CLOSING: Final = "\"'`.,:;!?(){}[]"


def buildDriver(proxy: Any) -> "FliteDriver":  # noqa: N802, ANN401 - pyttsx3's name; its proxy has no type
    """Return a driver, as pyttsx3 asks for one."""
    return FliteDriver(proxy)


class FliteDriver(RenderingDriver):
    """Renders with Flite."""

    name = "kiosk_flite"
    sample_rate = SAMPLE_RATE

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        super().__init__(proxy, voice="cmu_us_rms")
        self._library = Library.once()
        self._told = -1  # where the last word that was told of stands in the text
        self._library.voice(self._voice)

    def says(self, phonemes: str) -> bool:
        """Whether the voice that is set can say phonemes in eSpeak's notation: only English ones."""
        return in_phones(phonemes) is not None

    def _has(self, voice: str) -> bool:
        return voice in _SPEAKERS and bool(self._library.voice(voice))

    def _voices(self) -> Sequence[Voice]:
        return [
            Voice(id=key, name=each.name, languages=list(each.languages), gender=each.gender)
            for key, each in _SPEAKERS.items()
        ]

    def _level(self) -> float:
        return _SPEAKERS[self._voice].level

    def _setting(self) -> float:
        """Return how much longer than its own the voice's sounds are to be."""
        return _SPEAKERS[self._voice].rate / self._rate

    def _synthesise(self, text: str) -> None:
        made, self._told = 0, -1
        for tokens in _pieces(_tokens(text)):
            made += self._say(tokens, after=made)
            if self._stopping:
                return

    def _say(self, tokens: list[Token], *, after: int) -> int:
        """Render a piece that begins behind `after` samples, and return how many samples it has."""
        made, voice = 0, self._library.voice(self._voice)
        higher = 2 ** (self._pitch / 50 - 1)
        piece = Piece(self._library, voice, tokens, stretch=self._setting(), pitch=higher)
        for part in piece.parts():
            if isinstance(part, bytes):
                made += len(part) // SAMPLE_BYTES
                wanted = self._take_samples(part if self._volume == 1 else self._quieter(part))
            else:
                wanted = self._wanted()
                self._tell_words(part, after=after)
            if not wanted:
                piece.leave()
                break
        return made

    def _quieter(self, samples: bytes) -> bytes:
        return array("h", [int(sample * self._volume) for sample in array("h", samples)]).tobytes()

    def _tell_words(self, words: list[tuple[Token, float]], *, after: int) -> None:
        for token, begun in words:
            if token.location > self._told:  # a token may be several words, and a word several tokens
                self._told = token.location
                self._take_word(
                    location=token.location,
                    length=token.length,
                    milliseconds=int(1000 * (begun + after / SAMPLE_RATE)),
                )


def _tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text, each in ASCII; what is only punctuation ends the word before."""
    for found in _TOKEN.finditer(text):
        place = {"location": found.start(), "length": len(found[0])}
        phones = in_phones(found["phonemes"]) if found["phonemes"] is not None else None
        if phones:
            yield Token(**place, word="word", before="", behind="", phones=phones)
            continue
        for plain in in_ascii(found[0]).split():
            for start in range(0, len(plain), _LONGEST_TOKEN):
                part = plain[start : start + _LONGEST_TOKEN]
                opened = part.lstrip(_OPENING)
                word = opened.rstrip(_CLOSING)
                yield Token(
                    **place,
                    word=word,
                    before=part[: len(part) - len(opened)],
                    behind=opened[len(word) :],
                    phones=None,
                )


def _pieces(tokens: Iterator[Token]) -> Iterator[list[Token]]:
    """Yield the words of a text, cut where the sense ends or where there are too many."""
    piece = list[Token]()
    for token in tokens:
        if not token.word:
            continue
        piece.append(token)
        if (
            _ENDS.search(token.behind)
            or (len(piece) >= _LONG_WORDS and _COMMA.search(token.behind))
            or len(piece) >= _LONGEST_WORDS
            or sum(len(each.word) for each in piece) >= _LONGEST_LETTERS
        ):
            yield piece
            piece = []
    if piece:
        yield piece
