"""The offer of one switch to a visitor who began with a key, pressed no other, and waits."""

from typing import Final

from kiosk.keys.countdown import Countdown
from kiosk.settings import Seconds

OFFER_AFTER: Final[Seconds] = 5.0  # of silence after the contents, when the key that began was the only one
OFFER_LASTS: Final[Seconds] = 8.0  # from the end of its words


class SwitchOffer:
    """Knows when the offer is due, and whether a press takes it: one of the key that began, in time."""

    def __init__(self) -> None:
        self._key = ""
        self._offered = False
        self._waits: Countdown | None = None
        self._lasts: Countdown | None = None

    def began(self, key: str) -> None:
        """Take the key with which a visit begins."""
        self._key, self._offered = key, False
        self._waits = self._lasts = None

    def silent(self, at: Seconds) -> None:
        """Take that all has been said, the offer too, and nobody has pressed since the beginning."""
        if self._offered:
            self._lasts = Countdown(at, OFFER_LASTS)
        elif self._key:
            self._waits = Countdown(at, OFFER_AFTER)

    def takes(self, key: str, at: Seconds) -> bool:
        """Return whether a press takes the offer; it ends with any press."""
        in_time = self._lasts is None or not self._lasts.over(at)
        taken = self._offered and in_time and key == self._key
        self.began("")
        return taken

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called."""
        return self._waits.due if self._waits else None

    def wake(self, at: Seconds) -> bool:
        """Return whether the offer is to be said now."""
        if self._waits is None or not self._waits.over(at):
            return False
        self._waits, self._offered = None, True
        return True
