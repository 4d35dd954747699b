"""How loud a sound is, frame by frame, and how it becomes as loud as the voice.

No call of C runs over more than a frame of samples: a longer one would hold up the device's thread.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from collections.abc import Sequence
from operator import mul
from typing import Final

FRAMES_A_SECOND: Final = 100
VOICE: Final = -19.3  # dBFS: the median of the voice's clips of the bundled pack, 90 % of them within 1.1 dB
SILENT: Final = -50.0  # dBFS: a recording whose speech is quieter holds none
_SPEECH_RANGE: Final = 30.0  # dB from loud to quiet (ANSI S3.5-1997): what is quieter is the room
_ROOM_RANGE: Final = 6.0  # dB by which speech stands out from the room
_LEAST_RANGE: Final = 15.0  # dB: a frame so near to the loud ones is no room, however loud that is
_QUIET: Final = 0.05  # of the frames are quieter than this level: the room between the words
_LOUD: Final = 0.95  # of the frames are quieter than this level
_FULL: Final = 32767
_KNEE: Final = 23197  # -3 dBFS: above it peaks are pressed together, so that none is clipped


def frame_length(sample_rate: int) -> int:
    """Return the samples of a frame."""
    return sample_rate // FRAMES_A_SECOND


def frames(samples: array[int], sample_rate: int) -> list[float]:
    """Return the root mean square of each frame of 10 ms, of every other sample: enough to tell its level."""
    length = frame_length(sample_rate)
    halves = (samples[at : at + length : 2] for at in range(0, len(samples) - length + 1, length))
    return [math.sqrt(sum(map(mul, half, half)) / len(half)) for half in halves]


def floor(levels: Sequence[float]) -> float:
    """Return the level under which a frame is silence beside the speech in the others."""
    ordered = sorted(levels) or [0.0]
    loud, quiet = ordered[int(_LOUD * len(ordered))], ordered[int(_QUIET * len(ordered))]
    room = min(quiet * _factor(_ROOM_RANGE), loud * _factor(-_LEAST_RANGE))
    return max(loud * _factor(-_SPEECH_RANGE), room, _FULL * _factor(SILENT - _SPEECH_RANGE))


def level(levels: Sequence[float]) -> float:
    """Return the level in dBFS of the audible frames together; -inf when there are none."""
    least = floor(levels)
    powers = [each * each for each in levels if each > least]
    return 10 * math.log10(sum(powers) / len(powers) / _FULL**2) if powers else -math.inf


def amplified(samples: array[int], decibels: float) -> array[int]:
    """Return samples made louder or quieter; peaks over -3 dBFS are pressed together below full scale."""
    factor = _factor(decibels)
    knee = _KNEE / factor
    return array(
        "h", [int(each * factor) if -knee < each < knee else _limited(each * factor) for each in samples]
    )


def _limited(sample: float) -> int:
    size = abs(sample)
    if size > _KNEE:
        room = _FULL - _KNEE
        size = _KNEE + room * math.tanh((size - _KNEE) / room)
    return int(math.copysign(size, sample))


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
