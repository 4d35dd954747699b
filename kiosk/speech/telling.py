"""What the speaker tells the kiosk: each line leaves when what it tells is heard, not when it was handed on.

A device may take samples long before it plays them; the highlight must not run ahead by as much.
"""

import heapq
import time
from itertools import count
from threading import Condition

from kiosk.speech.protocol import FromSpeaker


class Telling:
    """Lines that wait for their moment. Any thread may put them in; one takes them out."""

    def __init__(self) -> None:
        self._lines: list[tuple[float, int, FromSpeaker]] = []
        self._order = count()  # of lines that are due at the same moment
        self._changed = Condition()
        self._writing = False

    def tell(self, line: FromSpeaker, seconds: float = 0.0) -> None:
        """Have a line told in so many seconds."""
        with self._changed:
            heapq.heappush(self._lines, (time.monotonic() + seconds, next(self._order), line))
            self._changed.notify_all()

    def forget(self) -> None:
        """Tell no more of what has not been heard: it was cut off."""
        now = time.monotonic()
        with self._changed:
            self._lines = [each for each in self._lines if each[0] <= now]
            heapq.heapify(self._lines)
            self._changed.notify_all()

    def next(self) -> FromSpeaker:
        """Wait for the next line that is due, and return it. It counts as told when another is asked for."""
        with self._changed:
            self._writing = False
            self._changed.notify_all()
            while not self._lines or (wait := self._lines[0][0] - time.monotonic()) > 0:
                self._changed.wait(wait if self._lines else None)
            self._writing = True
            return heapq.heappop(self._lines)[2]

    def wait_until_told(self) -> None:
        """Return when every line that is there now has been told, or forgotten."""
        with self._changed:
            last = next(self._order)
            self._changed.wait_for(
                lambda: not self._writing and all(order > last for _, order, _ in self._lines)
            )
