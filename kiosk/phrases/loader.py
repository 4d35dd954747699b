"""content/phrases/*.yaml -> frozen Phrases. Keeps one decision: no language says less than the kiosk does.

What a language leaves out, or names wrongly, is a fault: whoever hears it could not do without it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Final, get_args, get_origin

from kiosk.errors import Fault, PhrasesError
from kiosk.files import wording, yaml_file
from kiosk.files.text_file import one_line, shown
from kiosk.files.yaml_file import Document, Trail, Value
from kiosk.pack import language_tag
from kiosk.paths import phrases_folder
from kiosk.phrases.model import Phrases

ENGLISH: Final = "en-GB"  # the language that is complete, and that the others are held against
_ENDING: Final = ".yaml"
_IN_LINES: Final = "in_lines"
_LONGEST_PATH: Final = 1000
_LONGEST_MEANING: Final = 300
# Of these there need be none: no code is drawn on the screen then.
_MAY_BE_EMPTY: Final = frozenset({"phone_code", "link_code"})


def _names() -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in fields(Phrases):
        if each.type is str or get_origin(each.type) is Annotated:
            yield each.name, get_args(each.type)[1:]


# The names that each text holds in braces, and the tables of texts.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {name: held for name, held in _names() if name != "lang"}
TABLES: Final = tuple(each.name for each in fields(Phrases) if each.name not in {"lang", *NAMES})


@dataclass(frozen=True)
class Words:
    """The phrases of a language: on the screen, and where lines are typed."""

    on_screen: Phrases
    in_lines: Phrases


@cache
def english() -> Words:
    """Return the kiosk's own words in English. Raises PhrasesError."""
    return load(phrases_folder() / f"{ENGLISH}{_ENDING}")


def of(lang: str, *, beside: Path | None = None) -> Words:
    """Return the kiosk's own words in a language (a BCP 47 tag), those of another region where it must be.

    Looks first in the folder "phrases" inside `beside`, where a clinic has its packs. Raises PhrasesError
    with every fault of their file, and where there is no file for the language.
    """
    file = file_of(lang, beside=beside)
    return english() if file == phrases_folder() / f"{ENGLISH}{_ENDING}" else load(file)


def file_of(lang: str, *, beside: Path | None = None) -> Path:
    """Return the file of those words. Raises PhrasesError where there is none."""
    own = phrases_folder()
    folders = [beside / own.name, own] if beside else [own]
    named = [folder / f"{lang}{_ENDING}" for folder in folders]
    language = lang.partition("-")[0]
    like = [
        file
        for folder in folders
        for file in sorted(folder.glob(f"{language}*{_ENDING}"))
        if file.stem.partition("-")[0] == language
    ]
    file = next((file for file in (*named, *like) if os.path.lexists(file)), None)
    if file is None:
        what = f"the kiosk has no words of its own in the language {lang}"
        remedy = f"copy {own / ENGLISH}{_ENDING}, and write each text of it in that language"
        raise PhrasesError(f"{what.capitalize()}.", faults=(Fault(str(named[0]), 1, what, remedy),))
    return file


def load(file: Path) -> Words:
    """Return the phrases in a file, named by its language. Raises PhrasesError with all its faults."""
    document, faults = yaml_file.read(file.parent, file.name)
    if document is not None:
        faults += _faults_of_name(file)
        like = None if file.stem == ENGLISH else english()
        faults += _Reading(document, like).faults()
        if not faults:
            return _words(file.stem, document.value)
    sentence = f"The phrases in {shown(str(file), longest=_LONGEST_PATH)} cannot be used."
    raise PhrasesError(sentence, faults=tuple(sorted(set(faults))))


def _words(lang: str, value: Any) -> Words:  # noqa: ANN401 - what the file holds, and has been judged
    held = {key: _one_line(text) for key, text in value.items()}
    in_lines = held.pop(_IN_LINES, {})
    on_screen = Phrases(lang=lang, **held)
    in_lines |= {table: held[table] | in_lines[table] for table in TABLES if table in in_lines}
    return Words(on_screen, replace(on_screen, **in_lines))


def _one_line(held: Any) -> Any:  # noqa: ANN401 - a text, or a table of them
    if isinstance(held, dict):
        return {key: _one_line(text) for key, text in held.items()}
    return one_line(held)


# --- What can be wrong with a file.


def _faults_of_name(file: Path) -> Iterator[Fault]:
    lang = file.stem
    if not language_tag.is_tag(lang) or lang != language_tag.in_usual_case(lang):
        remedy = "name it by the tag of its language, such as en-GB.yaml or cy.yaml"
        yield Fault(file.name, 1, "the file is not named by a language", remedy)
    elif language_tag.is_right_to_left(lang):
        what = "this language is written from right to left, and a terminal does not show that rightly"
        yield Fault(file.name, 1, what, "delete the file: the kiosk has no such language")


