"""A text in ASCII, for an engine that takes nothing else: what has no letters of its own there is spelt."""

import unicodedata
from typing import Final

# What is said otherwise than by its name in Unicode, or is better not said.
_WRITTEN: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u2044": "/",
    "\u2212": " minus ",
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u00c6": "Ae",
    "\u0153": "oe",
    "\u0152": "Oe",
    "\u00f8": "o",
    "\u00d8": "O",
    "\u0142": "l",
    "\u0141": "L",
    "\u0111": "d",
    "\u0110": "D",
    "\u00f0": "th",
    "\u00d0": "Th",
    "\u00fe": "th",
    "\u00de": "Th",
    "\u00a3": " pound ",
    "\u20ac": " euro ",
    "\u00b0": " degree ",
    "\u00d7": " times ",
    "\u00f7": " divided by ",
    "\u00b5": " micro ",
    "\u03bc": " micro ",
}


def in_ascii(text: str) -> str:
    """Return a text in printable ASCII: letters without their accents, and other characters by their names.

    A Greek letter, say, is spelt "alpha", the copyright sign "copyright". Controls are spaces.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character in _WRITTEN:
        return _WRITTEN[character]
    parts = unicodedata.normalize("NFKD", character)
    if parts != character:
        return in_ascii(parts)
    category = unicodedata.category(character)
    if category in {"Mn", "Cf"}:  # an accent by itself, and what only formats
        return ""
    if category[0] in "CMZ":
        return " "
    name = unicodedata.name(character, "unknown character").lower()
    letter = name.partition(" letter ")[2].partition(" with ")[0]
    return f" {(letter or name.removesuffix(' sign')).replace('-', ' ')} "
