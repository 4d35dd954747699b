"""A book (EPUB 3) that is read aloud. Keeps one decision: the same pack and sound make the same bytes.

A chapter is a page, its sound, and an overlay that has each line and when it is heard (EPUB 3.3, 9).
"""

import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kiosk.handout.markup import Markup
from kiosk.handout.mp3 import Track
from kiosk.handout.outline import Chapter, Outline
from kiosk.settings import Seconds

# A clip begins so much before its first word, for a player that jumps there loses what is first.
LEAD: Final[Seconds] = 0.025
HEARD: Final = "heard"  # the class of the sentence that is heard
_NAMESPACE: Final = uuid.UUID(
    "6f0c0f4e-7c0b-4b0e-9a53-0d2c5b0c9f11"
)  # of these books: any that stays the same
_EARLIEST: Final = datetime(1980, 1, 1, tzinfo=UTC)  # that a ZIP file can tell
_OPF: Final = "http://www.idpf.org/2007/opf"
_CONTAINER: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True)
class Clip:
    """A line and the milliseconds of the sound in which it is heard, with the pause after it."""

    line: str
    begin: int
    end: int


@dataclass(frozen=True)
class _Page:
    """A chapter with its sound; `clips` is empty where no voice can say any of it."""

    name: str
    chapter: Chapter
    track: Track

    @property
    def clips(self) -> tuple[Clip, ...]:
        """What is heard, in order, without a gap: a player goes from one to the next."""
        begins = [
            (f"{self.name}-{number}", round((times.begin - LEAD) * 1000))
            for number, times in enumerate(self.track.times, 1)
            if times
        ]
        bounds = pairwise([*begins, ("", int(self.track.end * 1000))])
        return tuple(Clip(line, begin, end) for (line, begin), (_, end) in bounds)

    @property
    def milliseconds(self) -> int:
        """How long its clips are together."""
        return sum(clip.end - clip.begin for clip in self.clips)


def book(outline: Outline, tracks: Sequence[Track], *, modified: datetime) -> bytes:
    """Return the book of an outline; `tracks` are its chapters as sound, in order."""
    modified = max(modified.astimezone(UTC), _EARLIEST)
    pages = [
        _Page(f"c{number}", chapter, track)
        for number, (chapter, track) in enumerate(zip(outline.chapters, tracks, strict=True), 1)
    ]
    content = io.BytesIO()
    with ZipFile(content, "w") as file:

        def add(name: str, held: str | bytes, *, stored: bool = False) -> None:
            info = ZipInfo(name, modified.timetuple()[:6])
            info.external_attr = 0o644 << 16
            file.writestr(info, held, ZIP_STORED if stored else ZIP_DEFLATED)

        add("mimetype", "application/epub+zip", stored=True)  # first, and to be read as it stands
        add("META-INF/container.xml", _CONTAINER)
        add("EPUB/package.opf", _package(outline, pages, modified))
        add("EPUB/nav.xhtml", _nav(outline, pages))
        add("EPUB/book.css", Path(__file__).with_name("book.css").read_bytes())
        for page in pages:
            add(f"EPUB/{page.name}.xhtml", _page(outline, page))
            if page.clips:
                add(f"EPUB/{page.name}.smil", _overlay(page))
                add(f"EPUB/{page.name}.mp3", page.track.mp3, stored=True)
    return content.getvalue()


def _xhtml(outline: Outline, title: str, body: str) -> str:
    lang = escape(outline.pack.lang)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{lang}" xml:lang="{lang}">
