"""What is asked for -> what is run; any known error -> one plain line and an exit code, never a traceback."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from kiosk import app
from kiosk.arguments import parser
from kiosk.errors import DataError, ExitCode, KioskError, UsageError
from kiosk.paths import bundled_pack, settings_file
from kiosk.settings import Settings, VoiceName
from kiosk.settings_file import load as load_settings
from kiosk.visit import edition
from kiosk.visit.edition import Edition

log = logging.getLogger("kiosk")

_DEFAULT: Final = Settings()


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
    asked = parser().parse_args(arguments)
    _log_to(asked.log)
    preview = asked.command == "preview"
    if asked.command and not preview:
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
        preview=preview,
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


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _one_edition(asked: argparse.Namespace) -> Edition:
    """Return the pack that a command is about. Raises UsageError where there are several."""
    editions = edition.load(_packs(asked))
    if len(editions) > 1:
        raise UsageError(f"kiosk {asked.command} takes one language at a time: name the folder of one pack.")
    return editions[0]


def _staff_command(asked: argparse.Namespace) -> Iterator[str]:
    """Return what a command of the staff's prints."""
    # Here, because most load the voice, and the kiosk itself leaves that to its speaker.
    from kiosk.staff import (  # noqa: PLC0415
        check,
        conformance,
        doctor,
        handouts,
        install,
        keys,
        narrate,
        new,
        out_of_order,
        say,
        schema,
        script,
        voices,
    )

    def voice() -> VoiceName:
        return _settings(asked).voice

    commands: dict[str, Callable[[], Iterator[str]]] = {
        "check": lambda: check.check(_packs(asked), today=_today(), as_json=asked.json),
        "conformance": conformance.conformance,
        "doctor": lambda: doctor.doctor(
            _packs(asked), settings=lambda: _settings(asked), today=_today(), as_json=asked.json
        ),
        "epub": lambda: handouts.epub(_one_edition(asked), to=asked.to, voice=voice()),
        "html": lambda: handouts.html(_one_edition(asked), to=asked.to, voice=voice()),
        "install": lambda: install.install(
            asked.wheel,
            cage=asked.cage,
            offline=asked.offline,
            undo=asked.undo,
            dry_run=asked.dry_run,
            anyway=asked.anyway,
        ),
        "keys": lambda: keys.keys(asked.profile),
        "leaflet": lambda: handouts.leaflet(_one_edition(asked), to=asked.to, part=asked.part),
        "narrate": lambda: narrate.narrate(_one_edition(asked), folder=asked.to),
        "new": lambda: new.new(asked.folder),
        "out-of-order": lambda: out_of_order.out_of_order(
            edition.load(_packs(asked)), to=asked.to, voice=voice()
        ),
        "say": lambda: say.say(
            " ".join(asked.text), lang=asked.lang, rate=asked.rate, voice=voice(), recorded_to=asked.to
        ),
        "schema": lambda: schema.schema(asked.folder),
        "script": lambda: script.script(
            _one_edition(asked), part=asked.part, voice=voice(), as_json=asked.json
        ),
        "voices": lambda: voices.voices(
            _one_edition(asked).pack.lang, voice=voice(), every_language=asked.all
        ),
    }
    return commands[asked.command]()


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
