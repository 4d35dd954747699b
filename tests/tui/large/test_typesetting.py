"""Text in large letters, read back from its rows as an eye reads them: letter by letter."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lettering.letterforms import load
from kiosk.settings import PRINT
from kiosk.tui.large.typesetting import LEAST_LETTERS, Line, largest, room_for, typeset
from kiosk.tui.rows import Role, Row

SIZES = PRINT[1:]
LETTERS = string.ascii_letters + string.digits + ".,’£é"  # noqa: RUF001 - such as people write
TEXT = "This is because many cases of dystonia are at first mistaken."
SCREENS = {(60, 20): 3, (71, 20): 4, (75, 21): 4, (80, 24): 4, (120, 40): 6, (240, 67): 12}


def read(rows: list[Row], size: int) -> str:
    """Read a line: the letters whose drawings stand side by side, a space where nothing stands."""
    forms = load(size)
    columns = list(zip(*(row.plain for row in rows), strict=True))
    drawings = {
        tuple(
            zip(
                *(
                    *[" " * drawn.width] * (len(rows) - len(drawn.rows) - len(drawn.raised)),
                    *drawn.raised,
                    *drawn.rows,
                ),
                strict=True,
            )
        ): character
        for character in f"{LETTERS} -"
        if (drawn := forms.letter(character))
    }
    text, at = "", 0
    while at < len(columns):
        found = [each for each in drawings if tuple(columns[at : at + len(each)]) == each]
        assert found, f"no letter begins at cell {at} after {text!r}"
        longest = max(found, key=len)
        text += drawings[longest]
        at += len(longest)
    return text


def lines_of(text: str, *, size: int, width: int, rows: int = 1000) -> list[Line]:
    forms = typeset(text, size=size, width=width, rows=rows)
    assert forms
    return [line for page in forms.pages for line in page]


@pytest.mark.requirement("K41")
@pytest.mark.parametrize("size", SIZES)
def test_what_is_set_can_be_read_and_no_word_is_broken_where_it_fits(size: int) -> None:
    lines = [read(line.rows(None), size) for line in lines_of(TEXT, size=size, width=size * 40)]
    assert " ".join(lines) == TEXT
    assert len(lines) > 1


def test_a_word_that_is_longer_than_a_line_is_broken_with_a_hyphen() -> None:
    lines = [read(line.rows(None), 3) for line in lines_of("on tetrabenazine", size=3, width=60)]
    assert lines[0] == "on"
    assert lines[1].endswith("-")
    assert "".join(lines[1:]).replace("-", "") == "tetrabenazine"


@given(st.text(alphabet=LETTERS + "   ", max_size=60), st.integers(40, 240), st.sampled_from([2, 3, 6]))
def test_every_letter_is_there_once_in_its_order_and_inside_the_line(
    text: str, width: int, size: int
) -> None:
    if not text.strip():
        return
    lines = lines_of(text, size=size, width=width)
    written = "".join(read(line.rows(None), size).removesuffix("-") for line in lines)
    assert written.replace(" ", "") == text.replace(" ", "")
    assert all(row.cell_length <= width for line in lines for row in line.rows(None))
    assert [line.first for line in lines] == sorted({line.first for line in lines})


@given(st.text(max_size=30), st.integers(-5, 300), st.integers(-5, 70), st.sampled_from(SIZES))
def test_no_text_and_no_screen_does_harm(text: str, width: int, rows: int, size: int) -> None:
    forms = typeset(text, size=size, width=width, rows=rows)
    if forms:
        assert all(forms.pages)
        assert forms.rows(len(forms.pages), word=(0, 3))


@pytest.mark.requirement("K03")
@pytest.mark.parametrize("size", SIZES)
def test_the_word_is_marked_and_nothing_else(size: int) -> None:
    start = TEXT.index("dystonia")
    word = start, start + len("dystonia")
    forms = typeset(TEXT, size=size, width=size * 40, rows=load(size).height)
    assert forms
    line = next(
        line for line in forms.pages[forms.page_of(word)] if read(line.rows(None), size).count("dystonia")
    )
    marked = [
        row[span.start : span.end] for row in line.rows(word) for span in row.spans if span.style == Role.WORD
    ]
    assert len(marked) == line.height
    assert read(marked, size) == "dystonia"
    others = [each for page in forms.pages for each in page if each is not line]
    assert others
    assert not any(row.spans for each in others for row in each.rows(word))


def test_punctuation_beside_the_word_is_not_marked() -> None:
    (line,) = lines_of("DYT1, DYT5", size=2, width=200)
    marked = [row[span.start : span.end] for row in line.rows((0, 4)) for span in row.spans]
    assert read(marked, 2) == "DYT1"


def test_pages_hold_whole_lines_and_a_word_finds_its_page() -> None:
    forms = typeset(TEXT, size=3, width=76, rows=2 * load(3).height)
    assert forms
    assert all(sum(line.height for line in page) <= 2 * load(3).height for page in forms.pages)
    found = [forms.page_of((place, place + 1)) for place, letter in enumerate(TEXT) if letter != " "]
    assert found == sorted(found)
    assert set(found) == set(range(len(forms.pages)))


def test_a_line_with_an_accented_capital_is_higher() -> None:
    plain, accented = (lines_of(text, size=3, width=80)[0] for text in ("Elan", "Élan"))
    assert accented.height == plain.height + 1
    assert read(plain.rows(None), 3) == "Elan"
    assert len(accented.rows(None)) == accented.height


def test_text_with_a_letter_that_no_size_has_is_not_set() -> None:
    assert typeset("word 漢字", size=2, width=80, rows=20) is None
    assert typeset("", size=2, width=80, rows=20) is None


@pytest.mark.requirement("K41")
@pytest.mark.parametrize(("screen", "most"), SCREENS.items())
def test_the_largest_size_grows_with_the_screen(screen: tuple[int, int], most: int) -> None:
    width, rows = screen[0] - 2, screen[1] - 9
    assert largest(PRINT[-1], width=width, rows=rows) == most
    assert [largest(size, width=width, rows=rows) for size in PRINT] == [min(size, most) for size in PRINT]


def test_a_size_has_room_where_a_line_is_whole_and_holds_a_word() -> None:
    high = load(4).height
    wide = next(width for width in range(1000) if room_for(4, width=width, rows=high))
    assert not room_for(4, width=wide, rows=high - 1)
    (line,) = lines_of("trea" * (LEAST_LETTERS // 4), size=4, width=wide)
    assert line.height == high
    assert largest(4, width=10, rows=2) == 0
