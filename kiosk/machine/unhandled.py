"""What nobody has caught, and what Python warns of, goes to the log: stderr is the visitor's screen."""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import TextIO

from kiosk.machine.logbook import place

log = logging.getLogger("kiosk")


def log_all() -> None:
    """Have all that Python would print of faults logged; where no log can be written it is nowhere."""
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread
    warnings.showwarning = _warned
    logging.lastResort = None
    logging.raiseExceptions = False


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    log.critical("a fault that nobody has caught", exc_info=(kind, fault, trace))


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    fault = told.exc_value or told.exc_type()
    where = type(told.object).__name__  # never the object itself: it may hold what a visitor reads
    log.error(
        "a fault where none can be raised (%s)", where, exc_info=(type(fault), fault, told.exc_traceback)
    )


def _in_thread(told: threading.ExceptHookArgs) -> None:
    if fault := told.exc_value:
        log.error("a fault of a thread", exc_info=(type(fault), fault, told.exc_traceback))


def _warned(  # noqa: PLR0917 - Python's own signature
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    del message  # it may quote anything
    log.warning("%s at %s:%d", category.__name__, place(filename), lineno)
