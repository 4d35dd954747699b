"""Words that were checked, and those of a pack that were not: somebody must hear them before visitors do.

A word is checked when the lexicon or a rule of the language says it, or when it stands in the language's list
of ordinary words whose phonemes were compared with a dictionary's (bench/known_words.py).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.reading import address
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sentences import Span
from kiosk.reading.spoken import specials

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"'s?$")


class Unchecked(NamedTuple):
    """A word as it is written where it first stands: at `place` in the text number `nth`, from 0."""

    word: str
    nth: int
    place: Span


def known_words(path: Path) -> frozenset[str]:
    """Return the list in a file, one word a line; a language without a file has none."""
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def unchecked_words(texts: Iterable[str], lexicon: Lexicon, known: frozenset[str]) -> tuple[Unchecked, ...]:
    """Return each word of `texts` that is not checked, once, where it first stands.

    The parts of a hyphenated word are words. One in capitals (NBIA) is known only if the list has it so, for
    the voice may spell it; single letters are always known.
    """
    unchecked = dict[str, Unchecked]()
    for nth, text in enumerate(texts):
        for place in _words(text, lexicon):
            word = place.of(text)
            spelt = word.replace("\u2019", "'")
            if not _is_known(spelt, known):
                unchecked.setdefault(spelt if spelt.isupper() else spelt.lower(), Unchecked(word, nth, place))
    return tuple(unchecked.values())


def _words(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the places of the words of a text that are said as they are written."""
    at = 0
    for place, _ in specials(text, lexicon):
        yield from _between(text, at, place.start)
        if address.find(text, place.start) == place:  # its words are said as anywhere else
            for part, spelt in address.parts(text, place):
                for word in () if spelt else _words(part.of(text), lexicon):
                    yield Span(part.start + word.start, part.start + word.end)
        at = place.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*word.span()) for word in _WORD.finditer(text, start, end))


def _is_known(word: str, known: frozenset[str]) -> bool:
    if len(word) == 1:
        return True
    spelt = word if word.isupper() else word.lower()
    return spelt in known or _POSSESSIVE.sub("", spelt) in known
