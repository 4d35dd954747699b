import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reading import telephone
from kiosk.reading.entry import Entry, Manner, Phonemes
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sayable import Spoken
from kiosk.reading.sentences import Span
from kiosk.reading.spoken import phone_groups, spoken_form

NO_LEXICON = Lexicon()
LEXICON = Lexicon(
    (
        Entry("DYT1", Manner.LETTERS),
        Entry("NBIA", Manner.LETTERS),
        Entry("999", Manner.TELEPHONE),
        Entry("room 101", Manner.DIGITS),
        Entry("2-3", Manner.WRITTEN),
        Entry("020 7793 3650", Manner.WRITTEN),
        Entry("0117", "Bristol"),
        Entry("Joe", "Jo"),
        Entry("Joe Doliczny", "Joe Dollitch-nee"),
        Entry("Dystoniamatters!", "Dystonia matters"),
        Entry("Wilson's", "Will-sun's"),
        Entry("remedy", "rem-edy"),
        Entry("dose", Phonemes("d'oUs")),
        Entry("unit", Phonemes("j'u:nIt")),
        Entry("Ann Lee", Phonemes("an l'i:")),
    )
)


def written_at(spoken: Spoken, start: int, end: int) -> Span | None:
    """Return what the spoken characters `start` up to `end` say; None where they are only punctuation."""
    touched = [each.written for each in spoken.pieces if each.spoken.start < end and start < each.spoken.end]
    return Span(touched[0].start, touched[-1].end) if touched else None


def heard(spoken: Spoken, written: str) -> list[tuple[str, str]]:
    return [(piece.spoken.of(spoken.text), piece.written.of(written)) for piece in spoken.pieces]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("It starts early.", "It starts early."),
        (
            "30% of 10 carriers, in 2 months, a 5-year period",
            "30% of 10 carriers, in 2 months, a 5-year period",
        ),
        ("foot and/or leg And/Or arm", "foot and or leg And Or arm"),
        ("band/or", "band/or"),
        ("Weight < 5 & age > 6", "Weight less than 5 and age more than 6"),
        ("R&D, \uff1c5", "R and D, less than 5"),
        ("<b>bold</b>", "less than b more than bold less than /b more than"),
        ("[[h@loU]] [1]", "((h@loU)) (1)"),
        ("two\n lines\u00a0here \t", "two lines here"),
        ("\x010A cli\u200bnic \u202eleft\x00 a\u00adb", "0A clinic left ab"),
        ("\ud800lone \ue000private", "lone private"),
        ("\ufb01nd \uff21\uff22 \U0001d400 cafe\u0301", "find AB A caf\u00e9"),
        ("2\u00b2 \u00bd", "2\u00b2 \u00bd"),
        ("a" + "\u0323" * 9, "\u1ea1\u0323\u0323\u0323"),
        ("", ""),
        (" \n", ""),
        ("\u2026", "\u2026"),
    ],
)
def test_the_engine_is_given_clean_text(written: str, text: str) -> None:
    assert spoken_form(written, NO_LEXICON).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("s'" * 100, "s's's'"),
        ("open" * 56, "openopenopen"),
        ("-" * 70, "---"),
        ("&" * 70, "and and and"),
        ("@#%*+=~@", "@#%*+=~@"),
        ("@#%*+=~@#", "@#%*+=~@"),
        ("Nooooooooo", "Nooo"),
        ("aaaaaaa aaaaaaaa", "aaaaaaa aaa"),
        ("10000000000", "10000000000"),
        ("@#\u00a3%*+=~" * 7, "@#\u00a3%*+=~"),
        ("abcdefghi-" * 6, "abcdefghi-" * 4 + " " + "abcdefghi-" * 2),
        ("1" * 90, "1" * 40 + " " + "1" * 40 + " " + "1" * 10),
    ],
)
def test_runs_that_the_engine_dies_of_are_cut(written: str, text: str) -> None:
    assert spoken_form(written, NO_LEXICON).text == text


