"""How a written sentence is said: its words, and what in it is not said as it stands.

Keeps one decision: where two ways of saying a place meet. Sounds were checked with the phonemes of eSpeak NG
1.52's British voice.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kiosk.reading import address, telephone
from kiosk.reading.entry import Manner, Phonemes
from kiosk.reading.language import Language, Said
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sayable import Spoken, sayable
from kiosk.reading.sentences import Span


def spoken_form(written: str, lexicon: Lexicon, *, phone: str = "") -> Spoken:
    """Return how `written` is said in the language of the lexicon. `phone` in it is a telephone number.

    Where a word of the lexicon, a telephone number, an address and a rule of the language meet, the first of
    them counts, then the longest, then the lexicon's.
    """
    return sayable(_said(written, lexicon, phone))


def phone_groups(written: str, lexicon: Lexicon, *, phone: str = "") -> tuple[Spoken, ...]:
    """Return how each group of each telephone number in `written` is said by itself, with its place there."""
    places = specials(written, lexicon, phone=phone) if _DIGIT.search(written) else ()
    return tuple(
        sayable([group])
        for place, _ in places
        if _is_telephone_number(written, place, lexicon, phone)
        for group in telephone.groups(written, place)
    )


_DIGIT: Final = re.compile(r"\d")  # without one nothing is looked for: this is on the way of a key


# --- From written to said.
_Special = tuple[Span, Iterable[Said]]  # a place that is not said as it is written, and how it is said
_Finder = Callable[[str, int], _Special | None]  # the first such place at or after a character


def specials(written: str, lexicon: Lexicon, *, phone: str = "") -> Iterator[_Special]:
    """Yield the places of `written` that are not said as they stand, in order, and how they are said."""
    finders: tuple[_Finder, ...] = (
        lambda text, at: _lexicon_word(text, at, lexicon),
        lambda text, at: _telephone_number(text, at, phone),
        lambda text, at: _address(text, at, lexicon),
        *(rule.find for rule in lexicon.language.rules),
    )
    ahead = {finder: finder(written, 0) for finder in finders}
    while found := min(
        (special for special in ahead.values() if special),
        key=lambda special: (special[0].start, -special[0].end),
        default=None,
    ):
        yield found
        for finder, special in ahead.items():
            if special and special[0].start < found[0].end:
                ahead[finder] = finder(written, found[0].end)


def _said(written: str, lexicon: Lexicon, phone: str) -> Iterator[Said]:
    at = 0
    for place, said in specials(written, lexicon, phone=phone):
        yield from _as_written(written, Span(at, place.start))
        yield from said
        at = place.end
    yield from _as_written(written, Span(at, len(written)))


def _lexicon_word(written: str, at: int, lexicon: Lexicon) -> _Special | None:
    found = lexicon.search(written, at)
    if not found:
        return None
    place = Span(*found[0].span())
    return place, _in_manner(written, place, found[1].how, lexicon.language)


def _telephone_number(written: str, at: int, phone: str) -> _Special | None:
    number = telephone.find(written, at, known=phone)
    return (number, _by_groups(written, number)) if number else None


def _address(written: str, at: int, lexicon: Lexicon) -> _Special | None:
    place = address.find(written, at) if lexicon.language.marks else None
    return (place, _by_parts(written, place, lexicon)) if place else None


def _is_telephone_number(written: str, place: Span, lexicon: Lexicon, phone: str) -> bool:
    found = lexicon.search(written, place.start)
    if found and Span(*found[0].span()) == place:
        return found[1].how is Manner.TELEPHONE
    return telephone.find(written, place.start, known=phone) == place


_TOKEN: Final = re.compile(r"\s+|\S+")


def _as_written(written: str, place: Span) -> Iterator[Said]:
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


def _in_manner(written: str, place: Span, how: str | Phonemes | Manner, language: Language) -> Iterable[Said]:
    word = place.of(written)
    match how:
        case Manner.WRITTEN:
            return _as_written(written, place)
        case Manner.TELEPHONE:
            return _by_groups(written, place)
        case Manner.LETTERS:
            return [(language.spelt(word), place)]
        case Manner.DIGITS:
            return [(re.sub(r"(?<=\w)(?=\d)|(?<=\d)(?=\w)", " ", word), place)]
        case _:
            return [(how, place)]


def _by_groups(written: str, number: Span) -> Iterator[Said]:
    """Yield "0 2 0, 7 7 9 3, 3 6 5 0" for 020 7793 3650: the engine pauses at a comma."""
    pause = ""
    for group in telephone.groups(written, number):
        yield pause, None
        yield group
        pause = ", "


def _by_parts(written: str, place: Span, lexicon: Lexicon) -> Iterator[Said]:
    """Yield "W W W dot N H S dot U K" for www.nhs.uk; its words are said as anywhere else."""
    space = ""
    for part, spelt in address.parts(written, place):
        yield space, None
        space, text = " ", part.of(written)
        word = lexicon.search(text)
        if spelt:
            yield lexicon.language.spelt(text), part
        elif word and word[0][0] == text:
            yield from _in_manner(written, part, word[1].how, lexicon.language)
        else:
            yield lexicon.language.marks.get(text, text), part
