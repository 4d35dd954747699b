"""What goes to the terminal, by a thread of its own: nobody waits for a terminal that does not read.

Keeps one decision: what has waited for too long is dropped in whole frames, never within a sequence,
and when the terminal reads again a whole frame is asked for.
"""

import logging
import os
import select
import threading
from collections.abc import Callable
from typing import Final, NamedTuple

from kiosk.settings import Seconds

# Bytes that may wait. A frame of 300 x 60 cells has about 100 KB.
MOST_WAITING: Final = 1 << 20

log = logging.getLogger(__name__)


class _Text(NamedTuple):
    data: bytes
    kept: bool


class Writer:
    """Writes to an open terminal, which stays its owner's to close.

    `caught_up` is called, in the thread, when the terminal reads again and something was dropped meanwhile;
    `failed` when the thread has ended by a fault.
    """

    def __init__(
        self,
        terminal: int,
        *,
        caught_up: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._terminal = terminal
        self._caught_up = caught_up
        self._failed = failed
        self._changed = threading.Condition()
        self._waiting: list[_Text] = []
        self._behind = False  # something was dropped
        self._ending = False
        # A daemon, for it may be in a write that never returns when the process is to end.
        self._thread = threading.Thread(target=self._run, daemon=True, name="kiosk-writer")

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def write(self, text: str, *, kept: bool = False) -> None:
        """Have a frame written, or dropped where too much waits; what is `kept` is never dropped."""
        data = text.encode(errors="replace")
        with self._changed:
            if self._behind and not kept:
                return
            self._waiting.append(_Text(data, kept))
            # One frame alone may be of any size: to drop each that is asked for would never end.
            if len(self._waiting) > 1 and sum(len(each.data) for each in self._waiting) > MOST_WAITING:
                self._drop()
                self._behind = True
            self._changed.notify()

    def stop(self, *, within: Seconds) -> None:
        """Write what is kept, and no frame more; return when that is done, or after `within`."""
        with self._changed:
            self._drop()
            self._ending = True
            self._changed.notify()
        self._thread.join(within)

    def _drop(self) -> None:
        self._waiting = [each for each in self._waiting if each.kept]

    def _run(self) -> None:
        try:
            while (taken := self._take()) is not None:
                data, behind = taken
                self._put(data)
                if behind:
                    self._caught_up()
        except OSError as error:  # the terminal has gone: whoever reads from it is told so
            log.info("nothing more can be drawn: %s", error.strerror)
        except Exception as error:  # noqa: BLE001 - handed on to whoever ends the kiosk
            self._failed(error)

    def _take(self) -> tuple[bytes, bool] | None:
        """Return what waits, and whether something was dropped; None when all is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._behind or self._ending)
            data, self._waiting = b"".join(each.data for each in self._waiting), []
            behind, self._behind = self._behind and not self._ending, False
            return None if self._ending and not data else (data, behind)

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._terminal, rest) :]
            except BlockingIOError:  # another process that shares the terminal has set it so
                select.select([], [self._terminal], [])