@pytest.mark.requirement("K14")
@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("DYT1", "D Y T 1"),
        ("(DYT1), DYT1's DYT1-linked.", "(D Y T 1), D Y T 1's D Y T 1-linked."),
        ("NBIA's NBIAs", "N B I eigh's N B I eigh's"),
        ("DYT10 ADYT1 dyt1 DYT1\u0301", "DYT10 ADYT1 dyt1 DYT1\u0301"),
        ("an NBIA scan", "an N B I eigh scan"),
        ("Ring 999 or 9990.", "Ring 9 9 9 or 9990."),
        ("In room 101.", "In room 1 0 1."),
        ("2-3 but 4-5", "2-3 but 4 to 5"),
        ("Ring 020 7793 3650.", "Ring 020 7793 3650."),
        ("0117, 0117 496 0000", "Bristol, 0 1 1 7, 4 9 6, 0 0 0 0"),
        ("Joe and Joe\nDoliczny, Joe's", "Jo and Joe Dollitch-nee, Jo's"),
        ("Dystoniamatters! is a magazine", "Dystonia matters is a magazine"),
        ("Wilson\u2019s and Wilson's", "Will-sun's and Will-sun's"),
        ("the remedy, remedies, remedy's", "the rem-edy, rem-edies, rem-edy's"),
        ("the dose, doses, dose's, doses'", "the [[d'oUs]] , [[d'oUsIz]] , [[d'oUsIz]] , [[d'oUsIz]]"),
        ("units (unit)", "[[j'u:nIts]] ( [[j'u:nIt]] )"),
        ("Ann Lee's [[n'0t]]", "[[an]] [[l'i:z]] ((n'0t))"),
        ("non-dose/dose-led", "non- [[d'oUs]] / [[d'oUs]] -led"),
    ],
)
def test_the_lexicon_says_whole_words_the_longest_first(written: str, text: str) -> None:
    assert spoken_form(written, LEXICON).text == text


def test_several_spoken_words_say_one_written_word() -> None:
    written = "The (DYT1) gene \u2014 30% & more, and/or 4-6."
    assert heard(spoken_form(written, LEXICON), written) == [
        ("The", "The"),
        *[(letter, "DYT1") for letter in "DYT1"],
        ("gene", "gene"),
        ("30%", "30%"),
        ("and", "&"),
        ("more", "more"),
        ("and", "and"),
        ("or", "or"),
        ("4", "4"),
        ("to", "-"),
        ("6", "6"),
    ]


def test_what_is_heard_is_found_in_what_is_written() -> None:
    written = "(DYT1) \u2014 a gene."
    spoken = spoken_form(written, LEXICON)
    assert spoken.text == "(D Y T 1) \u2014 a gene."
    assert written_at(spoken, 1, 2) == Span(1, 5)
    assert written_at(spoken, 3, 8) == Span(1, 5)
    assert written_at(spoken, 7, 13) == Span(1, 10)
    assert written_at(spoken, 0, 1) is None
    assert written_at(spoken, 2, 3) is None
    assert written_at(spoken, 8, 12) is None
    assert written_at(spoken, 1, 1) is None
    assert written_at(spoken, 40, 50) is None


NUMBERS = {
    "020 7793 3650": "0 2 0, 7 7 9 3, 3 6 5 0",
    "(020) 7793 3650": "0 2 0, 7 7 9 3, 3 6 5 0",
    "020\u00a07793\u00a03650": "0 2 0, 7 7 9 3, 3 6 5 0",
    "020-7793-3650": "0 2 0, 7 7 9 3, 3 6 5 0",
    "02077933650": "0 2 0 7 7 9 3 3 6 5 0",
    "0117 496 0000": "0 1 1 7, 4 9 6, 0 0 0 0",
    "0800 123 4567": "0 8 0 0, 1 2 3, 4 5 6 7",
    "0800 123 456": "0 8 0 0, 1 2 3, 4 5 6",
    "07700 900123": "0 7 7 0 0, 9 0 0 1 2 3",
    "+44 20 7793 3650": "plus 4 4, 2 0, 7 7 9 3, 3 6 5 0",
    "+44 (0)20 7793 3650": "plus 4 4, 0, 2 0, 7 7 9 3, 3 6 5 0",
    "0044 20 7793 3650": "0 0 4 4, 2 0, 7 7 9 3, 3 6 5 0",
}


def numbers(written: str) -> list[Span]:
    spans, at = list[Span](), 0
    while number := telephone.find(written, at):
        spans.append(number)
        at = number.end
    return spans


