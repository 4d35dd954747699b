"""One kiosk at a time: two would speak at once. The one that came first stays.

Keeps one decision: the lock belongs to the process, so that whatever ends it, nothing is left to be cleared.
"""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from typing import Final

from kiosk.errors import BusyError
from kiosk.paths import runtime_folder, temporary_folder

_HERE: Final = 0o600

log = logging.getLogger(__name__)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Be the one kiosk of this account. Raises BusyError where there is another.

    Where no folder can be written, nobody is kept out: a kiosk that speaks goes before one that is alone.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    lock = _opened()
    if lock is None:
        yield
        return
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                "Another kiosk of this account runs already, and two would speak at once; end that one first."
            ) from None
        except OSError as error:
            log.warning("nothing keeps a second kiosk out: %s", error.strerror)
        yield
    finally:
        os.close(lock)


def _opened() -> int | None:
    """Return the open file of the lock, or None where none can be had."""
    for folder in dict.fromkeys((runtime_folder(), temporary_folder())):
        path = folder / f"kiosk-{os.getuid()}.lock"
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _HERE)
        except OSError as error:
            log.warning("no lock in %s: %s", folder, error.strerror)
    return None
