"""The sentences of a passage: what is spoken, highlighted and stepped by. A full stop in doubt ends none."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, order=True)
class Span:
    """The characters of some text from `start` up to `end`, which is not included."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return these characters of `text`."""
        return text[self.start : self.end]


_QUOTES_AND_BRACKETS: Final = "\"'()[]«»\u201c\u201d\u2018\u2019"
_BESIDE: Final = re.escape(_QUOTES_AND_BRACKETS)
# End marks, what closes after them, white space, what opens the next word, and that word's first character.
_STOP: Final = re.compile(rf"(?P<mark>[.!?…]+[{_BESIDE}]*)(?P<gap>\s+)[{_BESIDE}£€$+]*(?P<next>\w)")
_LETTER: Final = re.compile(r"[^\W\d_]")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_ABBREVIATIONS: Final = frozenset(
    ["dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "etc", "approx", "vs"]
)


def split(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order: none is empty, and together they hold all but white space.

    A sentence has a letter in it (so "2." or "..." goes with what follows), unless the whole text has none.
    """
    sentences = []
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        end = stop.end("mark")
        doubtful = stop["next"].islower() or _abbreviates(stop, text[start : stop.start()])
        if not doubtful and _LETTER.search(text, start, end):
            sentences.append(Span(start, end))
            start = stop.end("gap")
    end = len(text.rstrip())
    if start < end:
        sentences.append(Span(start, end))
    return tuple(sentences)


def _abbreviates(stop: re.Match[str], before: str) -> bool:
    """Tell whether the full stop after `before` belongs to an abbreviation or to initials."""
    if stop["mark"].rstrip(_QUOTES_AND_BRACKETS) != "." or not before or before[-1].isspace():
        return False
    word = before.rsplit(maxsplit=1)[-1].lstrip(_QUOTES_AND_BRACKETS)
    if word.lower() == "no":  # "No. 5", but "Is it catching? No. It is inherited."
        return stop["next"].isdigit()
    return word.lower() in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
