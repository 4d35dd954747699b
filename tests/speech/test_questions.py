"""A question is heard as one. docs/voices.md has the pitches, and which voices say it like a statement."""

import numpy as np
import pytest

from kiosk.speech.clip import Clip
from kiosk.speech.utterance import WordsPerMinute
from kiosk.speech.voice import ESPEAK, PICO, SAMPLE_RATE

from .engines import voice_of
from .texts import utterance

FRAME = SAMPLE_RATE // 25  # 40 ms: two periods of the lowest voice
LOWEST, HIGHEST = 60, 300  # Hz, of a voice
LAST = SAMPLE_RATE * 15 // 100


def pitch_of_the_end(clip: Clip) -> float:
    """The median pitch of the last 150 ms that have one, in Hz."""
    samples = np.frombuffer(clip.samples, dtype=np.int16).astype(float)
    found = dict[int, float]()
    for at in range(0, len(samples) - FRAME, SAMPLE_RATE // 100):
        frame = samples[at : at + FRAME] - samples[at : at + FRAME].mean()
        alike = np.correlate(frame, frame, "full")[FRAME - 1 :]
        period = SAMPLE_RATE // HIGHEST + int(alike[SAMPLE_RATE // HIGHEST : SAMPLE_RATE // LOWEST].argmax())
        if alike[period] > alike[0] / 2 and np.sqrt(np.mean(frame**2)) > 500:
            found[at] = SAMPLE_RATE / period
    return float(np.median([pitch for at, pitch in found.items() if at > max(found) - LAST]))


@pytest.mark.parametrize("driver", [ESPEAK, PICO])
@pytest.mark.parametrize("text", ["You are going home", "Is it safe to go home", "Where is the money"])
def test_a_question_rises_where_a_statement_falls(driver: str, text: str) -> None:
    voice = voice_of(driver)
    stated, asked = (voice.render(utterance(text + mark), rate=WordsPerMinute(125)) for mark in (".", "?"))
    assert stated
    assert asked
    assert pitch_of_the_end(asked) > 1.1 * pitch_of_the_end(stated)
