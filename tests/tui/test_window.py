from hypothesis import given
from hypothesis import strategies as st

from kiosk.tui.window import Measure, turn


def measure(heights: list[int]) -> Measure:
    return Measure(count=len(heights), height=heights.__getitem__, gap=lambda index: index % 2)


def rows(heights: list[int], first: int, end: int) -> int:
    return sum(heights[first:end]) + sum(index % 2 for index in range(first + 1, end))


HEIGHTS = st.lists(st.integers(1, 6), min_size=1, max_size=30)


@given(heights=HEIGHTS, room=st.integers(6, 20), first=st.integers(0, 40), follow=st.integers(0, 29))
def test_the_block_to_follow_is_whole_on_the_page(
    heights: list[int], room: int, first: int, follow: int
) -> None:
    follow %= len(heights)
    measured = measure(heights)
    turned = turn(measured, room=room, first=first, follow=follow)
    end = measured.end(turned, room)
    assert turned <= follow < end
    assert rows(heights, turned, end) <= room


@given(heights=HEIGHTS, room=st.integers(6, 20), follow=st.integers(0, 29))
def test_a_page_stays_while_it_shows_what_is_followed(heights: list[int], room: int, follow: int) -> None:
    follow %= len(heights)
    measured = measure(heights)
    turned = turn(measured, room=room, first=0, follow=follow)
    for other in range(turned, measured.end(turned, room)):
        assert turn(measured, room=room, first=turned, follow=other) == turned


@given(heights=HEIGHTS, room=st.integers(6, 20))
def test_the_last_page_is_filled_up(heights: list[int], room: int) -> None:
    turned = turn(measure(heights), room=room, first=len(heights), follow=len(heights) - 1)
    assert turned == 0 or rows(heights, turned - 1, len(heights)) > room


def test_turning_keeps_one_block_to_hold_on_to() -> None:
    even = Measure(count=20, height=lambda _: 2, gap=lambda _: 0)
    assert turn(even, room=8, first=0, follow=4) == 3
    assert turn(even, room=8, first=10, follow=9) == 7


def test_a_page_without_blocks_begins_at_nothing() -> None:
    assert turn(measure([]), room=5, first=3, follow=0) == 0


def test_only_blocks_near_the_page_are_measured() -> None:
    asked: set[int] = set()

    def height(index: int) -> int:
        asked.add(index)
        return 3

    turn(Measure(count=1_000_000, height=height, gap=lambda _: 1), room=20, first=0, follow=500_000)
    assert len(asked) < 50
