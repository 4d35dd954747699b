"""A file of a folder, as text. Keeps one decision: nothing written is trusted before it has been here.

A file never lies outside the folder, never makes the kiosk wait, is never read beyond a limit, is UTF-8, and
holds only characters that a person can see: none that steers a terminal, turns the direction of text or gives
the voice an order.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import Fault

MAX_BYTES = 1_000_000
_MOST_CHARACTER_FAULTS = 100
_LONGEST_SHOWN = 60

_KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Cs": "half of a character",
    "Co": "a private character that every font draws differently",
    "Cn": "a character that does not exist",
    "Zl": "an invisible line break",
    "Zp": "an invisible line break",
}

# Where the characters of Unicode's bidirectional classes R and AL are, with others between them.
_MAYBE_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Windows knows neither flag; O_BINARY is Windows' own, against its translation of line ends.
_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _flag, 0)


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: str
    line: int


class _Refused(Exception):  # noqa: N818 - it is a message on its way to a Fault, and never leaves this file
    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def one_line(text: str) -> str:
    """Return the text with every run of white space made one space, and none at its ends."""
    return " ".join(text.split())


def shown(text: str, *, longest: int = _LONGEST_SHOWN) -> str:
    """Return a stranger's text as it can stand in a message: short, and with every character to be seen."""
    start = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text[:longest])
    return start if len(text) <= longest else f"{start}..."


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield every character that no file may hold, with its place (from 1). Line breaks may stand."""
    if text.replace("\n", "").isprintable():
        return
    for at, char in enumerate(text, 1):
        if not char.isprintable() and char != "\n" and unicodedata.category(char) != "Zs":
            yield at, char


def seen(text: str) -> str:
    """Return the text without the characters that no file may hold."""
    hidden = {char for _, char in unseen(text)}
    return "".join(char for char in text if char not in hidden) if hidden else text


def named_character(char: str) -> str:
    """Return what to call a hidden character: "U+202E RIGHT-TO-LEFT OVERRIDE, an invisible character"."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}{' ' if name else ''}{name}, {_KINDS[unicodedata.category(char)]}"


def right_to_left(text: str) -> str:
    """Return the first character that is written from right to left, as in Arabic and Hebrew, or ""."""
    if text.isascii():
        return ""
    maybe = (found[0] for found in _MAYBE_RIGHT_TO_LEFT.finditer(text))
    return next((char for char in maybe if unicodedata.bidirectional(char) in {"R", "AL"}), "")


def read_text(root: Path, name: str, *, named_at: Place | None = None) -> tuple[str | None, list[Fault]]:
    """Return the text of the file `name` inside the folder `root`, and all that is wrong with it.

    `name` has "/" between folder and file. There is no text where the file cannot be had, or where guessing
    at it would only raise more faults. A file that cannot be had is told of at `named_at`, the place that
    names it.
    """
    raw, faults = read_bytes(root, name, named_at=named_at)
    return (None, faults) if raw is None else as_text(name, raw)


def read_bytes(root: Path, name: str, *, named_at: Place | None = None) -> tuple[bytes | None, list[Fault]]:
    """Return what the file `name` inside the folder `root` holds, or why it cannot be had."""
    try:
        raw = _bytes(root, name)
    except _Refused as refused:
        place = named_at or Place(shown(name), 1)
        return None, [Fault(place.file, place.line, f'"{shown(name)}" {refused.what}', refused.remedy)]
    if len(raw) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        return None, [Fault(name, 1, what, "split it into smaller files, or leave out what is not text")]
    return raw, []


def as_text(name: str, raw: bytes) -> tuple[str | None, list[Fault]]:
    """Return what the file of that name holds as text, and all that is wrong with it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Fault(name, line, "the file is not UTF-8 text", "save it as UTF-8 in the editor")]
    return _weeded(name, text.replace("\r\n", "\n"))


def _bytes(root: Path, name: str) -> bytes:
    """Return what the file holds, and one byte past the limit where it is larger."""
    path = _inside(root, name)
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        raise _unreadable(error) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _Refused("is not a file (a folder, a pipe or a device)", "name a YAML file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(descriptor)


def _inside(root: Path, name: str) -> str:
    """Return the real path of the file, which is inside the folder."""
    if "\\" in name:
        raise _Refused("has a backslash in it", 'write "/" between a folder and a file')
    if name.startswith("/") or name[1:2] == ":":  # "C:" is Windows' way
        raise _Refused("is an absolute path", "write the path from its folder, such as sections/pain.yaml")
    if ".." in name.split("/"):
        raise _Refused("leads out of its folder", 'put the file into the folder, and leave out ".."')
    try:
        folder = os.path.realpath(root, strict=True)
        path = os.path.realpath(os.path.join(folder, name), strict=True)  # noqa: PTH118 - pathlib costs twice as much
    except OSError as error:
        raise _unreadable(error) from error
    except ValueError as error:
        raise _Refused("is not the name of a file", "name a YAML file") from error
    if path != folder and not path.startswith(folder.rstrip(os.sep) + os.sep):
        raise _Refused("is a link that leads out of its folder", "put the file itself into the folder")
    return path


def _unreadable(error: OSError) -> _Refused:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _Refused("does not exist", "check the spelling (capital letters count), or add the file")
    if isinstance(error, IsADirectoryError):
        return _Refused("is not a file (a folder, a pipe or a device)", "name a YAML file")
    reason = (error.strerror or "unknown reason").lower()
    return _Refused(f"cannot be read ({reason})", "put an ordinary file there that everyone may read")


def _weeded(name: str, text: str) -> tuple[str | None, list[Fault]]:
    """Return the text without what may not stand in it, so that its other faults can be found too."""
    faults: list[Fault] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.isprintable():
            continue
        faults += islice(_line_faults(name, number, line), _MOST_CHARACTER_FAULTS - len(faults))
        if len(faults) == _MOST_CHARACTER_FAULTS:
            what = "there may be more such characters from here on, and they are not told"
            faults.append(Fault(name, number, what, "check that this is a text file"))
            return None, faults
        indent, rest = _parted(line)
        if "\t" in indent:
            return None, faults  # the indentation is the structure: without it the rest is guesswork
        lines[number - 1] = " " * len(seen(indent)) + seen(rest.replace("\t", " "))
    return "\n".join(lines), faults


def _line_faults(name: str, number: int, line: str) -> Iterator[Fault]:
    """Yield a fault for each kind of character in the line that may not stand there."""
    told: set[str] = set()
    for at, char in unseen(line):
        if char not in told:
            told.add(char)
            what = f"character {at} of this line is {named_character(char)}"
            if char == "\t":
                yield Fault(name, number, "there is a tab in this line", "use spaces")
            else:
                yield Fault(name, number, what, "delete it, or type the text again by hand")
    if seen(_parted(line)[0]).strip(" "):
        what = "this line begins with spaces of another kind, such as a word processor makes"
        yield Fault(name, number, what, "delete them and type ordinary spaces")


def _parted(line: str) -> tuple[str, str]:
    rest = line.lstrip()
    return line[: len(line) - len(rest)], rest
