"""content/words/: words that are better not written, and what to write in place of each.

Keeps one decision: a list is data, a file for each language and kind of word, so that whoever knows better
than we do can say so without a line of Python.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kiosk.errors import WordListError
from kiosk.files import wording, yaml_file
from kiosk.paths import words_folder
from kiosk.reading.sentences import Span


@dataclass(frozen=True)
class Listed:
    """A word of a list, or words, and what can be written in its place."""

    word: str
    instead: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _whole(self.word)

    def find(self, text: str) -> Span | None:
        """Return the first place of a text where it stands: alone or in the plural, whatever its case."""
        found = self._pattern.search(text)
        return Span(*found.span()) if found else None

    def is_plain_in(self, text: str) -> bool:
        """Tell whether any of what can be written in its place stands in a text."""
        return any(_whole(plain).search(text) for plain in self.instead)


def of(lang: str, kind: str) -> tuple[Listed, ...] | None:
    """Return the list of a kind for a language (a BCP 47 tag), of another region where it must be, or None.

    Raises WordListError with every fault of its file.
    """
    language = lang.partition("-")[0]
    folders = [
        words_folder() / lang,
        *sorted(words_folder().glob(f"{language}-*")),
        words_folder() / language,
    ]
    file = next((file for folder in folders if (file := folder / f"{kind}.yaml").exists()), None)
    return tuple(load(file)) if file else None


def load(file: Path) -> Iterator[Listed]:
    """Yield the words of a file, in its order. Raises WordListError with all its faults."""
    document, faults = yaml_file.read(file.parent, file.name)
    if document:
        if not document.top_level_keys() and not document.is_doubtful():
            what, remedy = wording.wrong_type((), document.value, {}, wanted="keys")
            faults.append(document.fault(what=what, remedy=remedy))
        for word in document.top_level_keys():
            if not document.texts(word) and not document.is_doubtful(word):
                what = f'there is nothing to write in place of "{word}"'
                faults.append(document.fault(word, what=what, remedy="write it after the colon"))
    if faults or not document:
        sentence = f"The list of words {file.name} cannot be used."
        raise WordListError(sentence, faults=tuple(sorted(faults)))
    for word in document.top_level_keys():
        yield Listed(word, tuple(text for text, _ in document.texts(word)))


def _whole(words: str) -> re.Pattern[str]:
    """Return the pattern of words as a whole, with any white space between them, and of their plural."""
    spelt = r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in words.split())
    return re.compile(rf"(?<![^\W_]){spelt}(?:e?s)?(?![^\W_])", re.IGNORECASE)
