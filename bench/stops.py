"""Prints how soon each engine begins, how soon it heeds a stop, and what it costs, on the bundled pack.

An engine heeds a stop when it next hands on samples, so the longest time that a stop can take is the longest
time from the call, or from one block, to the next. Run as `uv run --extra pico python bench/stops.py [RATE]`.
"""

import sys
import time
from array import array
from itertools import pairwise

import numpy as np
import pyttsx3

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.spoken import spoken_form
from kiosk.speech.voice import DRIVERS, Voice

VOICES = dict.fromkeys(DRIVERS[:2], ("",)) | {"kiosk_flite": ("cmu_us_rms", "cmu_us_slt", "cmu_us_awb")}


class _Sink:
    def __init__(self) -> None:
        self.sound, self.times = array("h"), [time.perf_counter()]

    def samples(self, chunk: bytes) -> bool:
        self.sound.frombytes(chunk)
        self.times.append(time.perf_counter())
        return True

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        pass


def main(rate: str = "125") -> None:
    """Render every sentence with every voice and print the table."""
    pack = loader.load(bundled_pack())
    words = lexicon.load(pronunciation_file(pack.lang))
    passages = [passage.text for part in pack.parts for passage in part.passages]
    texts = [spoken_form(span.of(text), words).text for text in passages for span in sentences.split(text)]
    print("voice: first block, longest wait of a sentence (half, 95 %, all; ms); of a second of speech (ms)")
    for driver, names in VOICES.items():
        for named in names:
            voice, engine = Voice(driver, named=named), pyttsx3.init(driver)
            first, longest, cost, seconds = list[float](), list[float](), 0.0, 0.0
            engine.setProperty("voice", named or voice.identifier("en-GB"))
            engine.setProperty("rate", int(rate))
            for text in texts:
                engine.setProperty("sink", sink := _Sink())
                sink.times[0] = time.perf_counter()
                engine.say(text)
                engine.runAndWait()
                waits = [1000 * (after - before) for before, after in pairwise(sink.times)]
                first.append(waits[0])
                longest.append(max(waits))
                cost += sum(waits)
                seconds += len(sink.sound) / engine.getProperty("sample_rate")
            print(f"{driver} {named}: {_spread(first)}; {_spread(longest)}; {cost / seconds:.1f}")


def _spread(figures: list[float]) -> str:
    return ", ".join(f"{figure:.1f}" for figure in np.quantile(figures, [0.5, 0.95, 1.0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
