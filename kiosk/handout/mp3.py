"""Sound as MP3. Keeps one decision: the times of a track are those at which a player plays the words.

A coder and a decoder of MP3 together delay what they are given. lameenc writes no header that has players
take the delay out, so none does, and the times go with it.
"""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.errors import UsageError
from kiosk.handout.read_aloud import SAMPLE_RATE, Sound, Times
from kiosk.settings import Seconds

# LAME's 576 samples and the 529 of every decoder: measured with miniaudio and with Chromium.
DELAY: Final[Seconds] = 1105 / SAMPLE_RATE
KILOBITS: Final = 48  # a second: 22 MB an hour. What is coded differs from the voice by -25 dB
_QUALITY: Final = 2  # LAME's own advice, of 0 (slowest) to 9


@dataclass(frozen=True)
class Track:
    """A sound that any player plays. `times`, in seconds of it: of each line, None where it is not in it.

    Behind its end, in seconds, with the pause after the last line, there is only what the coder adds.
    """

    mp3: bytes
    times: tuple[Times | None, ...]
    end: Seconds


def track(sound: Sound) -> Track:
    """Return a sound as a track. Raises UsageError where the coder is not installed."""
    try:
        import lameenc  # noqa: PLC0415 - only who makes such a handout needs it
    except ImportError as error:
        raise UsageError(
            "The sound needs lameenc, which is not installed; install the kiosk with its extra "
            "'handout' (uv sync --extra handout)."
        ) from error
    coder = lameenc.Encoder()
    coder.silence()
    coder.set_channels(1)
    coder.set_in_sample_rate(SAMPLE_RATE)
    coder.set_out_sample_rate(SAMPLE_RATE)
    coder.set_bit_rate(KILOBITS)
    coder.set_quality(_QUALITY)
    mp3 = bytes(coder.encode(sound.samples.tobytes())) + bytes(coder.flush())
    return Track(
        mp3,
        tuple(times and _delayed(times) for times in sound.times),
        end=len(sound.samples) / SAMPLE_RATE + DELAY,
    )


def _delayed(times: Times) -> Times:
    words = tuple(replace(word, begin=word.begin + DELAY) for word in times.words)
    return Times(times.begin + DELAY, times.end + DELAY, words)
