"""What one process does at a time. Keeps one decision: the lock belongs to the process.

So whatever ends it, nothing is left to be cleared.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o600


@contextlib.contextmanager
def locked(path: Path, *, make: bool = False) -> Iterator[None]:
    """Hold the lock of a folder or a file; with `make` of a file, which is made. On Windows there is none.

    Raises BlockingIOError where another process holds it, and OSError where it cannot be had.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    # Not by a link that somebody has laid in a folder of all accounts: it could have any file made.
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW if make else os.O_RDONLY
    file = os.open(path, flags | os.O_CLOEXEC, _PRIVATE)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(file)
