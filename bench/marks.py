"""Prints how far the words of each engine's clips are marked from where they are heard.

Where a word is heard, pocketsphinx finds in the bundled pack's sentences, to about 11 ms
(tests/speech/test_aligned.py). "own" are the engine's own times. "stretched" and "warped" are what eSpeak's
times for the same sentence would give: stretched evenly over the clip, or led by kiosk.speech.alignment.
Run as `PYTHONPATH=tests uv run --extra pico python -m bench.marks [RATE]`.
"""

import sys

import numpy as np

from kiosk.speech.alignment import alignment
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import WordsPerMinute
from kiosk.speech.voice import DRIVERS, ESPEAK, Voice
from tests.speech.listener import Listener
from tests.speech.test_aligned import Sentence, script

VOICES = [
    *((driver, "") for driver in DRIVERS[:2]),
    ("kiosk_pico", "en-US"),
    *(("kiosk_flite", f"cmu_us_{name}") for name in ("rms", "slt", "awb")),
]


def main(rate: str = "125") -> None:
    """Render every sentence with every voice and print the table."""
    sentences = [each for part in script().values() for each in part]
    asked, espeak, listener = WordsPerMinute(int(rate)), Voice(), Listener()
    print("voice, times: half, 90 %, 95 % of the words within (ms); bias (below 0: early); words, sentences")
    for driver, named in VOICES:
        voice, apart = Voice(driver, named=named), dict[str, list[float]]()
        found = 0
        for sentence in sentences:
            clip = voice.render(sentence.said, rate=asked)
            heard = _heard(listener, clip, sentence) if clip else None
            if not clip or not heard:
                continue
            found += 1
            for times, marks in _marked(clip, sentence, espeak if driver != ESPEAK else None, asked).items():
                apart.setdefault(times, []).extend(
                    1000 * (seconds - heard[start]) for start, seconds in marks if start in heard
                )
        for times, off in apart.items():
            half, most, nearly = np.quantile(np.abs(off), [0.5, 0.9, 0.95])
            row = f"{half:.0f}, {most:.0f}, {nearly:.0f}; {np.median(off):.0f}; {len(off)}"
            print(f"{driver} {named}, {times}: {row}, {found} of {len(sentences)}", flush=True)


def _heard(listener: Listener, clip: Clip, sentence: Sentence) -> dict[int, float] | None:
    """Return the seconds at which each written word, by its first character, is heard; None: not found."""
    heard = listener.hear(clip, list(sentence.words), rate=Voice.sample_rate)
    if not heard or not heard.is_all:
        return None
    return dict(zip(reversed(sentence.places), reversed(heard.starts), strict=True))


def _marked(
    clip: Clip, sentence: Sentence, espeak: Voice | None, rate: WordsPerMinute
) -> dict[str, list[tuple[int, float]]]:
    """Return, for each manner of timing, where each mark stands in the text, and its seconds."""
    samples = {"own": [(mark.start, float(mark.sample)) for mark in clip.marks]}
    other = espeak.render(sentence.said, rate=rate) if espeak else None
    if other:
        factor = len(clip.samples) / len(other.samples)
        there = alignment(other.samples, clip.samples, Voice.sample_rate)
        samples["stretched"] = [(mark.start, mark.sample * factor) for mark in other.marks]
        samples["warped"] = [(mark.start, float(there(mark.sample))) for mark in other.marks]
    return {
        times: [(start, sample / Voice.sample_rate) for start, sample in marks]
        for times, marks in samples.items()
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
