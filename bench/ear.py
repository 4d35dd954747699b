"""A machine that listens: pocketsphinx with its American English model, at one level for every voice.

It hears freely (its own language model), or among given words, each as likely as the next. It is a stand-in
for a listener only where two sounds of one text are compared.
"""

import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pocketsphinx
from british import dictionary
from numpy.typing import NDArray

EARS: Final = 16000  # samples a second, as the listener's model wants them
LEVEL: Final = 1500  # RMS of 32768, so that no voice is heard better for being loud
FAINT: Final = 10  # of 32768: the listener needs near silence, not silence, at both ends
PADDING_SECONDS: Final = 0.3
NO_WORD: Final = re.compile(r"[<\[(]")  # begins what the machine writes for silence, noise and other voices

Sound = NDArray[np.float64]


class Ear:
    """Hears the words in a sound, each time as if it were the first.

    Among the words that are given it may know the British forms, too (bench/british.py).
    """

    def __init__(self, words: AbstractSet[str], *, british: bool = False) -> None:
        self._free = pocketsphinx.Decoder(samprate=EARS, loglevel="FATAL")
        with tempfile.TemporaryDirectory() as folder:
            model, forms = Path(folder) / "words.arpa", Path(folder) / "words.dict"
            model.write_text(_equally_likely(sorted(words)), "utf-8")
            forms.write_text(dictionary(words) if british else "", "utf-8")
            own = {"dict": str(forms)} if british else {}
            self._among = pocketsphinx.Decoder(samprate=EARS, lm=str(model), loglevel="FATAL", **own)

    def hears_freely(self, heard: bytes) -> list[str]:
        return _listened(self._free, heard)

    def hears_among(self, heard: bytes) -> list[str]:
        return _listened(self._among, heard)


def known(words: Iterable[str]) -> bool:
    """Tell whether the machine's dictionary holds all of some words."""
    return all(map(_dictionary().lookup_word, words))


@cache
def _dictionary() -> Any:  # noqa: ANN401 - pocketsphinx has no types
    return pocketsphinx.Decoder(samprate=EARS, lm=None, loglevel="FATAL")


def _listened(decoder: Any, heard: bytes) -> list[str]:  # noqa: ANN401 - pocketsphinx has no types
    decoder.reinit_feat()  # or what it took for noise in one sound is taken out of the next
    decoder.start_utt()
    decoder.process_raw(heard, full_utt=True)
    decoder.end_utt()
    found = decoder.seg() if decoder.hyp() else ()
    return [re.sub(r"\(\d+\)", "", part.word) for part in found if not NO_WORD.match(part.word)]


def _equally_likely(words: list[str]) -> str:
    """Return a language model, as an ARPA file has it, in which each word can follow any other."""
    chance = math.log10(1 / (len(words) + 1))
    lines = ["-99 <s>", *(f"{chance:.4f} {word}" for word in ["</s>", *words])]
    return "\n".join(["\\data\\", f"ngram 1={len(lines)}", "", "\\1-grams:", *lines, "", "\\end\\", ""])


def as_heard(sound: Sound, sample_rate: int, *, noise_db: int | None) -> bytes:
    """Return a sound as the listener takes it: all at one level, with noise like speech under it if asked."""
    random = np.random.default_rng(seed=1)
    length = len(sound) * EARS // sample_rate
    # Cut in the spectrum: what is above its range would else be heard folded down into it.
    sound = np.fft.irfft(np.fft.rfft(sound)[: length // 2 + 1], length)
    padding = np.zeros(int(PADDING_SECONDS * EARS))
    levelled = sound * LEVEL / rms(sound)
    heard = np.concatenate([padding, levelled, padding])
    heard = heard + random.normal(0, FAINT, len(heard))
    if noise_db is not None:
        noise = _like_speech(random.normal(0, 1, len(heard)))
        heard = heard + noise * LEVEL * 10 ** (noise_db / 20) / rms(noise)
    return bytes(np.clip(heard, -32768, 32767).astype(np.int16))


def _like_speech(white: Sound) -> Sound:
    """Return noise with the slope of speech: level up to 500 Hz, then 9 dB less for each octave."""
    spectrum = np.fft.rfft(white)
    hertz = np.fft.rfftfreq(len(white), 1 / EARS)
    shaped = np.fft.irfft(spectrum * (np.maximum(hertz, 500) / 500) ** -1.5, len(white))
    return np.asarray(shaped, dtype=np.float64)


def errors_in(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words must be put in, taken out or changed to turn one into the other."""
    costs = list(range(len(heard) + 1))
    for row, word in enumerate(said, start=1):
        before, costs[0] = costs[0], row
        for column, other in enumerate(heard, start=1):
            changed = before + (word != other)
            before = costs[column]
            costs[column] = min(changed, before + 1, costs[column - 1] + 1)
    return costs[-1]


def rms(sound: Sound) -> float:
    return float(np.sqrt(np.mean(sound**2)))
