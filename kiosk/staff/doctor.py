"""`kiosk doctor`: whether everything that a visit needs is there, and what to do about what is not.

Keeps one decision: it looks at the real parts in the way of the kiosk itself, and each is told in one line.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from threading import Thread
from typing import Final

from kiosk.errors import DataError, KioskError
from kiosk.settings import Seconds, Settings
from kiosk.staff.examination import machine, packs, presses, screen, set_up, sound
from kiosk.staff.examination.diagnosis import Diagnosis, ill, refused
from kiosk.staff.examination.examined import Examined
from kiosk.visit import edition

Look = Callable[[Examined], Iterator[Diagnosis]]

_LOOKS: Final[tuple[Look, ...]] = (
    set_up.keys,
    set_up.printer,
    packs.reviews,
    packs.findings,
    sound.voices,
    sound.volume,
    sound.played_and_heard,
    screen.size,
    screen.letters,
    screen.colours,
    screen.glyphs,
    screen.releases,
    machine.disk,
    machine.clock,
    machine.service,
    machine.program_version,
)
# Every look has limits of its own; this is for what nobody has thought of, as a disk that does not answer.
LIMIT_SECONDS: Final[Seconds] = 60.0

log = logging.getLogger(__name__)


def doctor(examined: Examined, *, settings: Callable[[], Settings], as_json: bool = False) -> Iterator[str]:
    """Yield a line for each part, as it is found; or one JSON document.

    `settings` loads those of the clinic, which take the place of those in `examined`. Raises KioskError
    behind the last line where a part is not well.
    """
    return told(_diagnoses(examined, settings), as_json=as_json)


def press(examined: Examined, *, as_json: bool = False) -> Iterator[str]:
    """Yield what arrives of each key that staff press, and what is wrong with the keys, as `doctor` does.

    Raises ScreenError without a terminal, ProfileError where the key profile cannot be used.
    """
    terminal, pressed = presses.require_terminal(examined), presses.of_keys(examined)
    if not as_json:
        yield presses.INSTRUCTION
    for line in presses.arriving(pressed, terminal):
        if not as_json:
            yield line
    yield from told(pressed.diagnoses(), as_json=as_json)


def told(diagnoses: Iterable[Diagnosis], *, as_json: bool) -> Iterator[str]:
    """Yield each diagnosis as a line, or all as one JSON document. Raises KioskError as `doctor` does."""
    found = list[Diagnosis]()
    for diagnosis in diagnoses:
        found.append(diagnosis)
        if not as_json:
            yield str(diagnosis)
    if as_json:
        yield json.dumps([asdict(each) for each in found], ensure_ascii=False)
    if unwell := sum(not each.well for each in found):
        raise KioskError(f"Parts that somebody must see to: {unwell} of {len(found)}.")


def _diagnoses(examined: Examined, settings: Callable[[], Settings]) -> Iterator[Diagnosis]:
    diagnosis, set_by_clinic = set_up.settings(settings)
    yield diagnosis
    examined = replace(examined, settings=set_by_clinic)
    try:
        examined = replace(examined, editions=edition.load(examined.packs))
    except DataError as error:
        yield refused("pack", error)
    for look in _LOOKS:
        yield from within_limit(look, examined)


def within_limit(look: Look, examined: Examined, *, seconds: Seconds = LIMIT_SECONDS) -> Sequence[Diagnosis]:
    """Return what a look finds, or that it came to no end; what it waits for is left behind."""
    found = list[Diagnosis]()
    name = look.__name__.replace("_", " ")

    def run() -> None:
        try:
            found.extend(look(examined))
        except Exception:  # told as a part that is not well, so that one look hides no other
            log.exception("the doctor fails at: %s", name)
            found.append(ill(name, "the doctor itself has failed here", "kiosk --log FILE doctor keeps why"))

    thread = Thread(target=run, name=name, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        return [ill(name, f"no answer within {seconds:g} seconds", "switch the machine off and on")]
    return found
