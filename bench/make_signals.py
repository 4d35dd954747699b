"""Makes the signal sounds in audio/signals/. Run as `uv run python bench/make_signals.py [FOLDER]`.

They are told apart by the way their pitch goes, not by the pitch itself, which some listeners hear worse:
"chosen" rises and "end" falls by a fifth, "refused" is one low thud. All lie at 220 to 600 Hz, where hearing
that has aged is best kept, rise for 25 ms so that nobody is startled, and are 8 dB quieter than the voice.
The first word of what was chosen waits for "chosen", so that is the shorter one.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.paths import data_folder
from kiosk.speech.levels import VOICE
from kiosk.speech.utterance import Signal

RATE = 22050
BELOW_THE_VOICE = 8.0  # dB
FULL = 32767


@dataclass(frozen=True)
class Tone:
    """A tone that begins at `at` seconds, gliding from one frequency in hertz to another."""

    at: float
    seconds: float
    begin: float
    end: float
    rise: float = 0.025  # seconds
    second: float = 0.15  # how loud the octave above it is, beside it

    def sample(self, time: float) -> float:
        """Return how far the tone swings at a time of the signal, -1 to 1."""
        t = time - self.at
        if not 0 <= t < self.seconds:
            return 0.0
        glide = (self.end - self.begin) / self.seconds
        turns = self.begin * t + glide * t * t / 2
        swing = math.sin(math.tau * turns) + self.second * math.sin(2 * math.tau * turns)
        rise = math.sin(math.pi / 2 * min(1.0, t / self.rise)) ** 2
        fall = math.cos(math.pi / 2 * max(0.0, (t - self.rise) / (self.seconds - self.rise))) ** 2
        return swing * rise * fall


SIGNALS: dict[Signal, Sequence[Tone]] = {
    Signal.CHOSEN: (Tone(0.0, 0.12, 392.0, 392.0), Tone(0.07, 0.17, 587.3, 587.3)),
    Signal.END: (Tone(0.0, 0.2, 440.0, 440.0), Tone(0.14, 0.28, 293.7, 293.7)),
    Signal.REFUSED: (Tone(0.0, 0.18, 270.0, 220.0, second=0.4),),
}


def samples(tones: Sequence[Tone]) -> array[int]:
    """Return the samples of a signal, at its level."""
    seconds = max(tone.at + tone.seconds for tone in tones)
    wave_ = [sum(tone.sample(i / RATE) for tone in tones) for i in range(int(seconds * RATE))]
    power = sum(each * each for each in wave_) / len(wave_)
    wanted = FULL * 10 ** ((VOICE - BELOW_THE_VOICE) / 20)
    return array("h", [round(each * wanted / math.sqrt(power)) for each in wave_])


def main() -> None:
    """Write every signal into the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder("audio") / "signals"
    folder.mkdir(parents=True, exist_ok=True)
    for signal, tones in SIGNALS.items():
        made = samples(tones)
        with wave.open(str(folder / f"{signal}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(made.tobytes())
        print(f"{signal}: {len(made) / RATE:.2f} s")


if __name__ == "__main__":
    main()
