"""The font that the console gets has all that the kiosk draws, as the font itself tells it."""

import gzip
import re
import struct
from pathlib import Path

from required import missing

from kiosk.paths import data_folder
from kiosk.phrases.loader import english
from kiosk.terminal.abilities import DRAWN

SCRIPT = data_folder("deploy") / "bin" / "kiosk-prepare-console"
MAGIC = 0x864AB572  # of the PC Screen Font, version 2; its header is eight numbers of 32 bits
NEXT_GLYPH, SEQUENCE = b"\xff", b"\xfe"
LEAST_HEIGHT = 28  # pixels


def font() -> bytes:
    (path,) = re.findall(r"^font=(\S+)$", SCRIPT.read_text(), re.MULTILINE)
    if not Path(path).exists():
        missing(f"no {path} (Debian's console-setup-linux)")
    return gzip.decompress(Path(path).read_bytes())


def test_the_font_is_large_and_has_all_that_is_drawn() -> None:
    held = font()
    magic, _, header, _, glyphs, size, height, _ = struct.unpack("<8I", held[:32])
    assert magic == MAGIC
    assert height >= LEAST_HEIGHT
    table = held[header + glyphs * size :].split(NEXT_GLYPH)
    has = {character for glyph in table for character in glyph.split(SEQUENCE)[0].decode()}
    words = "".join(english().on_screen.key_labels.values())
    assert (
        set(DRAWN + words + "£\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{EN DASH}")
        - {" "}
        - has
        == set()
    )
