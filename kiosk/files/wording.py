"""The sentences of faults in what a file holds. Keeps one decision: plain words, and always what to write.

`meanings` has what to write for a key, after "write": '"title:" and the heading'.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from kiosk.files.text_file import shown
from kiosk.files.yaml_file import Trail, Value
from kiosk.files.yaml_syntax import QUOTES

_LONGEST_KEY_TO_COMPARE = 40  # the comparison's cost grows with the square of the length

# What pydantic wants, by the type of its error: what it is called, and how it is written.
_WANTED = {
    "string_type": ("a text", f"if this is a text, {QUOTES}"),
    "list_type": ("a list", 'write each item on a line of its own, after "- "'),
    "bool_type": ("true or false", "write true or false, without quotes"),
}
_WANTED_KEYS = ("keys", "write each key on a line of its own, then a colon, a space and its text")


def missing_key(trail: Trail, meanings: Mapping[str, str]) -> tuple[str, str]:
    """Say that the key at the end of the trail is missing."""
    where = f" of {called(trail[:-1])}" if len(trail) > 1 else ""
    return f'the key "{trail[-1]}"{where} is missing', f"write {_meaning(trail, meanings)}"


def nearest_key(written: str | int, keys: list[str]) -> str:
    """Return the key that the author may have meant, or ""."""
    written = str(written)
    near = get_close_matches(written, keys, n=1) if len(written) <= _LONGEST_KEY_TO_COMPARE else []
    return near[0] if near else ""


def unknown_key(trail: Trail, keys: list[str], nearest: str) -> tuple[str, str]:
    """Say that the key at the end of the trail is none of `keys`."""
    all_keys = ", ".join(keys)
    remedy = (
        f'write "{nearest}:" (the keys here: {all_keys})' if nearest else f"use one of these keys: {all_keys}"
    )
    if isinstance(trail[-2:][0], int):
        remedy += f"; if the colon belongs to a text, {QUOTES}"
    return f'the key "{shown(str(trail[-1]))}" is not known here', remedy


def refused(trail: Trail, held: Value, what: str) -> str:
    """Say what a value is, and what is wrong with it."""
    return (
        f'{called(trail)} is "{shown(held)}", which {what}'
        if isinstance(held, str)
        else f"{called(trail)} {what}"
    )


def empty(trail: Trail, meanings: Mapping[str, str]) -> tuple[str, str]:
    """Say that there is nothing at the trail."""
    if not trail:
        return "the file is empty", _WANTED_KEYS[1]
    if isinstance(trail[-1], int):
        return f"{called(trail)} is empty", "write it, or delete its line"
    return f"{called(trail)} is empty", f"write {_meaning(trail, meanings)}"


def wrong_type(trail: Trail, held: Value, meanings: Mapping[str, str], *, wanted: str) -> tuple[str, str]:
    """Say that a value is not of the type that pydantic's error `wanted` asks for."""
    in_list = bool(trail) and isinstance(trail[-1], int)
    name, remedy = _WANTED.get(wanted, _WANTED_KEYS)
    if wanted == "string_type" and isinstance(held, list):
        remedy = "write one text" if in_list else f"write {_meaning(trail, meanings)}, and no list"
    return f"{called(trail)} is {kind_of(held)}, where {name} should be", remedy


def _meaning(trail: Trail, meanings: Mapping[str, str]) -> str:
    return meanings.get(str(trail[-1]), "a text after the colon")


def called(trail: Trail) -> str:
    """Return what to call the value at a trail: '"title"', 'item 3 of "text"', 'the file'."""
    if not trail:
        return "the file"
    if isinstance(trail[-1], int):
        return f"item {trail[-1] + 1} of {called(trail[:-1])}"
    return f'"{shown(trail[-1])}"'


def kind_of(held: Value) -> str:
    """Return what to call a value by its type: "a list"."""
    if isinstance(held, bool):
        return f"the value {str(held).lower()}"
    if isinstance(held, list):
        return "a list"
    return "a key with a text" if isinstance(held, dict) else "a text"
