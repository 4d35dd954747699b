"""How long something still lasts. The time is told by whoever asks; nothing here reads a clock."""

from dataclasses import dataclass

from kiosk.settings import Seconds


@dataclass(frozen=True)
class Countdown:
    """A time that began at `since` and lasts for `lasting` seconds."""

    since: Seconds
    lasting: Seconds

    @property
    def due(self) -> Seconds:
        """When it is over."""
        return self.since + self.lasting

    def over(self, at: Seconds) -> bool:
        """Whether it is over; it is when `at` is `due`."""
        return at >= self.due

    def left(self, at: Seconds) -> float:
        """Return the share that is left, from 1 to 0."""
        return 0.0 if self.over(at) else min((self.due - at) / self.lasting, 1.0)
