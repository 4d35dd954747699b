"""A YAML file as plain values that know their lines. Keeps one decision: a scalar is text, as it was typed.

NO, 012, 10:30 and 2026-02-30 stay text; only plain true and false become bool, and a plain nothing, null or ~
None. The values are built from the parser's events with a stack of our own: PyYAML's composer recurses, and
expands merge keys. Anchors, aliases, tags and directives are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

import yaml

from kiosk.errors import Fault
from kiosk.files.text_file import Place, one_line, read_text, right_to_left, seen, shown, unseen
from kiosk.files.yaml_syntax import QUOTES, right_to_left_fault, syntax_fault, unseen_fault

MAX_DEPTH = 8
MAX_NODES = 50_000

Value: TypeAlias = "dict[str, Value] | list[Value] | str | bool | None"
Trail: TypeAlias = tuple[str | int, ...]  # the keys and the places in lists (from 0) that lead to a value

_PLAIN: dict[str, bool | None] = {"true": True, "false": False, "": None, "null": None, "~": None}
_CUT_OFF = re.compile(r" +#+[^\s#]")  # "Room #4": YAML reads the rest of the line as a remark
_REMARK = re.compile(r" +#")
_QUOTED = frozenset("\"'")  # PyYAML's names of these styles


def _parser() -> Any:  # noqa: ANN401 - PyYAML's types know no common class of the two
    return yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Remark(NamedTuple):
    """A remark behind a text, in the `line` in which that ends: behind its quotes, or YAML reads no further.

    `trail` leads to the text.
    """

    trail: Trail
    text: str
    line: int
    quoted: bool


@dataclass(frozen=True)
class Document:
    """What a file holds: `value`, and the line of everything in it. `name` is its path in its folder."""

    name: str
    value: Value
    _lines: Mapping[Trail, int]
    _doubtful: frozenset[Trail]
    remarks: tuple[Remark, ...] = ()

    def line(self, *trail: str | int) -> int:
        """Return the line (from 1) of the key or item at the trail, or of the nearest thing around it."""
        return self._lines[self.nearest(*trail)]

    def nearest(self, *trail: str | int) -> Trail:
        """Return the trail as far as the file goes along with it."""
        while trail not in self._lines:
            trail = trail[:-1]
        return trail

    def at(self, *trail: str | int) -> Value:
        """Return the value at the trail, or at the nearest thing around it."""
        value: Any = self.value
        for step in self.nearest(*trail):
            value = value[step]
        return value  # type: ignore[no-any-return]

    def top_level_keys(self) -> list[str]:
        """Return the keys of the file, or none where it holds something else."""
        return list(self.value) if isinstance(self.value, dict) else []

    def texts(self, key: str) -> list[tuple[str, int]]:
        """Return the text under a key of the file, or the texts of the list there, each with its line.

        What is no text is left out, so that a file with faults still tells what it can.
        """
        held = self.value.get(key) if isinstance(self.value, dict) else None
        items: list[tuple[Value, int]] = [(held, self.line(key))]
        if isinstance(held, list):
            items = [(item, self.line(key, at)) for at, item in enumerate(held)]
        return [(one_line(item), line) for item, line in items if isinstance(item, str) and one_line(item)]

    def all_texts(self) -> Iterator[tuple[str, int]]:
        """Yield every text of the file, whatever holds it, with its line; keys are none."""
        for trail, line in self._lines.items():
            held = self.at(*trail)
            if isinstance(held, str):
                yield one_line(held), line

    def fault(self, *trail: str | int, what: str, remedy: str) -> Fault:
        """Return a fault that stands at the line of the trail."""
        return Fault(self.name, self.line(*trail), what, remedy)

    def is_doubtful(self, *trail: str | int) -> bool:
        """Tell whether reading the value, or what holds it, met a fault: its type then says nothing more."""
        return any(trail[:end] in self._doubtful for end in range(len(trail) + 1))


def read(root: Path, name: str, *, named_at: Place | None = None) -> tuple[Document | None, list[Fault]]:
    """Return the file `name` inside the folder `root` as a document, if it is one, and its faults.

    A file that cannot be had is told of at `named_at`, the place that names it, or at its own line 1.
    """
    text, faults = read_text(root, name, named_at=named_at)
    return (None, faults) if text is None else parse(name, text, faults)


def parse(name: str, text: str, faults: list[Fault]) -> tuple[Document | None, list[Fault]]:
    """Return a text of the file `name` as a document, if it is one, and its faults behind those it has."""
    builder = _Builder(name, text, faults)
    try:
        for event in yaml.parse(text, Loader=_parser()):
            builder.take(event)
    except _Stopped:
        return None, faults
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the pure parser lets chr() fail
        faults.append(syntax_fault(name, text, error))
        return None, faults
    if builder.value is None and () not in builder.doubtful:
        faults.append(
            Fault(
                name,
                1,
                "the file is empty",
                "write each key on a line of its own, then a colon, a space and its text",
            )
        )
        return None, faults
    return Document(
        name, builder.value, builder.lines, frozenset(builder.doubtful), tuple(builder.remarks)
    ), faults


class _Stopped(Exception):  # noqa: N818 - a way out of the loop; the fault that caused it has been told
    """What follows in the file cannot be understood."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` is the one whose value comes next."""

    value: dict[str, Value] | list[Value]
    trail: Trail
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Builds the value of a file from the parser's events, one after the other."""

    name: str
    text: str
    faults: list[Fault]
    value: Value = None
    lines: dict[Trail, int] = field(default_factory=lambda: {(): 1})
    doubtful: set[Trail] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0
    _turned: bool = False  # a text from right to left was told of: one fault says it of the whole file

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            if isinstance(event, yaml.ScalarEvent) and not self._turned:
                self._refuse_right_to_left(event)
            if self._nodes > MAX_NODES:
                self._stop(
                    event, f"the file has more than {MAX_NODES:,} entries", "split it into smaller files"
                )
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event, "a second document begins here", 'delete the line "---", or make two files')
        for number, line in enumerate(self.text[: _end(event)].split("\n"), 1):
            if line.startswith("%"):
                self.faults.append(Fault(self.name, number, "a line cannot begin with %", "delete the line"))

    def _node(self, event: yaml.NodeEvent) -> None:
        inside = self._open[-1] if self._open else None
        if inside and inside.key is None and isinstance(inside.value, dict):
            inside.key = self._key(event, inside)
            return
        trail = self._place(event, inside)
        self._refuse_references(event, trail)
        value = self._value(event, trail)
        if not inside:
            self.value = value
        elif isinstance(inside.value, list):
            inside.value.append(value)
        elif inside.key is not None:
            inside.value[inside.key] = value
            inside.key = None

    def _place(self, event: yaml.NodeEvent, inside: _Open | None) -> Trail:
        """Return the trail of the value that the event begins, and note its line, where its key has not."""
        if inside and inside.key is not None:
            return (*inside.trail, inside.key)
        trail: Trail = (*inside.trail, len(inside.value)) if inside else ()
        self.lines[trail] = _line(event)
        return trail

    def _key(self, event: yaml.NodeEvent, inside: _Open) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(
                event,
                "what stands before the colon is not a word",
                f"write a word; if it is a text, {QUOTES}",
            )
        trail = (*inside.trail, seen(event.value))
        self._refuse_references(event, trail)
        key = self._text(event, trail)
        if key in inside.value:
            what = f'the key "{shown(key)}" stands twice (the first time on line {self.lines[trail]})'
            self._doubt(event, trail, what, "delete one of the two")
        elif not key or key != one_line(key):
            what = f'the key "{shown(key)}" is empty, or has spaces that do not belong to it'
            self._doubt(event, trail, what, "write the key as a word, with ordinary spaces before it")
        self.lines[trail] = _line(event)
        return key

    def _value(self, event: yaml.NodeEvent, trail: Trail) -> Value:
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            if event.style in _QUOTED and _REMARK.match(self.text, _end(event)):
                self._note_remark(event, trail, quoted=True)
            if event.style:  # in quotes, or a block
                return self._text(event, trail)
            if _CUT_OFF.match(self.text, _end(event)):
                what = "the text ends at the # in this line: what follows is not read"
                self._doubt(event, trail, what, f"{QUOTES}, or write a space after # if a remark follows")
            elif _REMARK.match(self.text, _end(event)):
                self._note_remark(event, trail, quoted=False)
            return _PLAIN.get(event.value, event.value)
        opened = _Open([] if isinstance(event, yaml.SequenceStartEvent) else {}, trail)
        self._open.append(opened)
        if len(self._open) > MAX_DEPTH:
            what = f"lists and keys stand more than {MAX_DEPTH} deep in each other here"
            self._stop(event, what, f"write it flatter; if it is one text, {QUOTES}")
        return opened.value

    def _note_remark(self, event: yaml.ScalarEvent, trail: Trail, *, quoted: bool) -> None:
        line = event.end_mark.line + 1 if event.end_mark else 1
        self.remarks.append(Remark(trail, one_line(seen(event.value)), line, quoted))

    def _text(self, event: yaml.ScalarEvent, trail: Trail) -> str:
        """Return the scalar's text without what cannot be seen (a backslash code can write any character)."""
        if event.value.isprintable():
            return event.value
        hidden = {char for _, char in unseen(event.value)}
        if not hidden:
            return event.value
        self.doubtful.add(trail)
        self.faults.extend(unseen_fault(self.name, _line(event), char) for char in hidden)
        return seen(event.value)

    def _refuse_right_to_left(self, event: yaml.ScalarEvent) -> None:
        if char := right_to_left(event.value):
            self._turned = True
            start, end = event.start_mark.index if event.start_mark else 0, _end(event)
            at = self.text.find(char, start, end)  # behind a backslash code it is not found
            line = self.text.count("\n", 0, max(at, start)) + 1
            self.faults.append(right_to_left_fault(self.name, line, char))

    def _refuse_references(self, event: yaml.NodeEvent, trail: Trail) -> None:
        if isinstance(event, yaml.AliasEvent):
            what = f'"*{shown(event.anchor or "")}" is a YAML alias, and aliases are refused'
            self._doubt(event, trail, what, f"write the text out; if it begins with *, {QUOTES}")
            return
        if event.anchor is not None:
            what = f'"&{shown(event.anchor or "")}" is a YAML anchor, and anchors are refused'
            self._doubt(event, trail, what, f"delete it; if the text begins with &, {QUOTES}")
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag is not None:
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            what = f'"{shown(tag)}" is a YAML tag, and tags are refused'
            self._doubt(event, trail, what, f"delete it; if the text begins with !, {QUOTES}")

    def _doubt(self, event: yaml.Event, trail: Trail, what: str, remedy: str) -> None:
        self.doubtful.add(trail)
        self.faults.append(Fault(self.name, _line(event), what, remedy))

    def _stop(self, event: yaml.Event, what: str, remedy: str) -> NoReturn:
        self.faults.append(Fault(self.name, _line(event), what, remedy))
        raise _Stopped


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
