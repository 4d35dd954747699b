"""Everything that the bundled pack gives to be said has sound."""

import numpy as np

from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance
from kiosk.speech.voice import Voice

from .texts import pack_lines, utterance

SHORTEST, LONGEST = 0.2, 1.5  # seconds a spoken word, at 125 words a minute; measured: 0.30 to 0.98
QUIETEST, LOUDEST = -26.0, -15.0  # dBFS, the mean level of a clip; measured: -22.9 to -18.2


def test_every_line_has_a_spoken_form() -> None:
    lines = pack_lines()
    assert len(lines) > 150
    assert [line for line in lines if not utterance(line).places] == []


def test_no_line_is_empty_of_sound(voice: Voice, pack_clips: list[tuple[Utterance, Clip]]) -> None:
    for said, clip in pack_clips:
        line = said.written
        seconds = len(clip.samples) / voice.sample_rate
        assert SHORTEST < seconds / len(said.places) < LONGEST, line
        samples = np.array(clip.samples, dtype=np.float64) / 32768
        level = 10 * np.log10(np.mean(samples**2))
        assert QUIETEST < level < LOUDEST, line
