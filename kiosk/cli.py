"""What is asked for -> what is run; any known error -> one plain line and an exit code, never a traceback."""

import argparse
import io
import logging
import os
import select
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TextIO

from kiosk import app, delivered
from kiosk.arguments import parser
from kiosk.errors import DataError, ExitCode, IncompleteError, KioskError, UsageError
from kiosk.files.text_file import shown
from kiosk.machine import early, logbook
from kiosk.paths import settings_file, state_folder
from kiosk.settings import Seconds, Settings, VoiceName
from kiosk.settings_file import load as load_settings
from kiosk.visit import edition
from kiosk.visit.edition import Edition

log = logging.getLogger("kiosk")

_DEFAULT: Final = Settings()
_PATIENCE: Final[Seconds] = 1.0  # with a terminal that does not read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk as the command line asks; return the exit code."""
    try:
        return _run(arguments)
    except KioskError as error:
        return _told(error)
    except ImportError as error:
        return _told(IncompleteError(error))
    except KeyboardInterrupt:
        return ExitCode.FAILURE
    except Exception:  # the last resort: a sentence in place of a traceback
        log.critical("a fault of the kiosk's own", exc_info=True)
        _tell("kiosk: The kiosk has ended by a fault of its own; --log FILE keeps the details.")
        return ExitCode.FAILURE


def _told(error: KioskError) -> ExitCode:
    faults = error.faults if isinstance(error, DataError) else ()
    detail = [*filter(None, [error.detail]), *map(str, faults)]
    log.error("%s", error, extra={"detail": detail})
    _tell(*faults, f"kiosk: {error}")
    return error.exit_code


def _run(arguments: Sequence[str] | None) -> int:
    asked = parser().parse_args(arguments)
    logbook.keep(asked.log)
    preview = asked.command == "preview"
    if asked.command and not preview:
        early.release()
        return _print(_staff_command(asked), to_its_end=asked.command == "install")
    plain = asked.plain or os.environ.get("ACCESSIBLE", "0") not in {"", "0"}
    if plain or preview:
        early.release_keys()
    else:
        early.ignore_keys()
    if asked.voice == "off" and not plain:
        raise UsageError("The screen goes with the voice: --voice off needs --plain.")
    options = app.Options(
        packs=_packs(asked) if preview else tuple(asked.packs or ()),
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
    return (folder,) if folder else tuple(asked.packs or delivered.folders()[:1])


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone()


def _today() -> date:
    return _now().date()


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
        counts,
        handouts,
        install,
        keys,
        narrate,
        new,
        out_of_order,
        say,
        schema,
        script,
        setting,
        update,
        voices,
    )

    def voice() -> VoiceName:
        return _settings(asked).voice

    commands: dict[str, Callable[[], Iterator[str]]] = {
        "check": lambda: check.check(_packs(asked), today=_today(), as_json=asked.json),
        "conformance": conformance.conformance,
        "counts": lambda: counts.counts(
            state_folder(),
            _packs(asked),
            counting=lambda: _settings(asked).counts,
            today=_today(),
            as_csv=asked.csv,
            delete=asked.delete,
        ),
        "doctor": lambda: _doctor(asked),
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
        "rollback": update.rollback,
        "say": lambda: say.say(
            " ".join(asked.text), lang=asked.lang, rate=asked.rate, voice=voice(), recorded_to=asked.to
        ),
        "schema": lambda: schema.schema(asked.folder),
        "script": lambda: script.script(
            _one_edition(asked), part=asked.part, voice=voice(), as_json=asked.json
        ),
        "set": lambda: setting.setting(asked.settings or settings_file(), asked.words, default=asked.default),
        "update": lambda: update.update(asked.folder),
        "voices": lambda: voices.voices(
            _one_edition(asked).pack.lang, voice=voice(), every_language=asked.all
        ),
    }
    return commands[asked.command]()


def _doctor(asked: argparse.Namespace) -> Iterator[str]:
    """Return what the doctor prints of the kiosk, or of the keys alone."""
    from kiosk.staff import doctor  # noqa: PLC0415 - as the other commands
    from kiosk.staff.examination.examined import Examined  # noqa: PLC0415
    from kiosk.terminal.letters import Seen  # noqa: PLC0415

    if bool(asked.screen_height) != bool(asked.distance):
        raise UsageError("--screen-height and --distance go together: write both, in millimetres.")
    examined = Examined(
        packs=_packs(asked),
        settings=_DEFAULT,
        now=_now(),
        terminal=next((each for each in (1, 0, 2) if os.isatty(each)), None),
        seen=Seen(asked.screen_height, asked.distance) if asked.distance else None,
    )
    if asked.press:
        return doctor.press(replace(examined, settings=_settings(asked)), as_json=asked.json)
    return doctor.doctor(examined, settings=lambda: _settings(asked), as_json=asked.json)


def _print(lines: Iterator[str], *, to_its_end: bool = False) -> ExitCode:
    """Print lines as they come; stop quietly when nobody reads them any more.

    `to_its_end`: what is done between the lines is done all the same; half of it would be worse than none.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's, for phonemes and JSON
    for line in lines:
        try:
            print(_printable(line), flush=True)  # noqa: T201 - what was asked for
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())  # Python writes once more at its end
            if not to_its_end:
                break
        except OSError as error:
            raise KioskError(f"The answer cannot be written: {error.strerror}.") from error
    return ExitCode.OK


def _tell(*lines: object) -> None:
    """Say lines to whoever has started the kiosk; where its terminal does not read, nobody waits for it."""
    if _reads(sys.stderr):
        for line in lines:
            print(_printable(str(line)), file=sys.stderr)  # noqa: T201 - the one place that speaks


def _reads(stream: TextIO | None) -> bool:
    """Return whether what is written to a stream goes on its way."""
    if stream is None:
        return False
    if sys.platform == "win32" or not stream.isatty():
        return True
    return bool(select.select([], [stream], [], _PATIENCE)[1])


def _printable(text: str) -> str:
    """Return a text as a terminal may have it: a name of a file may hold what would steer it."""
    return "\n".join(shown(line, longest=len(line)) for line in text.split("\n"))
