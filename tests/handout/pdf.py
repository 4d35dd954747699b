"""A PDF, read back: what it tells of itself by pikepdf, what stands on its pages by Chromium's own reader."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from math import hypot
from typing import Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from kiosk.handout.leaflet import leaflet
from kiosk.handout.outline import Outline

NAME_LENGTH = 100  # far more than the name of a font has


DAY = datetime(2026, 11, 23, tzinfo=UTC)


def made(outline: Outline) -> "Pdf":
    """Return the leaflet of an outline."""
    return Pdf(leaflet(outline, modified=DAY).pdf)


class Print(NamedTuple):
    """A run of text on a page, in points from its lower left corner, at a size in points.

    `marked` is the number by which its tag names it, -1 outside all tags.
    """

    text: str
    page: int
    marked: int
    size: float
    colour: tuple[int, ...]
    font: str
    embedded: bool
    left: float
    right: float
    baseline: float


class Text(NamedTuple):
    """What a tag holds of a page, `at` the page and the number of what is marked there.

    `lang` is what a reader says it in.
    """

    at: tuple[int, int]
    prints: tuple[Print, ...]
    lang: str

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.prints)


@dataclass(frozen=True)
class Tag:
    """A tag with what is in it, in order."""

    kind: str
    lang: str
    alt: str
    held: tuple["Tag | Text", ...]
    element: Any  # of pikepdf, for what is looked at rarely

    @property
    def tags(self) -> tuple["Tag", ...]:
        return tuple(each for each in self.held if isinstance(each, Tag))

    @property
    def texts(self) -> Iterator[Text]:
        for each in self.held:
            if isinstance(each, Text):
                yield each
            else:
                yield from each.texts

    @property
    def text(self) -> str:
        return " ".join("".join(each.text for each in self.texts).split())

    def all(self, *kinds: str, but: str = "") -> Iterator["Tag"]:
        """Yield it and all tags in it, in order, of these kinds if any are named; none within a `but`."""
        if self.kind == but:
            return
        if not kinds or self.kind in kinds:
            yield self
        for each in self.tags:
            yield from each.all(*kinds, but=but)


class Pdf:
    """A PDF that was made, to be looked into."""

    def __init__(self, content: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(content))
        self.root = self.file.Root
        self._pages = pdfium.PdfDocument(content)

    @property
    def count(self) -> int:
        return len(self._pages)

    @cached_property
    def prints(self) -> tuple[Print, ...]:
        return tuple(each for number in range(self.count) for each in self._prints(number))

    @cached_property
    def tree(self) -> Tag:
        """The tag of the whole document."""
        held = self.root.StructTreeRoot.K
        [document] = held if isinstance(held, pikepdf.Array) else [held]
        marked = defaultdict[tuple[int, int], list[Print]](list)
        for each in self.prints:
            marked[each.page, each.marked].append(each)
        numbers = {page.obj.objgen: number for number, page in enumerate(self.file.pages)}
        languages = {
            (number, marked): lang
            for number in range(self.count)
            for marked, lang in self._languages(number).items()
        }

        def tag(element: Any, lang: str, page: Any) -> Tag:  # noqa: ANN401 - of pikepdf
            lang = str(element.get("/Lang", lang))
            page = element.get("/Pg", page)
            found = element.get("/K", [])
            held = list[Tag | Text]()
            for kid in found if isinstance(found, pikepdf.Array) else [found]:
                if isinstance(kid, int):
                    at = numbers[page.objgen], kid
                elif "/MCID" in kid:
                    at = numbers[kid.get("/Pg", page).objgen], int(kid.MCID)
                elif "/S" in kid:
                    held.append(tag(kid, lang, page))
                    continue
                else:
                    continue  # an annotation
                held.append(Text(at, tuple(marked[at]), languages.get(at, lang)))
            return Tag(str(element.S)[1:], lang, str(element.get("/Alt", "")), tuple(held), element)

        return tag(document, str(self.root.get("/Lang", "")), None)

    def operators(self, number: int) -> Iterator[tuple[str, list[Any]]]:
        """Yield what draws a page, each operator with its operands (ISO 32000-1, annex A)."""
        for each in pikepdf.parse_content_stream(self.file.pages[number]):
            yield str(each.operator), list(each.operands)

    def picture(self, number: int, *, dots: int = 150) -> Image.Image:
        """Return a page as a printer prints it, at so many dots an inch."""
        image: Image.Image = self._pages[number].render(scale=dots / 72).to_pil()
        return image

    def _languages(self, number: int) -> dict[int, str]:
        """Return the languages that the text of a page names itself."""
        named = (held[1] for operator, held in self.operators(number) if operator == "BDC")
        return {int(each.MCID): str(each.Lang) for each in named if "/MCID" in each and "/Lang" in each}

    def _prints(self, number: int) -> Iterator[Print]:
        page = self._pages[number]
        text_page = page.get_textpage()
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            length = raw.FPDFTextObj_GetText(each, text_page, None, 0)
            text = ctypes.create_string_buffer(length)
            units = ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFTextObj_GetText(each, text_page, units, length)
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(each, size)
            matrix = each.get_matrix()
            colour = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFPageObj_GetFillColor(each, *colour)
            font = raw.FPDFTextObj_GetFont(each)
            name = ctypes.create_string_buffer(NAME_LENGTH)
            raw.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
            left, _, right, _ = each.get_bounds()
            yield Print(
                text=_written(text.raw[:length].decode("utf-16-le")),
                page=number,
                marked=raw.FPDFPageObj_GetMarkedContentID(each),
                size=size.value * hypot(matrix.c, matrix.d),
                colour=tuple(each.value for each in colour),
                font=name.value.decode(),
                embedded=raw.FPDFFont_GetIsEmbedded(font) == 1,
                left=left,
                right=right,
                baseline=matrix.f,
            )


def _written(told: str) -> str:
    """Return what stands there: the reader tells a space alone as "", and a hyphen that ends a line as 2."""
    return told.rstrip("\0").replace("\2", "-") or " "
