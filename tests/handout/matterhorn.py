"""PDF/UA-1 by the Matterhorn Protocol 1.1 (PDF Association): the failure conditions that a leaflet can meet.

Each is told by its number there. What a leaflet has no use for (forms, scripts, optional content, any
annotation but a link, tags of tables) is told as a fault, so that nothing goes by unchecked.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from .pdf import Pdf, Tag

PAINTS = {
    *("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"),
}
# ISO 32000-1, 14.8.4, but for tables, ruby and warichu.
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
    *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Span", "Quote"),
    *("Reference", "BibEntry", "Code", "Link", "Annot", "Figure"),
}
HELD = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"}}
HOLDS = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TOCI": {"TOC"}}
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
UNLOOKED_FOR = {"/AcroForm", "/OCProperties", "/Names", "/AA", "/OpenAction"}


def faults(pdf: Pdf) -> list[str]:
    """Return the failure conditions that are met, each once, in order."""
    return sorted({*_document(pdf), *_content(pdf), *_tags(pdf), *_annotations(pdf), *_fonts(pdf)})


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.root
    marked: Any = root.get("/MarkInfo", {})
    if not marked.get("/Marked"):
        yield "untagged: the document does not say that it is tagged"
    if marked.get("/Suspects"):
        yield "01-007 suspects"
    with pdf.file.open_metadata() as told:
        if told.get(PDFUA) != "1":
            yield "06-002 not told to be PDF/UA-1"
        if not told.get(TITLE):
            yield "06-003 no title"
    shown: Any = root.get("/ViewerPreferences", {})
    if not shown.get("/DisplayDocTitle"):
        yield "07-001 the title is not shown"
    if not root.get("/Lang"):
        yield "11-006 no language"
    for name in UNLOOKED_FOR & set(root.keys()):
        yield f"unlooked for: {name}"


def _content(pdf: Pdf) -> Iterator[str]:
    named = Counter[tuple[int, int]]()
    for number in range(pdf.count):
        stack = list[str]()
        for operator, operands in pdf.operators(number):
            if operator in {"BMC", "BDC"}:
                held = operands[1] if len(operands) > 1 else {}
                artifact, tagged = str(operands[0]) == "/Artifact", "/MCID" in held
                if artifact and "tag" in stack:
                    yield "01-003 an artifact in what is tagged"
                if tagged and "artifact" in stack:
                    yield "01-004 a tag in an artifact"
                if tagged:
                    named[number, int(held["/MCID"])] += 1
                stack.append("artifact" if artifact else "tag" if tagged else "")
            elif operator == "EMC":
                stack.pop()
            elif operator in PAINTS and not {"tag", "artifact"} & set(stack):
                yield "01-005 neither tagged nor an artifact"
    if Counter(text.at for text in pdf.tree.texts) != named:
        yield "unheld: the tags do not hold what is marked, once each"


def _tags(pdf: Pdf) -> Iterator[str]:
    roles = {str(name)[1:]: str(to)[1:] for name, to in pdf.root.StructTreeRoot.get("/RoleMap", {}).items()}
    for name, to in roles.items():
        if name in STANDARD:
            yield "02-004 a standard tag is mapped"
        if to not in STANDARD:
            yield "02-001 a tag is mapped to none that is standard"
    yield from _nested(pdf.tree, roles)
    level = 0
    for heading in pdf.tree.all("H", "H1", "H2", "H3", "H4", "H5", "H6"):
        own = int(heading.kind[1:] or 0)
        if own > level + 1:
            yield (
                "14-002 the first heading is not H1"
                if level == 0
                else "14-003 a level of headings is left out"
            )
        if own == 0:
            yield "14-007 a heading without a level"
        level = own


def _nested(tag: Tag, roles: dict[str, str]) -> Iterator[str]:
    kind = roles.get(tag.kind, tag.kind)
    if kind not in STANDARD:
        yield f"02-001 no standard tag: {kind}"
    if kind == "Figure" and not tag.alt:
        yield "13-004 a figure without words"
    for each in tag.tags:
        inner = roles.get(each.kind, each.kind)
        if inner not in HELD.get(kind, {inner}) or kind not in HOLDS.get(inner, {kind}):
            yield f"{'09-006' if 'TOC' in kind + inner else '09-005'} {inner} in {kind}"
        yield from _nested(each, roles)


def _annotations(pdf: Pdf) -> Iterator[str]:
    linked = {
        kid.Obj.objgen
        for tag in pdf.tree.all("Link")
        for kid in tag.element.K
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
    }
    for page in pdf.file.pages:
        found: Any = page.get("/Annots", [])
        if len(found) and page.get("/Tabs") != "/S":
            yield "28-008 the tabulator does not follow the tags"
        for each in found:
            if each.Subtype != "/Link":
                yield f"unlooked for: {each.Subtype}"
            if each.objgen not in linked:
                yield "28-011 a link that is not tagged"
            if not each.get("/Contents"):
                yield "28-012 a link without words"
            if "/StructParent" not in each:
                yield "28-011 a link that does not know its tag"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in _all_fonts(pdf):
        if "/ToUnicode" not in font:
            yield "31-027 a font whose letters are not told"
        [below] = font.DescendantFonts
        if not {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys()):
            yield "31-009 a font that is not embedded"
        if below.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in below:
            yield "31-005 a font without its map of glyphs"
        if font.Encoding != "/Identity-H":
            yield "31-006 a font with an encoding of its own"


def _all_fonts(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.file.pages:
        drawn: Any = page.Resources.get("/XObject", {})
        for each in (page.Resources, *(form.get("/Resources", {}) for form in drawn.values())):
            yield from each.get("/Font", {}).values()
