"""Arguments -> options; any known error -> one plain line on stderr and an exit code, never a traceback."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

from kiosk import app
from kiosk.errors import DataError, ExitCode, KioskError, UsageError
from kiosk.paths import bundled_pack

log = logging.getLogger("kiosk")

DESCRIPTION = """\
A speaking kiosk: it reads a charity's page about a health condition aloud, with a few big keys, offline.

Right goes on and Left goes back. Question mark tells all keys. No key ends the kiosk: send it SIGTERM, or
close its terminal.
"""


class _Parser(argparse.ArgumentParser):
    """Tells a wrong argument as every other known error is told."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. --help tells what can be asked for.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk as the command line asks; return the exit code."""
    try:
        return _run(arguments)
    except KioskError as error:
        log.info("%s %s", error, error.detail)
        faults = error.faults if isinstance(error, DataError) else ()
        _tell(*faults, f"kiosk: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.FAILURE
    except Exception:  # the last resort: a sentence in place of a traceback
        log.critical("a fault of the kiosk's own", exc_info=True)
        _tell("kiosk: The kiosk has ended by a fault of its own; --log FILE keeps the details.")
        return ExitCode.FAILURE


def _run(arguments: Sequence[str] | None) -> int:
    asked = _parser().parse_args(arguments)
    _log_to(asked.log)
    if asked.plain:
        raise UsageError("The plain mode is not yet made; start without --plain.")
    return app.run(app.Options(pack=asked.pack, transcript=asked.transcript))


def _tell(*lines: object) -> None:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 - the one place that speaks to whoever started the kiosk


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kiosk",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--pack",
        type=Path,
        default=bundled_pack(),
        metavar="DIR",
        help="the folder of the pack to speak (default: the bundled one)",
    )
    parser.add_argument("--plain", action="store_true", help="numbered lines of text in place of the screen")
    parser.add_argument(
        "--transcript",
        type=Path,
        metavar="FILE",
        help="add what happens to FILE as JSON lines, for staff and tests (default: nothing is kept)",
    )
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="add faults to FILE, for staff (default: nothing is kept)"
    )
    parser.add_argument("--version", action="version", version=f"kiosk {_version()}")
    return parser


def _version() -> str:
    try:
        return version("speaking-kiosk")
    except PackageNotFoundError:
        return "from a checkout"


def _log_to(path: Path | None) -> None:
    """Send the log to a file, or nowhere: stderr is the visitor's screen."""
    if path is None:
        logging.basicConfig(handlers=[logging.NullHandler()])
        return
    try:
        logging.basicConfig(
            filename=path,
            encoding="utf-8",
            level=logging.INFO,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        )
    except OSError as error:
        raise UsageError(f"The log cannot be written to {path}: {error.strerror}.") from error
