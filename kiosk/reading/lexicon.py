"""How words are said that the engine would say wrongly: one table a language, refused whole for any fault."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from kiosk.errors import Fault, LexiconError
from kiosk.files import yaml_file
from kiosk.reading.english import ENGLISH
from kiosk.reading.entry import LETTER_OR_DIGIT, Entry, Manner, Phonemes
from kiosk.reading.language import Language

_LANGUAGES: Final = {"en": ENGLISH}


def language_of(lang: str) -> Language:
    """Return what the language of a BCP 47 tag brings, whatever its region; nothing for one without rules."""
    return _LANGUAGES.get(lang.partition("-")[0].lower(), Language())


@dataclass(frozen=True)
class Lexicon:
    """The entries of one language (`lang`, a BCP 47 tag), with the other forms of their words.

    Where two could match, the longer one does. A word in small letters is also found with a capital, as it
    begins a sentence. Such a form of a word gives way to an entry of its own.
    """

    entries: tuple[Entry, ...] = ()
    lang: str = "en-GB"

    @property
    def language(self) -> Language:
        """What the language brings beside the entries."""
        return language_of(self.lang)

    def search(self, text: str, start: int = 0) -> tuple[re.Match[str], Entry] | None:
        """Return the first place at or after `start` that holds an entry, as whole words, and that entry."""
        for opening in _OPENING.finditer(text, start) if self.entries else ():
            for spelling, entry in self._by_opening.get(_spelling(opening[0]), ()):
                if found := _whole_words(spelling).match(text, opening.start()):
                    return found, entry
        return None

    @cached_property
    def _by_opening(self) -> dict[str, list[tuple[str, Entry]]]:
        """The entries and their forms by what their first word begins with, the longest first."""
        forms = self.language.forms
        spelt = {_spelling(entry.written): entry for entry in self.entries}
        for more in (map(_capitalised, self.entries), *map(forms, self.entries)):
            for form in more:
                spelt.setdefault(_spelling(form.written), form)
        for form in map(_capitalised, list(spelt.values())):
            spelt.setdefault(_spelling(form.written), form)
        by_opening = dict[str, list[tuple[str, Entry]]]()
        for spelling in sorted(spelt, key=len, reverse=True):
            for opening in _OPENING.findall(spelling)[:1]:
                by_opening.setdefault(opening, []).append((spelling, spelt[spelling]))
        return by_opening


def _capitalised(entry: Entry) -> Entry:
    """Return an entry for a word as it begins a sentence; one with a capital anywhere stays as it is."""
    written = entry.written
    return replace(entry, written=written[0].upper() + written[1:]) if written == written.lower() else entry


def load(path: Path) -> Lexicon:
    """Return the lexicon in a file, named by its language; one without a file has an empty lexicon.

    Raises LexiconError with every fault of the file.
    """
    if not path.exists():
        return Lexicon(lang=path.stem)
    document, faults = yaml_file.read(path.parent, path.name)
    if document:
        lexicon, more = parse(document, lang=path.stem)
        faults += more
        if not faults:
            return lexicon
    sentence = f"The pronunciation file {path.name} cannot be used."
    raise LexiconError(sentence, faults=tuple(sorted(faults)))


def parse(document: yaml_file.Document, *, lang: str) -> tuple[Lexicon, list[Fault]]:
    """Return the lexicon that a document holds, without the entries that are wrong, and all that is wrong."""
    if not isinstance(document.value, list):
        what, remedy = "this is not a list of words", "begin each word with '- written: ...'"
        return Lexicon(lang=lang), [] if document.is_doubtful() else [
            document.fault(what=what, remedy=remedy)
        ]
    values: list[Any] = document.value
    phonemes = language_of(lang).phonemes
    entries, faults, lines = list[Entry](), list[Fault](), dict[str, int]()
    for index, value in enumerate(values):
        if problems := list(_problems(value, phonemes)):
            faults += [
                document.fault(index, *key, what=what, remedy=remedy)
                for key, what, remedy in problems
                if not document.is_doubtful(index, *key)
            ]
            continue
        entry = _entry(value)
        spelling = _spelling(entry.written)
        if spelling in lines:
            what = f"{entry.written!r} stands on line {lines[spelling]} already"
            faults.append(document.fault(index, what=what, remedy="take one of the two out"))
        lines[spelling] = document.line(index)
        entries.append(entry)
    return Lexicon(tuple(entries), lang), faults


def _entry(value: dict[str, str]) -> Entry:
    how: str | Phonemes | Manner
    if "as" in value:
        how = Manner(value["as"])
    elif "phonemes" in value:
        how = Phonemes(" ".join(value["phonemes"].split()))
    else:
        how = value["say"]
    return Entry(value["written"], how, value.get("source", ""))


# --- What can be wrong with an entry.
_WAYS: Final = frozenset({"say", "phonemes", "as"})
_KEYS: Final = _WAYS | {"written", "source"}
_NOT_IN_A_RESPELLING: Final = re.compile(r"[^\w .,'\u2019!?-]|_")
_STRESS: Final = "'"
_LONGEST_IN_PHONEMES: Final = 30  # characters of one word: with its brackets it stays a run that eSpeak bears

_Problem = tuple[tuple[str, ...], str, str]  # the key, what is wrong, the remedy


def _problems(value: object, phonemes: frozenset[str]) -> Iterator[_Problem]:
    """Yield what is wrong with one entry."""
    if not isinstance(value, dict):
        yield (), "this is not an entry", "write '- written: ...', and under it 'say: ...' or 'as: ...'"
        return
    for key in value.keys() - _KEYS:
        yield (str(key),), f"the key {key!r} is not known", f"use {_one_of(sorted(_KEYS))}"
    texts = {key: text for key, text in value.items() if isinstance(text, str) and text.strip()}
    for key in (value.keys() & _KEYS) - texts.keys():
        yield (key,), f"{key!r} has no text", "write the text after it, or take the key out"
    if "written" not in value:
        yield (), "the written word is missing", "add 'written: ...'"
    if len(value.keys() & _WAYS) != 1:
        yield (
            (),
            "an entry needs one of 'say', 'phonemes' and 'as'",
            "keep one: a respelling (say), eSpeak's phonemes (phonemes), or a manner (as)",
        )
    yield from _problems_of_texts(texts)
    if "phonemes" in texts:
        for what, remedy in _problems_of_phonemes(texts["phonemes"], phonemes):
            yield ("phonemes",), what, remedy


def _problems_of_texts(texts: dict[str, str]) -> Iterator[_Problem]:
    """Yield what is wrong with the words of one entry."""
    for key in ("written", "say"):
        if key in texts and not LETTER_OR_DIGIT.search(texts[key]):
            yield (key,), f"{texts[key]!r} holds no letter or digit", "write a word that can be said"
    if unsayable := _NOT_IN_A_RESPELLING.search(texts.get("say", "")):
        yield ("say",), f"a respelling cannot hold {unsayable[0]!r}", "write it in letters"
    if texts.get("as", Manner.WRITTEN) not in set(Manner):
        yield ("as",), f"{texts['as']!r} is no way to read a word", f"use {_one_of(Manner)}"


def _problems_of_phonemes(text: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with phonemes, and what to write: eSpeak itself would say something else for it."""
    if not known:
        yield "this language has no list of phonemes", "use a respelling (say)"
        return
    for word in text.split():
        rest = word
        # As eSpeak does: always the longest phoneme that stands there.
        while length := next((n for n in (4, 3, 2, 1) if rest[:n] in known and len(rest) >= n), 0):
            rest = rest[length:]
        if rest:
            yield (
                f"{rest!r} in {word!r} begins with no phoneme of eSpeak's",
                "write it as espeak-ng -x prints a word that sounds so",
            )
        elif len(word) > _LONGEST_IN_PHONEMES:
            yield (
                f"{word!r} is longer than {_LONGEST_IN_PHONEMES} characters",
                "put a space where a new word can begin",
            )
    if _STRESS not in text:
        yield f"{text!r} has no stressed syllable", f"put {_STRESS} before the vowel of the one that is"


def _one_of(names: Iterable[str]) -> str:
    return " or ".join(f"'{name}'" for name in names)


# --- Words in a text.
_OPENING: Final = re.compile(r"(?<![^\W_])[^\W_]+|[^\w\s]|_")


def _spelling(written: str) -> str:
    """Return the one spelling of what is printed in several ways: white space, apostrophes, hyphens."""
    return " ".join(written.split()).replace("\u2019", "'").replace("\u2011", "-")


@cache
def _whole_words(spelling: str) -> re.Pattern[str]:
    """Return the pattern of a spelling: no letter or digit may touch a letter or digit at its ends."""
    before = r"(?<![^\W_])" if spelling[0].isalnum() else ""
    after = r"(?![^\W_]|[\u0300-\u036f])" if spelling[-1].isalnum() else ""
    printed = {" ": r"\s+", "'": "['\u2019]", "-": "[-\u2011]"}
    words = "".join(printed.get(character, re.escape(character)) for character in spelling)
    return re.compile(before + words + after)
