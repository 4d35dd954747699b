"""Prints how soon each engine begins, how soon it heeds a stop, and what it costs, on the bundled pack.

An engine heeds a stop when it asks its sink whether to go on, so the longest time that a stop can take is the
longest from one question to the next. What it leaves behind may still hold the next sentence up: so each is
also said after one that was stopped before its first sample, and the time from the stop to its first block
compared with that of the undisturbed sentence. All is done three times and the least of each is taken: what
other programs do meanwhile only adds. Run as `uv run --extra pico python bench/stops.py [RATE]`.
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
TIMES = 3
STOPPED_AFTER = 0.005  # seconds of working a sentence out


class _Sink:
    """Takes everything until `stopped_after` seconds have passed."""

    def __init__(self, stopped_after: float = np.inf) -> None:
        self.began = time.perf_counter()
        self.sound, self.asked, self.blocks = array("h"), [self.began], list[float]()
        self._until = self.began + stopped_after

    def wanted(self) -> bool:
        self.asked.append(time.perf_counter())
        return self.asked[-1] < self._until

    def samples(self, chunk: bytes) -> None:
        self.sound.frombytes(chunk)
        self.blocks.append(time.perf_counter())

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        pass


def main(rate: str = "125") -> None:
    """Render every sentence with every voice and print the table."""
    pack = loader.load(bundled_pack())
    words = lexicon.load(pronunciation_file(pack.lang))
    passages = [passage.text for part in pack.parts for passage in part.passages]
    texts = [spoken_form(span.of(text), words).text for text in passages for span in sentences.split(text)]
    print(
        "voice: longest time between two questions; to the first block; from a stop to the next sentence's"
        " first block (each half, 95 %, all; ms); work for a second of speech (ms)"
    )
    for driver, names in VOICES.items():
        for named in names:
            voice, engine = Voice(driver, named=named), pyttsx3.init(driver)
            engine.setProperty("voice", named or voice.identifier("en-GB"))
            engine.setProperty("rate", int(rate))
            print(f"{driver} {named}: {_measured(engine, texts)}", flush=True)


def _measured(engine: pyttsx3.Engine, texts: list[str]) -> str:
    longest, first, after, cost, seconds = list[float](), list[float](), list[float](), 0.0, 0.0
    for text in texts:
        sinks = [_say(engine, text, _Sink()) for _ in range(TIMES)]
        longest.append(min(max(later - one for one, later in pairwise(sink.asked)) for sink in sinks))
        first.append(min(sink.blocks[0] - sink.began for sink in sinks))
        cost += min(sink.asked[-1] - sink.began for sink in sinks)
        seconds += len(sinks[0].sound) / engine.getProperty("sample_rate")
    for stopped, text in pairwise(texts):
        after.append(min(_after_a_stop(engine, stopped, text) for _ in range(TIMES)))
    return f"{_spread(longest)}; {_spread(first)}; {_spread(after)}; {1000 * cost / seconds:.1f}"


def _after_a_stop(engine: pyttsx3.Engine, stopped: str, text: str) -> float:
    left = _say(engine, stopped, _Sink(STOPPED_AFTER))
    return _say(engine, text, _Sink()).blocks[0] - left.asked[-1]


def _say(engine: pyttsx3.Engine, text: str, sink: _Sink) -> _Sink:
    engine.setProperty("sink", sink)
    engine.say(text)
    engine.runAndWait()
    return sink


def _spread(figures: list[float]) -> str:
    return ", ".join(f"{1000 * figure:.1f}" for figure in np.quantile(figures, [0.5, 0.95, 1.0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
