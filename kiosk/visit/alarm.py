"""The alarm of whoever shows a visit: one time, set anew at will. It rings once, and never early."""

import asyncio
import time
from collections.abc import Callable

from kiosk.settings import Seconds


class Alarm:
    """Calls `ring` once when `clock` has come to the time that is set.

    `in_turn` has a function called behind the keys that already wait: one that was pressed in time comes
    first, and may put the alarm off.
    """

    def __init__(
        self,
        ring: Callable[[], None],
        *,
        in_turn: Callable[[Callable[[], None]], object],
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._ring = ring
        self._in_turn = in_turn
        self._clock = clock
        self._at: Seconds | None = None
        self._timer: asyncio.TimerHandle | None = None

    def set(self, at: Seconds | None) -> None:
        """Set the time, on `clock`, in place of the one before; None for none. Called in an event loop."""
        if self._timer:
            self._timer.cancel()
        self._at, self._timer = at, None
        if at is not None:
            wait = max(at - self._clock(), 0.0)
            self._timer = asyncio.get_running_loop().call_later(wait, self._in_turn, self._come)

    def _come(self) -> None:
        if self._at is None:
            return
        if self._clock() < self._at:  # put off while this waited, or a timer that was rounded down
            self.set(self._at)
            return
        self.set(None)
        self._ring()
