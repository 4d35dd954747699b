"""A second listener, pocketsphinx: given rendered speech and words, it finds each word, or hears none of it.

Its dictionary is CMU's, which is American, so a word may also be said without its r and with a schwa, as
British speakers do. A word of the reference list is to be said as the list has it, whatever the dictionary
has. The engine is never asked how a word sounds. Wrong words are heard; one wrong sound within a word may
pass (that is for the phonemes: tests/reading/test_pronunciation.py).
"""

# ruff: noqa: RUF001 - IPA
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pocketsphinx
from reading.pronunciation_reference import REFERENCE

from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance

EARS: Final = 16000  # samples a second, as the listener's model wants them
FRAME_SECONDS: Final = 0.01
PADDING_SECONDS: Final = 0.5  # of near silence, at both ends; with 0.3 it loses a weak last word
NOISE: Final = 10  # of 32768
# Measured on the shipped pack: what is right fits with -4.09 or better, and its pauses are 0.71 s or less but
# for one sentence; of 598 wrong texts 3 are within both limits, 2 of them nearly the same.
WORST_FIT: Final = -4.2
LONGEST_GAP: Final = 0.8
SILENCES: Final = {"<s>", "</s>", "<sil>", "(NULL)"}

# What IPA's sounds are in the dictionary's notation.
_IPA: Final = """
    b B, d D, f F, k K, l L, m M, n N, p P, r R, s S, t T, v V, w W, z Z, ɡ G, h HH, j Y, ŋ NG, ʃ SH, ʒ ZH,
    θ TH, ð DH, tʃ CH, dʒ JH, aɪ AY, aʊ AW, eɪ EY, əʊ OW, ɔɪ OY, iː IY, uː UW, ɑː AA, ɔː AO, ɜː ER,
    i IY, ɪ IH, ɛ EH, æ AE, ʌ AH, ɒ AA, ʊ UH, ə AH
"""
SOUNDS: Final = dict(pair.split() for pair in _IPA.split(","))
_SOUND: Final = re.compile("|".join(sorted(SOUNDS, key=len, reverse=True)))
_NO_SOUND: Final = re.compile("[ˈˌ ]")

_WORD: Final = re.compile(r"\d+|%|[^\W\d_]+(?:'[^\W\d_]+)?")
_ITEM: Final = re.compile(r"\d+(?=: )")
_FEW: Final = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_ONES: Final = _FEW.split()
_MANY: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_TENS: Final = _MANY.split()
_NAMES: Final = {"%": "percent", "eigh": "a"}  # the lexicon's own respelling of the letter A


@dataclass(frozen=True)
class Heard:
    """The words of a clip: the seconds into it at which each begins, and how well their sounds fit.

    `fit` is the mean of the logarithm of the likelihood of a frame, against that of the best sound for it;
    `gap` the longest time, in seconds, in which none of the words is heard.
    """

    starts: tuple[float, ...]
    fit: float
    gap: float

    @property
    def is_all(self) -> bool:
        """Whether the words are what the clip says, and all that it says."""
        return self.fit >= WORST_FIT and self.gap <= LONGEST_GAP


