"""How many faults there were. Keeps one decision: a number, and nothing else of them, is kept."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Final

_OURS: Final = "kiosk"


class Faults(logging.Handler):
    """Counts what the kiosk logs as a warning or worse, whether or not a log is kept."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what it says is the log's
        """Count one more (logging asks)."""
        self.count += 1


@contextlib.contextmanager
def counting() -> Iterator[Faults]:
    """Count the faults of the kiosk meanwhile."""
    faults = Faults()
    logging.getLogger(_OURS).addHandler(faults)
    try:
        yield faults
    finally:
        logging.getLogger(_OURS).removeHandler(faults)
