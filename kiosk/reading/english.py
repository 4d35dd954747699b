"""English: the forms of its words, its abbreviations, and the phonemes of its voices.

What the engine says without these rules, and with them, was checked with its own phonemes (eSpeak NG 1.52,
the British voice).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kiosk.reading import english_numbers
from kiosk.reading.entry import Entry, Manner, Phonemes
from kiosk.reading.language import Language, Rule, Said
from kiosk.reading.sentences import Span

_LETTERS: Final = {"A": "eigh"}  # the engine takes a lone A for the article
# In the address of a web page.
_MARKS: Final = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "~": "tilde",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "%": "percent",
    "+": "plus",
    "*": "star",
    ":": "colon",
    ";": "semicolon",
    ",": "comma",
    "!": "exclamation mark",
    "$": "dollar",
    "@": "at",
}

# --- Plurals and possessives, the regular ones.
_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y: Final = re.compile(r"(?<=[^aeiou\W\d])y$")
_SIBILANT_SOUND: Final = re.compile(r"[szSZ]$")
_ENDING: Final = re.compile(r"(?:'s|e?s)$")
_VOICELESS_SOUND: Final = re.compile(r"[ptkfT]$")


def _forms(entry: Entry) -> Iterator[Entry]:
    """Yield the possessive of a word, its plural and the possessive of that: Wilson's, carriers, carriers'.

    A word in letters or digits or with "'s" has none. Names in -y keep it in the plural (the Henrys).
    """
    written = entry.written
    last = written[-1]
    if entry.how in {Manner.DIGITS, Manner.TELEPHONE} or written.endswith(("'s", "\u2019s")):
        return
    if not last.isalnum():
        return
    yield replace(entry, written=f"{written}'s", how=_with_s(entry.how, f"{written}'s"))
    if last in "sS":
        yield replace(entry, written=f"{written}'")
    if last.isalpha():
        for plural in {_plural(written), f"{written}s" if written != written.lower() else _plural(written)}:
            how = _with_s(entry.how, plural)
            yield replace(entry, written=plural, how=how)
            yield replace(entry, written=f"{plural}'", how=how)


def _plural(word: str) -> str:
    if _SIBILANT.search(word):
        return f"{word}es"
    return _CONSONANT_Y.sub("ies", word) if _CONSONANT_Y.search(word) else f"{word}s"


def _with_s(how: str | Phonemes | Manner, form: str) -> str | Phonemes | Manner:
    """Return how a word is said with the ending of `form`, its plural or possessive."""
    match how:
        case Phonemes(text):
            return Phonemes(text + _sound_of_s(text))
        case Manner.LETTERS:
            return f"{ENGLISH.spelt(_ENDING.sub('', form))}'s"
        case Manner():
            return how
        case _:
            return f"{how}'s" if form.endswith("'s") else _plural(how)


def _sound_of_s(phonemes: str) -> str:
    if _SIBILANT_SOUND.search(phonemes):
        return "Iz"
    return "s" if _VOICELESS_SOUND.search(phonemes) else "z"


# --- Abbreviations. The engine makes the pause of a sentence at their full stop.
_BEFORE_A_NAME: Final = {"Ms": "miz", "Prof": "Professor", "Rev": "Reverend"}
_WORDS: Final = {
    "e.g": "for example",
    "i.e": "that is",
    "ie": "that is",
    "etc": "etcetera",
    "approx": "approximately",
    "vs": "versus",
    "no": "number",
    "tel": "telephone",
    "ext": "extension",
}


def _title(found: re.Match[str]) -> Iterable[Said]:
    return [(_BEFORE_A_NAME.get(found[1], found[1]), Span(*found.span()))]


def _abbreviation(found: re.Match[str]) -> Iterable[Said]:
    said = _WORDS[re.sub(r"\s|\.$", "", found[0]).lower()]
    return [(said.capitalize() if found[0][0].isupper() else said, Span(*found.span()))]


def _initials(found: re.Match[str]) -> Iterable[Said]:
    """Say the s of "GPs" and "MRI's", which the engine leaves out."""
    return [(f"{ENGLISH.spelt(found[1])}'s", Span(*found.span()))]


def _and_or(found: re.Match[str]) -> Iterable[Said]:
    # The engine would say "and slash or".
    return [(found[1], Span(*found.span(1))), (" ", Span(*found.span(2))), (found[3], Span(*found.span(3)))]


# --- Numbers to call that are too short to be known as telephone numbers anywhere (Ofcom's National Telephone
# Numbering Plan): emergencies, the police, the NHS, a power cut, and help in despair.
_SHORT_NUMBER: Final = re.compile(
    r"(?:(?<=\b[Cc]all )|(?<=\b[Rr]ing )|(?<=\b[Dd]ial )|(?<=\b[Tt]ext )|(?<=\b[Pp]hone ))"
    r"(999|112|18000|101|105|111|119|116 123)(?![-\w%]|[.,:/]\d)"
)


def _short_number(found: re.Match[str]) -> Iterable[Said]:
    return [(", ".join(" ".join(group) for group in found[1].split()), Span(*found.span()))]


_OPEN: Final = r"(?<![^\W_])(?<![.\u2019'-])"
_RULES: Final = (
    Rule(re.compile(rf"{_OPEN}(Ms)\.?(?=\s+[A-Z])"), _title),
    Rule(re.compile(rf"{_OPEN}(Dr|Mr|Mrs|St|Prof|Rev)\.(?=\s+[A-Z])"), _title),
    Rule(
        re.compile(rf"{_OPEN}(?:e\.\s?g|i\.\s?e|approx|vs|tel|ext)(?:\.|\b)(?!\w)", re.IGNORECASE),
        _abbreviation,
    ),
    Rule(re.compile(rf"{_OPEN}ie(?!\w)|{_OPEN}etc\.(?=\s+[a-z(]|,)"), _abbreviation),
    Rule(re.compile(rf"{_OPEN}no\.(?=\s?\d)", re.IGNORECASE), _abbreviation),
    Rule(re.compile(rf"{_OPEN}([A-Z]{{2,3}}|[B-DF-HJ-NP-TV-Z]{{4,5}})['\u2019]?s(?!\w)"), _initials),
    Rule(_SHORT_NUMBER, _short_number),
    Rule(re.compile(r"(?<![^\W_])(and)(/)(or)(?![^\W_])", re.IGNORECASE), _and_or),
)

# --- Phonemes: those that eSpeak NG's English voices make words of, the marks of stress, and the break "|".
_PHONEMES: Final = frozenset(
    [
        *(
            "p",
            "b",
            "t",
            "d",
            "k",
            "g",
            "f",
            "v",
            "T",
            "D",
            "s",
            "z",
            "S",
            "Z",
            "tS",
            "dZ",
            "h",
            "m",
            "n",
            "N",
        ),
        *(
            "l",
            "r",
            "j",
            "w",
            "x",
            "R",
            "l^",
            "t#",
            "t2",
            "d#",
            "z#",
            "z/2",
            "w#",
            "r-",
            "n-",
            "m-",
            "@L",
            ";",
        ),
        *("a", "a#", "a2", "aa", "A:", "A@", "A#", "A~", "E", "E#", "E2", "e", "e#", "e:", "I", "I#", "I2"),
        *(
            "I2#",
            "i",
            "i:",
            "0",
            "0#",
            "02",
            "O",
            "O2",
            "O:",
            "O@",
            "O~",
            "o@",
            "o:",
            "V",
            "VR",
            "3",
            "3:",
            "@",
        ),
        *(
            "@#",
            "@2",
            "@5",
            "@-",
            "U",
            "u",
            "u:",
            "aU",
            "oU",
            "oU#",
            "aI",
            "eI",
            "OI",
            "e@",
            "i@",
            "i@3",
            "U@",
        ),
        *("aI@", "aI3", "aU@", "IR", "'", "''", ",", ",,", "%", "%%", "=", "|", "_", "_:", ":"),
    ]
)

ENGLISH: Final = Language(
    rules=(*english_numbers.RULES, *_RULES),
    forms=_forms,
    letters=_LETTERS,
    marks=_MARKS,
    phonemes=_PHONEMES,
)
