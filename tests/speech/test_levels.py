from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech import levels
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance

RATE = 22050


def tone(decibels: float, seconds: float = 1.0) -> array[int]:
    size = 32767 * 10 ** (decibels / 20) * np.sqrt(2)
    return array("h", (size * np.sin(np.arange(int(seconds * RATE)) / 10)).astype(np.int16).tobytes())


def level(samples: array[int]) -> float:
    return levels.level(levels.frames(samples, RATE))


def test_the_voice_has_the_level_that_recordings_are_brought_to(
    pack_clips: list[tuple[Utterance, Clip]],
) -> None:
    """Measured: 90 % at -20.3 to -18.3 dBFS, the median -19.2."""
    measured = [level(clip.samples) for _, clip in pack_clips]
    assert np.median(measured) == pytest.approx(levels.VOICE, abs=0.5)


@pytest.mark.parametrize("decibels", [-45, -20, -6])
def test_a_level_is_that_of_what_is_heard_whatever_the_silence_beside_it(decibels: int) -> None:
    silence = array("h", bytes(4 * RATE))
    assert level(silence + tone(decibels) + silence) == pytest.approx(decibels, abs=0.2)


def test_silence_has_no_level() -> None:
    assert level(array("h", bytes(RATE))) == level(array("h")) == -np.inf


def test_the_room_between_the_words_is_silence_even_when_it_is_noisy() -> None:
    speech, room = [3000.0] * 80, [200.0] * 20
    assert 200 < levels.floor(speech + room) < 3000


@given(st.lists(st.integers(-32768, 32767), max_size=40), st.floats(-40, 60))
def test_no_sample_is_clipped_or_turned_round(samples: list[int], decibels: float) -> None:
    louder = levels.amplified(array("h", samples), decibels)
    assert len(louder) == len(samples)
    order = np.argsort(samples)
    assert list(np.diff(np.array(louder, dtype=int)[order]) >= 0) == [True] * max(0, len(samples) - 1)
    assert all(-32768 < sample <= 32767 for sample in louder)


def test_what_stays_below_the_knee_is_only_made_louder() -> None:
    assert list(levels.amplified(array("h", [100, -100, 5000]), 6.0206)) == [200, -200, 10000]
