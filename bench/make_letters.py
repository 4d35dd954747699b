"""Makes the letters of the large print in kiosk/lettering/letters/: `uv run bench/make_letters.py FOLDER`.

FOLDER has DejaVuSans.ttf and DejaVuSans-Bold.ttf (Debian's fonts-dejavu-core): letters that are told apart, I
from l and 1, with hints made by hand for screens without grey, so that they stay clear at 8 pixels. A pixel
is half a character cell. Each size is a BDF file, the X Window System's format for such fonts, gzipped.
"""

import gzip
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from kiosk.lettering.letterforms import letters_file
from kiosk.settings import PRINT

# Pixels of an em at which a small letter is as many rows high, so twice as many pixels. Strokes of one pixel
# are the boldest that the two smallest have room for.
EMS = {2: 8, 3: 11, 4: 14, 5: 18, 6: 22, 8: 29, 10: 36, 12: 44}
BOLD_FROM = 4
# Latin (Welsh among it), Greek, Cyrillic, and the signs that stand in such text.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491)),
    *((0x1E80, 0x1E85), (0x1EF2, 0x1EF3), (0x2010, 0x2027), (0x2030, 0x203A), (0x2070, 0x208E)),
    *((0x20AC, 0x20AC), (0x2116, 0x2122), (0x2150, 0x215E), (0x2190, 0x2193), (0x2212, 0x2212)),
    *((0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2717)),
)
ABSENT = "\U0010fffe"  # no font has it: its box is what an absent letter looks like


class Form(NamedTuple):
    """A letter's pixels above and below the line that letters stand on, and how far the next one is."""

    advance: int
    left: int
    bottom: int
    width: int
    rows: tuple[int, ...]


def form(font: ImageFont.FreeTypeFont, letter: str) -> Form:
    """Return how a letter looks, in black and white."""
    side = int(font.size * 4)
    image = Image.new("1", (side, side), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((side // 2, side // 2), letter, font=font, fill=1, anchor="ls")
    advance = round(font.getlength(letter))
    box = image.getbbox()
    if box is None:
        return Form(advance, 0, 0, 0, ())
    left, top, right, bottom = box
    rows = tuple(
        int("".join("1" if image.getpixel((x, y)) else "0" for x in range(left, right)), 2)
        for y in range(top, bottom)
    )
    return Form(advance, left - side // 2, side // 2 - bottom, right - left, rows)


def bdf(font: ImageFont.FreeTypeFont, name: str, *, size: int) -> str:
    """Return a font as BDF 2.1, without the letters that it has not."""
    absent = form(font, ABSENT)
    forms = {
        code: made
        for first, last in RANGES
        for code in range(first, last + 1)
        if (made := form(font, chr(code))) != absent
    }
    tall, deep = form(font, "d"), form(font, "g")
    ascent, descent = tall.bottom + len(tall.rows), -deep.bottom
    bounds = f"{max(each.width for each in forms.values())} {ascent + descent} 0 {-descent}"
    lines = [
        "STARTFONT 2.1",
        "COMMENT Made by bench/make_letters.py; see NOTICE.",
        f"FONT {name.replace(' ', '-')}",
        f"SIZE {size} 72 72",
        f"FONTBOUNDINGBOX {bounds}",
        "STARTPROPERTIES 2",
        f"FONT_ASCENT {ascent}",
        f"FONT_DESCENT {descent}",
        "ENDPROPERTIES",
        f"CHARS {len(forms)}",
    ]
    for code, made in forms.items():
        digits = -(-made.width // 8) * 2
        lines += [
            f"STARTCHAR U+{code:04X}",
            f"ENCODING {code}",
            f"SWIDTH {round(made.advance * 1000 / size)} 0",
            f"DWIDTH {made.advance} 0",
            f"BBX {made.width} {len(made.rows)} {made.left} {made.bottom}",
            "BITMAP",
            *(f"{row << (digits * 4 - made.width):0{digits}X}" for row in made.rows),
            "ENDCHAR",
        ]
    return "\n".join([*lines, "ENDFONT", ""])


def main(folder: Path) -> None:
    """Write every size."""
    for rows in PRINT[1:]:
        name = "DejaVuSans-Bold" if rows >= BOLD_FROM else "DejaVuSans"
        font = ImageFont.truetype(folder / f"{name}.ttf", EMS[rows])
        text = bdf(font, " ".join(font.getname()), size=EMS[rows])
        letters_file(rows).write_bytes(gzip.compress(text.encode("ascii"), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
