"""English as people say it. Each spoken form was checked with the engine's phonemes: see said_as."""

# ruff: noqa: RUF001 - IPA
from collections.abc import Callable
from itertools import pairwise

import pytest

from kiosk.reading.entry import Entry
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.spoken import spoken_form
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId
from kiosk.speech.voice import Voice

ENGLISH = Lexicon()
Said = Callable[[str], str]


def spoken(written: str) -> str:
    return spoken_form(written, ENGLISH).text


@pytest.fixture(scope="module")
def said() -> Said:
    """Return what tells the phonemes of a written text, without the marks of stress."""
    voice = Voice()

    def phonemes(written: str) -> str:
        text = spoken(written)
        utterance = Utterance(UtteranceId(1), "", "en-GB", written, text, (), Milliseconds(0))
        return voice.phonemes(utterance).translate({ord("ˈ"): None, ord("ˌ"): None})

    return phonemes


@pytest.mark.requirement("K14")
@pytest.mark.parametrize(
    ("written", "phonemes"),
    [
        ("30%", "θɜːti pəsɛnt"),
        ("3 in 10", "θɹiː ɪn tɛn"),
        ("2 months", "tuː mʌnθs"),
        ("a 5-year period", "ɐ faɪvjiə piəɹɪəd"),
        ("4-6 weeks", "fɔː tə sɪks wiːks"),
        ("12.5", "twɛlv pɔɪnt faɪv"),
        ("1,000", "wɒn θaʊzənd"),
        ("1st, 2nd, 21st", "fɜːst, sɛkənd, twɛnti fɜːst"),
        ("the 100th", "ðə wɒn hʌndɹədθ"),
        ("in 1998", "ɪn naɪntiːn naɪnti eɪt"),
        ("in 1905", "ɪn naɪntiːn əʊ faɪv"),
        ("in 2005", "ɪn tuː θaʊzənd ən faɪv"),
        ("in 2026", "ɪn twɛnti twɛnti sɪks"),
        ("10am-4pm", "tɛn eɪɛm tə fɔː piːɛm"),
        ("9:00", "naɪn əklɒk"),
        ("17:30", "sɛvəntiːn θɜːti"),
        ("3/4/2025", "θɹiː eɪpɹəl twɛnti twɛnti faɪv"),
        ("Mon-Fri", "mʌndeɪ tə fɹaɪdeɪ"),
        ("£5.50", "faɪv paʊndz fɪfti"),
        ("5mg", "faɪv mɪlɪɡɹamz"),
        ("Ms. Lee", "mɪz liː"),
        ("Dr. Lee", "dɒktə liː"),
        ("3 GPs", "θɹiː dʒiː piːz"),
        ("1/2", "ɐ hɑːf"),
    ],
)
def test_a_number_sounds_as_people_say_it(said: Said, written: str, phonemes: str) -> None:
    assert said(written) == phonemes


