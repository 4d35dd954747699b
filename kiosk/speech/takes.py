"""A take as it was recorded: what is wrong with it in plain words, and what is made of it for the kiosk.

Keeps one decision: which faults the kiosk can live with, once they are told, and which it refuses.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kiosk.settings import RATES
from kiosk.speech import levels
from kiosk.speech.utterance import WordsPerMinute

KEPT_SECONDS: Final = 0.15  # of the silence at both ends
# dBFS, of the voice; our own figure: 20 dB under the kiosk's voice. To bring it up brings the room up, too.
QUIET: Final = levels.VOICE - 20.0
LOUD: Final = -1.0  # dBFS, of the highest peak (EBU R 128: at most -1 dBTP)
# dB from the voice to the room: speech has its meaning within 30 dB, and noise within them covers some of it
# (ANSI S3.5-1997). Audio books ask for more, about 40 (ACX: voice -23 to -18 dB, room -60 dB).
NOISY: Final = 30.0
NO_VOICE: Final = 6.0  # dB: what stands out from the room by less is the room itself; own figure
SLOW, FAST = WordsPerMinute(RATES[0]), WordsPerMinute(RATES[-1])  # the speeds that a visitor can choose
_CLIPPED: Final = 32391  # -0.1 dBFS
_CLIPPED_SAMPLES: Final = 3  # in a row: a wave that is cut flat; own figure
_EDGE_SECONDS: Final = (
    0.1  # without silence before or behind the voice: a part of it may be missing; own figure
)
_QUIETEST: Final = 0.1  # of the frames are the room
_PAUSE_SECONDS: Final = 0.3  # a pause between sentences, which the speed does not count; shorter ones it does
_FULL: Final = 32767


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a take, and what to do, in sentences. One that is `refused` cannot be kept."""

    text: str
    refused: bool = False


@dataclass(frozen=True)
class Measured:
    """A take in figures: levels in dBFS, lengths in seconds. `spoken` is without the pauses of sentences.

    `first` and `end` are the seconds at which the voice begins and ends; they are equal where there is none.
    """

    length: float
    level: float
    room: float
    peak: float
    clipped: bool
    first: float
    end: float
    spoken: float

    @property
    def voice(self) -> bool:
        """Whether there is a voice at all."""
        return self.level >= levels.SILENT and self.level - self.room >= NO_VOICE

    def rate(self, *, of_voice: float, at: WordsPerMinute) -> WordsPerMinute:
        """Return how fast it was read, where the kiosk's voice needs `of_voice` seconds at a speed."""
        return WordsPerMinute(round(at * of_voice / self.spoken))


def measured(samples: array[int], *, sample_rate: int) -> Measured:
    """Measure a take."""
    frames = levels.frames(samples, sample_rate)
    floor = levels.floor(frames)
    heard = [at for at, each in enumerate(frames) if each > floor]
    peak = max(map(abs, samples), default=0)
    second = levels.FRAMES_A_SECOND
    quietest = sorted(frames)[: max(1, int(_QUIETEST * len(frames)))]
    return Measured(
        length=len(samples) / sample_rate,
        level=levels.level(frames),
        room=_decibels(math.sqrt(sum(each * each for each in quietest) / len(quietest)) if frames else 0.0),
        peak=_decibels(peak),
        clipped=peak >= _CLIPPED and _is_clipped(samples),
        first=heard[0] / second if heard else 0.0,
        end=(heard[-1] + 1) / second if heard else 0.0,
        spoken=(len(frames) - sum(_long_pauses(frames, floor))) / second,
    )


def flaws(take: Measured, *, rate: WordsPerMinute) -> tuple[Flaw, ...]:
    """Return what is wrong with a take that was read at a speed, the gravest first."""
    if not take.voice:
        return (
            Flaw(
                "No voice was heard. Is this the right microphone, and is it switched on? Record it again.",
                refused=True,
            ),
        )
    return tuple(_flaws(take, rate))


def _flaws(take: Measured, rate: WordsPerMinute) -> list[Flaw]:
    found = list[Flaw]()
    if take.clipped:
        found.append(
            Flaw(
                "It is too loud, and distorted. Go further from the microphone or turn it down, "
                "and record it again.",
                refused=True,
            )
        )
    elif take.peak > LOUD:
        found.append(
            Flaw("It is nearly too loud. Go a little further from the microphone, or turn it down a little.")
        )
    if take.level < QUIET:
        found.append(Flaw("It is too quiet. Go nearer to the microphone, or turn it up."))
    if take.level - take.room < NOISY:
        found.append(
            Flaw(
                f"There is noise: the room is only {take.level - take.room:.0f} dB quieter than the voice, "
                f"and {NOISY:.0f} are needed. Switch off what hums, close the window, "
                "or go nearer to the microphone."
            )
        )
    if take.first < _EDGE_SECONDS:
        found.append(
            Flaw("Its beginning may be cut off. Wait a moment after the word Recording before you read.")
        )
    if take.length - take.end < _EDGE_SECONDS:
        found.append(
            Flaw("Its end may be cut off. Wait a moment after the last word before you press Enter.")
        )
    if rate > FAST:
        found.append(
            Flaw(
                f"It is too short for its text, {rate} words a minute. Was something left out? "
                f"If not, read slower: {FAST} are the most that can be followed."
            )
        )
    if rate < SLOW:
        found.append(
            Flaw(
                f"It is too long for its text, {rate} words a minute. Is there something in it that is not "
                f"written? If not, read faster: {SLOW} are the fewest."
            )
        )
    return found


def prepared(samples: array[int], *, sample_rate: int) -> array[int]:
    """Return a take that has a voice without the silence at its ends, as loud as the kiosk's voice."""
    take = measured(samples, sample_rate=sample_rate)
    begin = max(0, int((take.first - KEPT_SECONDS) * sample_rate))
    kept = samples[begin : int((take.end + KEPT_SECONDS) * sample_rate)]
    return levels.amplified(kept, levels.VOICE - levels.level(levels.frames(kept, sample_rate)))


def _decibels(size: float) -> float:
    return 20 * math.log10(size / _FULL) if size else -math.inf


def _is_clipped(samples: array[int]) -> bool:
    in_a_row = 0
    for sample in samples:
        in_a_row = in_a_row + 1 if abs(sample) >= _CLIPPED else 0
        if in_a_row == _CLIPPED_SAMPLES:
            return True
    return False


def _long_pauses(frames: Sequence[float], floor: float) -> list[int]:
    """Return the frames of each pause between sentences, and of the silence at the ends."""
    runs = [(silent, len(list(run))) for silent, run in groupby(frames, key=lambda each: each <= floor)]
    longest = _PAUSE_SECONDS * levels.FRAMES_A_SECOND
    return [
        length
        for at, (silent, length) in enumerate(runs)
        if silent and (length > longest or at in {0, len(runs) - 1})
    ]
