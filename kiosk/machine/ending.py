"""How the kiosk ends: by a signal, or by a fault of its own, and before there is a screen, too.

Keeps one decision: it ends once, and in order, whatever comes meanwhile.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable, Iterator

from kiosk.errors import ExitCode


class Ending:
    """Why the kiosk ends. Who shows something sets `leave`, which is called with an exit code."""

    def __init__(self) -> None:
        self.reason = ""  # the name of a signal
        self.fault: BaseException | None = None
        self.leave: Callable[[int], None] = lambda _: None

    @property
    def due(self) -> bool:
        """Whether it is to end."""
        return bool(self.reason or self.fault)

    def by_fault(self, fault: BaseException) -> None:
        """End by a fault of its own."""
        self.fault = fault
        self.leave(ExitCode.FAILURE)

    @contextlib.contextmanager
    def by_signals(self, numbers: Iterable[signal.Signals]) -> Iterator[None]:
        """End when one of these comes: the service manager asks for it, or the terminal has gone away.

        Behind it they mean nothing: the kiosk is ending, and one on the heels of another must not cut that
        off.
        """
        loop = asyncio.get_running_loop()
        for number in numbers:
            # Not the loop's own way: the loop would have a signal kill the kiosk as soon as it is closed.
            signal.signal(number, lambda came, _: loop.call_soon_threadsafe(self._by_signal, came))
        try:
            yield
        finally:
            for number in numbers:
                signal.signal(number, signal.SIG_IGN)

    def _by_signal(self, number: int) -> None:
        self.reason = signal.Signals(number).name
        self.leave(ExitCode.OK)
