"""A pack that is being checked, and what rules ask of it. Keeps one decision: each answer is found once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, groupby
from pathlib import Path
from typing import Final

from kiosk.errors import PhrasesError, VoiceError
from kiosk.files.text_file import Place, read_text
from kiosk.files.yaml_file import Document, read
from kiosk.pack.folder import PACK_FILE
from kiosk.pack.model import Pack
from kiosk.pack.texts import Text
from kiosk.phrases import loader as phrases
from kiosk.reading import readability, sentences, word_list
from kiosk.reading.english import ENGLISH
from kiosk.reading.lexicon import language_of
from kiosk.reading.sentences import Span
from kiosk.reading.word_list import Listed
from kiosk.settings import VoiceName
from kiosk.staff.checks.listening import Heard, heard
from kiosk.staff.studio import RATE, Studio
from kiosk.visit.edition import Edition

MOST_SAID: Final = 1_000  # sentences: 10 s of rendering on a small machine
PASSAGES: Final = frozenset({"text", "story"})  # the keys of paragraphs and lists


def sentences_of(text: Text) -> list[str]:
    """Return the sentences of a text, as they are said and marked."""
    return [span.of(text.text) for span in sentences.split(text.text)]


def _as_in_a_file(text: str) -> re.Pattern[str]:
    """Return the pattern of a text in a file: over several lines, and with its quotes as YAML has them."""
    spelt = r"\s+".join(map(re.escape, text.split()))
    return re.compile(spelt.replace('"', r'\\?"').replace("'", "''?"))


@dataclass(frozen=True)
class Checked:
    """What can be read of a pack; `texts` is what is said of it, in the order of a visit.

    `head` is the pack without its parts; `pack` is the whole, or None where it has a fault.
    """

    folder: Path
    head: Pack
    pack: Pack | None
    texts: tuple[Text, ...]
    today: date

    @cached_property
    def studio(self) -> Studio:
        """The voice that tells its phonemes.

        It renders the shipped pack in 2 s, for which the best voice takes a minute; in no part of it do their
        times differ by more than 3 in 100.
        """
        return Studio(VoiceName.ESPEAK)

    @cached_property
    def by_lang(self) -> dict[str, list[Text]]:
        """The texts of each language of the pack."""
        by_lang = dict[str, list[Text]]()
        for text in self.texts:
            by_lang.setdefault(text.lang, []).append(text)
        return by_lang

    @cached_property
    def passages(self) -> tuple[Text, ...]:
        """The paragraphs and the items of lists."""
        return tuple(text for text in self.texts if text.key in PASSAGES)

    @cached_property
    def handed_out(self) -> tuple[Text, ...]:
        """What visitors get with a handout of the pack, and no visit says."""
        head = self.head
        held = {
            ("summary",): head.summary,
            ("source",): head.source,
            ("review", "checked_by"): head.review.checked_by,
        }
        return tuple(
            Text(text, head.lang, Place(self.pack_file.name, self.pack_file.line(*trail)), key=trail[-1])
            for trail, text in held.items()
        )

    @cached_property
    def voiceless(self) -> frozenset[str]:
        """The languages that no voice says."""
        return frozenset(lang for lang in self.by_lang if not self._has_voice(lang))

    @cached_property
    def pack_file(self) -> Document:
        """The file pack.yaml."""
        document = self.document(PACK_FILE)
        assert document is not None  # noqa: S101 - the head of the pack is from it
        return document

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """Each part as it is heard, of a whole pack whose language has a voice and the kiosk's own words."""
        if self.pack is None or self.pack.lang in self.voiceless:
            return ()
        try:
            words = phrases.of(self.pack.lang, beside=self.folder.resolve().parent)
        except PhrasesError:
            return ()
        return tuple(heard(Edition(self.pack, words.on_screen), self.studio, estimated=self.is_long))

    @property
    def is_long(self) -> bool:
        """Whether it would take too long to have every sentence said."""
        return sum(len(sentences_of(text)) for text in self.texts) > MOST_SAID

    def documents(self) -> Iterator[Document]:
        """Yield each file that holds a text, and that of the facts, where they can be read."""
        names = [file for file, _ in self.pack_file.texts("facts")]
        for name in dict.fromkeys([*(text.place.file for text in self.texts), *names]):
            if document := self.document(name):
                yield document

    def document(self, name: str) -> Document | None:
        """Return a file of the pack, if it can be read."""
        document, _ = read(self.folder, name)
        return document

    def place_of(self, words: Span, text: Text) -> Place:
        """Return the line on which words of a text begin, or that of the text where they cannot be found."""
        written, starts = self._written(text.place.file)
        found = _as_in_a_file(text.text[: words.start + 1]).search(written, starts[text.place.line - 1])
        return Place(text.place.file, bisect_right(starts, found.end() - 1)) if found else text.place

    def is_sayable(self, sentence: str, lang: str) -> bool:
        """Tell whether a voice can say a sentence; it is rendered only where it seems to have no phonemes."""
        utterance = self.studio.utterances.of_notice(sentence, lang=lang)
        if self.studio.voice.phonemes(utterance).strip():
            return True
        try:
            self.studio.take(utterance, rate=RATE)
        except VoiceError:
            return False
        return True

    def word_list(self, lang: str, kind: str) -> tuple[Listed, ...] | None:
        """Return the list of words of a kind for a language, if there is one. Raises WordListError."""
        if (lang, kind) not in self._lists:
            self._lists[lang, kind] = word_list.of(lang, kind)
        return self._lists[lang, kind]

    @cached_property
    def reading_ages(self) -> dict[str, float]:
        """The years of age at which the text of each file can be read: of those in English, and long enough.

        The words of the pack's title do not count: nobody can write of a condition without its name (NHS
        digital service manual, "Use a readability tool to prioritise content").
        """
        ages = dict[str, float]()
        for file, texts in groupby(self.passages, key=lambda text: text.place.file):
            spoken = [
                [word for word in readability.words(sentence) if readability.bare(word) not in self._title]
                for text in texts
                if language_of(text.lang) is ENGLISH
                for sentence in sentences_of(text)
            ]
            age = readability.reading_age(spoken, self._syllables)
            if age is not None:
                ages[file] = age
        return ages

    @cached_property
    def _title(self) -> frozenset[str]:
        return frozenset(map(readability.bare, readability.words(self.head.title)))

    @cached_property
    def _counted(self) -> dict[str, int]:
        return {}

    @cached_property
    def _files(self) -> dict[str, tuple[str, list[int]]]:
        return {}

    @cached_property
    def _lists(self) -> dict[tuple[str, str], tuple[Listed, ...] | None]:
        return {}

    def _syllables(self, word: str) -> int:
        if word not in self._counted:
            said = self.studio.utterances.of_notice(word, lang=phrases.ENGLISH)
            self._counted[word] = readability.syllables(self.studio.voice.phonemes(said))
        return self._counted[word]

    def _written(self, name: str) -> tuple[str, list[int]]:
        """Return the text of a file, and the character at which each line begins."""
        if name not in self._files:
            written = read_text(self.folder, name)[0] or ""
            lines = written.split("\n")
            starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
            self._files[name] = written, starts
        return self._files[name]

    def _has_voice(self, lang: str) -> bool:
        try:
            self.studio.voice.identifier(lang)
        except VoiceError:
            return False
        return True