@pytest.mark.requirement("K14")
@pytest.mark.parametrize(("number", "said"), NUMBERS.items())
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("Ring ", "."), ("Ring (", ")"), ("At 9, ", " 10 times")]
)
def test_a_telephone_number_is_said_digit_by_digit(number: str, said: str, before: str, after: str) -> None:
    written = before + number + after
    span = Span(len(before), len(before) + len(number))
    assert numbers(written) == [span]
    assert spoken_form(written, NO_LEXICON).text == before + said + after
    groups = phone_groups(written, NO_LEXICON)
    assert [group.text for group in groups] == said.split(", ")
    assert [(piece.spoken.of(group.text), piece.written) for group in groups for piece in group.pieces] == [
        (piece.spoken.of(before + said + after), piece.written)
        for piece in spoken_form(written, NO_LEXICON).pieces
        if span.start <= piece.written.start < span.end
    ]


@pytest.mark.requirement("K14")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("999", "9 9 9"),
        ("111", "1 1 1"),
        ("0800 1111", "0 8 0 0, 1 1 1 1"),
        ("116 123", "1 1 6, 1 2 3"),
        ("020 7793 3650", "0 2 0, 7 7 9 3, 3 6 5 0"),
        ("+1 212 555 0100", "plus 1, 2 1 2, 5 5 5, 0 1 0 0"),
    ],
)
@pytest.mark.parametrize("told", ["by the page", "by the lexicon"])
def test_a_number_that_is_known_to_be_a_telephones_is_one_whatever_its_length(
    number: str, said: str, told: str
) -> None:
    lexicon = Lexicon((Entry(number, Manner.TELEPHONE),)) if told == "by the lexicon" else NO_LEXICON
    phone = number if told == "by the page" else ""
    written = f"Ring {number}, not {number}0."
    assert spoken_form(written, lexicon, phone=phone).text == f"Ring {said}, not {number}0."
    groups = phone_groups(written, lexicon, phone=phone)
    assert [group.text for group in groups] == said.split(", ")


def test_each_digit_keeps_its_group() -> None:
    written = "Ring 020 7793 3650."
    assert heard(spoken_form(written, NO_LEXICON), written) == [
        ("Ring", "Ring"),
        *[(digit, "020") for digit in "020"],
        *[(digit, "7793") for digit in "7793"],
        *[(digit, "3650") for digit in "3650"],
    ]


@pytest.mark.parametrize("between", [" or ", " 0123 4567 "])
def test_two_numbers_are_two(between: str) -> None:
    written = f"Ring 020 7793 3650{between}0117 496 0000."
    assert [span.of(written) for span in numbers(written)] == ["020 7793 3650", "0117 496 0000"]


@pytest.mark.parametrize(
    "written",
    [
        "999",
        "111",
        "0 123 456 7890",
        "01 02 2024 10 11",
        "0.2077933650",
        "1020 7793 3650",
        "a020 7793 3650",
        "020 7793 3650a",
        "020 7793 36",
        "020 7793 36505",
        "485 777 3456",
        "00000000000",
        "12/020 7793 3650",
        "+1 212 555 0100",
    ],
)
def test_other_numbers_are_no_telephone_numbers(written: str) -> None:
    assert phone_groups(written, NO_LEXICON) == ()
    said = spoken_form(written, NO_LEXICON).text
    assert "0 2 0" not in said
    assert "1 2 3" not in said


# Text that is thick with what the rules look for, beside any text at all.
WORDS = [
    *["DYT1", "Joe", "and/or", "2-3", "020", "7793", "3650", "+44", "(0)", "s'" * 9, "open" * 12],
    *[
        "10am",
        "10.30 p.m.",
        "9:00",
        "17:30",
        "3/4/2025",
        "2026-11-23",
        "3.4.2025",
        "1998",
        "1990s",
        "in",
        "3 Jan",
    ],
    *[
        "Mon",
        "-",
        "\u2013",
        "Fri",
        "\u00a35.50",
        "\u00a31.5 million",
        "a \u00a35 note",
        "5mg",
        "5 mg/day",
        "1/2",
        "100th",
    ],
    *["www.nhs.uk/a-b", "https://x.org/?q=1", "www.", "https://", "nhs.uk.", ".uk/"],
    *["Dr.", "Ms.", "e.g.", "etc.", "No.", "GPs", "MRI's", "~5", "30%", "1,000", "12.5"],
]
CHARACTERS = " ().,<>&[\n\x01\u2019\u0301\u200b\ufb01\u00e9\u6f22\ue000"
PIECES = st.sampled_from([" ", " ", " ", *WORDS, *CHARACTERS])
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=40).map("".join)
RESPELLINGS = st.text(max_size=50) | st.sampled_from(["dit one", "<b>", "x" * 60, "a & b", "", " "])
WAYS = RESPELLINGS | st.sampled_from(Manner) | st.sampled_from([Phonemes("d'oUs"), Phonemes("an l'i:")])


