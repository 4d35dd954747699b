"""The engine's own phonemes of the words that matter, against a list that names who says so."""

# ruff: noqa: RUF001 - IPA
import re
from collections.abc import Iterable

import pocketsphinx
import pytest

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.known import known_words, unchecked_words
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sentences import split
from kiosk.reading.spoken import spoken_form
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId
from kiosk.speech.voice import Voice

from .pronunciation_reference import CMU, ORDINARY, REFERENCE

LANG = "en-GB"
KNOWN = known_words(pronunciation_file(LANG).with_suffix(".known.txt"))
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
RARER = -100_000  # as the model counts: a power of 1.0001, here one word in 22,000; "active" is rarer
# What dictionaries and the engine write in two ways. The engine marks only weakly what it says weakly.
SAME = (
    ("ɹ", "r"),
    ("æ", "a"),
    ("ɐ", "ə"),
    ("ɪə", "iə"),
    ("uːr", "ʊr"),
    ("ʊər", "ʊr"),
    ("ʊəˈr", "ʊˈr"),
    ("ɛə", "eə"),
    ("iəʊ", "ɪəʊ"),
)


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice()


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return lexicon.load(pronunciation_file(LANG))


def normal(ipa: str, *, stressed: bool) -> str:
    """Return IPA in one of its spellings: the mark of the main stress, if any, right before its vowel."""
    ipa = re.sub(r"[ˌ.\s]", "", ipa)
    for one, other in SAME:
        ipa = ipa.replace(one, other)
    return re.sub(r"ˈ([^aeiouɑɒɔəɛɜɪʊʌˈ]*)", r"\1ˈ" if stressed else r"\1", ipa)


@pytest.mark.requirement("K14")
@pytest.mark.parametrize("word", REFERENCE)
def test_a_word_is_said_as_the_reference_has_it(voice: Voice, english: Lexicon, word: str) -> None:
    reference, source = REFERENCE[word]
    text = spoken_form(word, english).text
    said = voice.phonemes(Utterance(UtteranceId(1), "", LANG, word, text, (), Milliseconds(0)))
    stressed = "ˈ" in reference
    assert normal(said, stressed=stressed) == normal(reference, stressed=stressed), (
        f"{source}; spoken {text!r}"
    )


def test_a_wrong_sound_or_stress_is_seen() -> None:
    right = normal("tɛtrəˈbɛnəziːn", stressed=True)
    assert normal("tˌɛtɹəbˈɛnəziːn", stressed=True) == right
    assert normal("tˈɛtɹəbɛnəziːn", stressed=True) != right
    assert normal("tˈɛtɹeɪbnˌaziːn", stressed=True) != right


def test_a_word_of_the_american_dictionary_was_compared_with_it() -> None:
    compared = [word for word, (_, source) in REFERENCE.items() if source == CMU]
    assert [word for word in compared if unchecked_words([word], Lexicon(), KNOWN)] == []


class Language:
    """How common a word is: what pocketsphinx's model of English expects of a next word."""

    def __init__(self) -> None:
        decoder = pocketsphinx.Decoder(samprate=16000, loglevel="FATAL")
        self._model = decoder.get_lm("_default")

    def is_common(self, word: str) -> bool:
        return bool(self._model.prob([word.lower()]) > RARER)


@pytest.fixture(scope="module")
def language() -> Language:
    return Language()


def medical_words_and_names(texts: Iterable[str], language: Language) -> set[str]:
    """Return the words that a text may have for its subject or of its people, as they are written.

    These are the words that are not common, those with a capital within a sentence, and those that are not
    known to be said as a dictionary has them. Of an ordinary word that is one of these, ORDINARY tells.
    """
    texts = list(texts)
    found = {each.word for each in unchecked_words(texts, Lexicon(), KNOWN)}
    for text in texts:
        for sentence in (span.of(text) for span in split(text)):
            words = list(WORD.finditer(sentence))
            found |= {word[0] for word in words[1:] if word[0] != word[0].lower()}
            found |= {word[0] for word in words if not language.is_common(word[0])}
    return {word.removesuffix("'s") for word in found if len(word) > 1}


def not_in_the_reference(words: set[str]) -> set[str]:
    """Return the words of which the reference has neither the word itself nor its singular."""
    there = {form.lower().removesuffix("'s") for form in REFERENCE}
    there |= {part for form in there for part in re.findall(r"[^\W\d_]+", form)}
    there |= {f"{form}s" for form in there} | ORDINARY
    return {word for word in words if word.lower() not in there}


@pytest.mark.requirement("K14")
def test_every_medical_word_and_every_name_of_the_pack_is_in_the_reference(language: Language) -> None:
    pack, texts = loader.load(bundled_pack()), loader.load_draft(bundled_pack()).texts
    words = medical_words_and_names((text.text for text in texts), language)
    names = {word for part in pack.parts for study in part.case_studies for word in study.name.split()}
    assert len(words) > 200
    assert not_in_the_reference(words | names) == set()


def test_a_new_medical_word_or_name_is_found(language: Language) -> None:
    text = "Ask the clinic of Mark Kovacs about botulinum. Call Hope, or the BBC. Take the sertraline."
    found = not_in_the_reference(medical_words_and_names([text], language))
    assert found == {"Mark", "Kovacs", "botulinum", "Hope", "BBC", "sertraline", "clinic"}


def test_an_ordinary_word_is_one_of_the_pack_that_was_compared_with_a_dictionary(language: Language) -> None:
    texts = loader.load_draft(bundled_pack()).texts
    asked_for = medical_words_and_names((text.text for text in texts), language)
    assert ORDINARY - {word.lower() for word in asked_for} == set()
    assert set() == ORDINARY - KNOWN
    assert ORDINARY & {form.lower() for form in REFERENCE} == set()


def test_every_entry_that_is_not_as_written_is_in_the_reference_or_is_no_word_of_the_pack(
    english: Lexicon,
) -> None:
    assert {entry.written for entry in english.entries if entry.how != "written"} - REFERENCE.keys() == {
        "A&E"
    }
