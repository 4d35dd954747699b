"""The engine's own phonemes of the words that matter, against a list that names who says so."""

# ruff: noqa: RUF001 - IPA
import re

import pytest

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.known import known_words, unchecked_words
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.spoken import spoken_form
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId
from kiosk.speech.voice import Voice

from .pronunciation_reference import CMU, REFERENCE

LANG = "en-GB"
KNOWN = known_words(pronunciation_file(LANG).with_suffix(".known.txt"))
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


def test_all_names_and_all_words_of_the_pack_that_are_not_ordinary_are_in_the_reference() -> None:
    texts = []
    for part in loader.load(bundled_pack()).parts:
        texts += [part.title, part.summary, *(passage.text for passage in part.passages)]
        for study in part.case_studies:
            texts += [study.featured_in, *(passage.text for passage in study.story)]
            assert set(study.name.split()) <= REFERENCE.keys(), study.name
    there = {form.lower() for form in REFERENCE} | {f"{form.lower()}s" for form in REFERENCE}
    there |= {part for form in REFERENCE for part in form.lower().split("-")}
    unknown = {word.lower().removesuffix("'s") for word in unchecked_words(texts, Lexicon(), KNOWN)}
    assert unknown - there == {"dyt"}  # of DYT1 and DYT5


def test_every_entry_that_is_not_as_written_is_in_the_reference_or_is_no_word_of_the_pack(
    english: Lexicon,
) -> None:
    assert {entry.written for entry in english.entries if entry.how != "written"} - REFERENCE.keys() == {
        "A&E"
    }
