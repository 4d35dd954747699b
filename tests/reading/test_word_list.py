"""Lists of words that are better not written: found whole and in the plural, by language."""

from pathlib import Path

import pytest

from kiosk.errors import WordListError
from kiosk.paths import words_folder
from kiosk.reading import word_list
from kiosk.reading.word_list import Listed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The renal ward", "renal"),
        ("RENAL", "RENAL"),
        ("Adrenal", None),
        ("renally", None),
        ("two renals", "renals"),
        ("", None),
    ],
)
def test_a_word_is_found_whole_in_any_case_and_in_the_plural(text: str, found: str | None) -> None:
    place = Listed("renal", ("kidney",)).find(text)
    assert (place.of(text) if place else None) == found


def test_several_words_may_have_any_white_space_between_them() -> None:
    text = "She is confined\nto a  wheelchair."
    place = Listed("confined to a wheelchair", ("uses a wheelchair",)).find(text)
    assert place
    assert place.of(text) == "confined\nto a  wheelchair"


def test_one_of_the_plain_words_is_enough() -> None:
    listed = Listed("acute", ("sudden", "short-term"))
    assert listed.is_plain_in("It is short-term")
    assert not listed.is_plain_in("It is suddenly there")


@pytest.mark.parametrize("kind", ["jargon", "inclusive"])
def test_the_shipped_lists_are_in_order_and_offer_no_word_that_they_warn_of(kind: str) -> None:
    listed = word_list.of("en-GB", kind)
    assert listed
    assert len(listed) > 40
    words = [each.word for each in listed]
    assert words == sorted(words, key=lambda word: (word.lower().replace("-", " "), word))
    offered = [plain for each in listed for plain in each.instead]
    assert [(each.word, plain) for each in listed for plain in offered if each.find(plain)] == []


def test_a_region_has_the_list_of_another_and_another_language_has_none() -> None:
    english = word_list.of("en-GB", "jargon")
    assert word_list.of("en-IE", "jargon") == word_list.of("en", "jargon") == english
    assert word_list.of("cy", "jargon") is None
    assert word_list.of("en-GB", "nothing") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- renal\n", "x.yaml:1: the file is a list, where keys should be; "),
        ("renal: []\n", 'x.yaml:1: there is nothing to write in place of "renal"; write it after the colon'),
        ("renal: kidney\nrenal: kidney\n", 'x.yaml:2: the key "renal" stands twice'),
        ("renal: *kidney\n", 'x.yaml:1: "*kidney" is a YAML alias'),
        ("", "x.yaml:1: the file is empty; "),
    ],
)
def test_a_list_that_is_wrong_is_refused_whole_with_each_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text)
    with pytest.raises(WordListError, match=r"The list of words x\.yaml cannot be used\.") as refused:
        list(word_list.load(file))
    (fault,) = map(str, refused.value.faults)
    assert fault.startswith(told)


def test_each_shipped_list_says_whose_guidance_it_follows() -> None:
    for file in words_folder().rglob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        remarks = "".join(line for line in lines if line.startswith("#"))
        assert "https://service-manual.nhs.uk/content/" in remarks
