"""Gives a listener with an American dictionary the British forms of words, beside its own.

Only what the American dictionary's sounds can write: no r but before a vowel, the vowels of "bath" and "lot".
The listener's sounds stay American, so this takes a part of its unfairness away, not all.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path
from typing import Final

import pocketsphinx

_GLIDING: Final = frozenset(
    {"IH", "EH", "UH", "AY", "AW", "IY", "UW", "EY"}
)  # a weak vowel takes the r's place
_VOWELS: Final = _GLIDING | {"AA", "AE", "AH", "AO", "ER", "OW", "OY"}
_LONG_BEFORE: Final = frozenset({"F", "S", "TH"})


def dictionary(words: AbstractSet[str]) -> str:
    """Return pocketsphinx's dictionary of some words: the American forms, then the British ones."""
    forms = defaultdict[str, list[str]](list)
    file = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    for line in file.read_text("utf-8").splitlines():
        name, _, phones = line.partition(" ")
        if (word := re.sub(r"\(\d+\)$", "", name)) in words:
            forms[word].append(phones.strip())
    lines = []
    for word, american in forms.items():
        british = [" ".join(_british(each.split())) for each in american]
        both = dict.fromkeys(american + british)
        names = [word, *(f"{word}({count})" for count in range(2, len(both) + 1))]
        lines += [f"{name} {phones}" for name, phones in zip(names, both, strict=True)]
    return "\n".join(lines) + "\n"


def _british(american: list[str]) -> Iterator[str]:
    before = ""
    for phone, after in pairwise([*american, ""]):
        vowel = after in _VOWELS
        match phone:
            case "R" if before in _VOWELS and not vowel:
                yield from ["AH"] if before in _GLIDING else []
            case "ER":
                yield from ["AH", "R"] if vowel else ["AH"]
            case "AE" if after in _LONG_BEFORE:
                yield "AA"
            case "AA" if after != "R":
                yield "AO"
            case _:
                yield phone
        before = phone
