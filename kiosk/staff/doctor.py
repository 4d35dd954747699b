"""`kiosk doctor`: whether everything that a visit needs is there, and what to do about what is not.

Keeps one decision: it looks at the real parts in the way of the kiosk itself, and each is told in one line.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.errors import DataError, KioskError, SpeechError, UsageError
from kiosk.keys import profile
from kiosk.phrases.loader import english
from kiosk.settings import Settings, VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff import hearing
from kiosk.staff.studio import RATE, Studio
from kiosk.visit import edition
from kiosk.visit.edition import Edition

LEAST_COLUMNS, LEAST_ROWS = 60, 20  # everything can be used from there on; less shows less at a time
_TRIAL: Final = "This is the voice of the kiosk."
_LPSTAT_SECONDS: Final = 10.0  # as long as the kiosk waits for CUPS
_TRIAL_SECONDS: Final = 5.0  # more than it takes at any rate


@dataclass(frozen=True)
class Diagnosis:
    """What was found of one part: whether it is well, in words, and what to do where it is not."""

    part: str
    well: bool
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.part}: {self.found}" + (f"; {self.remedy}" if self.remedy else ".")


def aloud(trial: Utterance, voice: VoiceName) -> None:
    """Have an utterance heard to its end. Raises DeviceError or VoiceError where it is not."""
    asyncio.run(hearing.heard([trial], rate=RATE, seconds=_TRIAL_SECONDS, voice=voice))


def doctor(
    packs: Sequence[Path],
    *,
    settings: Callable[[], Settings],
    today: date,
    as_json: bool = False,
    hear: Callable[[Utterance, VoiceName], None] = aloud,
) -> Iterator[str]:
    """Yield a line for each part, as it is found; or one JSON document.

    `settings` loads those of the clinic, `hear` tries the sound device. Raises KioskError behind the last
    line where a part is not well.
    """
    found = list[Diagnosis]()
    for diagnosis in _diagnoses(packs, settings, today, hear):
        found.append(diagnosis)
        if not as_json:
            yield str(diagnosis)
    if as_json:
        yield json.dumps([asdict(each) for each in found], ensure_ascii=False)
    if ill := sum(not each.well for each in found):
        raise KioskError(f"Parts that somebody must see to: {ill} of {len(found)}.")


def _diagnoses(
    packs: Sequence[Path],
    settings: Callable[[], Settings],
    today: date,
    hear: Callable[[Utterance, VoiceName], None],
) -> Iterator[Diagnosis]:
    diagnosis, set_by_clinic = _settings(settings)
    yield diagnosis
    yield _keys(set_by_clinic.hands.keys)
    if set_by_clinic.leaflet.printer:
        yield _printer(set_by_clinic.leaflet.printer)
    editions: Sequence[Edition] = ()
    try:
        editions = edition.load(packs)
    except DataError as refused:
        yield _refused("pack", refused)
    for each in editions:
        yield _pack(each, today)
    yield from _speech(editions, set_by_clinic.voice, hear)
    yield _terminal()


def _settings(load: Callable[[], Settings]) -> tuple[Diagnosis, Settings]:
    try:
        settings = load()
    except (DataError, UsageError) as refused:
        return _refused("settings", refused), Settings()
    own = "none are set: everything is as the kiosk comes"
    found = own if settings == Settings() else "the clinic's are taken"
    return Diagnosis("settings", well=True, found=found), settings


def _refused(part: str, refused: KioskError) -> Diagnosis:
    """Return the first fault of a file, with its own remedy."""
    faults = refused.faults if isinstance(refused, DataError) else ()
    if not faults:
        found, _, remedy = str(refused).rstrip(".").partition("; ")
        return Diagnosis(part, well=False, found=found, remedy=remedy)
    first = faults[0]
    more = f" (faults in all: {len(faults)})" if len(faults) > 1 else ""
    found = f"{first.file}:{first.line}: {first.what}"
    return Diagnosis(part, well=False, found=found, remedy=first.remedy + more)


def _keys(name: str) -> Diagnosis:
    try:
        found = profile.named(name).title
    except DataError as refused:
        return _refused("keys", refused)
    return Diagnosis("keys", well=True, found=f"{name}: {found}")


def _printer(name: str) -> Diagnosis:
    """Return whether CUPS has the printer of the leaflet and it takes jobs."""
    try:
        asked = subprocess.run(  # noqa: S603 - a name that the settings have judged
            ["lpstat", "-a", name],  # noqa: S607 - wherever CUPS has it
            capture_output=True,
            text=True,
            timeout=_LPSTAT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        found = f"CUPS does not answer: {error}"
        return Diagnosis("printer", well=False, found=found, remedy="install Debian's cups-client")
    if asked.returncode or "not accepting" in asked.stdout:
        found = (asked.stderr or asked.stdout).strip().splitlines()[0]
        return Diagnosis("printer", well=False, found=found, remedy="lpstat -a names those there are")
    return Diagnosis("printer", well=True, found=f"{name} takes what is to be printed")


def _pack(each: Edition, today: date) -> Diagnosis:
    pack, due = each.pack, each.pack.review.next_check
    name = f"{pack.title}, in {pack.lang}"
    if not pack.review.checked_on:
        return Diagnosis("pack", well=False, found=f"{name}: nobody has checked it", remedy="have it checked")
    if due and date.fromisoformat(due) < today:
        return Diagnosis("pack", well=False, found=f"{name}: a check was due {due}", remedy="have it checked")
    return Diagnosis("pack", well=True, found=f"{name}, checked on {pack.review.checked_on}")


def _speech(
    editions: Sequence[Edition], wanted: VoiceName, hear: Callable[[Utterance, VoiceName], None]
) -> Iterator[Diagnosis]:
    try:
        studio = Studio(wanted)
    except SpeechError as error:
        yield Diagnosis("voice", well=False, found=f"{error} {error.detail}", remedy="install the kiosk anew")
        return
    for each in editions:
        yield _voice(each.pack.lang, studio.voice.speaking(each.pack.lang), wanted)
    trial = studio.utterances.of_notice(_TRIAL, lang=english().on_screen.lang)
    try:
        hear(trial, wanted)
    except SpeechError as error:
        cause, _, remedy = str(error).rstrip(".").partition("; ")
        yield Diagnosis("sound", well=False, found=cause, remedy=remedy)
    else:
        yield Diagnosis("sound", well=True, found=f'the device has played: "{_TRIAL}"')


def _voice(lang: str, speaking: Sequence[VoiceName], wanted: VoiceName) -> Diagnosis:
    if not speaking:
        found, remedy = f"none says {lang}: it is shown and not said", "kiosk voices --all tells what is said"
        return Diagnosis("voice", well=False, found=found, remedy=remedy)
    first, *others = speaking
    if wanted not in {VoiceName.AUTO, first}:
        found = f"{wanted} is set and is not there for {lang}; {first} says it"
        return Diagnosis("voice", well=False, found=found, remedy="install it or set another")
    chosen = "as the clinic has set" if first is wanted else "the best that is there"
    changed = f"; the key of voices changes to {others[0]}" if others else ""
    return Diagnosis("voice", well=True, found=f"{lang} is said by {first}, {chosen}{changed}")


def _terminal() -> Diagnosis:
    if not sys.stdout.isatty():
        return Diagnosis("terminal", well=True, found="not looked at, because this is none")
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    found = f"{columns} columns and {rows} rows"
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        remedy = f"choose a smaller font: the kiosk is made for {LEAST_COLUMNS} by {LEAST_ROWS} and more"
        return Diagnosis("terminal", well=False, found=found, remedy=remedy)
    return Diagnosis("terminal", well=True, found=found)
