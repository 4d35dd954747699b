from hypothesis import given
from hypothesis import strategies as st

from kiosk.reading.cursor import back, forward


def test_a_step_goes_to_the_next_place() -> None:
    assert forward(0, count=3) == 1
    assert back(2) == 1


def test_an_edge_is_told_and_never_wraps() -> None:
    assert forward(2, count=3) is None
    assert back(0) is None


def test_an_empty_row_has_no_next_place() -> None:
    assert forward(0, count=0) is None


@given(st.integers(min_value=1, max_value=50), st.data())
def test_a_step_and_its_undoing_lead_to_the_same_place(count: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(min_value=0, max_value=count - 1))
    ahead = forward(index, count=count)
    assert ahead is None if index == count - 1 else ahead is not None and back(ahead) == index
