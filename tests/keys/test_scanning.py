from collections.abc import Iterator
from math import nextafter

import pytest

from kiosk.keys.scanning import (
    FIRST_ITEM,
    ROUNDS,
    AutomaticScan,
    Choice,
    Chosen,
    Group,
    Moved,
    Scan,
    WayOut,
)

START = 1000.0
SOUND = Group("sound", (Choice("louder", "+"), Choice("quieter", "-")))
MENU = Group("menu", (Choice("next", "right"), SOUND, Choice("help", "?")))
DEEP = Group("all", (Group("a", (Group("b", (Choice("leaf", "x"),)),)),))


def back_to(name: str) -> str:
    return f"back to {name}"


def scan(root: Group[str] = MENU) -> Scan[str]:
    return Scan(root, way_out=back_to)


def automatic(*, time: float = 2.0, root: Group[str] = MENU) -> AutomaticScan[str]:
    return AutomaticScan(scan(root), time=time)


def before(at: float) -> float:
    return nextafter(at, 0)


def names(scan: Scan[str], moves: int) -> Iterator[str]:
    """Yield the names that are offered, the first one and one for each move."""
    yield scan.item.name
    for _ in range(moves):
        yield scan.move().name


def run_on(automatic: AutomaticScan[str], at: float = START) -> Iterator[tuple[str, Moved | None]]:
    """Yield what is offered and what its time led to, until nothing more is due; each name takes a second."""
    for _ in range(100):
        name = automatic.scan.item.name
        automatic.said(at + 1)
        if automatic.due is None:
            return
        at = automatic.due
        yield name, automatic.wake(at)
    pytest.fail("the scan does not stop")


# Two switches


@pytest.mark.requirement("K26")
def test_moving_offers_each_item_and_then_the_first_again() -> None:
    assert list(names(scan(), moves=3)) == ["next", "sound", "help", "next"]


@pytest.mark.requirement("K26")
def test_choosing_an_item_returns_it() -> None:
    assert scan().choose() == Choice("next", "right")


@pytest.mark.requirement("K26")
def test_choosing_a_group_leads_into_it_and_its_last_item_out() -> None:
    menu = scan()
    menu.move()
    assert menu.choose() is None
    assert menu.group == SOUND
    assert list(names(menu, moves=2)) == ["louder", "quieter", "back to menu"]
    assert isinstance(menu.item, WayOut)
    assert menu.choose() is None
    assert (menu.group, menu.index, menu.items) == (MENU, 1, MENU.items)


@pytest.mark.requirement("K26")
def test_a_way_out_leads_one_list_back() -> None:
    deep = scan(DEEP)
    assert deep.choose() is deep.choose() is None
    assert list(names(deep, moves=1)) == ["leaf", "back to a"]
    deep.choose()
    assert list(names(deep, moves=1)) == ["b", "back to all"]
    deep.choose()
    assert deep.items == DEEP.items


@pytest.mark.requirement("K29")
def test_a_choice_leaves_the_place() -> None:
    menu = scan()
    menu.move()
    menu.choose()
    menu.move()
    assert menu.choose() == Choice("quieter", "-")
    assert menu.item.name == "quieter"


def test_a_list_without_items_is_refused_wherever_it_is() -> None:
    for root in (Group[str]("empty", ()), Group("all", (Choice("a", "a"), Group[str]("empty", ())))):
        with pytest.raises(ValueError, match="the list 'empty' has nothing to choose: give it an item"):
            scan(root)


# One switch


@pytest.mark.requirement("K27")
@pytest.mark.parametrize("time", [0.5, 2.0, 10.0])
def test_an_item_has_its_time_from_the_end_of_its_name(time: float) -> None:
    one = automatic(time=time)
    assert one.wake(START + 100) is None
    one.said(START)
    over = START + time * FIRST_ITEM
    assert one.due == over
    assert one.wake(before(over)) is None
    assert one.wake(over) is Moved.ON
    assert one.scan.item == SOUND
    assert one.wake(over + 100) is None
    one.said(START + 100)
    over = START + 100 + time
    assert one.due == over
    assert one.wake(before(over)) is None
    assert one.wake(over + 0.001) is Moved.ON
    assert one.scan.item.name == "help"


