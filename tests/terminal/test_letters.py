"""Whether a capital H is as high as it must be, at the figures of the requirement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.terminal.letters import Seen

# 24 inches with 1920 by 1080 pixels.
SCREEN = 24 * 25.4 * 9 / (16**2 + 9**2) ** 0.5


@pytest.mark.requirement("K40")
def test_at_600_mm_it_is_7_3_mm_and_a_24_inch_screen_has_25_rows_at_most() -> None:
    seen = Seen(height=SCREEN, distance=600)
    assert seen.least == pytest.approx(7.33, abs=0.005)
    assert seen.most_rows == 25
    assert seen.capital(25) == pytest.approx(7.52, abs=0.005)
    assert seen.capital(26) < seen.least


def test_at_a_metre_it_is_12_2_mm() -> None:
    assert Seen(height=SCREEN, distance=1000).least == pytest.approx(12.2, abs=0.05)


@given(st.floats(50, 10_000), st.floats(50, 10_000), st.integers(1, 500))
def test_the_most_rows_are_those_with_which_it_is_high_enough(
    height: float, distance: float, rows: int
) -> None:
    seen = Seen(height, distance)
    assert (rows <= seen.most_rows) == (seen.capital(rows) >= seen.least) or seen.capital(
        rows
    ) == pytest.approx(seen.least)
