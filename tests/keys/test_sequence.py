import pytest

from kiosk.keys.sequence import KeySequence


def ended(pressed: str, *, keys: str) -> list[bool]:
    sequence = KeySequence(tuple(keys))
    return [sequence.pressed(key) for key in pressed]


def test_the_keys_in_their_order_are_the_sequence() -> None:
    assert ended("xyz", keys="xyz") == [False, False, True]


@pytest.mark.parametrize("pressed", ["xzy", "xyaz", "xy", "yz", "zyx"])
def test_no_other_keys_are(pressed: str) -> None:
    assert not any(ended(pressed, keys="xyz"))


def test_a_beginning_that_begins_again_counts() -> None:
    assert ended("xxxyz", keys="xxyz")[-1]


def test_without_keys_nothing_is() -> None:
    assert not any(ended("xyz", keys=""))