@pytest.mark.requirement("K27")
def test_nothing_is_due_while_a_name_is_said() -> None:
    assert automatic().due is None


@pytest.mark.requirement("K27")
def test_the_usual_time_is_two_seconds() -> None:
    one = AutomaticScan(scan())
    one.said(START)
    assert one.due == START + 3
    one.wake(START + 3)
    one.said(START + 4)
    assert one.due == START + 6


@pytest.mark.requirement("K27")
def test_the_first_item_has_longer_in_each_round_and_after_a_press() -> None:
    def lasts(one: AutomaticScan[str]) -> float:
        one.said(0.0)
        assert one.due is not None
        return one.due

    one = automatic()
    first_round = []
    for _ in range(4):
        first_round.append(lasts(one))
        one.wake(100)
    assert first_round == [3, 2, 2, 3]
    one.press()  # into the group
    assert lasts(one) == 3
    for _ in range(2):
        one.wake(100)
        assert lasts(one) == 2
    one.press()  # out of it again
    assert one.scan.item == SOUND
    assert lasts(one) == 3


@pytest.mark.requirement("K27")
def test_it_stops_after_three_rounds() -> None:
    one = automatic()
    offered = list(run_on(one))
    assert ROUNDS == 3
    assert [name for name, _ in offered] == ["next", "sound", "help"] * 3
    on, again, stopped = Moved.ON, Moved.ROUND, Moved.STOPPED
    assert [moved for _, moved in offered] == [on, on, again, on, on, again, on, on, stopped]
    assert one.stopped
    assert one.due is None
    assert one.wake(START + 10_000) is None


@pytest.mark.requirement("K27")
def test_a_press_starts_it_again_and_chooses_nothing() -> None:
    one = automatic()
    list(run_on(one))
    assert one.press() is None
    assert not one.stopped
    assert one.scan.item.name == "next"
    assert len(list(run_on(one))) == 9
    assert one.stopped


@pytest.mark.requirement("K27")
def test_a_press_begins_the_rounds_anew() -> None:
    one = automatic()
    running = run_on(one)
    for _ in range(7):
        next(running)
    assert one.press() is None
    assert one.scan.item.name == "louder"
    assert [name for name, _ in run_on(one)] == ["louder", "quieter", "back to menu"] * 3


@pytest.mark.requirement("K26")
def test_a_press_chooses_what_is_offered_also_while_it_is_said() -> None:
    one = automatic()
    assert one.press() == Choice("next", "right")
    one.said(START)
    assert one.press() == Choice("next", "right")
    assert one.due is None


@pytest.mark.requirement("K27")
def test_how_long_is_left_can_be_seen() -> None:
    one = automatic()
    assert one.left(START) == 1
    one.said(START)
    assert [one.left(START + gone) for gone in (0, 0.75, 1.5, 3, 4)] == [1, 0.75, 0.5, 0, 0]
    list(run_on(one))
    assert one.left(START) == 0


@pytest.mark.parametrize("time", [0.49, 10.1, float("nan")])
def test_another_time_is_refused_with_what_to_write(time: float) -> None:
    with pytest.raises(ValueError, match=r"the scan time is .* s: write 0.5 to 10"):
        automatic(time=time)


# Taking a choice back


@pytest.mark.requirement("K29")
def test_a_choice_can_be_taken_back_for_its_time() -> None:
    chosen = Chosen(Choice("next", "right"), chosen_at=START, lasting=4.0)
    assert chosen.takes_back(START)
    assert chosen.takes_back(before(START + 4))
    assert not chosen.takes_back(START + 4)
    assert not chosen.takes_back(START + 4.001)
    assert [chosen.left(START + gone) for gone in (0, 1, 4, 5)] == [1, 0.75, 0, 0]


def test_a_choice_without_such_a_time_stands() -> None:
    chosen = Chosen(Choice("next", "right"), chosen_at=START, lasting=0.0)
    assert not chosen.takes_back(START)
    assert chosen.left(START) == 0
