"""What a language brings to its reading: its rules, the forms of its words, the phonemes that it has."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.reading.entry import Entry, Phonemes
from kiosk.reading.sentences import Span

# Some text for the engine, and the written words that own it (punctuation and white space: none).
Said = tuple[str | Phonemes, Span | None]


@dataclass(frozen=True)
class Rule:
    """Something that is not said as it is written, and how it is said: in the order of the written text.

    `said` returns None where the pattern matched and the rule still does not apply.
    """

    pattern: re.Pattern[str]
    said: Callable[[re.Match[str]], Iterable[Said] | None]

    def find(self, written: str, at: int) -> tuple[Span, Iterable[Said]] | None:
        """Return the first place at or after `at` where the rule applies, and how it is said."""
        while found := self.pattern.search(written, at):
            said = self.said(found)
            if said is not None:
                return Span(*found.span()), said
            at = found.start() + 1
        return None


def _no_forms(entry: Entry) -> Iterable[Entry]:  # noqa: ARG001 - of a language that has no rule for them
    return ()


@dataclass(frozen=True)
class Language:
    """The rules of a language. `forms` returns the other forms of an entry's word, as entries.

    `letters` are respellings of letters that the engine would take for words. `marks` are the names of the
    marks in the address of a web page; without them the engine says an address in its own way. `phonemes` are
    the names of the voice's phonemes; without them a lexicon cannot use any.
    """

    rules: tuple[Rule, ...] = ()
    forms: Callable[[Entry], Iterable[Entry]] = _no_forms
    letters: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    phonemes: frozenset[str] = frozenset()

    def spelt(self, word: str) -> str:
        """Return the letters and digits of a word one by one, for the engine."""
        letters = (letter.upper() for letter in word if letter.isalnum())
        return " ".join(self.letters.get(letter, letter) for letter in letters)
