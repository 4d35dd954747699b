"""Text -> rows of large letters, a page at a time. Keeps one decision: which sizes there is room for.

There is room for a size where a line of it is whole and holds LEAST_LETTERS: a word or two at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from kiosk.lettering.letterforms import Letter, Letterforms, load, side_by_side
from kiosk.settings import PRINT
from kiosk.tui.rows import Role, Row, clean, literal

LEAST_LETTERS: Final = 8  # our own: with fewer, most words of a medical text are broken
_COMMON: Final = "etaoinshrdlu"  # the letters that English has most
_HYPHEN: Final = "-"
_SPACE: Final = " "

Word = tuple[int, int]  # characters of a text


@dataclass(frozen=True)
class Line:
    """Letters that stand side by side; `first` is the place in the text of the first of them."""

    first: int
    letters: tuple[Letter, ...]

    @property
    def height(self) -> int:
        """Its rows of cells."""
        return len(self.letters[0].rows) + max(len(letter.raised) for letter in self.letters)

    def rows(self, word: Word | None) -> list[Row]:
        """Return its rows of cells, with the letters of a word marked."""
        rows = [literal(row) for row in side_by_side(self.letters)]
        start, end = word or (0, 0)
        edges = [0, *accumulate(letter.width for letter in self.letters)]
        left, right = (edges[min(max(place - self.first, 0), len(self.letters))] for place in (start, end))
        return [row.stylize(Role.WORD, left, right) for row in rows] if left < right else rows


@dataclass(frozen=True)
class Typeset:
    """A text in large letters: its pages, each a row of lines."""

    pages: tuple[tuple[Line, ...], ...]

    def page_of(self, word: Word) -> int:
        """Return the page on which a word begins."""
        starts = (page[0].first for page in self.pages)
        return max(sum(start <= word[0] for start in starts) - 1, 0)

    def rows(self, page: int, *, word: Word | None) -> list[Row]:
        """Return the rows of a page, with a word marked."""
        return [row for line in self.pages[min(page, len(self.pages) - 1)] for row in line.rows(word)]


def room_for(size: int, *, width: int, rows: int) -> bool:
    """Return whether there is room for a size in so many cells and rows."""
    return load(size).height <= rows and _average(size) * LEAST_LETTERS <= width


def largest(at_most: int, *, width: int, rows: int) -> int:
    """Return the largest size with room, none above `at_most`; 0 is the terminal's own letters."""
    sizes = (size for size in reversed(PRINT[1:]) if size <= at_most)
    return next((size for size in sizes if room_for(size, width=width, rows=rows)), PRINT[0])


@lru_cache(maxsize=8)
def typeset(text: str, *, size: int, width: int, rows: int) -> Typeset | None:
    """Return a text in letters of a size, in pages of `rows` rows; None where a letter of it has no form."""
    forms = load(size)
    letters = [forms.letter(character) for character in clean(text)]
    known = [letter for letter in letters if letter]
    if not known or len(known) < len(letters):
        return None
    lines = _lines(text, known, forms, width)
    return Typeset(tuple(_pages(lines, rows)))


def _average(size: int) -> float:
    """Return the cells that a letter takes."""
    forms = load(size)
    return sum(letter.width for each in _COMMON if (letter := forms.letter(each))) / len(_COMMON)


def _lines(text: str, letters: Sequence[Letter], forms: Letterforms, width: int) -> list[Line]:
    """Return the lines of a text, broken between words, or within one that is longer than a line."""
    edges = [0, *accumulate(letter.width for letter in letters)]
    hyphen = forms.letter(_HYPHEN)
    lines: list[Line] = []
    first = end = 0  # of the line that is being filled
    for begin, word_end in _words(text):
        if edges[word_end] - edges[first] <= width:
            end = word_end
            continue
        if end > first:
            lines.append(Line(first, tuple(letters[first:end])))
        first = end = begin
        while hyphen and first < word_end - 1 and edges[word_end] - edges[first] > width:
            cut = first + 1
            while cut < word_end - 1 and edges[cut + 1] - edges[first] + hyphen.width <= width:
                cut += 1
            lines.append(Line(first, (*letters[first:cut], hyphen)))
            first = cut
        end = word_end
    return [*lines, Line(first, tuple(letters[first:end]))] if end > first else lines


def _words(text: str) -> Iterator[Word]:
    at = 0
    for word in text.split(_SPACE):
        if word:
            yield at, at + len(word)
        at += len(word) + 1


def _pages(lines: Sequence[Line], rows: int) -> Iterator[tuple[Line, ...]]:
    page: list[Line] = []
    for line in lines:
        if page and sum(each.height for each in page) + line.height > rows:
            yield tuple(page)
            page = []
        page.append(line)
    yield tuple(page)
