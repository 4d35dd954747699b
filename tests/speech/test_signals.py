import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.errors import VoiceError
from kiosk.paths import data_folder
from kiosk.speech import levels
from kiosk.speech.clip import Clip
from kiosk.speech.deck import Deck
from kiosk.speech.protocol import Finished, FromSpeaker, Started
from kiosk.speech.signals import Signals
from kiosk.speech.utterance import Signal, UtteranceId, WordsPerMinute
from kiosk.speech.voice import Voice

from .texts import utterance

RATE = 22050
FOLDER = data_folder("audio") / "signals"
MAKER = Path(__file__).parents[2] / "bench" / "make_signals.py"
SOFTER_BY = 6.0  # dB than speech
ATTACK_SECONDS = 0.010
STEP = 220


@pytest.fixture(scope="module")
def clips() -> dict[Signal, Clip]:
    told = list[str]()
    signals = Signals(FOLDER, sample_rate=RATE, log=told.append)
    assert told == []
    return {signal: signals.clip(utterance("", pause=100), signal) for signal in Signal}


def sound(clip: Clip) -> NDArray[np.float64]:
    return np.array(clip.samples, dtype=np.float64) / 32768


def pitch(samples: NDArray[np.float64]) -> float:
    """Return the loudest frequency in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 16))
    return float(np.argmax(spectrum)) * RATE / (1 << 16)


@pytest.mark.requirement("K07")
@pytest.mark.parametrize("signal", Signal)
def test_a_signal_is_half_a_second_or_less(clips: dict[Signal, Clip], signal: Signal) -> None:
    assert 0.05 < len(clips[signal].samples) / RATE <= 0.5


def test_the_title_of_what_was_chosen_waits_a_quarter_of_a_second_at_most(clips: dict[Signal, Clip]) -> None:
    assert len(clips[Signal.CHOSEN].samples) / RATE <= 0.25


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_is_soft_and_is_heard(clips: dict[Signal, Clip], signal: Signal) -> None:
    heard = sound(clips[signal])
    assert -36 < 10 * np.log10(np.mean(heard**2)) < levels.VOICE - SOFTER_BY
    assert np.max(np.abs(heard)) < 0.25


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_startles_nobody(clips: dict[Signal, Clip], signal: Signal) -> None:
    heard = sound(clips[signal])
    assert abs(heard[0]) < 0.001
    assert abs(heard[-1]) < 0.001
    hull = np.array([np.max(np.abs(heard[at : at + 110])) for at in range(0, len(heard), 22)])
    loud = np.argmax(hull > 0.9 * hull.max())
    assert (loud - np.argmax(hull > 0.1 * hull.max())) * 22 / RATE >= ATTACK_SECONDS
    assert np.max(np.abs(np.diff(heard))) < 0.05  # a click is a leap


def test_signals_are_told_apart_by_the_way_their_pitch_goes(clips: dict[Signal, Clip]) -> None:
    def way(signal: Signal) -> float:
        heard = sound(clips[signal])
        return pitch(heard[-len(heard) // 3 :]) / pitch(heard[: len(heard) // 3])

    assert way(Signal.CHOSEN) > 1.3
    assert way(Signal.END) < 1 / 1.3
    assert 1 / 1.3 < way(Signal.REFUSED) < 1.05
    assert pitch(sound(clips[Signal.REFUSED])) < 280
    for one, other in combinations(Signal, 2):
        a, b = sound(clips[one]), sound(clips[other])
        alike = np.max(np.correlate(a, b, "full")) / np.sqrt(np.sum(a**2) * np.sum(b**2))
        assert alike < 0.6


def test_the_files_are_those_that_the_project_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(MAKER), str(tmp_path)], check=True, capture_output=True)
    made, there = ({path.name: path.read_bytes() for path in each.iterdir()} for each in (tmp_path, FOLDER))
    assert made == there


@pytest.mark.requirement("K07")
@pytest.mark.parametrize("first", ["signal", "speech"])
def test_a_signal_is_never_heard_over_speech(voice: Voice, clips: dict[Signal, Clip], first: str) -> None:
    told = list[FromSpeaker]()
    deck = Deck(sample_rate=RATE, tell=lambda line, _: told.append(line))
    said = utterance("Pain.", number=2, pause=100)
    speech = voice.render(said, rate=WordsPerMinute(125))
    assert speech
    row = [clips[Signal.END], speech] if first == "signal" else [speech, clips[Signal.END]]
    for clip in row:
        deck.load(clip)
    pause = array("h", bytes(2 * RATE // 10))
    wanted = row[0].samples + pause + row[1].samples + pause
    out = array("h")
    while len(out) < len(wanted):
        out.extend(deck.fill(STEP))
    assert out[: len(wanted)] == wanted
    numbers = [UtteranceId(clip.utterance) for clip in row]
    assert [each for each in told if isinstance(each, Started | Finished)] == [
        kind(turn=0, utterance=number) for number in numbers for kind in (Started, Finished)
    ]


def write(path: Path, *, channels: int = 1, rate: int = RATE, frames: int = 100) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(bytes(2 * channels * frames))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (Path.unlink, "cannot be read"),
        (lambda path: path.write_bytes(b""), "cannot be read"),
        (lambda path: path.write_bytes(b"RIFF1234WAVEnonsense"), "cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1001]), "breaks off before its end"),
        (lambda path: write(path, channels=2), "It has 2 channels, 16 bits, 22050 samples a second."),
        (lambda path: write(path, rate=44100), "It has 1 channels, 16 bits, 44100 samples a second."),
        (lambda path: write(path, frames=RATE), "It lasts 1.00 s."),
        (lambda path: write(path, frames=0), "It lasts 0.00 s."),
    ],
)
def test_a_signal_that_cannot_be_used_is_left_out_and_the_staff_are_told(
    tmp_path: Path, spoil: Callable[[Path], object], why: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / "signals")
    spoil(tmp_path / "signals" / "end.wav")
    told = list[str]()
    signals = Signals(tmp_path / "signals", sample_rate=RATE, log=told.append)
    assert len(told) == 1
    assert told[0].startswith("The signal sound end.wav ")
    assert why in told[0]
    with pytest.raises(VoiceError, match='"end" is left out'):
        signals.clip(utterance(""), Signal.END)
    assert len(signals.clip(utterance(""), Signal.CHOSEN).samples) > 0