@pytest.mark.parametrize(
    ("written", "text"),
    [
        # Ranges.
        ("4-6 weeks, 4\u20136 weeks, 4-6%.", "4 to 6 weeks, 4 to 6 weeks, 4 to 6%."),
        ("2.5-3, 10%\u201320%, 5 - 6, 1,000-2,000", "2.5 to 3, 10% to 20%, 5 to 6, 1,000 to 2,000"),
        ("1-2-1, x-2, COVID-19, 5-year, 1/2-3, 0800-1111", "1-2-1, x-2, COVID-19, 5-year, 1/2-3, 0800-1111"),
        ("Mon-Fri, Sat \u2013 Sun, Mon to Weds", "Monday to Friday, Saturday to Sunday, Monday to Wednesday"),
        ("Jan-Mar, Monday-Friday", "January to March, Monday to Friday"),
        ("Thurs, Fri. It sat in the sun", "Thursday, Friday It sat in the sun"),
        # Times.
        ("9am, 9 AM, 9.30am, 9:05 p.m. and", "9 am, 9 am, 9 30 am, 9 oh 5 pm and"),
        (
            "9:00, 09:00, 13:00, 00:00, 10:30, 9:05",
            "9 o'clock, 9 o'clock, 13 hundred, midnight, 10 30, 9 oh 5",
        ),
        ("9.30 points, 2:1, 25:00, 9:60, 9:00:30", "9.30 points, 2:1, 25:00, 9:60, 9:00:30"),
        ("10am\u20134pm, 9:00-17:30", "10 am to 4 pm, 9 o'clock to 17 30"),
        # Dates.
        ("3/4/2025, 03.04.2025, 3-4-2025", "3 April 20 25, 3 April 20 25, 3 April 20 25"),
        ("3/4/25, 2026-11-23", "3 April 20 25, 23 November 20 26"),
        ("29/2/2024, 29/2/2025, 31/4/2025", "29 February 20 24, 29/2/2025, 31/4/2025"),
        ("2026-02-30, 13/13/2025, 1/2/3/2025", "2026-02-30, 13/13/2025, 1/2/3/2025"),
        ("3 Jan 2025, Sept 2020, in May", "3 January 20 25, September 20 20, in May"),
        # Years.
        ("since 1998, (2019), by 1900", "since 19 98, (20 19), by 1900"),
        ("1939-45, 1998\u20132003, the 1990s", "19 39 to 45, 19 98 to 2003, the 19 90s"),
        ("1 in 1950, in 1950 people, 1998 of them", "1 in 1950, in 1950 people, 1998 of them"),
        ("in 1998 it is, since 1998 was", "in 19 98 it is, since 19 98 was"),
        # Money.
        (
            "\u00a35, \u00a31, \u00a35.50, \u00a31.05, \u00a30.50, \u00a312.00",
            "5 pounds, 1 pound, 5 pounds 50, 1 pound 5, 50 pence, 12 pounds",
        ),
        (
            "\u00a31,000, \u00a31.5 million, \u00a35m, \u00a310-\u00a320",
            "1,000 pounds, 1.5 million pounds, 5 million pounds, 10 pounds to 20 pounds",
        ),
        ("a \u00a35 note, a \u00a35, \u20ac5, $1", "a 5 pound note, a 5 pounds, 5 euros, 1 dollar"),
        ("US$5, \u00a35.5.5", "US$5, \u00a35.5.5"),
        # Doses.
        ("5mg, 1 mg, a 5-mg dose, 0.5 ml", "5 milligrams, 1 milligram, a 5 milligram dose, 0.5 millilitres"),
        (
            "10-20mg, 100mg/5ml, 2 mg/day",
            "10 to 20 milligrams, 100 milligrams per 5 millilitres, 2 milligrams per day",
        ),
        ("5 \u00b5g, 5 \u03bcg, 24hrs, 5 min", "5 micrograms, 5 micrograms, 24 hours, 5 minutes"),
        ("5G, mg, 5mgs, A5g, 5 minor", "5G, mg, 5mgs, A5g, 5 minor"),
        # Fractions, ordinals, about.
        ("1/2, 1 1/2, 3/4, 24/7, 5/7", "a half, 1 and a half, 3 quarters, 24 7, 5/7"),
        # Short numbers to call.
        ("Call 999. Ring 111, or phone 116 123.", "Call 9 9 9. Ring 1 1 1, or phone 1 1 6, 1 2 3."),
        ("in 999 homes, recall 9990, call 111.5 or 111%", "in 999 homes, recall 9990, call 111.5 or 111%"),
        ("100th, 1,000th, 1000th, 21st, 101st", "1 hundredth, 1 thousandth, 1 thousandth, 21st, 101st"),
        ("~5, a~b", "about 5, a~b"),
        # Abbreviations.
        ("Dr. Lee, St. James, Prof. Hay, Ms Lee", "Dr Lee, St James, Professor Hay, miz Lee"),
        ("Ask your Dr. Then go. Send Ms out", "Ask your Dr Then go. Send Ms out"),
        (
            "e.g. this, i.e. that, ie so, approx. 5, 5 vs. 6",
            "for example this, that is that, that is so, approximately 5, 5 versus 6",
        ),
        ("E.g. this. It is, etc. and, etc.", "For example this. It is, etcetera and, etc."),
        ("No. 5, no. 6, No. It is", "Number 5, number 6, No. It is"),
        ("GPs, MRI's, TVs, NASA's, WHO", "G P's, M R I's, T V's, NASA's, WHO"),
        ("foot and/or leg, band/or", "foot and or leg, band/or"),
        # Addresses.
        (
            "See www.nhs.uk/conditions. Or www.bbc.com, or (nhs.uk).",
            "See W W W dot N H S dot U K slash conditions. Or W W W dot B B C dot com, or (N H S dot U K).",
        ),
        (
            "at https://dystonia.example/find-help_2026/ now",
            "at dystonia dot example slash find dash help underscore 2 0 2 6 slash now",
        ),
        ("HTTP://x.org?a=b&C=1#d", "X dot org question mark eigh equals B and C equals 1 hash D"),
        ("www.gov.uk/2026-02-03?", "W W W dot gov dot U K slash 2 0 2 6 dash 0 2 dash 0 3?"),
        ("jo@nhs.uk, e.g.this, a.b, 1.5, https://", "jo@nhs.uk, for example.this, a.b, 1.5, https://"),
    ],
)
def test_english_is_written_out(written: str, text: str) -> None:
    assert spoken(written) == text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Open Mon-Fri, 10am\u20134 pm.", ["Open", "Mon", "-", "Fri", "10am", "\u2013", "4", "pm"]),
        ("In 1998 it cost \u00a31.5 million.", ["In", "1998", "it", "cost", "\u00a31.5", "million"]),
        ("On 3/4/2025 take 5 mg/day.", ["On", "3/4/2025", "take", "5", "mg/day"]),
        ("Ask Dr. Lee, e.g. on 3 Jan.", ["Ask", "Dr.", "Lee", "e.g.", "on", "3", "Jan."]),
        (
            "See https://www.nhs.uk/pain-1.",
            ["See", "www", ".", "nhs", "uk", "/", "pain", "-", "1"],
        ),
    ],
)
@pytest.mark.requirement("K03")
def test_what_is_written_out_stands_for_the_written_words(written: str, words: list[str]) -> None:
    pieces = spoken_form(written, ENGLISH).pieces
    assert list(dict.fromkeys(piece.written.of(written) for piece in pieces)) == words
    assert all(one.written.start <= next_one.written.start for one, next_one in pairwise(pieces))


@pytest.mark.requirement("K11")
def test_an_address_sounds_as_people_say_it(said: Said) -> None:
    assert said("www.nhs.uk/conditions") == (
        "dʌbəljuː dʌbəljuː dʌbəljuː dɒt ɛn eɪtʃ ɛs dɒt juː keɪ slaʃ kəndɪʃənz"
    )


def test_a_word_of_the_lexicon_is_one_in_an_address_too() -> None:
    lexicon = Lexicon((Entry("dystonia", "dis tonia"),))
    assert spoken_form("www.dystonia.org", lexicon).text == "W W W dot dis tonia dot org"


def test_another_language_keeps_its_own_numbers() -> None:
    written = "9:00, \u00a35, 3/4/2025, Mon-Fri, GPs"
    assert spoken_form(written, Lexicon(lang="cy")).text == written
