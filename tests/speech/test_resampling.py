from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array

import numpy as np
import pytest

from kiosk.speech.resampling import Resampler

SOURCE, TARGET = 16000, 22050


def tone(hertz: float, rate: int) -> array[int]:
    return array("h", [int(8000 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(rate)])


def whole(resampler: Resampler, samples: array[int], block: int) -> array[int]:
    made = array("h")
    for at in range(0, len(samples), block):
        made += resampler.feed(samples[at : at + block])
    return made + resampler.rest()


@pytest.mark.parametrize("hertz", [200, 1000, 3000, 5000])
def test_a_tone_stays_itself_in_time_and_size(hertz: float) -> None:
    made = np.array(whole(Resampler(SOURCE, TARGET), tone(hertz, SOURCE), 320), dtype=float)
    wanted = np.array(tone(hertz, TARGET), dtype=float)
    assert abs(len(made) - len(wanted)) <= 1
    middle = slice(200, len(wanted) - 200)
    apart = np.sqrt(np.mean((made[middle] - wanted[middle]) ** 2) / np.mean(wanted[middle] ** 2))
    assert 20 * math.log10(apart) < -30  # dB


def test_what_it_makes_does_not_depend_on_the_blocks() -> None:
    samples = tone(700, SOURCE)
    made = [whole(Resampler(SOURCE, TARGET), samples, block) for block in (1, 7, 320, len(samples))]
    assert all(each == made[0] for each in made)


def test_no_sample_leaves_the_range() -> None:
    square = array("h", [32767 if n // 40 % 2 else -32768 for n in range(4000)])
    made = whole(Resampler(SOURCE, TARGET), square, 320)
    assert max(made) == 32767
    assert min(made) == -32768


def test_a_lower_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="22050 samples a second cannot become 16000"):
        Resampler(TARGET, SOURCE)
