"""A leaflet in large print, for paper and for who has a PDF read out (PDF/UA-1).

Keeps one decision: text reaches typst as data, so nothing in a pack is its markup. leaflet.typ is the frame,
and how it looks; fonts/ has its letters, so that it looks alike wherever it is made.
"""

import io
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import segno

from kiosk.errors import DataError, KioskError, UsageError
from kiosk.handout import links
from kiosk.handout.outline import Block, BlockKind, Chapter, Outline
from kiosk.pack.model import PartKind
from kiosk.phrases import Phrases
from kiosk.reading import telephone
from kiosk.visit.view import Line

STANDARD: Final = "ua-1"
FEW: Final = 5  # chapters: so many are found without a table of contents

_FOLDER: Final = Path(__file__).parent
_FRAME: Final = _FOLDER / "leaflet.typ"
_FONTS: Final = _FOLDER / "fonts"
_QUIET: Final = 4  # light modules around a code (ISO/IEC 18004)
_NO_LETTER: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_REGION: Final = re.compile(r"-([A-Za-z]{2})(?=-|$)")


@dataclass(frozen=True)
class Leaflet:
    """A PDF, and how many sides of paper it takes."""

    pdf: bytes
    pages: int


def leaflet(outline: Outline, *, modified: datetime) -> Leaflet:
    """Return the leaflet of an outline with codes: the same bytes for the same pack and time.

    Raises UsageError where typst is not installed, DataError where a text has letters that the fonts lack.
    """
    try:
        import typst  # noqa: PLC0415 - only who makes a leaflet needs it
    except ImportError as error:
        raise UsageError(
            "The leaflet needs typst, which is not installed; install the kiosk with its extra "
            "'handout' (uv sync --extra handout)."
        ) from error
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    content = json.dumps(_content(outline), ensure_ascii=False)
    compiler = typst.Compiler(str(_FRAME), font_paths=fonts, sys_inputs={"content": content})
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=modified)
        pages = int(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        raise _refused(outline, error.diagnostic) from error
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file, whatever its pages
    return Leaflet(pdf, pages)


def _refused(outline: Outline, diagnostic: str) -> KioskError:
    """Return what is told where typst makes nothing of an outline."""
    absent = [_unescaped(text) for text in _NO_LETTER.findall(diagnostic)]
    if not absent:
        return KioskError("The leaflet cannot be made; --log FILE keeps the reason.", detail=diagnostic)
    where = next(
        (line.text for line in outline.lines if any(text in line.text for text in absent)),
        outline.pack.title,
    )
    letters = ", ".join(
        text if text.isprintable() else " ".join(f"U+{ord(letter):04X}" for letter in text)
        for text in dict.fromkeys(absent)
    )
    return DataError(
        f"The leaflet cannot be made: its letters lack {letters}; write it otherwise in: {where}",
        detail=diagnostic,
    )


def _unescaped(text: str) -> str:
    """Return a text that typst tells as a string of Rust."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _content(outline: Outline) -> dict[str, Any]:
    """Return what leaflet.typ is given."""
    pack, phrases = outline.pack, outline.phrases
    helpline = next(chapter for chapter in outline.chapters if chapter.kind is PartKind.HELPLINE)
    contents = Line(helpline.title.kind, phrases.titles["contents"], phrases.lang, passage=0)
    return {
        "title": pack.title,
        "publisher": pack.publisher,
        "summary": pack.summary,
        "language": _language(pack.lang),
        "helpline": [helpline.title.text, helpline.phone],
        "contents": _line(contents) if len(outline.chapters) > FEW else None,
        "chapters": [
            each
            for chapter in outline.chapters
            for each in (
                _chapter(outline, chapter, level=2 if chapter.kind else 1),
                *(_chapter(outline, entry, level=3) for entry in chapter.entries),
            )
        ],
    }


def _chapter(outline: Outline, chapter: Chapter, *, level: int) -> dict[str, Any]:
    return {
        "level": level,
        "title": _line(chapter.title),
        "blocks": [_block(outline, chapter, block) for block in chapter.blocks],
    }


def _block(outline: Outline, chapter: Chapter, block: Block) -> dict[str, Any]:
    link = chapter.link if block.kind is BlockKind.LINK else ""
    codes = dict.fromkeys(line.code for passage in block.passages for line in passage if line.code)
    return {
        "listed": block.kind is BlockKind.LIST,
        "passages": [[_line(line, link=link) for line in passage] for passage in block.passages],
        "codes": [_code(code, chapter, outline.phrases) for code in codes],
    }


def _code(code: str, chapter: Chapter, phrases: Phrases) -> dict[str, Any]:
    """Return the drawing of a square code, and the words for who cannot see it."""
    drawing = io.BytesIO()
    # "m" at least: it is read when a seventh of it is creased away.
    segno.make(code, micro=False, error="m").save(drawing, kind="svg", border=_QUIET)
    held = chapter.phone if code == telephone.uri(chapter.phone) else chapter.link
    return {
        "svg": drawing.getvalue().decode(),
        "words": phrases.code_held.format(held=held),
        "language": _language(phrases.lang),
    }


def _line(line: Line, *, link: str = "") -> dict[str, Any]:
    """Return a line as what stands before its link, the link and where it leads, and what stands behind."""
    found = links.find(line, link)
    if found is None:
        return {"before": line.text, "language": _language(line.lang)}
    return {
        "before": line.text[: found.place.start],
        "link": found.place.of(line.text),
        "target": found.target,
        "whole": bool(line.phone),  # a number that is broken between two lines is hard to dial
        "after": line.text[found.place.end :],
        "language": _language(line.lang),
    }


def _language(tag: str) -> dict[str, str | None]:
    """Return a BCP 47 tag as typst has it: the language, and the region where there is one."""
    region = _REGION.search(tag)
    return {"lang": tag.partition("-")[0].lower(), "region": region[1].upper() if region else None}
