import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tui.offered import offered
from kiosk.tui.rows import GUTTER, Row
from kiosk.visit.view import Offer

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=8).map(" ".join)
TIME = 6  # cells


def texts(rows: list[Row]) -> list[str]:
    return [row.plain for row in rows]


@pytest.mark.requirement("K43")
@given(
    items=st.lists(WORDS, min_size=1, max_size=8),
    title=WORDS,
    width=st.integers(30, 76),
    screen=st.integers(16, 67),
    data=st.data(),
)
def test_the_offered_item_is_whole_and_alone_has_the_mark(
    items: list[str], title: str, width: int, screen: int, data: st.DataObject
) -> None:
    left = data.draw(st.integers(0, 4))
    index = data.draw(st.integers(0, len(items) - 1))
    offer = Offer(title=title, items=tuple(items), index=index, left=left)
    rows = texts(offered(offer, heard=None, width=width, screen=screen))
    assert len(rows) <= screen // 2
    assert all(len(row) <= width for row in rows)
    assert "".join(rows).count("▶") == 1
    line = next(number for number, row in enumerate(rows) if "▶" in row)
    column = rows[line].index("▶")
    words = items[index].split()
    while words:
        assert line < len(rows)
        said = rows[line][column + GUTTER :].split("  ")[0].split()
        assert said == words[: len(said)]
        assert said
        words = words[len(said) :]
        line += 1
    assert sum(row.count("■") for row in rows) == left


@pytest.mark.parametrize(("width", "screen", "rows"), [(58, 20, 9), (73, 21, 5), (76, 24, 5), (76, 40, 9)])
def test_a_list_stands_in_two_columns_where_it_is_long_for_the_screen_and_they_fit(
    width: int, screen: int, rows: int
) -> None:
    items = ("Hear everything from the start", *(f"Item number {number}" for number in range(2, 9)))
    assert len(offered(Offer("All", items, 0), heard=None, width=width, screen=screen)) == rows


def test_a_list_without_room_shows_the_items_around_the_offered_one() -> None:
    items = tuple(f"Item {number}" for number in range(8))
    for index, item in enumerate(items):
        rows = texts(offered(Offer("All", items, index), heard=None, width=20, screen=8))
        assert len(rows) == 4
        assert sum(f"▶   {item}" in row for row in rows) == 1


def test_what_is_left_stands_beside_the_offered_item() -> None:
    for left, squares in enumerate(("", "■···", "■■··", "■■■·", "■■■■")):
        rows = texts(offered(Offer("All", ("One", "Three"), 1, left), heard=None, width=40, screen=24))
        assert rows[1].rstrip() == "    One"
        assert rows[2].rstrip() == f"▶   Three  {squares}".rstrip()


@pytest.mark.parametrize(("width", "screen"), [(1, 1), (2, 3), (5, 40), (30, 2), (76, 3)])
def test_no_room_at_all_is_no_harm(width: int, screen: int) -> None:
    items = ("Hear everything from the start", "Help")
    assert offered(Offer("All of it", items, 1, 4), heard=None, width=width, screen=screen)
