"""How a text reaches an engine that has its own letters and its own sounds."""

import pytest

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.english import ENGLISH
from kiosk.reading.entry import Phonemes
from kiosk.speech.drivers.plain import in_ascii
from kiosk.speech.drivers.sounds import in_phones, in_xsampa


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("As it is: \"so\" 'it' stays.", "As it is: \"so\" 'it' stays."),
        ("caf\u00e9 na\u00efve \u00c5ngstr\u00f6m", "cafe naive Angstrom"),
        ("\u2018so\u2019 \u201cit\u201d is\u2026", "'so' \"it\" is..."),
        ("3\u20134 days \u2014 more", "3-4 days - more"),
        ("\u00a3", " pound "),
        ("\u00bd", "1/2"),
        ("stra\u00dfe", "strasse"),
        ("\u03b1-blocker", " alpha -blocker"),
        ("\u00a9", " copyright "),
        ("one\u00a0two", "one two"),
        ("a\x00b\x1bc\u200bd", "a b cd"),
    ],
)
def test_nothing_of_a_text_is_lost_in_ascii(text: str, plain: str) -> None:
    assert in_ascii(text) == plain


def test_every_character_of_the_first_plane_becomes_printable_ascii() -> None:
    wrong = [code for code in range(0x10000) if not (plain := in_ascii(chr(code))).isascii() or "\0" in plain]
    assert wrong == []
    assert all(in_ascii(chr(code)).isprintable() for code in range(0x10000))


@pytest.mark.parametrize(
    ("phonemes", "xsampa", "phones"),
    [
        ("t,Etr@b'En@zi:n", '% t e t r @ " b e n @ z i: n', "t eh1 t r ax b eh1 n ax z iy n"),
        ("p'0stS@", '" p Q s tS @', "p aa1 s ch ax"),
        ("n'oU@", '" n @U @', "n ow1 ax"),
        ("str'i:t|", '" s t r i: t', "s t r iy1 t"),
    ],
)
def test_phonemes_are_written_as_other_engines_take_them(phonemes: str, xsampa: str, phones: str) -> None:
    assert in_xsampa(phonemes) == xsampa
    assert in_phones(phonemes) == phones


@pytest.mark.parametrize("phonemes", ["\u00f8", "t'\u00f8", "hello?", "12\u00a3"])
def test_what_is_no_english_sound_is_refused(phonemes: str) -> None:
    assert in_xsampa(phonemes) is None
    assert in_phones(phonemes) is None


def test_every_sound_that_an_english_lexicon_may_hold_can_be_written() -> None:
    assert [each for each in sorted(ENGLISH.phonemes) if in_xsampa(each) is None] == []
    assert [each for each in sorted(ENGLISH.phonemes) if in_phones(each) is None] == []


def test_every_word_in_phonemes_of_the_bundled_lexicon_can_be_written() -> None:
    entries = lexicon.load(pronunciation_file(loader.load(bundled_pack()).lang)).entries
    words = [word for entry in entries if isinstance(entry.how, Phonemes) for word in entry.how.text.split()]
    assert len(words) > 10
    assert all(in_xsampa(word) and in_phones(word) for word in words)
