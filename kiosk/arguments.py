"""What can be asked for on the command line. A wrong argument is told as every other known error."""

import argparse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NoReturn

from kiosk.errors import UsageError
from kiosk.pack import language_tag
from kiosk.paths import narration_folder
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import RATES, GoOn, Settings, VoiceName
from kiosk.speech.utterance import WordsPerMinute

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
        "--log", type=Path, metavar="FILE", help="add faults to FILE, for staff (default: nothing is kept)"
    )
    reader.add_argument("--version", action="version", version=f"kiosk {_version()}")
    _add_staff_commands(reader)
    return reader


def _add_staff_commands(reader: argparse.ArgumentParser) -> None:
    commands = reader.add_subparsers(
        title="for staff",
        dest="command",
        metavar="COMMAND",
        description="Without a command the kiosk itself starts. kiosk COMMAND --help tells more.",
    )

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        description = f"{help_text[0].upper()}{help_text[1:]}."
        return commands.add_parser(name, help=help_text, description=description, allow_abbrev=False)

    to_new = add("new", "ask a few questions, and write a new pack for its author to fill")
    to_new.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to be made for the pack")
    to_check = add(
        "check", "print all that is wrong with a pack or doubtful in it, and how long each part takes to hear"
    )
    to_check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="PACK",
        help="the folder of the pack, or of packs in several languages, or a file of phrases "
        "(default: that of --pack)",
    )
    to_check.add_argument("--json", action="store_true", help="as one JSON document")
    to_preview = add(
        "preview",
        "start the kiosk on a pack that is being written: what is saved is heard at once (Ctrl+C ends it)",
    )
    to_say = add(
        "say", "say a text as the kiosk would, and print how it is said: the spoken form and its phonemes"
    )
    to_say.add_argument("text", nargs="+", metavar="TEXT", help="what to say")
    to_say.add_argument(
        "--lang", type=_lang, default=ENGLISH, help="the language of the text (default: %(default)s)"
    )
    to_say.add_argument(
        "--rate",
        type=_rate,
        default=RATES[_DEFAULT.defaults.rate],
        help=f"words a minute, {RATES[0]} to {RATES[-1]} (default: %(default)s)",
    )
    to_say.add_argument(
        "--to", type=Path, metavar="FILE.wav", help="write the sound into a WAV file; nothing is heard"
    )
    to_script = add(
        "script", "print each sentence that a visit says: as written and spoken, phonemes, length, word times"
    )
    to_script.add_argument("part", nargs="?", metavar="PART", help="only this part, such as symptoms")
    to_script.add_argument("--json", action="store_true", help="as one JSON document")
    to_voices = add("voices", "print the voices for the language of the pack, and which one the kiosk uses")
    to_voices.add_argument("--all", action="store_true", help="the voices for all languages")
    to_narrate = add("narrate", "record the passages of a pack, one by one, in a person's voice")
    to_narrate.add_argument(
        "--to",
        type=Path,
        default=narration_folder(),
        metavar="DIR",
        help="the folder for the recordings (default: the one from which the kiosk plays, %(default)s)",
    )
    to_html = add("html", "make a page of the web, in one file, that reads a pack aloud")
    to_epub = add("epub", "make a book (EPUB 3) that reads a pack aloud")
    to_leaflet = add("leaflet", "make a leaflet of a pack in large print (PDF/UA-1), to print or to send")
    to_leaflet.add_argument(
        "--part", metavar="NAME", help="only this part, such as symptoms, with disclaimer and helpline"
    )
    for command, ending in ((to_html, "html"), (to_epub, "epub"), (to_leaflet, "pdf")):
        file = f"FILE.{ending}"
        command.add_argument(
            "--to", type=Path, metavar=file, help="the file to write (default: here, named by the pack)"
        )
    to_schema = add("schema", "write what the files of a pack may hold, as JSON Schemas for an editor")
    to_schema.add_argument("folder", type=Path, metavar="FOLDER", help="the folder for the schemas")
    to_keys = add("keys", "print the key profiles, or the table of one, or what is wrong with it")
    to_keys.add_argument(
        "profile", nargs="?", metavar="NAME|FILE", help="the name of a profile, or a file, to print"
    )
    to_doctor = add("doctor", "tell whether all is there that a visit needs, and what to do about the rest")
    to_doctor.add_argument("--json", action="store_true", help="as one JSON document")
    _add_install(add("install", "have the kiosk start with this machine, on Debian 12 or 13"))
    add("conformance", "print what a speaking kiosk must do, and which tests prove that this one does")
    to_out_of_order = add(
        "out-of-order",
        "make the text and the sound that tell visitors to ask at the desk when the kiosk fails",
    )
    to_out_of_order.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="the folder for both, made where it is missing",
    )
    for command in (to_epub, to_html, to_leaflet, to_narrate, to_preview):
        command.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="PACK",
            help="the folder of the pack (default: that of --pack)",
        )
    on_a_pack = (
        to_check,
        to_doctor,
        to_epub,
        to_html,
        to_leaflet,
        to_narrate,
        to_out_of_order,
        to_preview,
        to_script,
        to_voices,
    )
    for command in on_a_pack:
        # Without a default: it would take the place of what was asked for before the command.
        command.add_argument(
            "--pack",
            dest="packs",
            type=Path,
            action="append",
            default=argparse.SUPPRESS,
            metavar="DIR",
            help="the folder of the pack",
        )


def _add_install(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--dry-run", action="store_true", help="only print each step; nothing is changed")
    reader.add_argument(
        "--cage", action="store_true", help="in a window of its own (cage and foot), not on the text console"
    )
    reader.add_argument(
        "--wheel",
        type=Path,
        metavar="FILE.whl",
        help="the kiosk's wheel (default: what runs now was made of)",
    )
    reader.add_argument(
        "--offline", action="store_true", help="Python's packages are wheels beside the kiosk's; no network"
    )
    reader.add_argument("--undo", action="store_true", help="take back what an installation has done")
    reader.add_argument("--anyway", action="store_true", help="whatever the system is, at your own risk")


def _lang(text: str) -> str:
    if not language_tag.is_tag(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language tag, such as en-GB or cy")
    return language_tag.in_usual_case(text)


def _voice(text: str) -> str:
    if text not in {"off", *VoiceName}:
        raise argparse.ArgumentTypeError(f"{text!r} is no voice: there are {', '.join(VoiceName)}, and off")
    return text


def _rate(text: str) -> WordsPerMinute:
    if not (text.isdecimal() and RATES[0] <= int(text) <= RATES[-1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not {RATES[0]} to {RATES[-1]} words a minute")
    return WordsPerMinute(int(text))


def _version() -> str:
    try:
        return version("speaking-kiosk")
    except PackageNotFoundError:
        return "from a checkout"
