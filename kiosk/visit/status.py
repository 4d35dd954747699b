"""How the kiosk is, in a few sentences for staff. Keeps one decision: nothing in them is of any visitor.

They are in English, as all that staff are told.
"""

import time
from collections.abc import Callable
from typing import Final

from kiosk.pack.model import Pack
from kiosk.settings import Seconds
from kiosk.speech.client import Speech

_GIGABYTE: Final = 1e9
_LENGTHS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60))


class Status:
    """Tells of the kiosk since it was made. `clock` returns monotonic seconds.

    `faults` returns how many were logged, `free` how many bytes of disk are free, or None where that is not
    known.
    """

    def __init__(
        self,
        speech: Speech,
        *,
        version: str,
        faults: Callable[[], int],
        free: Callable[[], int | None],
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._speech = speech
        self._version = version
        self._faults = faults
        self._free = free
        self._clock = clock
        self._since = clock()

    def of(self, pack: Pack) -> str:
        """Return what is told where a pack is spoken."""
        voices = self._speech.voices(pack.lang)
        free = self._free()
        return " ".join(
            (
                f"Kiosk {self._version}, running for {_length(self._clock() - self._since)}.",
                f"Pack: {pack.title}, {pack.review.told()}.",
                f"Voice: {voices[0] if voices else 'not known yet'}.",
                f"Sound is {'off' if self._speech.sound_is_off else 'on'}.",
                f"Free disk: {'not known' if free is None else f'{free / _GIGABYTE:.0f} gigabytes'}.",
                f"Faults: {self._faults()}.",
            )
        )


def _length(seconds: Seconds) -> str:
    """Return a length of time in its two largest units: "3 days 2 hours"."""
    words, rest = list[str](), int(seconds)
    for unit, each in _LENGTHS:
        count, rest = divmod(rest, each)
        if count or words:
            words.append(f"{count} {unit}{'s' * (count != 1)}")
    return " ".join(words[:2]) or "less than a minute"
