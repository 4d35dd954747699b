"""An entry of a lexicon: a written word or words, and the way to say them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")


class Manner(StrEnum):
    """A way of saying a written word that needs no respelling (the values of `as:`)."""

    LETTERS = "letters"  # each letter and digit on its own
    DIGITS = "digits"  # each digit on its own, the rest as written
    TELEPHONE = "telephone"  # each digit on its own, a pause after each group
    WRITTEN = "written"  # as it stands: no other rule touches it


@dataclass(frozen=True)
class Phonemes:
    """The sounds of one or more words, in eSpeak's notation, with spaces between the words."""

    text: str


@dataclass(frozen=True)
class Entry:
    """A written word or words (the case counts) and how they are said: respelt, in phonemes or in a manner.

    `source` tells who says that it is said so.
    """

    written: str
    how: str | Phonemes | Manner
    source: str = ""

    def __post_init__(self) -> None:
        if not LETTER_OR_DIGIT.search(self.written):
            raise ValueError(f"no word in {self.written!r}")
