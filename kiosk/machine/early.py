"""The signals of a starting kiosk, from its first moment. Imports next to nothing, for it comes first.

Keeps one decision: what keys can send waits until it is known whether they are a visitor's, who ends nothing.
"""

import os
import signal
import sys
from types import FrameType

if sys.platform == "win32":
    _OF_KEYS: tuple[signal.Signals, ...] = ()
    _ENDING: tuple[signal.Signals, ...] = (signal.SIGTERM,)
else:
    # Of keys, of a terminal that is another's, and those that end a program without a meaning.
    _OF_KEYS = (
        *(signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU),
        *(signal.SIGUSR1, signal.SIGUSR2),
    )
    _ENDING = (signal.SIGTERM, signal.SIGHUP)


def hold() -> None:
    """Have what keys send wait; end at once, and in order, where that is asked for: nothing is begun yet."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, _OF_KEYS)
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def ignore_keys() -> None:
    """Have what keys send mean nothing from now on: they are a visitor's."""
    for number in _OF_KEYS:
        signal.signal(number, signal.SIG_IGN)
    release_keys()


def release_keys() -> None:
    """Have what keys send mean what it always does, what has waited, too."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _OF_KEYS)


def release() -> None:
    """Have every signal mean what it always does: what starts is no kiosk, but a command of the staff's."""
    for number in _ENDING:
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)
    release_keys()


def _end(_number: int, _frame: FrameType | None) -> None:
    os._exit(0)
