"""What is written beside a recording: its language, the text that it was made of, and when each word begins.

lang: en-GB
text_sha256: 2f77...        of the passage as it is written
words:                      seconds from the beginning of the recording
  - 0.12 The
  - 0.31 amount
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from kiosk.errors import Fault
from kiosk.files import yaml_file
from kiosk.files.text_file import shown
from kiosk.files.yaml_file import Document
from kiosk.speech.excerpt import Excerpt

_MILLISECOND: Final = 0.001  # the least between two words: what is written in the file
_KEYS: Final = ("lang", "text_sha256", "words")
_WORD: Final = re.compile(r"(?P<seconds>\d{1,3}(?:\.\d{1,4})?) (?P<word>\S+)", re.ASCII)


class RefusedError(Exception):
    """A recording cannot be used. `str()` says why, and what to do, to follow on "it is not played: "."""


class OtherTextError(RefusedError):
    """The text has changed since the recording was made."""


@dataclass(frozen=True)
class SpokenWord:
    """The characters of a passage that a word has, and the seconds into the recording at which it begins."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True)
class Narration:
    """What is known of a recording. `words` are all words of the passage, or none."""

    words: tuple[SpokenWord, ...] = ()


def sha256_of(text: str) -> str:
    """Return what stands for the text of a passage."""
    return sha256(text.encode()).hexdigest()


def narration(path: Path, text: str, *, lang: str) -> Narration:
    """Return what the file, if there is one, says of the recording of a text.

    Raises RefusedError where the file is wrong, or tells that the recording is not of this text.
    """
    if not path.exists():
        return Narration()
    document, faults = yaml_file.read(path.parent, path.name)
    if document is not None and not faults:
        faults = list(_faults(document))
    if document is None or faults:
        raise RefusedError("; ".join(map(str, sorted(faults))))
    for given, _ in document.texts("lang"):
        if _language(given) != _language(lang):
            raise RefusedError(f"it is in {shown(given)} and the text is in {lang}; record it in {lang}")
    for given, _ in document.texts("text_sha256"):
        if given.lower() != sha256_of(text):
            raise OtherTextError(
                "the text has changed since it was made; record it again or, if it still says what is "
                f"written, write text_sha256: {sha256_of(text)}"
            )
    return Narration(tuple(_words(document, text)))


def written(text: str, *, lang: str, words: Sequence[SpokenWord]) -> str:
    """Return the content of the file for a recording of a text. `words` are all words of it, or none."""
    lines = [f"lang: {lang}", f"text_sha256: {sha256_of(text)}"]
    if words:
        lines.append("words:")
        # As JSON, in which a word is the same in YAML, whatever its signs.
        entries = (f"{word.seconds:.3f} {text[word.start : word.end]}" for word in words)
        lines += [f"  - {json.dumps(entry, ensure_ascii=False)}" for entry in entries]
    return "\n".join([*lines, ""])


def every_word(
    excerpt: Excerpt, marks: Sequence[tuple[int, float]], *, begin: float, end: float
) -> Iterator[SpokenWord]:
    """Yield each word of a sentence that is heard from `begin` to `end`, in seconds, the first at `begin`.

    `marks` are characters of the sentence and the seconds at which they are said. One that stands for
    several words is shared out by their letters, and so is what is not said at all, such as a dash.
    """
    sentence = excerpt.sentences[excerpt.index]
    bounds = [(0, begin), *((at, seconds) for at, seconds in marks if at > 0), (len(sentence), end)]
    earliest = begin
    for word in re.finditer(r"\S+", sentence):
        at = bisect_right(bounds, word.start(), key=lambda bound: bound[0]) - 1
        (start, from_seconds), (until, to_seconds) = bounds[at], bounds[at + 1]
        share = (word.start() - start) / (until - start)
        seconds = max(earliest, from_seconds + share * (to_seconds - from_seconds))
        yield SpokenWord(excerpt.start + word.start(), excerpt.start + word.end(), seconds)
        earliest = seconds + _MILLISECOND


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _faults(document: Document) -> Iterator[Fault]:
    if not isinstance(document.value, dict):
        yield document.fault(what="this is no table", remedy=f"begin lines with one of: {', '.join(_KEYS)}")
        return
    for key, value in document.value.items():
        if key not in _KEYS:
            what = f'"{shown(key)}" is not known here'
            yield document.fault(key, what=what, remedy=f"write one of: {', '.join(_KEYS)}")
        elif key == "words" and not isinstance(value, list):
            yield document.fault(key, what="this is no list", remedy="begin each word with '- 0.00 '")
        elif key != "words" and not (isinstance(value, str) and value):
            yield document.fault(key, what="this is no text", remedy="write it behind the colon")


def _words(document: Document, text: str) -> Iterator[SpokenWord]:
    """Yield the words of the list, each the next one of the text, later than the one before."""
    items = document.at("words") if "words" in document.top_level_keys() else []
    assert isinstance(items, list)  # noqa: S101 - else it has a fault
    written = list(re.finditer(r"\S+", text)) if items else []
    before = -1.0
    for at, (item, word) in enumerate(zip(items, written, strict=False)):
        match = _WORD.fullmatch(item) if isinstance(item, str) else None
        if match is None or match["word"] != word[0]:
            what, remedy = f'the text goes on with "{shown(word[0])}"', f"write - 1.23 {shown(word[0])}"
            raise RefusedError(str(document.fault("words", at, what=what, remedy=remedy)))
        if float(match["seconds"]) <= before:
            what = f'"{shown(word[0])}" does not begin after the word before it'
            raise RefusedError(str(document.fault("words", at, what=what, remedy="correct the time")))
        before = float(match["seconds"])
        yield SpokenWord(word.start(), word.end(), before)
    if len(items) != len(written):
        what = f"these are {len(items)} words and the text has {len(written)}"
        raise RefusedError(str(document.fault("words", what=what, remedy="write each word of it")))
