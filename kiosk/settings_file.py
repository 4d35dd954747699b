"""The clinic's settings file -> Settings. Keeps one decision: a kiosk never runs with half of what was meant.

A missing key keeps its default; for anything else that is wrong the file is refused, with all its faults.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from kiosk.errors import Fault, SettingsError
from kiosk.files import web_address, yaml_file
from kiosk.files.schema import Allowed, Entry, allowed_in, check, number, one_of
from kiosk.files.text_file import as_text, shown
from kiosk.files.yaml_file import Document, Value
from kiosk.key_names import is_key
from kiosk.settings import (
    GAINS,
    PRINT,
    RATES,
    SAME_KEY,
    SHORTEST_WARNING,
    Adjustments,
    GoOn,
    Hands,
    Leaflet,
    Patience,
    Pauses,
    Seconds,
    Settings,
    Theme,
    VoiceName,
)

_DEFAULT: Final = Settings()
# By chance, with five keys that are pressed at random, 8 of them come once in 390,625 presses.
SEQUENCE: Final = range(8, 17)
DIFFERENT_KEYS: Final = 3  # so that no held key and no two neighbours that are hit in turn are one
_LONGEST_PATH: Final = 1000


def _or(words: Iterable[object]) -> str:
    *most, last = map(str, words)
    return f"{', '.join(most)} or {last}"


def _place_in(values: Iterable[float], what: str) -> Allowed:
    """Return the validator of one of the values, which stands for its place among them (from 0)."""
    written = [f"{value:g}" for value in values]
    return one_of({text: place for place, text in enumerate(written)}, f"{what}{_or(written)}")


def _profile(held: Value) -> str:
    if isinstance(held, str) and re.fullmatch(r"[a-z0-9-]+|[^/\\]+\.yaml", held):
        return held
    raise ValueError


def _pdf(held: Value) -> str:
    if isinstance(held, str) and re.fullmatch(r"[^/\\\0]+\.pdf", held, re.IGNORECASE):
        return held
    raise ValueError


def _queue(held: Value) -> str:
    if isinstance(held, str) and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}", held):
        return held
    raise ValueError


def _address(held: Value) -> str:
    if isinstance(held, str):
        return web_address.checked(held)
    raise ValueError


def _sequence(held: Value) -> tuple[str, ...]:
    keys = tuple(held.split()) if isinstance(held, str) else ()
    if all(map(is_key, keys)) and len(keys) in SEQUENCE and len(set(keys)) >= DIFFERENT_KEYS:
        return keys
    raise ValueError


_PDF: Final = "the name of a file beside this one that ends in .pdf"
_QUEUE: Final = "the name of a printer of CUPS, as lpstat -e prints it"
_ADDRESS: Final = f"the address of a web page, from https:// on, of {web_address.LONGEST} characters at most"
_PROFILE: Final = "the name of a key profile, or of a file beside this one that ends in .yaml"
_SEQUENCE: Final = (
    f"the names of {SEQUENCE[0]} to {SEQUENCE[-1]} keys in small letters, {DIFFERENT_KEYS} of them "
    "different, with spaces between"
)
_MILLISECONDS: Final = number(0, 5000, "milliseconds")
_PAUSES: Final = _DEFAULT.pauses
_HANDS: Final = _DEFAULT.hands
_PATIENCE: Final = _DEFAULT.patience


class PausesEntry(Entry):
    """The silence after each kind of sentence, in milliseconds."""

    sentence: Annotated[float, _MILLISECONDS] = _PAUSES.sentence
    item: Annotated[float, _MILLISECONDS] = _PAUSES.item
    paragraph: Annotated[float, _MILLISECONDS] = _PAUSES.paragraph
    title: Annotated[float, _MILLISECONDS] = _PAUSES.title
    notice: Annotated[float, _MILLISECONDS] = _PAUSES.notice
    phone_group: Annotated[float, _MILLISECONDS] = _PAUSES.phone_group


class SettingsEntry(Entry):
    """All keys of the file. `rate`, `volume`, `large_print` and `same_key` are places in their tables."""

    go_on: Annotated[
        GoOn,
        one_of({str(each): each for each in GoOn}, f"one of {_or([GoOn.PART, GoOn.SENTENCE, GoOn.ALL])}"),
        Field(alias="continue"),
    ] = _DEFAULT.go_on
    voice: Annotated[
        VoiceName, one_of({str(each): each for each in VoiceName}, f"one of {_or(VoiceName)}")
    ] = _DEFAULT.voice
    rate: Annotated[int, _place_in(RATES, "one of these words a minute: ")] = _DEFAULT.defaults.rate
    volume: Annotated[int, _place_in(range(1, len(GAINS) + 1), "")] = _DEFAULT.defaults.gain
    theme: Annotated[Theme, one_of({str(each): each for each in Theme}, f"one of {_or(Theme)}")] = (
        _DEFAULT.defaults.theme
    )
    large_print: Annotated[int, _place_in(PRINT, "one of these rows: ")] = _DEFAULT.defaults.large_print
    pauses: PausesEntry = Field(default_factory=PausesEntry)
    signals: Annotated[bool, one_of({True: True, False: False}, "true or false")] = _DEFAULT.signals
    leaflet_file: Annotated[str, Allowed(_pdf, _PDF)] = _DEFAULT.leaflet.file
    leaflet_printer: Annotated[str, Allowed(_queue, _QUEUE)] = _DEFAULT.leaflet.printer
    leaflet_link: Annotated[str, Allowed(_address, _ADDRESS)] = _DEFAULT.leaflet.link
    keys: Annotated[str, Allowed(_profile, _PROFILE)] = _HANDS.keys
    same_key: Annotated[int, _place_in(SAME_KEY, "one of these seconds: ")] = SAME_KEY.index(_HANDS.same_key)
    any_key: Annotated[Seconds, number(0, 1, "seconds")] = _HANDS.any_key
    slow_keys: Annotated[Seconds, number(0, 2, "seconds")] = _HANDS.slow_keys
    switches: Annotated[int, _place_in(range(3), "")] = _HANDS.switches
    scan: Annotated[Seconds, number(0.5, 10, "seconds")] = _HANDS.scan
    take_back: Annotated[Seconds, number(0, 10, "seconds")] = _HANDS.take_back
    repeat_instruction: Annotated[Seconds, number(5, 600, "seconds")] = _PATIENCE.repeat_instruction
    idle: Annotated[Seconds, number(10, 3600, "seconds")] = _PATIENCE.idle
    warning: Annotated[Seconds, number(SHORTEST_WARNING, 600, "seconds")] = _PATIENCE.warning
    leave: Annotated[tuple[str, ...], Allowed(_sequence, _SEQUENCE)] = _DEFAULT.leave
    status: Annotated[tuple[str, ...], Allowed(_sequence, _SEQUENCE)] = _DEFAULT.status
    counts: Annotated[bool, one_of({True: True, False: False}, "true or false")] = _DEFAULT.counts


_ALLOWED: Final = allowed_in(SettingsEntry) | allowed_in(PausesEntry)
_MEANINGS: Final = {key: f'"{key}:" and {wanted}' for key, wanted in _ALLOWED.items()} | {
    "pauses": f'"pauses:" and below it any of {_or(PausesEntry.model_fields)}'
}


def load(path: Path) -> Settings:
    """Return the settings in a file. Raises SettingsError with every fault of the file, sorted by line."""
    # A file in /etc is often a link to where the clinic keeps it.
    real = Path(os.path.realpath(path))
    return _loaded(path, *yaml_file.read(real.parent, real.name))


def loads(path: Path, raw: bytes) -> Settings:
    """Return the settings that a file would hold. Raises SettingsError as `load`."""
    text, faults = as_text(path.name, raw)
    document = None
    if text is not None:
        document, faults = yaml_file.parse(path.name, text, faults)
    return _loaded(path, document, faults)


def possible() -> dict[str, str]:
    """Return each key, such as "volume" and "pauses.item", with what can be written for it."""
    pauses = {f"pauses.{key}": wanted for key, wanted in allowed_in(PausesEntry).items()}
    return allowed_in(SettingsEntry) | pauses


def _loaded(path: Path, document: Document | None, faults: list[Fault]) -> Settings:
    folder = Path(os.path.realpath(path)).parent
    if document is not None:
        held, more = check(document, SettingsEntry, _MEANINGS)
        faults += more
        if held is not None and not faults:
            faults += _leaflet(document, held, folder)
        if held is not None and not faults:
            return _settings(held, folder)
    sentence = f"The settings file {shown(str(path), longest=_LONGEST_PATH)} cannot be used."
    raise SettingsError(sentence, faults=tuple(sorted(set(faults))))


def _leaflet(document: Document, held: SettingsEntry, folder: Path) -> Iterator[Fault]:
    """Yield a fault for a printer without a file, a file without a printer, and a file that is not there."""
    both = {"leaflet_printer": held.leaflet_printer, "leaflet_file": held.leaflet_file}
    for key, other in (("leaflet_printer", "leaflet_file"), ("leaflet_file", "leaflet_printer")):
        if both[key] and not both[other]:
            yield document.fault(
                key, what=f'"{key}" stands here without "{other}"', remedy=f'write "{other}:" too, or neither'
            )
    if held.leaflet_file and not (folder / held.leaflet_file).is_file():
        what = f'there is no file "{shown(held.leaflet_file)}" beside this one'
        yield document.fault("leaflet_file", what=what, remedy="put it there; kiosk leaflet makes one")


def _settings(held: SettingsEntry, folder: Path) -> Settings:
    pauses = held.pauses
    return Settings(
        go_on=held.go_on,
        voice=held.voice,
        defaults=Adjustments(
            rate=held.rate, gain=held.volume, theme=held.theme, large_print=held.large_print
        ),
        pauses=Pauses(
            sentence=round(pauses.sentence),
            item=round(pauses.item),
            paragraph=round(pauses.paragraph),
            title=round(pauses.title),
            notice=round(pauses.notice),
            phone_group=round(pauses.phone_group),
        ),
        signals=held.signals,
        leaflet=Leaflet(
            printer=held.leaflet_printer,
            file=str(folder / held.leaflet_file) if held.leaflet_file else "",
            link=held.leaflet_link,
        ),
        hands=Hands(
            keys=str(folder / held.keys) if held.keys.endswith(".yaml") else held.keys,
            same_key=SAME_KEY[held.same_key],
            any_key=held.any_key,
            slow_keys=held.slow_keys,
            switches=held.switches,
            scan=held.scan,
            take_back=held.take_back,
        ),
        leave=held.leave,
        status=held.status,
        counts=held.counts,
        patience=Patience(repeat_instruction=held.repeat_instruction, idle=held.idle, warning=held.warning),
    )