class Listener:
    """Hears whether a clip says some words, and when each begins."""

    def __init__(self) -> None:
        self._decoder = pocketsphinx.Decoder(samprate=EARS, lm=None, loglevel="FATAL")
        self._refer = {word.lower(): _arpabet(ipa) for word, (ipa, _) in REFERENCE.items()}
        self._taught = set[str]()

    def hear(self, clip: Clip, words: list[str], *, rate: int) -> Heard | None:
        """Return where the words are in the clip; None when these are not its words.

        Raises LookupError for a word whose sounds neither the reference list nor the dictionary has.
        """
        taught = [self._teach(word) for word in words]
        self._decoder.set_align_text(" ".join(taught))
        self._decoder.start_utt()
        self._decoder.process_raw(self._samples(clip, rate), full_utt=True)
        self._decoder.end_utt()
        if not self._decoder.hyp():
            return None
        found = [part for part in self._decoder.seg() if part.word not in SILENCES]
        if [re.sub(r"\(\d+\)", "", part.word) for part in found] != taught:
            return None
        begins = [part.start_frame * FRAME_SECONDS - PADDING_SECONDS for part in found]
        ends = [(part.end_frame + 1) * FRAME_SECONDS - PADDING_SECONDS for part in found]
        seconds = len(clip.samples) / rate
        frames = sum(part.end_frame - part.start_frame + 1 for part in found)
        return Heard(
            starts=tuple(begins),
            fit=sum(math.log(max(part.ascore, sys.float_info.min)) for part in found) / frames,
            gap=max(begin - end for end, begin in zip([0.0, *ends], [*begins, seconds], strict=True)),
        )

    def _teach(self, word: str) -> str:
        """Return the decoder's name of a word, which it knows from now on."""
        named = f"{word}:british"
        if named not in self._taught:
            self._taught.add(named)
            for number, reading in enumerate(self._readings(word), 1):
                self._decoder.add_word(named if number == 1 else f"{named}({number})", reading, True)
        return named

    def _readings(self, word: str) -> list[str]:
        if word in self._refer:
            return [self._refer[word]]
        if word.endswith("'s") and word[:-2] in self._refer:
            return [f"{self._refer[word[:-2]]} {ending}" for ending in ("S", "Z", "IH Z")]
        american = list(self._dictionary(word)) or list(
            self._dictionary(re.sub("is(e[sd]?|ing|ation)$", r"iz\1", word))
        )
        if not american:
            raise LookupError(f"{word!r} is neither in the dictionary nor in the reference list")
        return list(dict.fromkeys(american + [_without_r(reading) for reading in american]))

    def _dictionary(self, word: str) -> Iterator[str]:
        """Yield the readings of a word in the dictionary."""
        for number in range(1, 10):
            reading = self._decoder.lookup_word(word if number == 1 else f"{word}({number})")
            if not reading:
                return
            yield reading

    def _samples(self, clip: Clip, rate: int) -> bytes:
        samples = np.array(clip.samples, dtype=np.float64)
        times = np.arange(int(len(samples) * EARS / rate)) * rate / EARS
        padding = np.zeros(int(PADDING_SECONDS * EARS))
        heard = np.concatenate([padding, np.interp(times, np.arange(len(samples)), samples), padding])
        return bytes((heard + np.random.default_rng(seed=1).normal(0, NOISE, len(heard))).astype(np.int16))


def placed_words(said: Utterance) -> Iterator[tuple[int, str]]:
    """Yield each word that is to be heard, and the character of the written text whose word it says.

    What the engine is given in phonemes is to be heard as the written word. The number of a list's item is no
    word of the text: -1.
    """
    if number := _ITEM.match(said.spoken[: said.places[0].spoken_start]):
        yield from ((-1, word) for word in cardinal(int(number[0])))
    for place in said.places:
        spoken = said.spoken[place.spoken_start : place.spoken_end]
        text = said.written[place.written_start : place.written_end] if spoken[:2] == "[[" else spoken
        text = text.lower().replace("\u2019", "'")
        if text.strip(".,:;!?") in REFERENCE:  # with its hyphen
            yield place.written_start, text.strip(".,:;!?")
            continue
        for word in _WORD.findall(text):
            for each in cardinal(int(word)) if word.isdigit() else [_NAMES.get(word, word)]:
                yield place.written_start, each


def cardinal(number: int) -> list[str]:
    """Return a number below 1000 in words, as the British say it."""
    hundreds, rest = divmod(number, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest or not hundreds:
        words += ["and"] * bool(hundreds)
        tens, ones = divmod(rest, 10) if rest >= len(_ONES) else (0, rest)
        words += [_TENS[tens]] * bool(tens) + [_ONES[ones]] * bool(ones or not tens)
    return words


def _arpabet(ipa: str) -> str:
    plain = _NO_SOUND.sub("", ipa)
    if unknown := _SOUND.sub("", plain):
        raise LookupError(f"{unknown!r} in {ipa!r} has no sound in the dictionary's notation")
    return " ".join(SOUNDS[sound] for sound in _SOUND.findall(plain))


def _without_r(reading: str) -> str:
    """Return an American reading with r only before a vowel: N AH M B ER -> N AH M B AH."""
    return re.sub(r"ER$", "AH", re.sub(r" R(?! [AEIOU])", "", reading))