<head>
<meta charset="utf-8"/>
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
{body}
</body>
</html>
"""


def _page(outline: Outline, page: _Page) -> str:
    markup = Markup(outline.pack.lang, xml=True)
    body = markup.chapter(page.chapter, name=page.name, level=1)
    return _xhtml(outline, page.chapter.title.text, body)


def _nav(outline: Outline, pages: Sequence[_Page]) -> str:
    markup = Markup(outline.pack.lang, xml=True)
    phrases = outline.phrases
    contents = escape(phrases.titles["contents"])
    own_lang = markup.named(phrases.lang)
    body = [
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc"><h1 id="toc"{own_lang}>{contents}</h1>',
        "<ol>",
        *(each for page in pages for each in _nav_entry(page, markup)),
        "</ol>",
        "</nav>",
    ]
    return _xhtml(outline, phrases.titles["contents"], "\n".join(body))


def _nav_entry(page: _Page, markup: Markup) -> Iterator[str]:
    """Yield the lines of a chapter in the table of contents, and of its entries below it."""

    def link(chapter: Chapter, to: str) -> str:
        lang = markup.named(chapter.title.lang)
        return f'<li><a href="{page.name}.xhtml#{to}"{lang}>{escape(chapter.title.text)}</a>'

    yield link(page.chapter, page.name)
    at = 1 + len(page.chapter.lines)
    if page.chapter.entries:
        yield "<ol>"
        for entry in page.chapter.entries:
            yield link(entry, f"{page.name}-{at}") + "</li>"
            at += len(entry.lines)
        yield "</ol>"
    yield "</li>"


def _overlay(page: _Page) -> str:
    pars = (
        f'<par id="{clip.line}"><text src="{page.name}.xhtml#{clip.line}"/><audio src="{page.name}.mp3" '
        f'clipBegin="{_clock(clip.begin)}" clipEnd="{_clock(clip.end)}"/></par>'
        for clip in page.clips
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>',
            *pars,
            "</body></smil>\n",
        ]
    )


def _package(outline: Outline, pages: Sequence[_Page], modified: datetime) -> str:
    pack = outline.pack
    lang = escape(pack.lang)
    voiced = [page for page in pages if page.clips]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<package xmlns="{_OPF}" version="3.0" unique-identifier="id" xml:lang="{lang}">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">{uuid.uuid5(_NAMESPACE, f"{pack.id}/{pack.lang}").urn}</dc:identifier>',
            f"<dc:title>{escape(pack.title)}</dc:title>",
            f"<dc:language>{lang}</dc:language>",
            f"<dc:publisher>{escape(pack.publisher)}</dc:publisher>",
            f"<dc:source>{escape(pack.source)}</dc:source>",
            f"<dc:description>{escape(pack.summary)}</dc:description>",
            _meta("dcterms:modified", f"{modified:%Y-%m-%dT%H:%M:%SZ}"),
            *_accessibility(outline, all_voiced=all(all(page.track.times) for page in pages)),
            *(
                _meta("media:duration", _clock(page.milliseconds), of=f"{page.name}-overlay")
                for page in voiced
            ),
            _meta("media:duration", _clock(sum(page.milliseconds for page in voiced))),
            _meta("media:active-class", HEARD),
            "</metadata>",
            "<manifest>",
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="css" href="book.css" media-type="text/css"/>',
            *(item for page in pages for item in _items(page)),
            "</manifest>",
            "<spine>",
            *(f'<itemref idref="{page.name}"/>' for page in pages),
            "</spine>",
            "</package>\n",
        ]
    )


def _items(page: _Page) -> Iterator[str]:
    name = page.name
    overlay = f' media-overlay="{name}-overlay"' if page.clips else ""
    yield f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{overlay}/>'
    if page.clips:
        yield f'<item id="{name}-overlay" href="{name}.smil" media-type="application/smil+xml"/>'
        yield f'<item id="{name}-sound" href="{name}.mp3" media-type="audio/mpeg"/>'


def _accessibility(outline: Outline, *, all_voiced: bool) -> Iterator[str]:
    """Yield what shops and libraries tell of a book (schema.org; EPUB Accessibility 1.1).

    No standard is named as met: that a person has to find, and to sign.
    """
    phrases = outline.phrases
    for mode in ("textual", "auditory"):
        yield _meta("schema:accessMode", mode)
        if mode == "textual" or all_voiced:
            yield _meta("schema:accessModeSufficient", mode)
    for feature in (
        *("displayTransformability", "readingOrder", "structuralNavigation"),
        *("synchronizedAudioText", "tableOfContents"),
    ):
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    if all_voiced:
        lang = Markup(outline.pack.lang, xml=True).named(phrases.lang).partition(" xml:")[2]
        yield _meta("schema:accessibilitySummary", phrases.book_summary, lang=lang and f" xml:{lang}")


def _meta(name: str, held: str, *, of: str = "", lang: str = "") -> str:
    refines = f' refines="#{of}"' if of else ""
    return f'<meta property="{name}"{refines}{lang}>{escape(held)}</meta>'


def _clock(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}s"
