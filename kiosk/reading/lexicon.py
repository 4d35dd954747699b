"""How words are said that the engine would say wrongly: one table a language, refused whole for any fault."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kiosk.errors import Fault, LexiconError
from kiosk.pack import yaml_file

_KEYS: Final = frozenset({"written", "say", "as", "source"})
_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
_NOT_IN_A_RESPELLING: Final = re.compile(r"[^\w .,'\u2019!?-]|_")


class Manner(StrEnum):
    """A way of saying a written word that needs no respelling (the values of `as:`)."""

    LETTERS = "letters"  # each letter and digit on its own
    DIGITS = "digits"  # each digit on its own, the rest as written
    TELEPHONE = "telephone"  # each digit on its own, a pause after each group
    WRITTEN = "written"  # as it stands: no other rule touches it


@dataclass(frozen=True)
class Entry:
    """A written word or words (the case counts) and how they are said: respelt, or in a manner."""

    written: str
    how: str | Manner

    def __post_init__(self) -> None:
        if not _LETTER_OR_DIGIT.search(self.written):
            raise ValueError(f"no word in {self.written!r}")


@dataclass(frozen=True)
class Lexicon:
    """The entries of one language. Where two could match, the longer one does."""

    entries: tuple[Entry, ...] = ()

    def search(self, text: str, start: int = 0) -> tuple[re.Match[str], Entry] | None:
        """Return the first place at or after `start` that holds an entry, as whole words, and that entry."""
        found = self._pattern.search(text, start) if self.entries else None
        return (found, self._by_spelling[_spelling(found[0])]) if found else None

    @cached_property
    def _by_spelling(self) -> dict[str, Entry]:
        return {_spelling(entry.written): entry for entry in self.entries}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_spelling, key=len, reverse=True)
        return re.compile("|".join(map(_whole_words, longest_first)))


def load(path: Path) -> Lexicon:
    """Return the lexicon in a file; a language without one has an empty lexicon.

    Raises LexiconError with every fault of the file.
    """
    if not path.exists():
        return Lexicon()
    document, faults = yaml_file.read(path.parent, path.name)
    if document:
        lexicon, more = parse(document)
        faults += more
        if not faults:
            return lexicon
    sentence = f"The pronunciation file {path.name} cannot be used."
    raise LexiconError(sentence, faults=tuple(sorted(faults)))


def parse(document: yaml_file.Document) -> tuple[Lexicon, list[Fault]]:
    """Return the lexicon that a document holds, without the entries that are wrong, and all that is wrong."""
    if not isinstance(document.value, list):
        what, remedy = "this is not a list of words", "begin each word with '- written: ...'"
        return Lexicon(), [] if document.is_doubtful() else [document.fault(what=what, remedy=remedy)]
    values: list[Any] = document.value
    entries, faults, lines = list[Entry](), list[Fault](), dict[str, int]()
    for index, value in enumerate(values):
        if problems := list(_problems(value)):
            faults += [
                document.fault(index, *key, what=what, remedy=remedy)
                for key, what, remedy in problems
                if not document.is_doubtful(index, *key)
            ]
            continue
        entry = Entry(value["written"], Manner(value["as"]) if "as" in value else value["say"])
        spelling = _spelling(entry.written)
        if spelling in lines:
            what = f"{entry.written!r} stands on line {lines[spelling]} already"
            faults.append(document.fault(index, what=what, remedy="take one of the two out"))
        lines[spelling] = document.line(index)
        entries.append(entry)
    return Lexicon(tuple(entries)), faults


_Problem = tuple[tuple[str, ...], str, str]  # the key, what is wrong, the remedy


def _problems(value: object) -> Iterator[_Problem]:
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
    if ("say" in value) == ("as" in value):
        yield (), "an entry needs either 'say' or 'as'", "keep one: a respelling (say), or a manner (as)"
    yield from _problems_of_texts(texts)


def _problems_of_texts(texts: dict[str, str]) -> Iterator[_Problem]:
    """Yield what is wrong with the words of one entry."""
    for key in ("written", "say"):
        if key in texts and not _LETTER_OR_DIGIT.search(texts[key]):
            yield (key,), f"{texts[key]!r} holds no letter or digit", "write a word that can be said"
    if unsayable := _NOT_IN_A_RESPELLING.search(texts.get("say", "")):
        yield ("say",), f"a respelling cannot hold {unsayable[0]!r}", "write it in letters"
    if texts.get("as", Manner.WRITTEN) not in set(Manner):
        yield ("as",), f"{texts['as']!r} is no way to read a word", f"use {_one_of(Manner)}"


def _one_of(names: Iterable[str]) -> str:
    return " or ".join(f"'{name}'" for name in names)


def _spelling(written: str) -> str:
    """Return the one spelling of what is printed in several ways: white space, apostrophes, hyphens."""
    return " ".join(written.split()).replace("\u2019", "'").replace("\u2011", "-")


def _whole_words(spelling: str) -> str:
    """Return the pattern of a spelling: no letter or digit may touch a letter or digit at its ends."""
    before = r"(?<![^\W_])" if spelling[0].isalnum() else ""
    after = r"(?![^\W_]|[\u0300-\u036f])" if spelling[-1].isalnum() else ""
    printed = {" ": r"\s+", "'": "['\u2019]", "-": "[-\u2011]"}
    return before + "".join(printed.get(character, re.escape(character)) for character in spelling) + after
