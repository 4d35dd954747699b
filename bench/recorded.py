"""Prints how far the words of a recording without times are marked from where they are read, and the cost.

The recordings are the bundled pack's passages, said by flite (Debian's package flite): another engine with
other timing. Where a word is read, pocketsphinx finds, to about 11 ms (tests/speech/test_aligned.py).
"stretched" is what the voice's own times would give, stretched evenly over the sentence. Run as
`uv run python -m bench.recorded`.
"""

import re
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.speech.clip import Clip
from kiosk.speech.recordings import Recordings
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice
from tests.speech.narrated import passage
from tests.speech.test_aligned import Listener

READERS = ("slt", "rms", "awb")
RATE = WordsPerMinute(125)


def main() -> None:
    """Record the passages, play each sentence and print the table."""
    texts = [passage.text for part in loader.load(bundled_pack()).parts for passage in part.passages]
    voice, listener, told = Voice(), Listener(), list[str]()

    def say(utterance: Utterance) -> Clip | None:
        return voice.render(utterance, rate=RATE)

    aligned, stretched, costs, sentences = list[float](), list[float](), list[tuple[float, float]](), 0
    with tempfile.TemporaryDirectory() as folder:
        shelf = Recordings(Path(folder), sample_rate=voice.sample_rate, say=say, log=told.append)
        for reader in READERS:
            for number, text in enumerate(texts):
                _record(Path(folder) / f"{reader}{number}.wav", text, reader=reader)
                for said, excerpt in passage(text, name=f"{reader}{number}"):
                    began = time.perf_counter()
                    clip = shelf.clip(said, excerpt)
                    if excerpt.index == 0 and clip:
                        with_times = len(clip.samples) / voice.sample_rate
                        costs.append((with_times, time.perf_counter() - began))
                    own = say(said)
                    heard = _heard(listener, clip, said, rate=voice.sample_rate)
                    if not clip or not own or not heard:
                        continue
                    sentences += 1
                    factor = len(clip.samples) / len(own.samples)
                    for mark, even in zip(clip.marks, own.marks, strict=True):
                        if mark.start in heard:
                            aligned.append(mark.sample / voice.sample_rate - heard[mark.start])
                            stretched.append(even.sample * factor / voice.sample_rate - heard[mark.start])
    print(
        f"{sentences} sentences, {len(aligned)} words;",
        f"{len(told)} of {len(costs) + len(told)} passages refused",
    )
    for name, apart in (("aligned", aligned), ("stretched", stretched)):
        _print(name, np.abs(apart) * 1000)
    print(f"bias {np.median(aligned) * 1000:.0f} ms (below 0: the mark is early)")
    _print("until the first sentence of a passage is ready", np.array([cost for _, cost in costs]) * 1000)


def _record(path: Path, text: str, *, reader: str) -> None:
    spoken = " ".join(said.spoken for said, _ in passage(text))
    command = ["flite", "-voice", reader, "-t", spoken, "-o", str(path)]
    subprocess.run(command, check=True)  # noqa: S603 - a program of the machine, given the pack's own text


def _heard(listener: Listener, clip: Clip | None, said: Utterance, *, rate: int) -> dict[int, float] | None:
    """Return the seconds at which each written word, by its first character, is read; None: not found."""
    spoken = [said.spoken[place.spoken_start : place.spoken_end].lower() for place in said.places]
    words = [re.sub("[^a-z']", "", word) for word in spoken]
    starts = listener.starts(clip, words, rate=rate) if clip and listener.knows(words) else None
    if starts is None:
        return None
    written = [place.written_start for place in said.places]
    return dict(zip(reversed(written), reversed(starts), strict=True))


def _print(name: str, milliseconds: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> None:
    figures = np.quantile(milliseconds, [0.5, 0.9, 0.95, 1.0])
    print(name, ", ".join(f"{figure:.0f} ms" for figure in figures), "(half, 90 %, 95 %, all)")


if __name__ == "__main__":
    main()
