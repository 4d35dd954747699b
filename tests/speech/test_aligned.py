"""A second listener, pocketsphinx, is given rendered speech and a text: it finds the words, or not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pocketsphinx
import pytest

from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice

from .texts import pack_sentences, utterance

EARS = 16000  # samples a second, as the listener's model wants them
FRAME_SECONDS = 0.01
PADDING_SECONDS = 0.3  # of near silence, which it needs at both ends
NOISE = 10  # of 32768
SENTENCES = 12
WORDS = 10  # in a sentence that is long enough to be told from any other
SILENCES = {"<s>", "</s>", "<sil>", "(NULL)"}


@dataclass(frozen=True)
class Sentence:
    said: Utterance
    clip: Clip
    words: list[str]


class Listener:
    """Hears whether a clip says some words, and when each begins."""

    def __init__(self) -> None:
        self._decoder = pocketsphinx.Decoder(samprate=EARS, lm=None, loglevel="FATAL")
        self._random = np.random.default_rng(seed=1)

    def knows(self, words: list[str]) -> bool:
        return all(self._decoder.lookup_word(word) for word in words)

    def starts(self, clip: Clip, words: list[str], *, rate: int) -> list[float] | None:
        """Return the seconds into the clip at which each word begins; None when these are not its words."""
        self._decoder.set_align_text(" ".join(words))
        self._decoder.start_utt()
        self._decoder.process_raw(self._heard(clip, rate), full_utt=True)
        self._decoder.end_utt()
        if not self._decoder.hyp():
            return None
        found = [part for part in self._decoder.seg() if part.word not in SILENCES]
        if [re.sub(r"\(\d+\)", "", part.word) for part in found] != words:
            return None
        return [part.start_frame * FRAME_SECONDS - PADDING_SECONDS for part in found]

    def _heard(self, clip: Clip, rate: int) -> bytes:
        samples = np.array(clip.samples, dtype=np.float64)
        times = np.arange(int(len(samples) * EARS / rate)) * rate / EARS
        padding = np.zeros(int(PADDING_SECONDS * EARS))
        heard = np.concatenate([padding, np.interp(times, np.arange(len(samples)), samples), padding])
        return bytes((heard + self._random.normal(0, NOISE, len(heard))).astype(np.int16))


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


@pytest.fixture(scope="module")
def sentences(voice: Voice, listener: Listener) -> list[Sentence]:
    made = list[Sentence]()
    for written in pack_sentences():
        said = utterance(written)
        spoken = [said.spoken[place.spoken_start : place.spoken_end].lower() for place in said.places]
        words = [re.sub("[^a-z']", "", word) for word in spoken]
        if len(words) >= WORDS and listener.knows(words) and len(made) < SENTENCES:
            clip = voice.render(said, rate=WordsPerMinute(125))
            assert clip
            made.append(Sentence(said, clip, words))
    assert len(made) == SENTENCES
    return made


Starts = Callable[[Clip, list[str]], list[float] | None]


@pytest.fixture(scope="module")
def starts(voice: Voice, listener: Listener) -> Starts:
    return lambda clip, words: listener.starts(clip, words, rate=voice.sample_rate)


def test_what_is_heard_is_what_was_to_be_said(sentences: list[Sentence], starts: Starts) -> None:
    """Measured: 22 of 24 right texts accepted, 0 of 24 wrong ones."""
    right = [bool(starts(each.clip, each.words)) for each in sentences]
    wrong = [
        bool(starts(each.clip, other.words))
        for each, other in zip(sentences, sentences[1:] + sentences[:1], strict=True)
    ]
    assert sum(right) >= 0.8 * len(sentences)
    assert sum(wrong) <= 0.1 * len(sentences)


@pytest.mark.requirement("K03")
def test_a_word_is_marked_where_it_is_heard(voice: Voice, sentences: list[Sentence], starts: Starts) -> None:
    """Measured: half of the marks within 11 ms of the start that the listener finds, 90 % within 40 ms."""
    apart = []
    for each in sentences:
        heard = starts(each.clip, each.words) or []
        by_place = dict(zip((place.written_start for place in each.said.places), heard, strict=False))
        apart += [
            abs(mark.sample / voice.sample_rate - by_place[mark.start])
            for mark in each.clip.marks
            if mark.start in by_place
        ]
    assert len(apart) > SENTENCES * WORDS * 0.8
    assert np.median(apart) < 0.025
    assert np.quantile(apart, 0.9) < 0.08
