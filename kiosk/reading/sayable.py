"""What the engine is given. Each character has an owner: the written word that it says.

The text is made by rewriting, and each rewriting hands the owners on; so the map from what is heard to what
is written holds by construction.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kiosk.reading.entry import Phonemes
from kiosk.reading.language import Said
from kiosk.reading.sentences import Span


@dataclass(frozen=True)
class Piece:
    """A spoken word, and the written words that it says."""

    spoken: Span
    written: Span


@dataclass(frozen=True)
class Spoken:
    """The text for the engine. Its pieces stand in the order of both texts; several may say one written word.

    Without pieces there is nothing to say.
    """

    text: str
    pieces: tuple[Piece, ...]


# Runs without a space make eSpeak abort ("s'" 100 times, "open" 56 times) or babble (64 symbols: 37 s). It
# is silent at < and >, and [[ can open its phonemes. Digits repeat for good reason: 10000000000.
_LONGEST_RUN: Final = 40
_REWRITINGS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"([^\s\d]{1,10}?)\1{7,}"), lambda found: found[1] * 3),
    (re.compile(r"[^\w\s]{9,}"), lambda found: found[0][:8]),
    (re.compile("&"), lambda _: " and "),
    (re.compile("<"), lambda _: " less than "),
    (re.compile(">"), lambda _: " more than "),
    (re.compile(r"\["), lambda _: "("),
    (re.compile(r"\]"), lambda _: ")"),
    # Cut after the last mark that a run holds, so that an address is not cut within a word.
    (
        re.compile(
            rf"(?=\S{{{_LONGEST_RUN + 1}}})(?:\S{{0,{_LONGEST_RUN - 1}}}[-/.,:;_]|\S{{{_LONGEST_RUN}}})"
        ),
        lambda found: found[0] + " ",
    ),
    (re.compile(r"\s+"), lambda _: " "),
    (re.compile(r"^ | $"), lambda _: ""),
)
# Stands for a word in phonemes, which no rewriting may touch. No text holds it: it is cleaned away. The
# engine is silent at phonemes that touch what is before them, so each such word stands between spaces.
_PHONEMES: Final = re.compile("\ue000")


def sayable(said: Iterable[Said]) -> Spoken:
    """Return what the engine is given for what is said, each piece of it with the words that it says."""
    text, owners, sounds = "", list[Span | None](), list[str]()
    for part, owner in said:
        if isinstance(part, Phonemes):
            words = part.text.split()
            sounds += words
            clean = f" {_PHONEMES.pattern} " * len(words)
        else:
            clean = _clean(part)
        text += clean
        owners += [owner] * len(clean)
    for pattern, rewriting in _REWRITINGS:
        text, owners = _rewritten(text, owners, pattern, rewriting)
    text, owners = _set_off(text, owners)
    in_order = iter(sounds)
    text, owners = _rewritten(text, owners, _PHONEMES, lambda _: f"[[{next(in_order)}]]")
    return Spoken(text, tuple(_pieces(text, owners)))


# Somebody's words in quotes of one kind. Inches and apostrophes are none.
_QUOTATION: Final = re.compile(
    "|".join(
        rf"(?<!\w){opens}(?=\S)(?:[^{opens}{closes}]|(?<=\w){closes}(?=\w))+(?<=\S){closes}(?!\w)"
        for opens, closes in ('""', "\u201c\u201d", "''", "\u2018\u2019")
    )
)


def _set_off(text: str, owners: list[Span | None]) -> tuple[str, list[Span | None]]:
    """Put a comma before and behind a quotation of two words or more, where nothing sets it off.

    People pause there, and the engine passes quotes over. A single word in quotes is said in one breath.
    """
    for found in reversed([*_QUOTATION.finditer(text)]):
        before, behind = text[: found.start()], text[found.end() :]
        if " " not in found[0]:
            continue
        if found[0][-2].isalnum() and behind[:1] == " " and behind[1:2].isalnum():
            text, owners = _with_comma(text, owners, found.end())
        if before[-1:] == " " and before[-2:-1].isalnum():
            text, owners = _with_comma(text, owners, found.start() - 1)
    return text, owners


def _with_comma(text: str, owners: list[Span | None], at: int) -> tuple[str, list[Span | None]]:
    return f"{text[:at]},{text[at:]}", [*owners[:at], None, *owners[at:]]


def _rewritten(
    text: str, owners: list[Span | None], pattern: re.Pattern[str], rewriting: Callable[[re.Match[str]], str]
) -> tuple[str, list[Span | None]]:
    """Replace what `pattern` finds; a new character takes the owner at its place, or the last there."""
    new_text, new_owners, at = "", list[Span | None](), 0
    for found in pattern.finditer(text):
        new = rewriting(found)
        new_text += text[at : found.start()] + new
        owned = owners[found.start() : found.end()]
        new_owners += owners[at : found.start()] + (owned + owned[-1:] * len(new))[: len(new)]
        at = found.end()
    return new_text + text[at:], new_owners + owners[at:]


def _pieces(text: str, owners: list[Span | None]) -> Iterator[Piece]:
    spoken_by = [None if character == " " else owner for character, owner in zip(text, owners, strict=True)]
    start = 0
    for owner, run in groupby(spoken_by):
        end = start + len(list(run))
        if owner:
            yield Piece(spoken=Span(start, end), written=owner)
        start = end


def _clean(text: str) -> str:
    """Return `text` with plain letters for fancy ones, and without what is no text (controls, formats)."""
    if text.isascii() and text.isprintable():
        return text
    clean, marks = "", 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if character.isspace():
            clean += " "
        elif category[0] != "C" and marks <= _MOST_MARKS:
            # The engine reads superscripts and fractions rightly as they are: 2² must not become 22.
            plain = unicodedata.normalize("NFKC", character)
            clean += plain if category in _LETTERS_AND_DIGITS or plain in _NAMED else character
    return clean


_LETTERS_AND_DIGITS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_NAMED: Final = frozenset("<>&[]")  # whatever their width; the rewritings find a name for them
_MOST_MARKS: Final = 3  # on one letter
