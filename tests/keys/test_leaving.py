import pytest

from kiosk.keys.leaving import Leaving


def leaves(pressed: str, *, keys: str) -> list[bool]:
    leaving = Leaving(tuple(keys))
    return [leaving.pressed(key) for key in pressed]


def test_the_keys_in_their_order_leave() -> None:
    assert leaves("xyz", keys="xyz") == [False, False, True]


@pytest.mark.parametrize("pressed", ["xzy", "xyaz", "xy", "yz", "zyx"])
def test_no_other_keys_do(pressed: str) -> None:
    assert not any(leaves(pressed, keys="xyz"))


def test_a_beginning_that_begins_again_counts() -> None:
    assert leaves("xxxyz", keys="xxyz")[-1]


def test_without_keys_none_leaves() -> None:
    assert not any(leaves("xyz", keys=""))
