"""One kiosk at a time: two would speak at once. The one that came first stays.

Keeps one decision: a kiosk that speaks goes before one that is alone.
"""

import contextlib
import logging
import os
from collections.abc import Iterator

from kiosk.errors import BusyError
from kiosk.machine.lock import locked
from kiosk.paths import runtime_folder, temporary_folder

log = logging.getLogger(__name__)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Be the one kiosk of this account. Raises BusyError where there is another.

    Where no folder has room for a lock, nobody is kept out.
    """
    account = os.getuid() if hasattr(os, "getuid") else 0  # Windows has none
    with contextlib.ExitStack() as held:
        for folder in dict.fromkeys((runtime_folder(), temporary_folder())):
            try:
                held.enter_context(locked(folder / f"kiosk-{account}.lock", make=True))
                break
            except BlockingIOError:
                raise BusyError(
                    "Another kiosk of this account runs already, and two would speak at once; "
                    "end that one first."
                ) from None
            except OSError as error:
                log.warning("no lock in %s: %s", folder, error.strerror)
        yield