class _Reading:
    """Judges a document. `like`: English, whose tables are to be met, or None."""

    def __init__(self, document: Document, like: Words | None) -> None:
        self._document = document
        self._like = like

    def faults(self) -> Iterator[Fault]:
        """Yield all that is wrong."""
        if not isinstance(self._document.value, dict):
            if not self._document.is_doubtful():
                what, remedy = wording.wrong_type((), self._document.value, {}, wanted="keys")
                yield self._document.fault(what=what, remedy=remedy)
            return
        phrases = [*NAMES, *TABLES]
        yield from self._keys((), phrases, more=(_IN_LINES,))
        yield from self._phrases(())
        in_lines = self._document.value.get(_IN_LINES)
        if isinstance(in_lines, dict):
            yield from self._keys((_IN_LINES,), phrases, all_of_them=False)
            yield from self._phrases((_IN_LINES,))
        elif _IN_LINES in self._document.value:
            yield from self._wrong_type((_IN_LINES,), in_lines, "keys")

    def _keys(
        self, trail: Trail, wanted: list[str], *, more: tuple[str, ...] = (), all_of_them: bool = True
    ) -> Iterator[Fault]:
        """Yield a fault for each key at the trail that is unknown, and for each that is missing."""
        held, misspelt = self._held(trail), set[str]()
        for key in held:
            if key not in {*wanted, *more}:
                nearest = wording.nearest_key(key, wanted)
                misspelt.add(nearest)
                remedy = f'write "{nearest}:"' if nearest else f"delete it: {ENGLISH}.yaml has no such key"
                what = f'the key "{shown(key)}" is not known here'
                yield self._document.fault(*trail, key, what=what, remedy=remedy)
        for key in wanted if all_of_them else ():
            if key not in held and key not in misspelt:
                what, remedy = wording.missing_key((*trail, key), {key: self._meaning((*trail, key))})
                yield self._document.fault(*trail, what=what, remedy=remedy)

    def _phrases(self, trail: Trail) -> Iterator[Fault]:
        """Yield what is wrong with the phrases at the trail."""
        for key, held in self._held(trail).items():
            here = (*trail, key)
            if key in NAMES:
                yield from self._text(here, held, NAMES[key])
            elif key in TABLES and isinstance(held, dict):
                if self._like:
                    wanted = list(getattr(self._like.on_screen, key))
                    yield from self._keys(here, wanted, all_of_them=not trail)
                for name, text in held.items():
                    yield from self._text((*here, name), text, ())
            elif key in TABLES:
                yield from self._wrong_type(here, held, "keys")

    def _text(self, trail: Trail, held: Value, names: tuple[str, ...]) -> Iterator[Fault]:
        if not isinstance(held, str):
            yield from self._wrong_type(trail, held, "string_type")
        elif held.strip():
            yield from self._names_in(trail, held, names)
        elif trail[-1] not in _MAY_BE_EMPTY:
            yield from self._wrong_type(trail, None, "string_type")

    def _names_in(self, trail: Trail, text: str, names: tuple[str, ...]) -> Iterator[Fault]:
        """Yield what is wrong with the names in braces; where lines are typed, not each need be told."""
        possible = " and ".join(f"{{{name}}}" for name in names)
        write = f"write {possible} and no other name in braces" if names else "write it without braces"
        try:
            pieces = list(Formatter().parse(text))
        except ValueError:
            pieces = [("{", None, None, None)]
        if any("{" in literal or "}" in literal for literal, *_ in pieces):
            yield self._refused(trail, text, "has a brace that belongs to no name", write)
            return
        held = {
            f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}"
            for _, name, form, how in pieces
            if name is not None
        }
        for name in sorted(held - set(names)):
            what = f"names {{{shown(name)}}}, for which the kiosk has nothing"
            yield self._refused(trail, text, what, write)
        for name in names if trail[0] != _IN_LINES and held <= set(names) else ():
            if name not in held:
                yield self._refused(trail, text, f"does not name {{{name}}}", write)

    def _held(self, trail: Trail) -> dict[str, Value]:
        held = self._document.at(*trail)
        return held if isinstance(held, dict) else {}

    def _refused(self, trail: Trail, text: str, what: str, remedy: str) -> Fault:
        called = wording.refused(trail, text, what)
        return self._document.fault(*trail, what=called, remedy=remedy)

    def _wrong_type(self, trail: Trail, held: Value, wanted: str) -> Iterator[Fault]:
        """Yield the fault of a value of the wrong kind, or of none, unless the reading has told of it."""
        if self._document.is_doubtful(*trail):
            return
        meanings = {str(trail[-1]): self._meaning(trail)}
        what, remedy = (
            wording.empty(trail, meanings)
            if held is None
            else wording.wrong_type(trail, held, meanings, wanted=wanted)
        )
        yield self._document.fault(*trail, what=what, remedy=remedy)

    def _meaning(self, trail: Trail) -> str:
        """Return what to write for a key: what English says."""
        held: Any = vars(self._like.on_screen) if self._like else {}
        for step in trail:
            held = held.get(step, {}) if isinstance(held, Mapping) else {}
        if isinstance(held, str) and held:
            return f'"{trail[-1]}:" and in this language "{shown(held, longest=_LONGEST_MEANING)}"'
        return f'"{trail[-1]}:" and its text' if trail[-1] in NAMES else f'"{trail[-1]}:" and its texts'
