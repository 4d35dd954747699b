"""The reading age of a text, by the formula and by the syllables that the voice says."""

import pytest

from kiosk.reading.readability import bare, reading_age, syllables, words
from kiosk.settings import VoiceName
from kiosk.staff.studio import Studio


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(VoiceName.ESPEAK)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("pain", 1),
        ("the", 1),
        ("people", 2),
        ("dystonia", 4),
        ("idiopathic", 5),
        ("trihexyphenidyl", 6),
        ("physiotherapist", 6),
        ("NBIA", 4),
        ("30%", 4),
        ("near", 1),
        ("area", 3),
        ("coin", 1),
        ("being", 2),
        ("hmm", 1),
    ],
)
def test_syllables_are_those_that_the_voice_says(studio: Studio, text: str, count: int) -> None:
    said = studio.utterances.of_notice(text, lang="en-GB")
    assert syllables(studio.voice.phonemes(said)) == count


@pytest.mark.requirement("K63")
def test_the_formula_is_the_grade_of_flesch_and_kincaid_and_5_years() -> None:
    sentences = [["word"] * 10] * 10
    # 0.39 x 10 words a sentence + 11.8 x syllables a word - 15.59 + 5
    assert reading_age(sentences, lambda _: 1) == pytest.approx(5.11)
    assert reading_age(sentences, lambda _: 2) == pytest.approx(16.91)
    assert reading_age([["word"] * 20] * 5, lambda _: 1) == pytest.approx(9.01)


def test_a_text_of_fewer_than_100_words_has_none() -> None:
    assert reading_age([["word"] * 10] * 10, lambda _: 1) is not None
    assert reading_age([["word"] * 10] * 9 + [["word"] * 9, []], lambda _: 1) is None


def test_words_are_what_stands_between_spaces_and_can_be_said() -> None:
    assert words("It starts early - at 5, or in mid-life (often).") == [
        "It",
        "starts",
        "early",
        "at",
        "5,",
        "or",
        "in",
        "mid-life",
        "(often).",
    ]
    assert [bare(word) for word in ("Dystonia's", "(dystonia).", "\u201cDystonia\u201d", "early-onset")] == [
        "dystonia",
        "dystonia",
        "dystonia",
        "early-onset",
    ]