@st.composite
def texts_with_a_lexicon(draw: st.DrawFn) -> tuple[str, Lexicon]:
    """Return a text, and a lexicon of slices of it, so that its entries match."""
    text = draw(TEXTS)
    entries = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        written = text[start : start + draw(st.integers(1, 12))]
        if any(character.isalnum() for character in written):
            entries.append(Entry(written, draw(WAYS)))
    return text, Lexicon(tuple(entries))


def assert_the_map_holds(spoken: Spoken, written: str) -> None:
    for piece in spoken.pieces:
        assert 0 <= piece.spoken.start < piece.spoken.end <= len(spoken.text)
        assert 0 <= piece.written.start < piece.written.end <= len(written)
        assert " " not in piece.spoken.of(spoken.text)
        assert written_at(spoken, piece.spoken.start, piece.spoken.end) == piece.written
    for one, next_one in pairwise(spoken.pieces):
        assert one.spoken.end <= next_one.spoken.start
        assert one.written == next_one.written or one.written.end <= next_one.written.start


@given(texts_with_a_lexicon())
def test_the_map_is_monotone_and_inside_both_texts(case: tuple[str, Lexicon]) -> None:
    written, lexicon = case
    assert_the_map_holds(spoken_form(written, lexicon), written)


@given(texts_with_a_lexicon())
def test_the_engine_never_sees_what_it_cannot_bear(case: tuple[str, Lexicon]) -> None:
    spoken = spoken_form(*case).text
    text = re.sub(r"(?<!\S)\[\[(?:d'oUs|an|l'i:)(?:s|z|Iz)?\]\](?!\S)", "x", spoken)
    assert not set("<>&[]") & set(text)
    assert not [character for character in text if unicodedata.category(character)[0] == "C"]
    assert text == " ".join(text.split())
    assert max(map(len, spoken.split()), default=0) <= 40
    text.encode()


@given(texts_with_a_lexicon())
def test_every_spoken_letter_and_digit_has_an_owner(case: tuple[str, Lexicon]) -> None:
    spoken = spoken_form(*case)
    for place, character in enumerate(spoken.text):
        assert written_at(spoken, place, place + 1) or not character.isalnum()


@given(st.lists(PIECES, max_size=40).map("".join))
def test_telephone_numbers_are_in_order_and_can_be_written_down(written: str) -> None:
    spans = numbers(written)
    for one, next_one in pairwise(spans):
        assert one.end <= next_one.start
    groups = phone_groups(written, NO_LEXICON)
    for group in groups:
        assert_the_map_holds(group, written)
        assert len({piece.written for piece in group.pieces}) == 1
    assert "".join(group.text for group in groups).replace("plus", "").replace(" ", "") == "".join(
        character for span in spans for character in span.of(written) if character.isdigit()
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('He said "I fell" and left.', 'He said, "I fell", and left.'),
        ("He said \u201cI fell\u201d and left.", "He said, \u201cI fell\u201d, and left."),
        (
            "He said \u2018I don\u2019t fall\u2019 and left.",
            "He said, \u2018I don\u2019t fall\u2019, and left.",
        ),
        ("She said 'I don't fall' and left.", "She said, 'I don't fall', and left."),
        ('It is called "an MRI scan" here.', 'It is called, "an M R I scan", here.'),
    ],
)
def test_somebody_s_words_are_set_off_from_the_rest(written: str, said: str) -> None:
    lexicon = Lexicon((Entry("MRI", Manner.LETTERS),))
    spoken = spoken_form(written, lexicon)
    assert spoken.text == said
    assert "".join(dict.fromkeys(piece.written.of(written) for piece in spoken.pieces)) == re.sub(
        r"[\s\"\u201c\u201d.]|(?<!\w)['\u2018]|['\u2019](?!\w)", "", written
    )


@pytest.mark.parametrize(
    "written",
    [
        'It "generalises" then.',  # a single word is said in one breath
        'She wrote: "It came back." Then it went.',
        '"It came back," she wrote.',
        'A 5" by 6" plate and a 7" one.',
        "The dogs' and the cats' food.",
        "The 'rock 'n' roll' of it.",
        'He said "I fell and left.',
    ],
)
def test_what_is_set_off_already_or_is_no_quotation_is_left_alone(written: str) -> None:
    assert spoken_form(written, NO_LEXICON).text == written
