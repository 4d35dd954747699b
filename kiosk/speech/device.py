"""What a sound device takes, and what is asked of one: the seam between the deck and whatever plays it."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from typing import Final, Protocol

# A device rests after so long a silence: a sound server that keeps one going takes more time than the whole
# kiosk. It must not rest sooner: some displays lose the first half second of a sound that follows.
REST_SECONDS: Final = 10.0


class Samples(Protocol):
    """Where a device gets its 16-bit mono samples from. Any thread may ask."""

    def take(self, frames: int, *, heard_in: float = 0.0) -> array[int]:
        """Return up to `frames` samples; fewer, or none, when there is nothing more to be heard now.

        The first of them is heard in so many seconds.
        """
        ...

    def fill(self, frames: int) -> array[int]:
        """Return exactly `frames` samples, with silence where there is nothing to be heard."""
        ...

    @property
    def pending(self) -> bool:
        """Whether there is anything to be heard."""
        ...

    def waited(self) -> float:
        """Return for how many seconds there has been something to hear for which nobody has asked."""
        ...

    def idle(self) -> float:
        """Return for how many seconds of samples there has been nothing to hear or to come."""
        ...

    def cut(self, unheard: int = 0) -> None:
        """End all sound but a short fade. The last `unheard` samples that were taken will not be played."""
        ...


class Device(Protocol):
    """Plays samples. What is to be heard must be there before `play` is called."""

    @property
    def stuck(self) -> bool:
        """Whether it should have taken samples by now, and has not. Only a new process helps then."""
        ...

    def play(self) -> None:
        """Play what is there to be played. Raises DeviceError; on a server that hangs it may never return."""
        ...

    def cut(self) -> None:
        """Cut the samples off, and take back what is not yet played where that is possible."""
        ...
