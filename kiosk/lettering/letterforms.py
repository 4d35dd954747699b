"""The letters of the large print, as half blocks. Keeps one decision: they are drawn beforehand, never here.

letters/ has a font for each size (made by bench/make_letters.py), in the X Window System's format for letters
of pixels, BDF 2.1. A cell is one pixel wide and two high, so pixels are square.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

_LETTERS: Final = Path(__file__).with_name("letters")
_BLOCKS: Final = " ▄▀█"  # by the pixels of a cell: the lower one counts 1, the upper one 2


@dataclass(frozen=True)
class Letter:
    """A letter as rows of cells, all equally wide, from the top of its font.

    `raised` are the rows of what stands above the tallest plain letter, an accent on a capital: mostly none.
    """

    rows: tuple[str, ...]
    raised: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Cells to the next letter."""
        return len(self.rows[0])


@dataclass(frozen=True)
class Letterforms:
    """The letters of one size. `ascent` and `descent` are rows above and below the line they stand on."""

    ascent: int
    descent: int
    _drawings: dict[int, str] = field(repr=False)
    _made: dict[str, Letter | None] = field(default_factory=dict, repr=False)

    @property
    def height(self) -> int:
        """Rows of a line of text."""
        return self.ascent + self.descent

    def letter(self, character: str) -> Letter | None:
        """Return how a character looks, or None where the font has no such letter."""
        if character not in self._made:
            drawing = self._drawings.get(ord(character))
            self._made[character] = self._drawn(drawing) if drawing else None
        return self._made[character]

    def _drawn(self, drawing: str) -> Letter:
        keys, _, bitmap = drawing.partition("BITMAP\n")
        of = dict(line.split(" ", 1) for line in keys.splitlines() if " " in line)
        advance = int(of["DWIDTH"].split()[0])
        wide, high, left, bottom = map(int, of["BBX"].split())
        pixels = bitmap.split()[:high]
        left = max(left, 0)  # what would stand beneath the letter before
        cells = max(advance, left + wide + 1 if wide else 0)  # so letters never touch
        drawn = {  # by the pixels above the line, in rows from there
            bottom + high - 1 - y: format(int(line, 16), f"0{len(line) * 4}b")[:wide].rjust(left + wide, "0")
            for y, line in enumerate(pixels)
        }
        blank = ""
        top = max(self.ascent, -(-(bottom + high) // 2))

        def row(above: int) -> str:
            """Return the row of cells whose lower pixel is 2 * `above` pixels above the line."""
            pair = drawn.get(2 * above + 1, blank), drawn.get(2 * above, blank)
            upper, lower = (each.ljust(cells, "0") for each in pair)
            return "".join(_BLOCKS[2 * int(one) + int(two)] for one, two in zip(upper, lower, strict=True))

        rows = [row(above) for above in range(top - 1, -self.descent - 1, -1)]
        raised = top - self.ascent
        return Letter(rows=tuple(rows[raised:]), raised=tuple(rows[:raised]))


def side_by_side(letters: Sequence[Letter]) -> list[str]:
    """Return the rows of cells of letters beside each other, with what stands above any of them."""
    above = max((len(letter.raised) for letter in letters), default=0)
    full = ((*[" " * each.width] * (above - len(each.raised)), *each.raised, *each.rows) for each in letters)
    return ["".join(cells) for cells in zip(*full, strict=True)]


def letters_file(size: int) -> Path:
    """Return where the letters stand whose small ones are `size` rows high."""
    return _LETTERS / f"{size}.bdf.gz"


@lru_cache(maxsize=3)  # a page's, a heading's, and those of the size before
def load(size: int) -> Letterforms:
    """Return the letters of one of the sizes in settings.PRINT."""
    head, *letters = gzip.decompress(letters_file(size).read_bytes()).decode("ascii").split("STARTCHAR ")
    of = dict(line.split(" ", 1) for line in head.splitlines() if " " in line)
    drawings = {}
    for letter in letters:
        _, encoding, drawing = letter.split("\n", 2)
        drawings[int(encoding.removeprefix("ENCODING "))] = drawing
    ascent, descent = (-(-int(of[name]) // 2) for name in ("FONT_ASCENT", "FONT_DESCENT"))
    return Letterforms(ascent=ascent, descent=descent, _drawings=drawings)
