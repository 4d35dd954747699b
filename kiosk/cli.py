"""Arguments -> options; any known error -> one plain line on stderr and an exit code, never a traceback."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NoReturn

from kiosk import app
from kiosk.errors import DataError, ExitCode, KioskError, UsageError
from kiosk.pack import language_tag
from kiosk.paths import bundled_pack, narration_folder, settings_file
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import RATES, GoOn, Settings, VoiceName
from kiosk.settings_file import load as load_settings
from kiosk.speech.utterance import WordsPerMinute
from kiosk.visit import edition
from kiosk.visit.edition import Edition

log = logging.getLogger("kiosk")

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
    if asked.command:
        return _print(_staff_command(asked))
    plain = asked.plain or os.environ.get("ACCESSIBLE", "0") not in {"", "0"}
    if asked.voice == "off" and not plain:
        raise UsageError("The screen goes with the voice: --voice off needs --plain.")
    options = app.Options(
        packs=_packs(asked),
        settings=_settings(asked),
        transcript=asked.transcript,
        plain=plain,
        voice=asked.voice != "off",
    )
    return app.run(options)


def _settings(asked: argparse.Namespace) -> Settings:
    """Return the clinic's settings, with what the command line asks for in their place."""
    file = asked.settings or settings_file()
    settings = load_settings(file) if file else _DEFAULT
    hands = replace(settings.hands, keys=asked.keys) if asked.keys else settings.hands
    voice = VoiceName(asked.voice) if asked.voice in set(VoiceName) else settings.voice
    return replace(settings, go_on=asked.go_on or settings.go_on, hands=hands, voice=voice)


def _packs(asked: argparse.Namespace) -> tuple[Path, ...]:
    """Return the folders that are named, for a command or for all."""
    folder = getattr(asked, "folder", None)
    return (folder,) if folder else tuple(asked.packs or [bundled_pack()])


def _one_edition(asked: argparse.Namespace) -> Edition:
    """Return the pack that a command is about. Raises UsageError where there are several."""
    editions = edition.load(_packs(asked))
    if len(editions) > 1:
        raise UsageError(f"kiosk {asked.command} takes one language at a time: name the folder of one pack.")
    return editions[0]


def _staff_command(asked: argparse.Namespace) -> Iterator[str]:  # noqa: PLR0911 - a table, a line a command
    """Return what a command of the staff's prints."""
    # Here, because most load the voice, and the kiosk itself leaves that to its speaker.
    from kiosk.staff import check, handouts, keys, narrate, say, script, voices  # noqa: PLC0415

    match asked.command:
        case "check":
            return check.check(_packs(asked), as_json=asked.json)
        case "epub":
            return handouts.epub(_one_edition(asked), to=asked.to, voice=_settings(asked).voice)
        case "html":
            return handouts.html(_one_edition(asked), to=asked.to, voice=_settings(asked).voice)
        case "keys":
            return keys.keys(asked.profile)
        case "narrate":
            return narrate.narrate(_one_edition(asked), folder=asked.to)
        case "say":
            text, voice = " ".join(asked.text), _settings(asked).voice
            return say.say(text, lang=asked.lang, rate=asked.rate, voice=voice, recorded_to=asked.to)
        case "script":
            voice = _settings(asked).voice
            return script.script(_one_edition(asked), part=asked.part, voice=voice, as_json=asked.json)
        case _:
            lang, voice = _one_edition(asked).pack.lang, _settings(asked).voice
            return voices.voices(lang, voice=voice, every_language=asked.all)


def _print(lines: Iterator[str]) -> ExitCode:
    """Print lines as they come; stop quietly when nobody reads them any more."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's, for phonemes and JSON
    for line in lines:
        try:
            print(line, flush=True)  # noqa: T201 - what was asked for
        except BrokenPipeError:
            break
        except OSError as error:
            raise KioskError(f"The answer cannot be written: {error.strerror}.") from error
    return ExitCode.OK


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
        dest="packs",
        type=Path,
        action="append",
        metavar="DIR",
        help="the folder of the pack to speak, or of packs in several languages; or once for each language, "
        "the clinic's own first (default: the bundled one)",
    )
    parser.add_argument(
        "--continue",
        dest="go_on",
        type=GoOn,
        choices=list(GoOn),
        metavar="sentence|part|all",
        help=f"how far the voice reads before it waits for a key (default: as set, or {_DEFAULT.go_on})",
    )
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="the clinic's settings (default: settings.yaml in ~/.config/kiosk or /etc/kiosk, if any)",
    )
    parser.add_argument(
        "--keys",
        metavar="NAME|FILE",
        help=f"the key profile, of those that kiosk keys prints (default: as set, or {_DEFAULT.hands.keys})",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="numbered lines of text in place of the screen, on any terminal or pipe (or set ACCESSIBLE=1)",
    )
    parser.add_argument(
        "--voice",
        choices=("on", "off", *VoiceName),
        default="on",
        metavar="NAME",
        help=(
            f"the voice: {', '.join(VoiceName)}; or off: say nothing, for those whose own screen reader "
            "speaks, with --plain (default: the settings')"
        ),
    )
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
    _add_staff_commands(parser)
    return parser


def _add_staff_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(
        title="for staff",
        dest="command",
        metavar="COMMAND",
        description="Without a command the kiosk itself starts. kiosk COMMAND --help tells more.",
    )

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        description = f"{help_text[0].upper()}{help_text[1:]}."
        return commands.add_parser(name, help=help_text, description=description, allow_abbrev=False)

    to_check = add("check", "print what is wrong with a pack, and which of its words nobody has heard yet")
    to_check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="PACK",
        help="the folder of the pack, or of packs in several languages, or a file of phrases "
        "(default: that of --pack)",
    )
    to_check.add_argument("--json", action="store_true", help="as one JSON document")
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
    to_html.add_argument("--to", type=Path, required=True, metavar="FILE.html", help="the file to write")
    to_epub = add("epub", "make a book (EPUB 3) that reads a pack aloud")
    to_epub.add_argument("--to", type=Path, required=True, metavar="FILE.epub", help="the file to write")
    to_keys = add("keys", "print the key profiles, or the table of one, or what is wrong with it")
    to_keys.add_argument(
        "profile", nargs="?", metavar="NAME|FILE", help="the name of a profile, or a file, to print"
    )
    for command in (to_epub, to_html, to_narrate):
        command.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="PACK",
            help="the folder of the pack (default: that of --pack)",
        )
    for command in (to_check, to_epub, to_html, to_narrate, to_script, to_voices):
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


def _lang(text: str) -> str:
    if not language_tag.is_tag(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language tag, such as en-GB or cy")
    return language_tag.in_usual_case(text)


def _rate(text: str) -> WordsPerMinute:
    if not (text.isdecimal() and RATES[0] <= int(text) <= RATES[-1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not {RATES[0]} to {RATES[-1]} words a minute")
    return WordsPerMinute(int(text))


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
