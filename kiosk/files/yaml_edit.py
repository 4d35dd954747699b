"""One value in the text of a YAML file, written anew. Keeps one decision: every other character stays.

Where a value stands is told by the parser, so remarks, quotes and blocks are left as their author wrote them.
Whether the text then holds what was meant and nothing else is for whoever asks: by reading it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import yaml

Trail: TypeAlias = tuple[str, ...]

_INDENT: Final = "  "


@dataclass(frozen=True)
class _Entry:
    """Where a key of the text begins, and where its value does and ends."""

    key: int
    start: int
    end: int
    flow: bool  # the key stands in braces
    holds_flow: bool  # its value does


def as_scalar(value: str) -> str:
    """Return a text as a value of YAML: bare where it is read back as it is, else in quotes."""
    try:
        bare = yaml.load(f"key: {value}\n", Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    except yaml.YAMLError:
        bare = None
    return value if value and bare == {"key": value} else json.dumps(value, ensure_ascii=False)


def with_value(text: str, trail: Trail, value: str) -> str:
    """Return the text with a value at a trail of keys, in the place of what there is or behind its like."""
    entries = _entries(text, deep=len(trail))
    if entry := entries.get(trail):
        gap = "" if text[: entry.start].endswith((" ", "\n")) else " "
        return text[: entry.start] + gap + as_scalar(value) + text[entry.end :]
    around, key = trail[:-1], trail[-1]
    new = f"{key}: {as_scalar(value)}"
    line_end = "\r\n" if "\r\n" in text else "\n"
    if not around:
        return f"{_ended(text, line_end)}{new}{line_end}"
    inside = entries.get(around)
    if inside is None:
        return f"{_ended(text, line_end)}{around[0]}:{line_end}{_INDENT}{new}{line_end}"
    if inside.holds_flow:
        there = text[inside.start + 1 : inside.end - 1].strip()
        return f"{text[: inside.start]}{{{there}{', ' if there else ''}{new}}}{text[inside.end :]}"
    like = [entry for other, entry in entries.items() if other[:-1] == around]
    if not like:
        return f"{text[: inside.start]}{line_end}{_INDENT}{new}{text[inside.start :]}"
    indent = text[text.rfind("\n", 0, like[-1].key) + 1 : like[-1].key]
    before, after = _parted_behind_line(text, like[-1].end)
    return f"{_ended(before, line_end)}{indent}{new}{line_end}{after}"


def without(text: str, trail: Trail) -> str:
    """Return the text without the key at a trail, and without what would then hold nothing."""
    entries = _entries(text, deep=len(trail))
    alone = not any(other[:-1] == trail[:-1] and other != trail for other in entries)
    if len(trail) > 1 and alone:
        return without(text, trail[:-1])
    entry = entries.get(trail)
    if entry is None or entry.flow:
        return text
    before = text[: text.rfind("\n", 0, entry.key) + 1]
    return before + _parted_behind_line(text, entry.end)[1]


def _ended(text: str, line_end: str) -> str:
    return text if not text or text.endswith("\n") else text + line_end


def _parted_behind_line(text: str, at: int) -> tuple[str, str]:
    """Return the text up to the end of the line, with its remark, and what follows."""
    end = text.find("\n", at) + 1 or len(text)
    return text[:end], text[end:]


def _entries(text: str, *, deep: int) -> dict[Trail, _Entry]:
    """Return the keys of the text with their places, by the keys that lead there; none where it is no YAML.

    `deep`: how many keys lead to the last ones.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return dict(_inside(text, node, (), deep)) if isinstance(node, yaml.MappingNode) else {}


def _inside(text: str, mapping: yaml.MappingNode, around: Trail, deep: int) -> Iterator[tuple[Trail, _Entry]]:
    for key, value in mapping.value:
        trail = (*around, str(key.value))
        start, end = value.start_mark.index, value.end_mark.index
        end = start + len(text[start:end].rstrip())  # a block ends where the next key begins
        holds_flow = isinstance(value, yaml.MappingNode) and bool(value.flow_style)
        yield trail, _Entry(key.start_mark.index, start, end, bool(mapping.flow_style), holds_flow)
        if isinstance(value, yaml.MappingNode) and len(trail) < deep:  # aliases can lead down for ever
            yield from _inside(text, value, trail, deep)
