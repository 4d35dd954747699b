"""How well the kiosk knows its own trial sentence in what a microphone hears: `uv run bench/own_voice.py`.

Made sounds stand in for rooms: an echo that decays in half a second or a whole one, and steady noise. What
must not be taken for the trial are the sentences of the pack, said by the same voice, and noise alone.
"""

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kiosk.paths import bundled_pack
from kiosk.settings import VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff.examination.own_voice import likeness
from kiosk.staff.examination.trial import TRIAL
from kiosk.staff.studio import RATE, Studio
from kiosk.visit import edition

Sound = NDArray[np.float64]
SENTENCES = 60
SEED = 7


def main() -> None:
    """Print the least and the greatest likeness of each kind of sound."""
    studio, chance = Studio(VoiceName.ESPEAK), np.random.default_rng(SEED)
    rate = studio.voice.sample_rate
    pack = edition.load([bundled_pack()])[0].pack
    texts = [passage.text for part in pack.parts for passage in part.passages][:SENTENCES]

    def said(text: str) -> Sound:
        utterance: Utterance = studio.utterances.of_notice(text, lang="en-GB")
        return np.array(studio.take(utterance, rate=RATE).clip.samples, dtype=np.float64)

    trial = said(TRIAL)
    silence = np.zeros(rate)

    def noise(length: int, level: float) -> Sound:
        return chance.normal(0, level, length)

    def echo(seconds: float) -> Sound:
        decay = np.exp(-6.9 * np.arange(int(seconds * rate)) / (seconds * rate))  # 60 dB
        response = chance.normal(0, 1, len(decay)) * decay
        response[0] += 10.0
        padded = np.concatenate((silence, trial, silence))
        return np.fft.irfft(np.fft.rfft(padded, 1 << 18) * np.fft.rfft(response, 1 << 18))[: len(padded)]

    def with_noise(sound: Sound, below: float) -> Sound:
        return sound + noise(len(sound), float(np.sqrt(np.mean(trial**2))) * 10 ** (-below / 20))

    def kinds() -> Iterator[tuple[str, list[Sound]]]:
        heard = np.concatenate((silence, trial, silence))
        yield "itself", [heard]
        for below in (20, 10, 6, 3, 0, -3):
            yield f"itself, noise {below} dB below", [with_noise(heard, below) for _ in range(20)]
        for seconds in (0.5, 1.0):
            room = echo(seconds)
            room *= np.abs(trial).max() / np.abs(room).max()
            yield f"itself, echo of {seconds} s", [room]
            yield f"itself, echo of {seconds} s, noise 6 dB below", [with_noise(room, 6) for _ in range(20)]
        yield "other sentences", [np.concatenate((silence, said(text), silence)) for text in texts]
        yield "noise alone", [noise(4 * rate, 1000) for _ in range(60)]

    own = array("h", trial.astype(np.int16).tobytes())
    for kind, sounds in kinds():
        all_like = [
            likeness(own, array("h", np.clip(each, -32768, 32767).astype(np.int16).tobytes()), rate)
            for each in sounds
        ]
        print(f"{kind:44} {min(all_like):5.2f} to {max(all_like):5.2f}   ({len(sounds)})")


if __name__ == "__main__":
    main()
