"""What the service manager is told of a kiosk that nobody looks after. Nothing of a visitor is.

Keeps one decision: it hears that the kiosk is well only when that has just been proved, so whatever hangs
ends in a restart. The screen is proved by a call that has come round through its own queue; speech by an
answer of the speaker, unless visitors have been told that there is no sound.
"""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from kiosk.settings import Seconds
from kiosk.visit.alarm import Alarm
from kiosk.visit.events import Moved, VisitEvent

LOOK_AGAIN: Final[Seconds] = 0.25  # while there is nothing good to tell
LOOK_UNASKED: Final[Seconds] = 10.0  # where nobody expects to hear: staff see how speech is all the same
BEATS: Final = 3  # in the time within which one is expected, so that a busy machine is not restarted


class Sound(StrEnum):
    """How speech is, in the words that `systemctl status kiosk` shows."""

    ON = "The kiosk speaks."
    OFF = "Sound is off, and the screen says so."
    UNKNOWN = "The voice does not answer."


class Report:
    """Tells how the kiosk is, from its first screen on.

    `tell` takes the lines of sd_notify(3). `expects` is the time within which one must come; where it is
    None, only what is new is told. `sound` says how speech is. `in_turn` has a function called behind all
    that the front end has to do.
    """

    def __init__(
        self,
        tell: Callable[..., None],
        *,
        expects: Seconds | None,
        sound: Callable[[], Sound],
        in_turn: Callable[[Callable[[], None]], object],
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._tell = tell
        self._expects = expects
        self._sound = sound
        self._clock = clock
        self._alarm = Alarm(self.come_round, in_turn=in_turn, clock=clock)
        self._begun = self._ready = False
        self._told: Sound | None = None

    def hear(self, event: VisitEvent) -> None:
        """Begin with the first screen."""
        if isinstance(event, Moved) and not self._begun:
            self._begun = True
            self._alarm.set(self._clock())

    def come_round(self) -> None:
        """Tell how the kiosk is, and see when to do so again. To be called by way of `in_turn` alone."""
        sound, lines = self._sound(), list[str]()
        if sound is not Sound.UNKNOWN:
            if self._expects or not self._ready:
                lines.append("WATCHDOG=1" if self._ready else "READY=1")
            self._ready = True
        if sound is not self._told:
            lines.append(f"STATUS={sound}")
            self._told = sound
        if lines:
            self._tell(*lines)
        well = self._expects / BEATS if self._expects else LOOK_UNASKED
        self._alarm.set(self._clock() + (LOOK_AGAIN if sound is Sound.UNKNOWN else well))
