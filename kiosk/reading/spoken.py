"""What the engine is given for a written sentence. Each character has an owner: the word that it says.

The text is made by rewriting, and each rewriting hands the owners on; so the map from what is heard to what
is written holds by construction. Sounds were checked with the phonemes of eSpeak NG 1.52's British voice.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kiosk.reading.lexicon import Lexicon, Manner
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

    def written_at(self, start: int, end: int) -> Span | None:
        """Return what the spoken characters `start` up to `end` say; None where they are only punctuation."""
        touched = [
            piece.written for piece in self.pieces if piece.spoken.start < end and start < piece.spoken.end
        ]
        return Span(touched[0].start, touched[-1].end) if touched else None


def spoken_form(written: str, lexicon: Lexicon) -> Spoken:
    """Return how `written` is said.

    Where a word of the lexicon, a telephone number, "and/or" and a range meet, the first of them counts, then
    the longest, then the lexicon's.
    """
    return _finished(_said(written, lexicon))


def phone_numbers(written: str) -> tuple[Span, ...]:
    """Return the places of British telephone numbers: 10 or 11 digits from 0, or 9 or 10 after +44.

    Shorter ones (999, 0800 1111) cannot be told from other numbers by their shape: they are for the lexicon.
    """
    numbers = []
    at = 0
    while number := _phone_number(written, at):
        numbers.append(number)
        at = number.end
    return tuple(numbers)


def repeat_phone(written: str, number: Span) -> Spoken:
    """Return how the telephone number at `number` is said by itself, with its place in `written`."""
    return _finished(_by_groups(written, number))


# --- From written to said: some text for the engine, and the written words that own it (punctuation: none).
_Said = tuple[str, Span | None]


def _said(written: str, lexicon: Lexicon) -> Iterator[_Said]:
    at = 0
    while found := _next_special(written, at, lexicon):
        place, said = found
        yield from _as_written(written, Span(at, place.start))
        yield from said
        at = place.end
    yield from _as_written(written, Span(at, len(written)))


def _next_special(written: str, at: int, lexicon: Lexicon) -> tuple[Span, Iterable[_Said]] | None:
    """Return the next place that is not said as it is written, and how it is said."""
    found: list[tuple[Span, Iterable[_Said]]] = []
    if entry := lexicon.search(written, at):
        place = Span(*entry[0].span())
        found.append((place, _in_manner(written, place, entry[1].how)))
    if number := _phone_number(written, at):
        found.append((number, _by_groups(written, number)))
    for pattern, middle in _JOINED:
        if joined := pattern.search(written, at):
            found.append((Span(*joined.span()), _joined(joined, middle)))
    return min(found, key=lambda one: (one[0].start, -one[0].end), default=None)


_DASHES: Final = "\u2013\u2011-"
# The engine would say "and slash or", "two dash three", "two three".
_JOINED: Final = (
    (re.compile(r"(?<![^\W_])(and)(/)(or)(?![^\W_])", re.IGNORECASE), " "),
    (
        re.compile(rf"(?<![\w.,:/{_DASHES}])(\d{{1,4}})([{_DASHES}])(\d{{1,4}})(?![\w/{_DASHES}]|[.,]\d)"),
        " to ",
    ),
)


def _joined(found: re.Match[str], middle: str) -> Iterable[_Said]:
    return [(said, Span(*found.span(group))) for group, said in ((1, found[1]), (2, middle), (3, found[3]))]


_TOKEN: Final = re.compile(r"\s+|\S+")


def _as_written(written: str, place: Span) -> Iterator[_Said]:
    """Yield each word with itself as the owner, and the punctuation around it with none."""
    for token in _TOKEN.finditer(written, place.start, place.end):
        start, end = token.span()
        while start < end and _is_silent(written[start]):
            start += 1
        while start < end and _is_silent(written[end - 1]):
            end -= 1
        yield written[token.start() : start], None
        yield written[start:end], Span(start, end)
        yield written[end : token.end()], None


def _is_silent(character: str) -> bool:
    """Tell whether the engine makes no word of a character beside a word, as it does of % and @."""
    return unicodedata.category(character)[0] in "PZC" and character not in "%&@#*/\\§"


def _in_manner(written: str, place: Span, how: str | Manner) -> Iterable[_Said]:
    word = place.of(written)
    match how:
        case Manner.WRITTEN:
            return _as_written(written, place)
        case Manner.TELEPHONE:
            return _by_groups(written, place)
        case Manner.LETTERS:
            # The engine takes a lone A for the article.
            letters = ("eigh" if letter in "Aa" else letter.upper() for letter in word if letter.isalnum())
            return [(" ".join(letters), place)]
        case Manner.DIGITS:
            return [(re.sub(r"(?<=\w)(?=\d)|(?<=\d)(?=\w)", " ", word), place)]
        case _:
            return [(how, place)]


# --- Telephone numbers.
_PHONE: Final = re.compile(
    r"""(?<![^\W_]) (?<!\d[.,:/-]) \(?
    (?P<lead> (?:\+|00)44 [\s-]? (?:\(0\)[\s-]?)? \(? | 0(?=[1-9]) )
    \d{2,} (?: (?:\)[\s-]?|[\s-]) \d{2,} )*""",
    re.VERBOSE,
)
_GROUP: Final = re.compile(r"\+?\d+")
_MORE: Final = re.compile(r"[^\W_]|[.,/]\d")
_DIGITS_AFTER_LEAD: Final = (9, 10)


def _phone_number(written: str, at: int) -> Span | None:
    """Return the first telephone number at or after `at`. Groups past its length belong to what follows."""
    while found := _PHONE.search(written, at):
        lead = found.end("lead")
        digits = 0
        for group in _GROUP.finditer(written, lead, found.end()):
            digits += len(group[0])
            if digits in _DIGITS_AFTER_LEAD and not _MORE.match(written, group.end()):
                number = Span(found.start("lead"), group.end())
                opened = number.of(written).count("(") < number.of(written).count(")")
                return Span(found.start(), group.end()) if opened else number
        at = found.start() + 1
    return None


def _by_groups(written: str, number: Span) -> Iterator[_Said]:
    """Yield "0 2 0, 7 7 9 3, 3 6 5 0" for 020 7793 3650: the engine pauses at a comma."""
    pause = ""
    for group in _GROUP.finditer(written, number.start, number.end):
        yield pause, None
        yield " ".join(group[0]).replace("+", "plus"), Span(*group.span())
        pause = ", "


# --- What the engine can bear.
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


def _finished(said: Iterable[_Said]) -> Spoken:
    text, owners = "", list[Span | None]()
    for part, owner in said:
        clean = _clean(part)
        text += clean
        owners += [owner] * len(clean)
    for pattern, rewriting in _REWRITINGS:
        text, owners = _rewritten(text, owners, pattern, rewriting)
    return Spoken(text, tuple(_pieces(text, owners)))


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
