from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from kiosk.keys.grouping import grouped
from kiosk.keys.scanning import Choice, Group

Items = Sequence[Choice[int] | Group[int]]


def choices(number: int) -> list[Choice[int]]:
    return [Choice(str(value), value) for value in range(number)]


def cut(number: int, most: int = 8) -> Items:
    return grouped(choices(number), named=lambda first, last: f"{first} to {last}", most=most)


def steps(items: Items, so_far: int = 0) -> Iterator[tuple[int, int]]:
    """Yield each choice's value and how many names are heard up to its own."""
    for place, item in zip(count(so_far + 1), items, strict=False):
        if isinstance(item, Choice):
            yield item.value, place
        else:
            yield from steps(item.items, place)


def lengths(items: Items, way_out: int = 0) -> Iterator[int]:
    yield len(items) + way_out
    for item in items:
        if isinstance(item, Group):
            yield from lengths(item.items, way_out=1)


def least_total(number: int) -> int:
    """Return the least steps in all of two levels: each item takes the nearest place that is free."""
    groups: dict[int, int] = {}  # from a group's place to how many items it holds
    total = 0
    for _ in range(number):
        place = min(range(1, 9), key=lambda place: place + groups.get(place, 0) + 1)
        groups[place] = groups.get(place, 0) + 1
        total += place + groups[place]
    return total - sum(held == 1 for held in groups.values())  # a group of one is the item itself


@pytest.mark.requirement("K26")
@pytest.mark.parametrize("number", range(9))
def test_a_short_list_stays_as_it_is(number: int) -> None:
    assert list(cut(number)) == choices(number)


@pytest.mark.requirement("K26")
@pytest.mark.parametrize("number", [*range(1, 41), 64, 128])
def test_no_choice_is_more_than_eight_steps_away(number: int) -> None:
    reached = list(steps(cut(number)))
    assert [value for value, _ in reached] == list(range(number))
    assert max(taken for _, taken in reached) <= 8
    assert max(lengths(cut(number))) <= 8


@pytest.mark.requirement("K26")
@pytest.mark.parametrize("number", range(9, 30))
def test_the_steps_to_all_items_are_as_few_as_two_levels_allow(number: int) -> None:
    assert sum(taken for _, taken in steps(cut(number))) <= least_total(number)
    assert not any(
        isinstance(inner, Group) for item in cut(number) if isinstance(item, Group) for inner in item.items
    )


def test_a_group_is_named_for_its_first_and_last_item() -> None:
    assert cut(9) == (
        Group("0 to 3", tuple(choices(9)[:4])),
        Group("4 to 6", tuple(choices(9)[4:7])),
        *choices(9)[7:],
    )


def test_a_list_that_no_tree_holds_is_refused() -> None:
    assert max(taken for _, taken in steps(cut(8, most=4))) == 4
    with pytest.raises(ValueError, match="9 items cannot each be chosen in 4 steps: write at most 8"):
        cut(9, most=4)
