"""The letters of every size: all that the pack and the kiosk show is there, each told from the others."""

import json
import string

import pytest

from kiosk.lettering.letterforms import Letter, Letterforms, load
from kiosk.paths import bundled_pack, data_folder
from kiosk.phrases.loader import english
from kiosk.settings import PRINT

ENGLISH = english().on_screen
ENGLISH_IN_LINES = english().in_lines

SIZES = PRINT[1:]
ALIKE = "Il1|O0o5S2Z8B6G9gq"


def letter(forms: Letterforms, character: str) -> Letter:
    found = forms.letter(character)
    assert found, character
    return found


def shown_characters() -> set[str]:
    """All that stands in the shipped packs and in the kiosk's own phrases."""
    files = [*bundled_pack().parent.rglob("*.yaml")]
    assert files
    assert bundled_pack().parent == data_folder("content")
    texts = [file.read_text(encoding="utf-8") for file in files]
    texts += [json.dumps(vars(words), ensure_ascii=False) for words in (ENGLISH, ENGLISH_IN_LINES)]
    return set("".join(texts)) - {"\n"}


@pytest.mark.requirement("K41")
@pytest.mark.parametrize("size", SIZES)
def test_every_character_of_the_packs_and_the_phrases_has_a_form(size: int) -> None:
    forms = load(size)
    extra = set("£éèâŵŷ“”‘’–—…½°µß€•") | set(string.printable[:95])  # noqa: RUF001 - such as people write
    absent = {each for each in shown_characters() | extra if forms.letter(each) is None}
    assert absent == set()


@pytest.mark.parametrize("size", SIZES)
def test_a_small_letter_is_as_many_rows_high_as_the_size_says(size: int) -> None:
    forms = load(size)
    rows = letter(forms, "x").rows
    inked = [y for y, row in enumerate(rows) if row.strip()]
    assert len(inked) == size
    assert inked[-1] == forms.ascent - 1, "it stands on the line"


@pytest.mark.parametrize("size", SIZES)
def test_letters_stand_in_rows_of_the_same_width_and_never_touch(size: int) -> None:
    forms = load(size)
    for character in string.ascii_letters + string.digits + "£éÉŴŵ,.;:!?()“”":
        drawn = letter(forms, character)
        rows = (*drawn.raised, *drawn.rows)
        assert len(drawn.rows) == forms.height
        assert {len(row) for row in rows} == {drawn.width}
        assert {row[-1] for row in rows} == {" "}, character
        assert any(row.strip() for row in rows), character
        assert set("".join(rows)) <= set(" ▄▀█")


@pytest.mark.parametrize("size", SIZES)
def test_letters_that_are_alike_are_told_apart(size: int) -> None:
    forms = load(size)
    assert len({letter(forms, character) for character in ALIKE}) == len(ALIKE)
    assert len({letter(forms, each) for each in string.ascii_letters + string.digits}) == 62


def test_an_accent_on_a_capital_stands_above_the_tallest_letter() -> None:
    forms = load(3)
    assert letter(forms, "É").raised
    assert not letter(forms, "E").raised
    assert not letter(forms, "d").raised
    assert letter(forms, "É").rows[2:] == letter(forms, "E").rows[2:]


def test_a_letter_is_drawn_as_the_font_has_it() -> None:
    assert letter(load(2), "T").rows == ("      ", "▀▀█▀▀ ", "  █   ", "  █   ", "      ")
    assert letter(load(2), "g").rows == ("      ", "      ", " ▄▀▀█ ", " ▀▄▄█ ", "  ▄▄▀ ")


def test_what_no_font_has_is_absent() -> None:
    assert load(2).letter("漢") is None
    assert load(2).letter("\U0001f600") is None
