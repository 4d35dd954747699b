"""Whether a kiosk that has been used sounds later after a key than one that has just been started.

Both are pressed in turn, the same sentence, seconds apart: whatever else makes a machine slow comes upon both
alike. It tells the median of the pairs, and the interval in which that lies to 95 %, by the ranks of the
binomial distribution: nothing is assumed of how the times are spread.
"""

import statistics
import time
from dataclasses import dataclass
from types import ModuleType

import kiosk_run
from heard import Recording
from rig import SETTLE, Program, Rig
from script import script
from steady import steady

from kiosk.paths import bundled_pack

SENTENCES = 10  # that are said in turn
DEVIATIONS = 1.96  # of a normal distribution, within which 95 % lie


@dataclass(frozen=True)
class Compared:
    """Medians of key to sound in ms, and by how many per cent the used kiosk's is longer in a pair."""

    used: float
    fresh: float
    pairs: int
    growth: float
    least: float
    most: float

    def __str__(self) -> str:
        return (
            f"key to sound: {self.used:.1f} ms, of a kiosk just started {self.fresh:.1f} ms; longer by "
            f"{self.growth:+.2f} % in a pair ({self.least:+.2f} to {self.most:+.2f} %; {self.pairs} pairs)"
        )


def key_to_sound(soundrig: ModuleType, sound: Rig, used: Program, fresh: Program, *, keys: int) -> Compared:
    """Press so many keys of each kiosk, from a welcome in two languages on.

    A pair of which one was followed by no sound is left out, and tells by the number of pairs.
    """
    for kiosk in (used, fresh):
        kiosk.key("1")  # English
    time.sleep(SETTLE)
    began = time.monotonic()
    plan = script(bundled_pack(), most=SENTENCES)
    with steady(sound, (used, fresh)):
        presses = kiosk_run.press_in_silence(sound, (used, fresh), plan, count=keys)
    recording = Recording(soundrig, sound, began)
    heard = [[recording.onset(press) for press in of_one] for of_one in presses]
    return compared([(late, soon) for late, soon in zip(*heard, strict=True) if late and soon])


def compared(pairs: list[tuple[float, float]]) -> Compared:
    """Return what pairs of times tell: of the used kiosk, of the fresh one. Needs 4 pairs or more."""
    growth = sorted(100 * (used / fresh - 1) for used, fresh in pairs)
    count = len(growth)
    least = int((count - DEVIATIONS * count**0.5) / 2)
    return Compared(
        used=statistics.median(used for used, _ in pairs),
        fresh=statistics.median(fresh for _, fresh in pairs),
        pairs=count,
        growth=statistics.median(growth),
        least=growth[least],
        most=growth[count - 1 - least],
    )
