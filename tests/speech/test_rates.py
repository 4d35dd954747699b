"""Words a minute and pitch, measured on rendered speech."""

from itertools import pairwise
from statistics import median

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.settings import RATES
from kiosk.speech.utterance import WordsPerMinute
from kiosk.speech.voice import Voice

from .texts import pack_sentences, utterance

SENTENCE = "Many people find great relief through specialists in the management of pain."
FRAME_SECONDS = 0.04
VOICED = 0.6  # of the energy of a frame comes back after one period
PITCHES = (60, 300)  # Hz


@pytest.mark.requirement("K10")
def test_there_are_6_to_8_rates_from_75_to_200_percent_of_125() -> None:
    assert 6 <= len(RATES) <= 8
    assert all(slower < faster for slower, faster in pairwise(RATES))
    assert 125 in RATES
    assert RATES[0] / 125 == pytest.approx(0.75, abs=0.02)
    assert RATES[-1] / 125 == pytest.approx(2.0, abs=0.02)


@pytest.mark.requirement("K10")
@pytest.mark.parametrize("rate", RATES)
def test_the_pack_is_said_at_the_rate_that_is_asked_for(voice: Voice, rate: int) -> None:
    words = seconds = 0.0
    for written in pack_sentences():
        clip = voice.render(utterance(written), rate=WordsPerMinute(rate))
        assert clip
        words += len(written.split())
        seconds += len(clip.samples) / voice.sample_rate
    assert 60 * words / seconds == pytest.approx(rate, rel=0.05)


@pytest.mark.requirement("K10")
@pytest.mark.parametrize("rate", RATES)
def test_the_pitch_is_the_same_at_every_rate(voice: Voice, rate: int) -> None:
    assert _pitch(voice, rate) == pytest.approx(_pitch(voice, 125), rel=0.04)


def _pitch(voice: Voice, rate: int) -> float:
    """Return the median fundamental of the voiced frames of a sentence, in Hz."""
    clip = voice.render(utterance(SENTENCE), rate=WordsPerMinute(rate))
    assert clip
    sound = np.array(clip.samples, dtype=np.float64)
    length = int(FRAME_SECONDS * voice.sample_rate)
    starts = range(0, len(sound) - length, length // 2)
    pitches = [_frame_pitch(sound[start : start + length], voice.sample_rate) for start in starts]
    voiced = [pitch for pitch in pitches if pitch]
    assert len(voiced) > len(pitches) / 4
    return median(voiced)


def _frame_pitch(frame: NDArray[np.float64], rate: int) -> float:
    """Return the fundamental of a frame by its autocorrelation; 0 when the frame is not voiced."""
    again = np.correlate(frame, frame, "full")[len(frame) - 1 :]
    shortest, longest = rate // PITCHES[1], rate // PITCHES[0]
    period = shortest + int(np.argmax(again[shortest:longest]))
    return rate / period if again[period] > VOICED * again[0] > 0 else 0.0
