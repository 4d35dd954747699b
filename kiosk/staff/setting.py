"""`kiosk set`: a key of the clinic's settings, changed without knowing how the file is written.

Keeps one decision: the whole new file is judged as at a start of the kiosk before anything is written, and
nothing in it is touched but what was asked for.
"""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from kiosk import settings_file
from kiosk.errors import Fault, SettingsError, UsageError
from kiosk.files import yaml_edit, yaml_file
from kiosk.files.text_file import as_text, read_bytes
from kiosk.files.yaml_edit import Trail
from kiosk.machine import whole_file
from kiosk.paths import new_settings_file

_BOM: Final = "\ufeff"
_NOT_SET: Final = "not set, which is the default"


def setting(file: Path | None, words: Sequence[str], *, default: bool = False) -> Iterator[str]:
    """Yield what each key was and is. `words`: a key and its value, and again; or one key, to be told of.

    With `default` all words are keys, which are taken out. Raises UsageError for what cannot be, and
    SettingsError where the file has faults of its own; then nothing is written.
    """
    path = file or new_settings_file()
    if len(words) == 1 and not default:
        yield from _told(path, _known(words[0]))
        return
    changes = _changes(words, default=default)
    before = _raw(path)
    text = before
    for key, value in changes.items():
        text = _changed(path, text, key, value)
    if text == before:
        yield f"{', '.join(changes)}: as it was; nothing was changed."
        return
    _judge(path, text, changes)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_file.write(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from error
    for key in changes:
        yield f"{key}: it was {_held(path, before, key)}, and is now {_held(path, text, key)}."
    yield f"Written to {path}. The kiosk takes it at its next start."


def _changes(words: Sequence[str], *, default: bool) -> Mapping[str, str | None]:
    if default:
        return {_known(key): None for key in words}
    keys = [_known(key) for key in words[:1]] + list(words[2::2])
    if len(words) % 2 or not set(keys) <= settings_file.possible().keys():
        raise UsageError(
            "Write a key and its value, and perhaps another key and its value; a value with spaces goes in "
            'quotes, such as leave "up up down".'
        )
    for value in words[1::2]:
        if not value.strip():
            raise UsageError("A value is empty. kiosk set --default KEY takes a key out of the file.")
        if not _can_be_written(value):
            raise UsageError(f"The value {value!a} is not text.")
    return dict(zip(keys, words[1::2], strict=True))


def _can_be_written(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # bytes of another coding than the terminal's
        return False
    return True


def _known(key: str) -> str:
    """Return the key. Raises UsageError where there is none of that name."""
    keys = settings_file.possible()
    if key not in keys:
        near = difflib.get_close_matches(key, keys, n=1)
        meant = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(f"There is no key {key!r}{meant} The keys are: {', '.join(keys)}.")
    return key


def _trail(key: str) -> Trail:
    return tuple(key.split("."))


def _raw(path: Path) -> str:
    """Return the text of the file as it is, to the last character; "" where there is none."""
    if not os.path.lexists(path):
        return ""
    real = Path(os.path.realpath(path))
    raw, faults = read_bytes(real.parent, real.name)
    if raw is None:
        raise _refused(path, faults)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        _, faults = as_text(real.name, raw)
        raise _refused(path, faults) from error


def _changed(path: Path, text: str, key: str, value: str | None) -> str:
    """Return the text with another value. Raises UsageError where it could not be told from other text."""
    mark = _BOM if text.startswith(_BOM) else ""
    bare, trail = text.removeprefix(mark), _trail(key)
    new = yaml_edit.without(bare, trail) if value is None else yaml_edit.with_value(bare, trail, value)
    before, after = _values(path, bare), _values(path, new)
    if before is None:
        raise _refused(path, yaml_file.parse(path.name, bare, [])[1])
    stays = _without(before, trail) == _without(after or {}, trail)
    if not (stays and (value is None) == (_at(after or {}, trail) is _NOTHING)):
        raise UsageError(f"kiosk set cannot change {path} as it is written: change {key} by hand.")
    return mark + new


_NOTHING: Final = object()


def _values(path: Path, text: str) -> dict[str, Any] | None:
    """Return what a text holds by keys; None where it is not of keys."""
    if all(line.lstrip()[:1] in {"", "#"} for line in text.splitlines()):
        return {}
    document, _ = yaml_file.parse(path.name, text.replace("\r\n", "\n"), [])
    held = document.value if document else None
    return held if isinstance(held, dict) else None


def _at(held: Any, trail: Trail) -> Any:  # noqa: ANN401 - whatever a file holds
    for key in trail:
        held = held.get(key, _NOTHING) if isinstance(held, dict) else _NOTHING
    return held


def _without(held: dict[str, Any], trail: Trail) -> dict[str, Any]:
    """Return what is held but for the key at a trail, and for what holds nothing then."""
    rest = deepcopy(held)
    inside = _at(rest, trail[:-1])
    if isinstance(inside, dict):
        inside.pop(trail[-1], None)
    if len(trail) > 1 and not inside:
        rest.pop(trail[0], None)
    return rest


def _judge(path: Path, text: str, changes: Mapping[str, str | None]) -> None:
    """Raise UsageError for faults of what was asked for, and SettingsError for others."""
    if _values(path, text.removeprefix(_BOM)) == {}:
        raise UsageError(f"{path} would hold nothing: delete it, and the kiosk has all its defaults.")
    try:
        settings_file.loads(path, text.encode())
    except SettingsError as refused:
        document, _ = yaml_file.parse(path.name, text.removeprefix(_BOM).replace("\r\n", "\n"), [])
        lines = {document.line(*_trail(key)) for key in changes} if document else set()
        own = [f"{fault.what}; {fault.remedy}" for fault in refused.faults if fault.line in lines]
        if own:
            raise UsageError(f"{'. '.join(own)}. Nothing was changed.") from refused
        raise


def _held(path: Path, text: str, key: str) -> str:
    held = _at(_values(path, text.removeprefix(_BOM)) or {}, _trail(key))
    return _NOT_SET if held is _NOTHING else str(held).lower() if isinstance(held, bool) else str(held)


def _told(path: Path, key: str) -> Iterator[str]:
    yield f"{key}: it is {_held(path, _raw(path), key)} in {path}."
    yield f"It can be {settings_file.possible()[key]}."


def _refused(path: Path, faults: Sequence[Fault]) -> SettingsError:
    return SettingsError(f"The settings file {path} cannot be used.", faults=tuple(faults))
