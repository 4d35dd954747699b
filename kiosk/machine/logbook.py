"""The log, for staff: JSON lines of faults, in a file or in the journal.

Keeps one decision: nothing that a visitor reads or presses comes into it. So an error is told by its kind and
by where it arose, never by its words, which may quote what was being said; and of what a library logs only
where it did.
"""

import json
import logging
import socket
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler, SysLogHandler
from pathlib import Path
from typing import Final

from kiosk.errors import UsageError

JOURNAL: Final = Path("journal")  # in place of a file's name
SOCKET: Final = "/dev/log"  # where journald and every other syslog listens
# Together the files hold a day of the worst that lasts, a speaker that ends every 3 s: 4 MB. A kiosk that is
# well writes nothing.
FILE_BYTES: Final = 1_000_000
OLD_FILES: Final = 5

_OURS: Final = "kiosk"

log = logging.getLogger(__name__)

logging.getLogger(_OURS).addHandler(
    logging.NullHandler()
)  # before `keep`, Python would print it on the screen


def keep(path: Path | None) -> None:
    """Keep the log in a file, in the journal, or nowhere: stderr is the visitor's screen.

    Raises UsageError where a file cannot be written at the start. A journal that is not there, or a disk that
    is full later on, is no reason to be silent: what is logged meanwhile is lost, and the kiosk goes on.
    """
    logging.raiseExceptions = False  # what cannot be logged would be told on the screen
    logging.basicConfig(handlers=[_handler(path)], level=logging.INFO)


def _handler(path: Path | None) -> logging.Handler:
    if path is None:
        return logging.NullHandler()
    handler: logging.Handler
    if path == JOURNAL:
        if not hasattr(socket, "AF_UNIX"):
            raise UsageError("This system has no journal; name a file for the log.")
        handler = Journal()
    else:
        try:
            handler = RotatingFileHandler(
                path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="backslashreplace"
            )
        except OSError as error:
            raise UsageError(f"The log cannot be written to {path}: {error.strerror}.") from error
    handler.setFormatter(Lines())
    return handler


class Lines(logging.Formatter):
    """Makes a line of JSON of what is logged. `detail`, given as `extra`, is a field of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        ours = record.name.partition(".")[0] == _OURS
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .astimezone()
            .isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "room": record.name,
            "message": record.getMessage() if ours else f"told at {place(record.pathname)}:{record.lineno}",
        }
        if detail := getattr(record, "detail", None):
            line["detail"] = detail
        if record.exc_info and (error := record.exc_info[1]):
            line["traceback"] = where(error)
        return json.dumps(line, ensure_ascii=False)


class Journal(logging.Handler):
    """Hands each line to the system's log, and waits for nothing: one that hangs must not hold up a visit."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record; drop it where nobody takes it at once."""
        try:
            severity = SysLogHandler.priority_names[SysLogHandler.priority_map.get(record.levelname, "info")]
            priority = SysLogHandler.LOG_DAEMON << 3 | severity
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.setblocking(False)
                line.sendto(f"<{priority}>kiosk: {self.format(record)}".encode(), SOCKET)
        except OSError:
            self.handleError(record)


def kind(error: BaseException | None) -> str:
    """Return what kind of error it is; of the system's, its own words too, for they quote nothing."""
    name = type(error).__name__
    return f"{name}: {error.strerror}" if isinstance(error, OSError) and error.strerror else name


def where(error: BaseException) -> list[str]:
    """Return an error's kind and where it arose, the innermost call last, then the same of what led to it."""
    calls = traceback.extract_tb(error.__traceback__)
    told = [kind(error), *(f"{place(call.filename)}:{call.lineno} in {call.name}" for call in calls)]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told + where(before) if before else told


def place(filename: str) -> str:
    """Return a file's name with its folder: in whose home it lies is nobody's business."""
    return "/".join(Path(filename).parts[-2:])
