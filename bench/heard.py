"""A recording, on the monotonic clock: when what was asked for by a key is heard, and what was before it.

Every time is corrected by the rig's own calibration (the median error of its time base), so every figure that
is made from a time at which something was heard is one "over the calibration".
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rig import Rig

Samples = NDArray[np.int16]

BEFORE_KEY = 0.25  # seconds: the rig's analysis wants to know what was heard before
TEMPLATE = 0.4  # seconds of a sentence's beginning, by which it is found again
LEAST_MATCH = 0.6  # correlation: below it the new sound was not found
EDGE = 0.012  # seconds: a match may be one period of the voice off the silence that the sound follows


@dataclass(frozen=True)
class Press:
    """A key that asks for a sentence, and until when (the next key) what is heard follows from it."""

    at: float
    until: float
    sentence: str


@dataclass(frozen=True)
class Cut:
    """After a key while something was heard: ms to the end of the old sound and to the start of the new."""

    silence: float
    new_sound: float


class Recording:
    """All that a rig heard since `began`."""

    def __init__(self, soundrig: ModuleType, rig: Rig, began: float) -> None:
        self._soundrig = soundrig
        self._rate: int = soundrig.RATE
        self._began = began - BEFORE_KEY
        self._samples: Samples = rig.capture(self._began)
        self._correction: float = rig.cal["heard_minus_promised_ms"]["median"] / 1000

    def between(self, start: float, end: float) -> Samples:
        """Return what was heard from one moment to another."""
        return self._samples[self._index(start) : self._index(end)]

    def first_sound(self, since: float) -> float | None:
        """Return when something was first heard."""
        parts = self._soundrig.segments(self.between(since, np.inf))
        return since + parts[0][0] / self._rate if parts else None

    def onsets(self, presses: Iterable[Press]) -> list[float]:
        """Return key to sound (ms), for keys that were pressed in silence."""
        return [onset for onset in map(self.onset, presses) if onset is not None]

    def onset(self, press: Press) -> float | None:
        """Return key to sound (ms), of a key that was pressed in silence and was followed by a sound."""
        onset: float | None = self._after(press).get("onset_ms")
        return onset

    def cuts(self, silent: Iterable[Press], cutting: Iterable[Press]) -> list[Cut]:
        """Return what followed each key of `cutting`, whose sentences are known from those of `silent`.

        A key that met a pause, and a sentence that is not found again, are left out.
        """
        beginnings: dict[str, list[Samples]] = defaultdict(list)
        for press in silent:
            onset = self.onset(press)
            if onset is not None:
                start = press.at + onset / 1000
                beginnings[press.sentence].append(self.between(start, start + TEMPLATE))
        cuts = []
        for press in cutting:
            heard = self._after(press, beginnings[press.sentence])
            if heard["was_speaking"] and heard.get("match", 0) > LEAST_MATCH:
                cuts.append(Cut(silence=heard["stop_ms"], new_sound=heard["new_ms"]))
        return cuts

    def place(self, clip: Samples, clip_rate: int, *, near: float, within: float) -> float | None:
        """Return when the clip's first sample was heard, or None where it is not found."""
        wanted = resampled(clip, clip_rate, self._rate)
        start = near - within
        at, score = self._soundrig.find(self.between(start, near + within + len(wanted) / self._rate), wanted)
        return start + at / self._rate if score > LEAST_MATCH else None

    def silence_before(self, sound: float, *, least: float) -> float | None:
        """Return for how many seconds it was silent before a sound began, if for `least` or more."""
        start = sound - 2.0
        parts = self._soundrig.segments(self.between(start, sound + 2 * EDGE), 1000 * least)
        for (_, end), (begin, _) in pairwise(parts):
            if abs(start + begin / self._rate - sound) < EDGE:
                return float((begin - end) / self._rate)
        return None

    def _after(self, press: Press, beginnings: list[Samples] | None = None) -> dict[str, Any]:
        samples = self.between(press.at - BEFORE_KEY, press.until)
        found: dict[str, Any] = self._soundrig.analyse_key(samples, int(BEFORE_KEY * self._rate), beginnings)
        return found

    def _index(self, moment: float) -> int:
        if moment == np.inf:
            return len(self._samples)
        return max(0, round((moment + self._correction - self._began) * self._rate))


def resampled(samples: Samples, rate: int, to_rate: int) -> Samples:
    """Return samples at another rate, between two samples on the straight line."""
    there = np.arange(0, len(samples) * to_rate // rate) * (rate / to_rate)
    between: Samples = np.interp(there, np.arange(len(samples)), samples).astype(np.int16)
    return between
