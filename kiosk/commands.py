"""The commands for staff and for those who write packs, and what each can be asked for."""

import argparse
from pathlib import Path
from typing import Final, Protocol

from kiosk.pack import language_tag
from kiosk.paths import narration_folder
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import RATES, Settings
from kiosk.speech.utterance import WordsPerMinute

SHORTEST, LONGEST = 50.0, 10_000.0  # millimetres, of what stands in a room

_DEFAULT: Final = Settings()


class _Add(Protocol):
    def __call__(self, name: str, what: str, *, pack: bool = False) -> argparse.ArgumentParser:
        """Add a command, which does `what`; with `pack` the folder of a pack can be named by --pack, too."""


def add_to(reader: argparse.ArgumentParser) -> None:
    """Add all commands to what reads the command line."""
    commands = reader.add_subparsers(
        title="for staff",
        dest="command",
        metavar="COMMAND",
        description="Without a command the kiosk itself starts. kiosk COMMAND --help tells more.",
    )

    def add(name: str, what: str, *, pack: bool = False) -> argparse.ArgumentParser:
        description = f"{what[0].upper()}{what[1:]}."
        command = commands.add_parser(name, help=what, description=description, allow_abbrev=False)
        if pack:
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
        return command

    _for_authors(add)
    _to_take_home(add)
    _for_staff(add)


def _for_authors(add: _Add) -> None:
    to_new = add("new", "ask a few questions, and write a new pack for its author to fill")
    to_new.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to be made for the pack")
    to_check = add(
        "check",
        "print all that is wrong with a pack or doubtful in it, and how long each part takes to hear",
        pack=True,
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
        pack=True,
    )
    _name_a_pack(to_preview)
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
        "script",
        "print each sentence that a visit says: as written and spoken, phonemes, length, word times",
        pack=True,
    )
    to_script.add_argument("part", nargs="?", metavar="PART", help="only this part, such as symptoms")
    to_script.add_argument("--json", action="store_true", help="as one JSON document")
    to_narrate = add("narrate", "record the passages of a pack, one by one, in a person's voice", pack=True)
    _name_a_pack(to_narrate)
    to_narrate.add_argument(
        "--to",
        type=Path,
        default=narration_folder(),
        metavar="DIR",
        help="the folder for the recordings (default: the one from which the kiosk plays, %(default)s)",
    )
    to_schema = add("schema", "write what the files of a pack may hold, as JSON Schemas for an editor")
    to_schema.add_argument("folder", type=Path, metavar="FOLDER", help="the folder for the schemas")


def _to_take_home(add: _Add) -> None:
    to_html = add("html", "make a page of the web, in one file, that reads a pack aloud", pack=True)
    to_epub = add("epub", "make a book (EPUB 3) that reads a pack aloud", pack=True)
    to_leaflet = add(
        "leaflet", "make a leaflet of a pack in large print (PDF/UA-1), to print or to send", pack=True
    )
    to_leaflet.add_argument(
        "--part", metavar="NAME", help="only this part, such as symptoms, with disclaimer and helpline"
    )
    for command, ending in ((to_html, "html"), (to_epub, "epub"), (to_leaflet, "pdf")):
        _name_a_pack(command)
        command.add_argument(
            "--to",
            type=Path,
            metavar=f"FILE.{ending}",
            help="the file to write (default: here, named by the pack)",
        )


def _for_staff(add: _Add) -> None:
    _examine(
        add(
            "doctor", "tell whether all is there that a visit needs, and what to do about the rest", pack=True
        )
    )
    _install(add("install", "have the kiosk start with this machine, on Debian 12 or 13"))
    to_set = add("set", "change a key of the clinic's settings, or tell what it is and what it can be")
    to_set.add_argument(
        "words",
        nargs="+",
        metavar="KEY VALUE",
        help="such as volume 3, or pauses.sentence 900; a value with spaces in quotes",
    )
    to_set.add_argument("--default", action="store_true", help="take the keys that are named out of the file")
    to_set.add_argument(
        "--settings",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="the file to change (default: the one that the kiosk reads)",
    )
    to_update = add("update", "check packs, copy them, and have the kiosk speak them from its next welcome")
    to_update.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of a pack, or of packs")
    add("rollback", "have the kiosk speak the packs that it spoke before the last update")
    to_counts = add("counts", "print how often parts were opened and the helpline was reached, week by week")
    to_counts.add_argument("--csv", action="store_true", help="as a table for a spreadsheet")
    to_counts.add_argument("--delete", action="store_true", help="delete all that was counted")
    to_keys = add("keys", "print the key profiles, or the table of one, or what is wrong with it")
    to_keys.add_argument(
        "profile", nargs="?", metavar="NAME|FILE", help="the name of a profile, or a file, to print"
    )
    to_voices = add(
        "voices", "print the voices for the language of the pack, and which one the kiosk uses", pack=True
    )
    to_voices.add_argument("--all", action="store_true", help="the voices for all languages")
    to_out_of_order = add(
        "out-of-order",
        "make the text and the sound that tell visitors to ask at the desk when the kiosk fails",
        pack=True,
    )
    to_out_of_order.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="the folder for both, made where it is missing",
    )
    add("conformance", "print what a speaking kiosk must do, and which tests prove that this one does")


def _examine(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--json", action="store_true", help="as one JSON document")
    reader.add_argument(
        "--press", action="store_true", help="have each key pressed instead, and tell what arrives"
    )
    for option, measured in (
        ("--screen-height", "how high the lit part of the screen is"),
        ("--distance", "how far from it visitors' eyes are, to tell whether the letters are high enough"),
    ):
        reader.add_argument(option, type=_millimetres, metavar="MM", help=f"in millimetres: {measured}")


def _install(reader: argparse.ArgumentParser) -> None:
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


def _name_a_pack(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="PACK",
        help="the folder of the pack (default: that of --pack)",
    )


def _lang(text: str) -> str:
    if not language_tag.is_tag(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language tag, such as en-GB or cy")
    return language_tag.in_usual_case(text)


def _millimetres(text: str) -> float:
    try:
        length = float(text)
    except ValueError:
        length = 0.0
    if not SHORTEST <= length <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not {SHORTEST:g} to {LONGEST:g} millimetres")
    return length


def _rate(text: str) -> WordsPerMinute:
    if not (text.isdecimal() and RATES[0] <= int(text) <= RATES[-1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not {RATES[0]} to {RATES[-1]} words a minute")
    return WordsPerMinute(int(text))
