"""The command lines that the documents show. Keeps one decision: a line that begins as a command is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

_BEGINS = (
    r"(?:[A-Z_]+=\S+ )*(?:kiosk|uv|pipx?|python3?|bash|sudo|apt-get|apt|lpstat|lpinfo|fc-match|systemctl)"
)
_LINE = re.compile(rf"(?:{_BEGINS})(?: .*)?")
_SPAN = re.compile(rf"`((?:{_BEGINS}) [^`]+)`")
_NAME = re.compile(r"kiosk [a-z]+")  # in a sentence: the name of a command, which DOCUMENTS show in full, too


@dataclass(frozen=True)
class Shown:
    """One command as it is shown: without its remark, and without what stands behind `&&`."""

    place: str
    command: str


def shown_in(document: Path) -> Iterator[Shown]:
    """Yield the commands of a document: of its blocks, then of its sentences."""
    text = document.read_text(encoding="utf-8")
    for at, line in _blocks(text):
        if _LINE.fullmatch(line):
            yield from _parts(document, text, at, re.split(r"\s{2,}", line)[0])
    for at, span in _spans(text):
        if not _NAME.fullmatch(span):
            yield from _parts(document, text, at, span)


def names_in(document: Path) -> set[str]:
    """Return the commands of the kiosk that a document names in its sentences."""
    spans = _spans(document.read_text(encoding="utf-8"))
    return {span.removeprefix("kiosk ") for _, span in spans if _NAME.fullmatch(span)}


def _parts(document: Path, text: str, at: int, line: str) -> Iterator[Shown]:
    place = f"{document.relative_to(ROOT)}:{text.count(chr(10), 0, at) + 1}"
    for command in line.split(" && "):
        yield Shown(place, command.strip())


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of indented and of fenced blocks, and where each begins; a split one is one."""
    fenced, at, begun, so_far = False, 0, 0, ""
    for line in text.splitlines(keepends=True):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            begun = begun if so_far else at
            so_far += line.strip()
            if so_far.endswith("\\"):
                so_far = f"{so_far[:-1].strip()} "
            else:
                yield begun, so_far
                so_far = ""
        at += len(line)


def _spans(text: str) -> Iterator[tuple[int, str]]:
    for span in _SPAN.finditer(text):
        yield span.start(), " ".join(span[1].split())
