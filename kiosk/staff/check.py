"""`kiosk check`: all that is wrong with a pack, or with packs, and all to be looked at before visitors come.

Keeps one decision: whatever is found is told in one shape, file, line, what it is and what to do. A rule is a
function from a pack to its findings.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from kiosk.errors import DataError, PackError, VoiceError
from kiosk.files.text_file import Place, read_text, shown
from kiosk.pack import loader, subject
from kiosk.pack.loader import Text
from kiosk.pack.model import Pack
from kiosk.paths import known_words_file, pronunciation_file
from kiosk.phrases import loader as phrases
from kiosk.reading import lexicon
from kiosk.reading.known import known_words, unchecked_words
from kiosk.staff.studio import Studio
from kiosk.visit import edition


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a pack: where, what, and what to do. With an `error` the pack is not fit for visitors."""

    where: Place
    what: str
    instead: str
    error: bool

    def __str__(self) -> str:
        return f"{self.where.file}:{self.where.line}: {self.what}; {self.instead}"


def check(named: Sequence[Path], *, as_json: bool = False) -> Iterator[str]:
    """Yield a line for each finding in packs, and one with their number; or one JSON document.

    `named` are folders of packs, or a file of the kiosk's own phrases. Raises PackError behind the last line
    where a finding is an error. Raises VoiceError when the engine does not start, LexiconError when a
    pronunciation file is wrong.
    """
    findings = sorted(set(_findings(named)))
    errors = sum(finding.error for finding in findings)
    if as_json:
        entries = [
            {
                "file": finding.where.file,
                "line": finding.where.line,
                "what": finding.what,
                "instead": finding.instead,
                "error": finding.error,
            }
            for finding in findings
        ]
        yield json.dumps({"findings": entries}, ensure_ascii=False)
    else:
        yield from map(str, findings)
        yield f"Errors: {errors}. Warnings: {len(findings) - errors}."
    if errors:
        all_named = ", ".join(shown(str(each), longest=_LONGEST_FOLDER) for each in named)
        told = "phrases" if _are_phrases(named) else "packs" if len(named) > 1 else "pack"
        raise PackError(f"The {told} in {all_named} {'has' if told == 'pack' else 'have'} errors.")


_LONGEST_FOLDER: Final = 1000


@dataclass(frozen=True)
class _Checked:
    """A pack that the kiosk can load, and what rules ask of it."""

    folder: Path
    pack: Pack
    texts: tuple[Text, ...]

    @cached_property
    def studio(self) -> Studio:
        """The voice that visitors hear."""
        return Studio()

    @cached_property
    def by_lang(self) -> dict[str, list[Text]]:
        """The texts of each language of the pack."""
        by_lang = dict[str, list[Text]]()
        for text in self.texts:
            by_lang.setdefault(text.lang, []).append(text)
        return by_lang

    @cached_property
    def voiceless(self) -> frozenset[str]:
        """The languages that no voice says."""
        return frozenset(lang for lang in self.by_lang if not self._has_voice(lang))

    def _has_voice(self, lang: str) -> bool:
        try:
            self.studio.voice.identifier(lang)
        except VoiceError:
            return False
        return True

    def place_of(self, word: str, text: Text) -> Place:
        """Return the line of a word of a text; where it cannot be found in the file, that of the text."""
        written, _ = read_text(self.folder, text.place.file)
        pattern = _whole(word)
        for number, line in enumerate((written or "").split("\n"), 1):
            if number >= text.place.line and pattern.search(line):
                return Place(text.place.file, number)
        return text.place


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])")


def _are_phrases(named: Sequence[Path]) -> bool:
    return all(os.path.isfile(each) for each in named)  # noqa: PTH113 - pathlib's raises where it may not look


def _findings(named: Sequence[Path]) -> Iterator[Finding]:
    try:
        if _are_phrases(named):
            for file in named:
                phrases.load(file)
            return
        edition.load(named)
    except DataError as refused:
        for fault in refused.faults:
            yield Finding(Place(fault.file, fault.line), fault.what, fault.remedy, error=True)
    folders = subject.folders(named)
    for folder in [] if _are_phrases(named) else folders:
        try:
            checked = _Checked(folder, *loader.load_with_texts(folder))
        except PackError:
            continue  # told of already
        for finding in (finding for rule in _RULES for finding in rule(checked)):
            inside = "" if len(folders) == 1 else f"{folder}/"
            where = Place(f"{inside}{finding.where.file}", finding.where.line)
            yield replace(finding, where=where)


# --- The rules.
def _languages_without_a_voice(checked: _Checked) -> Iterator[Finding]:
    # An error for a whole pack only: the kiosk shows a passage that it cannot say, and says that it does.
    for lang in checked.voiceless:
        what = f"the kiosk has no voice for the language {lang}: what is in it is shown and not said"
        instead = "write a lang that stands in the list of: kiosk voices --all"
        yield Finding(checked.by_lang[lang][0].place, what, instead, error=lang == checked.pack.lang)


def _words_that_nobody_checked(checked: _Checked) -> Iterator[Finding]:
    for lang in checked.by_lang.keys() - checked.voiceless:
        texts, known = checked.by_lang[lang], known_words(known_words_file(lang))
        say = "kiosk say" if lang == phrases.ENGLISH else f"kiosk say --lang {lang}"
        if not known:
            what = f"nobody has checked how the words of the language {lang} are said"
            others = "".join(f"; or write {other}, whose words were checked" for other in _checked_like(lang))
            yield Finding(texts[0].place, what, f"hear each text in it with: {say} TEXT{others}", error=False)
            continue
        written = (text.text for text in texts)
        for word in unchecked_words(written, lexicon.load(pronunciation_file(lang)), known):
            studio = checked.studio
            phonemes = studio.voice.phonemes(studio.utterances.of_notice(word, lang=lang))
            what = f'nobody has checked how "{word}" is said: /{phonemes}/'
            instead = f'hear it with: {say} "{word}", and add it to {pronunciation_file(lang).name}'
            text = next(text for text in texts if _whole(word).search(text.text))
            yield Finding(checked.place_of(word, text), what, instead, error=False)


def _checked_like(lang: str) -> list[str]:
    """Return the regions of a language whose words were checked."""
    own, language = known_words_file(lang), lang.partition("-")[0]
    ending = "".join(own.suffixes)
    return sorted(other.name.removesuffix(ending) for other in own.parent.glob(f"{language}-*{ending}"))


_RULES: Final[tuple[Callable[[_Checked], Iterator[Finding]], ...]] = (
    _languages_without_a_voice,
    _words_that_nobody_checked,
)
