"""What can be asked for on the command line. A wrong argument is told as every other known error."""

import argparse
from pathlib import Path
from typing import Final, NoReturn

from kiosk import commands
from kiosk.errors import UsageError
from kiosk.settings import GoOn, Settings, VoiceName
from kiosk.version import version

_DEFAULT: Final = Settings()

DESCRIPTION = """\
A speaking kiosk: it reads a charity's page about a health condition aloud, with a few big keys, offline.

Right goes on and Left goes back. Question mark tells all keys. No key ends the kiosk: send it SIGTERM, or
close its terminal.
"""


class _Parser(argparse.ArgumentParser):
    """Tells a wrong argument as every other known error is told."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. --help tells what can be asked for.")


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line. It raises UsageError."""
    reader = _Parser(
        prog="kiosk",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    reader.add_argument(
        "--pack",
        dest="packs",
        type=Path,
        action="append",
        metavar="DIR",
        help="the folder of the pack to speak, or of packs in several languages; or once for each language, "
        "the clinic's own first (default: the bundled one)",
    )
    reader.add_argument(
        "--continue",
        dest="go_on",
        type=GoOn,
        choices=list(GoOn),
        metavar="sentence|part|all",
        help=f"how far the voice reads before it waits for a key (default: as set, or {_DEFAULT.go_on})",
    )
    reader.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="the clinic's settings (default: settings.yaml in ~/.config/kiosk or /etc/kiosk, if any)",
    )
    reader.add_argument(
        "--keys",
        metavar="NAME|FILE",
        help=f"the key profile, of those that kiosk keys prints (default: as set, or {_DEFAULT.hands.keys})",
    )
    reader.add_argument(
        "--plain",
        action="store_true",
        help="numbered lines of text in place of the screen, on any terminal or pipe (or set ACCESSIBLE=1)",
    )
    reader.add_argument(
        "--voice",
        type=_voice,
        metavar="NAME",
        help=(
            f"the voice: {', '.join(VoiceName)}; or off: say nothing, for those whose own screen reader "
            "speaks, with --plain (default: the settings')"
        ),
    )
    reader.add_argument(
        "--transcript",
        type=Path,
        metavar="FILE",
        help="add what happens to FILE as JSON lines, for staff and tests (default: nothing is kept)",
    )
    reader.add_argument(
        "--log",
        type=Path,
        metavar="FILE|journal",
        help="add faults as JSON lines to FILE or to the journal, for staff (default: nothing is kept)",
    )
    reader.add_argument("--version", action="version", version=f"kiosk {version()}")
    commands.add_to(reader)
    return reader


def _voice(text: str) -> str:
    if text not in {"off", *VoiceName}:
        raise argparse.ArgumentTypeError(f"{text!r} is no voice: there are {', '.join(VoiceName)}, and off")
    return text
