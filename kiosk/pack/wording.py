"""The sentences of faults in what a file holds. Keeps one decision: plain words, and always what to write."""

from difflib import get_close_matches

from kiosk.files.text_file import shown
from kiosk.files.yaml_file import Trail, Value
from kiosk.files.yaml_syntax import QUOTES

_LONGEST_KEY_TO_COMPARE = 40  # the comparison's cost grows with the square of the length

# What to write for a key, after "write".
_MEANINGS: dict[str | int, str] = {
    "id": '"id:" and a name of lower-case letters, digits and hyphens',
    "lang": '"lang:" and the tag of the language, such as en-GB',
    "title": '"title:" and the heading',
    "summary": '"summary:" and one line that says what a visitor finds here',
    "publisher": '"publisher:" and who published the information',
    "source": '"source:" and where the information comes from',
    "review": '"review:" and below it checked_by, checked_on and next_check',
    "checked_by": '"checked_by:" and who checked the pack, or nothing between quotes',
    "checked_on": '"checked_on:" and the date, such as 2026-11-23, or nothing between quotes',
    "next_check": '"next_check:" and the date, such as 2027-11-23, or nothing between quotes',
    "review_notes": '"review_notes:" and below it a list of notes for those who check, each after "- "',
    "facts": '"facts:" and the facts',
    "sections": '"sections:" and below it the files of the sections, each after "- "',
    "leaflet": '"leaflet:" and the file of the leaflet',
    "case_studies": '"case_studies:" and the file of the case studies',
    "disclaimer": '"disclaimer:" and the file that says what the information is not: no pack goes without it',
    "helpline": '"helpline:" and the file with the number to call: no pack goes without it',
    "phone": '"phone:" and the number to call',
    "text": '"text:" and below it the paragraphs, each after "- "',
    "paragraph": '"paragraph:" and its text',
    "list": '"list:" and below it the items, each after "- "',
    "people": '"people:" and below it the files of the people, each after "- "',
    "name": '"name:" and the name of the person',
    "featured_in": '"featured_in:" and where the story was published',
    "story": '"story:" and below it the paragraphs, each after "- ", or leave the key out',
    "speak_name": '"speak_name:" and true or false',
}

# What pydantic wants, by the type of its error: what it is called, and how it is written.
_WANTED = {
    "string_type": ("a text", f"if this is a text, {QUOTES}"),
    "list_type": ("a list", 'write each item on a line of its own, after "- "'),
    "bool_type": ("true or false", "write true or false, without quotes"),
}
_WANTED_KEYS = ("keys", "write each key on a line of its own, then a colon, a space and its text")
_WANTED_BLOCK = ("a paragraph", 'write its text, or "paragraph:" or "list:" and what belongs to it')


def missing_key(trail: Trail) -> tuple[str, str]:
    """Say that the key at the end of the trail is missing."""
    where = f" of {_called(trail[:-1])}" if len(trail) > 1 else ""
    return f'the key "{trail[-1]}"{where} is missing', f"write {_MEANINGS[trail[-1]]}"


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
        f'{_called(trail)} is "{shown(held)}", which {what}'
        if isinstance(held, str)
        else f"{_called(trail)} {what}"
    )


def empty(trail: Trail) -> tuple[str, str]:
    """Say that there is nothing at the trail."""
    if not trail:
        return "the file is empty", _WANTED_KEYS[1]
    if isinstance(trail[-1], int):
        return f"{_called(trail)} is empty", "write it, or delete its line"
    return f"{_called(trail)} is empty", f"write {_MEANINGS.get(trail[-1], 'a text after the colon')}"


def wrong_type(trail: Trail, held: Value, *, wanted: str) -> tuple[str, str]:
    """Say that a value is not of the type that pydantic's error `wanted` asks for."""
    in_list = bool(trail) and isinstance(trail[-1], int)
    name, remedy = _WANTED.get(wanted, _WANTED_BLOCK if in_list else _WANTED_KEYS)
    if wanted == "string_type" and isinstance(held, list):
        remedy = "write one text" if in_list else f"write {_MEANINGS.get(trail[-1], 'one text')}, and no list"
    return f"{_called(trail)} is {_kind_of(held)}, where {name} should be", remedy


def _called(trail: Trail) -> str:
    """Return what to call the value at a trail: '"title"', 'item 3 of "text"', 'the file'."""
    if not trail:
        return "the file"
    if isinstance(trail[-1], int):
        return f"item {trail[-1] + 1} of {_called(trail[:-1])}"
    return f'"{shown(trail[-1])}"'


def _kind_of(held: Value) -> str:
    if isinstance(held, bool):
        return f"the value {str(held).lower()}"
    if isinstance(held, list):
        return "a list"
    return "a key with a text" if isinstance(held, dict) else "a text"
