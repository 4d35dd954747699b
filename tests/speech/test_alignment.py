from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.alignment import alignment

RATE = 1000


def sound(*seconds: float) -> array[int]:
    """Return bursts of noise of these lengths, a shorter silence after each."""
    random = np.random.default_rng(seed=2)
    parts = []
    for number, length in enumerate(seconds):
        size = 3000 + 2000 * (number % 3)
        parts += [random.normal(0, size, int(length * RATE)), np.zeros(int(length * RATE / 2))]
    return array("h", np.clip(np.concatenate(parts), -32767, 32767).astype(np.int16).tobytes())


def test_a_sound_is_aligned_with_itself() -> None:
    same = sound(0.5, 0.3, 0.8, 0.4)
    there = alignment(same, same, RATE)
    assert [there(at) for at in range(0, len(same), 100)] == pytest.approx(range(0, len(same), 100), abs=20)


@pytest.mark.parametrize("faster", [0.6, 1.5])
@pytest.mark.parametrize("times", [1, 4])
def test_bursts_are_found_when_some_of_them_are_longer(faster: float, times: int) -> None:
    one = list(np.random.default_rng(seed=3).uniform(0.1, 0.9, 5 * times))
    other = [length * (faster if at % 2 else 1.0) for at, length in enumerate(one)]
    there = alignment(sound(*one), sound(*other), RATE)
    begins, wanted = (np.cumsum([0, *lengths])[:-1] * 1.5 * RATE for lengths in (one, other))
    assert [there(int(at)) for at in begins] == pytest.approx(list(wanted), abs=60)


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_it_never_goes_back_and_stays_within(one: int, other: int) -> None:
    there = alignment(sound(2.0)[:one], sound(0.7, 0.7)[:other], RATE)
    found = [there(at) for at in range(0, one, 7)]
    assert found == sorted(found)
    assert all(0 <= at <= other for at in found)
