"""The leaflet as PDF/UA-1: by typst, which refuses what does not conform, and by the Matterhorn Protocol."""

from collections.abc import Callable, Iterator

import pikepdf
import pytest

from .matterhorn import PDFUA, faults
from .packs import bundled, full
from .pdf import Pdf, Tag, made

pytestmark = pytest.mark.usefixtures("typst")


@pytest.fixture
def of_full() -> Pdf:
    return made(full(codes=True))


def outlined(tag: Tag) -> list[str]:
    return [each.kind for each in tag.tags]


def test_it_meets_no_failure_condition(of_full: Pdf) -> None:
    assert faults(of_full) == []
    assert faults(made(bundled(codes=True))) == []


def test_the_tags_tell_how_it_is_built(of_full: Pdf) -> None:
    """The pack, its one section with a list, its two people, the disclaimer and the helpline."""
    assert outlined(of_full.tree) == [
        *("H1", "P", "P"),
        *("H2", "P", "L", "P", "P", "P", "P", "P", "Figure"),
        *("H2", "P", "H3", "P", "P", "H3", "P", "P"),
        *("H2", "P"),
        *("H2", "P", "P", "P", "Figure"),
    ]
    [items] = of_full.tree.all("L")
    assert [outlined(each) for each in items.tags] == [["Lbl", "LBody"]] * 2
    assert items.element.A[0].ListNumbering == "/Decimal"


def test_it_tells_what_it_is(of_full: Pdf) -> None:
    assert str(of_full.root.Lang) == "en-GB"
    assert bool(of_full.root.ViewerPreferences.DisplayDocTitle)
    told = of_full.file.docinfo
    assert (str(told["/Title"]), str(told["/Author"])) == ("A condition", "The Charity")
    with of_full.file.open_metadata() as metadata:
        assert metadata[PDFUA] == "1"
        assert metadata["dc:description"] == "What it is"


def test_bookmarks_lead_to_each_chapter_and_each_person(of_full: Pdf) -> None:
    def titles(items: list[pikepdf.OutlineItem], depth: int = 0) -> Iterator[tuple[int, str]]:
        for each in items:
            yield depth, each.title
            yield from titles(each.children, depth + 1)

    with of_full.file.open_outline() as found:
        assert list(titles(found.root)) == [
            (0, "A condition"),
            (1, "Section"),
            (1, "Case-Studies"),
            (2, "Ann Example"),
            (2, "Bob Example"),
            (1, "Disclaimer"),
            (1, "Helpline"),
        ]


# --- That each failure condition is found where it is met.


def drop(*path: str) -> Callable[[Pdf], None]:
    def without(pdf: Pdf) -> None:
        at = pdf.root
        for name in path[:-1]:
            at = at[name]
        del at[path[-1]]

    return without


def of_tag(kind: str, change: Callable[[pikepdf.Object], None]) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        change(next(pdf.tree.all(kind)).element)
        pdf.__dict__.pop("tree", None)  # it is read anew

    return changed


def name(kind: str) -> Callable[[pikepdf.Object], None]:
    return lambda element: element.__setattr__("S", pikepdf.Name(f"/{kind}"))


def rewritten(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        stream = pdf.file.pages[0].Contents
        content = stream.read_bytes()
        assert old in content
        stream.write(content.replace(old, new, 1))

    return changed


def untold(pdf: Pdf) -> None:
    with pdf.file.open_metadata(set_pikepdf_as_editor=False) as told:
        del told[PDFUA]
        del told["dc:title"]


def of_font(*names: str) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        font = next(iter(pdf.file.pages[0].Resources.Font.values()))
        for at in (font, font.DescendantFonts[0], font.DescendantFonts[0].FontDescriptor):
            for each in names:
                if each in at:
                    del at[each]

    return changed


def of_link(pdf: Pdf) -> None:
    [page] = [page for page in pdf.file.pages if "tel:" in str(page.get("/Annots", ""))] or pdf.file.pages[
        -1:
    ]
    del page["/Tabs"]
    del page.Annots[0]["/Contents"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (rewritten(b"/Artifact", b"/Span"), ["01-005"]),
        (rewritten(b"/Span<</MCID 0>>BDC", b"/Artifact BMC"), ["unheld:"]),
        (rewritten(b"/Span<</MCID 1>>BDC", b"/Artifact BMC /Span<</MCID 1>>BDC EMC"), ["01-004"]),
        (rewritten(b"/Span<</MCID 1>>BDC", b"/Span<</MCID 1>>BDC /Artifact BMC EMC"), ["01-003"]),
        (of_tag("P", name("Paragraph")), ["02-001"]),
        (of_tag("L", name("Div")), ["09-005"]),
        (of_tag("LBody", name("P")), ["09-005"]),
        (of_tag("Figure", lambda element: element.__delitem__("/Alt")), ["13-004"]),
        (of_tag("H1", name("H2")), ["14-002"]),
        (of_tag("H2", name("H3")), ["14-003"]),
        (of_tag("H1", name("H")), ["14-002", "14-007"]),
        (untold, ["06-002", "06-003"]),
        (drop("/MarkInfo", "/Marked"), ["untagged:"]),
        (drop("/ViewerPreferences", "/DisplayDocTitle"), ["07-001"]),
        (drop("/Lang"), ["11-006"]),
        (of_link, ["28-008", "28-012"]),
        (of_font("/ToUnicode"), ["31-027"]),
        (of_font("/FontFile2", "/FontFile3"), ["31-009"]),
    ],
)
def test_a_failure_condition_that_is_met_is_found(
    broken: Callable[[Pdf], None], told: list[str], of_full: Pdf
) -> None:
    broken(of_full)
    assert [fault.split()[0] for fault in faults(of_full)] == told
