import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_views import contents, reader

from kiosk.tui.blocks import Box, SpacedNumber, blocks_of
from kiosk.tui.scene import Heard


def test_title_and_place_have_rows_of_their_own() -> None:
    texts = {block.line.text for block in blocks_of(reader()) if not isinstance(block, Box)}
    assert "Mental health" not in texts
    assert "" not in texts


def test_every_target_is_one_box_with_its_lines() -> None:
    view = contents()
    boxes = [block for block in blocks_of(view) if isinstance(block, Box)]
    assert [box.target for box in boxes] == list(view.targets)
    assert all(box.lines == tuple(view.lines[index] for index in box.target.lines) for box in boxes)


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("Call 0123 456 7890.", "Call\n0 1 2 3   4 5 6   7 8 9 0."),
        ("0123 456 7890", "0 1 2 3   4 5 6   7 8 9 0"),
        ("+44 123 4567", "+ 4 4   1 2 3   4 5 6 7"),
        ("Part 3 of 12", "Part 3 of 12"),
        ("", ""),
    ],
)
def test_only_telephone_numbers_are_spaced(text: str, spaced: str) -> None:
    assert SpacedNumber(text).text == spaced


@given(text=st.text(alphabet="01 ab+.", max_size=40), start=st.integers(0, 40), length=st.integers(1, 10))
def test_a_word_of_the_text_is_the_same_word_when_spaced(text: str, start: int, length: int) -> None:
    spaced = SpacedNumber(text)
    heard = spaced.heard(Heard((start, start + length)))
    wanted = text[start : start + length]
    got = spaced.text[slice(*heard.word)] if heard and heard.word else ""
    assert got.replace(" ", "").replace("\n", "") == wanted.replace(" ", "")
