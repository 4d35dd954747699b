"""Takes made of known signals: each fault is found by itself, and a right take has none."""

from array import array
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.speech import levels, takes
from kiosk.speech.utterance import WordsPerMinute
from kiosk.speech.voice import Voice

from .narrated import RATE, read_aloud

USUAL = WordsPerMinute(150)


def syllables(
    *,
    level: float = -20.0,
    room: float = -65.0,
    lead: float = 0.5,
    tail: float = 0.5,
    words: int = 12,
) -> NDArray[np.float64]:
    """Return tones of 0.2 s with pauses of 0.1 s as loud as `level` in dBFS, in the noise of a room.

    Behind every fourth is a pause of 0.5 s, as between sentences.
    """
    tone = np.sin(np.arange(int(0.2 * RATE)) * 2 * np.pi * 200 / RATE) * 32767 * 2**0.5 * 10 ** (level / 20)
    parts = [np.zeros(int(lead * RATE))]
    for number in range(1, words + 1):
        last = number == words
        parts += [tone, np.zeros(0 if last else int((0.1 if number % 4 else 0.5) * RATE))]
    sound = np.concatenate([*parts, np.zeros(int(tail * RATE))])
    return sound + np.random.default_rng(seed=1).normal(0, 32767 * 10 ** (room / 20), len(sound))


def taken(sound: NDArray[np.float64]) -> "array[int]":
    return array("h", np.clip(sound, -32768, 32767).astype(np.int16).tobytes())


def told(sound: NDArray[np.float64], *, rate: WordsPerMinute = USUAL) -> list[tuple[str, bool]]:
    """Return the first sentence of each flaw, and whether the take is refused for it."""
    found = takes.flaws(takes.measured(taken(sound), sample_rate=RATE), rate=rate)
    return [(flaw.text.partition(". ")[0], flaw.refused) for flaw in found]


def test_a_right_take_has_no_flaw() -> None:
    assert told(syllables()) == []


def test_what_the_engine_says_in_a_quiet_room_has_no_flaw(voice: Voice) -> None:
    sound, _ = read_aloud(voice, "Treatment can often relieve pain. It goes from no pain to severe pain.")
    assert told(sound) == []


def test_a_take_is_measured() -> None:
    measured = takes.measured(taken(syllables()), sample_rate=RATE)
    assert measured.level == pytest.approx(-20.0, abs=0.5)
    assert measured.room == pytest.approx(-65.0, abs=1.5)
    assert measured.peak == pytest.approx(-17.0, abs=0.5)
    assert (measured.first, measured.end) == pytest.approx(
        (0.5, 0.5 + 12 * 0.2 + 9 * 0.1 + 2 * 0.5), abs=0.02
    )
    assert measured.spoken == pytest.approx(12 * 0.2 + 9 * 0.1, abs=0.05)


NO_VOICE = "No voice was heard"
NOISE = "There is noise: the room is only {} dB quieter than the voice, and 30 are needed"
BEGINNING, END = "Its beginning may be cut off", "Its end may be cut off"


@pytest.mark.parametrize(
    ("sound", "flaws"),
    [
        (np.zeros(3 * RATE), [(NO_VOICE, True)]),
        (np.zeros(0), [(NO_VOICE, True)]),
        (np.random.default_rng(seed=1).normal(0, 300, 3 * RATE), [(NO_VOICE, True)]),
        (syllables(level=-52.0, room=-90.0), [(NO_VOICE, True)]),
        (syllables(level=-42.0, room=-80.0), [("It is too quiet", False)]),
        (syllables(level=-38.0, room=-80.0), []),
        (syllables(level=-3.5), [("It is nearly too loud", False)]),
        (syllables(level=-4.5), []),
        (syllables(level=0.0), [("It is too loud, and distorted", True)]),
        (syllables(room=-45.0), [(NOISE.format(26), False)]),
        (syllables(room=-51.0), []),
        (syllables(lead=0.05), [(BEGINNING, False)]),
        (syllables(tail=0.05), [(END, False)]),
        (syllables(lead=0.15, tail=0.15), []),
    ],
)
def test_a_fault_is_found_and_told(sound: NDArray[np.float64], flaws: list[tuple[str, bool]]) -> None:
    assert told(sound) == flaws


@pytest.mark.parametrize(
    ("rate", "flaws"),
    [
        (91, [("It is too long for its text, 91 words a minute", False)]),
        (92, []),
        (250, []),
        (251, [("It is too short for its text, 251 words a minute", False)]),
    ],
)
def test_what_is_too_short_or_too_long_for_its_text_is_told(rate: int, flaws: list[tuple[str, bool]]) -> None:
    assert told(syllables(), rate=WordsPerMinute(rate)) == flaws


def test_the_speed_is_that_of_the_voice_times_how_much_longer_it_takes() -> None:
    measured = replace(takes.measured(taken(syllables()), sample_rate=RATE), spoken=4.0)
    assert measured.rate(of_voice=5.0, at=WordsPerMinute(120)) == 150


def test_a_wave_that_is_cut_flat_by_the_microphone_and_brought_to_another_rate_is_found() -> None:
    """Cut flat at 48,000 samples a second, as a sound card does, then filtered down to the kiosk's rate."""
    times = np.arange(48000)
    flat = np.clip(50000 * np.sin(times * 2 * np.pi * 150 / 48000), -32768, 32767)
    down = np.interp(np.arange(RATE) * 48000 / RATE, times, np.convolve(flat, np.ones(2) / 2, "same"))
    assert ("It is too loud, and distorted", True) in told(np.concatenate([syllables(), down, syllables()]))


@pytest.mark.parametrize(("lead", "tail"), [(2.0, 1.0), (0.0, 0.0), (0.1, 3.0)])
def test_silence_at_the_ends_is_cut_down_and_none_is_added(lead: float, tail: float) -> None:
    before = syllables(lead=lead, tail=tail)
    kept = takes.prepared(taken(before), sample_rate=RATE)
    shorter = len(before) - len(kept)
    assert shorter / RATE == pytest.approx(max(0, lead - 0.15) + max(0, tail - 0.15), abs=0.025)
    measured = takes.measured(kept, sample_rate=RATE)
    assert measured.first == pytest.approx(min(lead, 0.15), abs=0.011)
    assert measured.length - measured.end == pytest.approx(min(tail, 0.15), abs=0.011)


@pytest.mark.parametrize("level", [-40.0, -30.0, -20.0, -10.0])
def test_it_becomes_as_loud_as_the_voice_and_is_not_clipped(level: float) -> None:
    kept = takes.prepared(taken(syllables(level=level, room=level - 45)), sample_rate=RATE)
    measured = takes.measured(kept, sample_rate=RATE)
    assert measured.level == pytest.approx(levels.VOICE, abs=0.1)
    assert not measured.clipped
