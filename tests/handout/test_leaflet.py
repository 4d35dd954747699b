"""The leaflet: every word of the pack in its order, in clear print, with codes that a camera reads."""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import segno
import zxingcpp
from made_up import LANG, pack_made_up, words_made_up

from kiosk.errors import DataError, UsageError
from kiosk.files import yaml_file
from kiosk.handout.leaflet import leaflet
from kiosk.handout.outline import Outline, outline
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.visit.edition import Edition

from .packs import HOSTILE, LINK, PHONE, bundled, full, item, of, pack, paragraph, person
from .pdf import DAY, Pdf, Print, Text, made

pytestmark = pytest.mark.usefixtures("typst")

MILLIMETRE = 72 / 25.4
SMALLEST_POINTS = 16
SIDE = 3.0  # points at most between where a letter stands and where its ink is
MARGIN = 25 * MILLIMETRE - SIDE
A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)
EVIL = (
    '#read("/etc/passwd")',
    "$x$ and *b* and _i_ and `raw` and @ref and <label>",
    "\\ \\u{41} \\# [/] [b] #[c] // not a comment /* nor this */",
    "= Not a heading",
    "- not an item",
    "A -- b --- c ... d ~ e 'f' \"g\"",
    '"#sys.inputs #panic() }) ] ${x} %s {0}',
)


@pytest.fixture(scope="module")
def of_bundled() -> Pdf:
    return made(bundled(codes=True))


@pytest.fixture(scope="module")
def of_full() -> Pdf:
    return made(full(codes=True))


def read(pdf: Pdf) -> list[str]:
    """Return what is read out, in order, but for the table of contents and what only counts."""
    tags = pdf.tree.all("H1", "H2", "H3", "P", but="TOC")
    return [tag.text for tag in tags if tag.text != "Contents"]


def wanted(outline: Outline) -> list[str]:
    """Return the same, of an outline: the titles, and the sentences of each passage together."""
    found = list[str]()
    for chapter in outline.chapters:
        for part in (chapter, *chapter.entries):
            found.append(part.title.text)
            found += [
                " ".join(line.text for line in passage) for block in part.blocks for passage in block.passages
            ]
    return found


def lines(pdf: Pdf) -> list[list[Print]]:
    """Return the lines of print, each from left to right, but for the dots of the table of contents."""
    found = dict[tuple[int, float], list[Print]]()
    for each in pdf.prints:
        if each.text.strip(". "):
            found.setdefault((each.page, round(each.baseline, 1)), []).append(each)
    return [sorted(line, key=lambda each: each.left) for line in found.values()]


def in_codes(pdf: Pdf) -> list[str]:
    """Return what a camera reads on its pages."""
    pages = (pdf.picture(number) for number in range(pdf.count))
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


# --- The words.


@pytest.mark.parametrize("outlined", [bundled, full])
def test_what_is_read_out_is_the_outline_in_its_order(outlined: Callable[..., Outline]) -> None:
    assert read(made(outlined(codes=True))) == wanted(outlined(codes=True))


def test_what_is_seen_is_what_is_read_out(of_bundled: Pdf) -> None:
    """From the top of each page to its foot, but for the foot itself, dots and numbers."""
    seen = " ".join(
        "".join(each.text for each in line).strip()
        for line in lines(of_bundled)
        if any(each.marked >= 0 for each in line)
    )
    said = " ".join("".join(each.text for each in of_bundled.tree.texts).split())
    assert re.sub(r"\s|\.", "", seen) == re.sub(r"\s|\.", "", said)


@pytest.mark.requirement("K60")
def test_the_number_and_the_names_of_every_fact_are_there(of_bundled: Pdf) -> None:
    document, _ = yaml_file.read(bundled_pack(), "facts.yaml")
    assert document
    assert isinstance(document.value, dict)
    number, name = r"\d[\d ]*\d%?|\d%?", r"[A-Z][A-Z0-9]+|[A-Z]\w+ [A-Z]\w+(?='s story)"
    facts = " ".join(map(str, document.value.values()))
    named = re.findall(rf"(?<!\w)(?:{number}|{name})", facts)
    assert {"DYT1", "DYT5", "30%", "MRI", "NBIA", "020 7793 3650", "Lucie Armstrong"} <= set(named)
    said = " ".join(read(of_bundled))
    absent = [name for name in named if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)]
    assert absent == []


def test_where_it_comes_from_comes_first_and_disclaimer_and_helpline_last(of_bundled: Pdf) -> None:
    said = read(of_bundled)
    assert said[0] == "Generalised dystonia"
    assert said[1].startswith("The facts come from The Dystonia Society. Source: ")
    assert said[2] == "This information has not been checked by a clinician yet."
    assert said.index("Disclaimer") < said.index("Helpline")
    assert said[-2:] == [
        "The helpline number is 020 7793 3650.",
        "The camera of a phone can read this code. It holds the helpline number.",
    ]


def test_nothing_in_a_pack_is_markup() -> None:
    texts = (*EVIL, HOSTILE)
    evil = replace(
        pack(*map(paragraph, texts), *map(item, texts), people=(person("Ann", paragraph(EVIL[0])),)),
        title=EVIL[0],
        publisher=EVIL[1],
        summary=EVIL[2],
    )
    outlined = of(evil, codes=True)
    pdf = made(outlined)
    assert read(pdf) == wanted(outlined)
    assert pdf.file.docinfo["/Title"] == EVIL[0]
    assert pdf.file.docinfo["/Author"] == EVIL[1]


def test_a_list_is_numbered(of_full: Pdf) -> None:
    [found] = of_full.tree.all("L")
    assert [tag.text for tag in found.all("Lbl")] == ["1.", "2."]
    assert [tag.text for tag in found.all("LBody")] == ["One thing.", "Another thing. It has two sentences."]


def test_each_text_is_in_its_language(of_full: Pdf) -> None:
    assert str(of_full.root.Lang) == "en-GB"
    other = {text.text: text.lang for text in of_full.tree.texts if text.lang != "en-GB"}
    assert other == {"Bore da.": "cy", "nuqneH": "tlh"}


def test_a_pack_in_another_language_is_in_it_through_and_through(tmp_path: Path) -> None:
    first, *others = pack_made_up(pack()).parts
    first = replace(first, passages=(*first.passages, paragraph("Bonjour.", lang="fr-CA")))
    turned = replace(pack_made_up(pack(people=(person("Ann"),))), parts=(first, *others))
    pdf = made(outline(Edition(turned, words_made_up(tmp_path).on_screen), codes=True))
    assert str(pdf.root.Lang) == LANG
    assert {text.lang for text in pdf.tree.texts} == {LANG, "fr-CA"}
    assert "Contents" not in pdf.tree.text


def test_a_table_of_contents_tells_the_page_of_each_chapter(of_bundled: Pdf) -> None:
    [contents, *_] = of_bundled.tree.all("TOC")
    pages = {tag.text: next(tag.texts).prints[0].page + 1 for tag in of_bundled.tree.all("H2")}
    del pages["Contents"]
    assert [tag.text for tag in contents.all("TOCI")] == [f"{title} {page}" for title, page in pages.items()]


def test_a_few_chapters_need_no_table_of_contents() -> None:
    assert not list(made(of(pack(paragraph("Words.")), codes=True)).tree.all("TOC"))


# --- Clear print.


def test_no_letter_is_small(of_bundled: Pdf, of_full: Pdf) -> None:
    for pdf in (of_bundled, of_full):
        assert min(each.size for each in pdf.prints) >= SMALLEST_POINTS
        text = [each.size for each in pdf.prints if each.marked >= 0]
        assert min(text) == pytest.approx(18)


def test_the_letters_are_upright_without_serifs_and_come_with_it(of_full: Pdf) -> None:
    assert all(each.embedded for each in of_full.prints)
    names = {each.font for each in of_full.prints}
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)  # a part of the font (ISO 32000-1, 9.6.4)
    assert {name[7:] for name in names} == {"DejaVuSans", "DejaVuSans-Bold"}


def test_it_is_black_on_white(of_full: Pdf) -> None:
    assert {each.colour for each in of_full.prints} == {(0, 0, 0, 255)}
    for number in range(of_full.count):
        picture = of_full.picture(number).convert("RGB")
        colours = picture.getcolors(maxcolors=2**24)
        assert colours is not None
        count, paper = max(colours)
        assert paper == (255, 255, 255)
        assert count > 0.8 * picture.width * picture.height
        assert all(red == green == blue for _, (red, green, blue) in colours)  # type: ignore[misc]


def test_every_line_begins_at_the_left(of_bundled: Pdf) -> None:
    lines = [line for tag in of_bundled.tree.all("P", but="L") for line in by_line(tag.texts)]
    assert len(lines) > 100
    assert all(abs(line[0].left - 25 * MILLIMETRE) < SIDE for line in lines)


def by_line(texts: Iterable[Text]) -> list[list[Print]]:
    """Return the lines of a tag, from above."""
    found = dict[tuple[int, float], list[Print]]()
    for text in texts:
        for each in text.prints:
            found.setdefault((each.page, round(each.baseline, 1)), []).append(each)
    return list(found.values())


def test_lines_stand_well_apart(of_bundled: Pdf) -> None:
    gaps = [
        (one[0].baseline - other[0].baseline) / one[0].size
        for tag in of_bundled.tree.all("P")
        for one, other in pairwise(by_line(tag.texts))
        if one[0].page == other[0].page
    ]
    assert len(gaps) > 100
    assert min(gaps) >= 1.5


def test_all_of_it_is_on_the_paper_whatever_its_length() -> None:
    word = "wide" * 300
    outlined = of(
        replace(
            pack(
                paragraph(word),
                item(word),
                paragraph("One sentence of many. " * 150 + "The end."),
                people=(person(word, paragraph(word)),),
            ),
            title=word,
        ),
        codes=True,
    )
    pdf = made(outlined)
    for each in pdf.prints:
        assert each.left >= MARGIN, each
        assert each.right <= A4[0] - MARGIN, each
        assert each.baseline >= 10 * MILLIMETRE, each
        assert each.baseline <= A4[1] - MARGIN, each
    assert [text.replace("\u200b", "") for text in read(pdf)] == wanted(outlined)


def test_words_that_fit_are_never_broken(of_bundled: Pdf) -> None:
    assert "\u200b" not in "".join(each.text for each in of_bundled.prints)
    long = "Krankenversicherungskarte neurodegeneration"
    assert long in read(made(of(pack(paragraph(f"A {long} {long} {long}")))))[4]


def many() -> Outline:
    """Return a pack whose lists, people and texts are of all lengths, so that some meet the end of a page."""
    texts = [paragraph("One sentence of some. " * (1 + number % 4)) for number in range(20)]
    listed = [each for text in texts for each in (text, item("One."), item("Two."))]
    people = tuple(person(f"Ann{number}", *texts[: number % 3]) for number in range(20))
    return of(pack(*listed, people=people), codes=True)


@pytest.mark.parametrize("outlined", [lambda: bundled(codes=True), many])
def test_what_belongs_together_is_not_torn_between_pages(outlined: Callable[[], Outline]) -> None:
    pdf = made(outlined())
    for tag in pdf.tree.all("P", "H1", "H2", "H3"):
        assert len({each.page for text in tag.texts for each in text.prints}) == 1, tag.text
    for one, other in pairwise(pdf.tree.tags):
        leads = one.kind in {"H1", "H2", "H3"} or one.text.startswith("Featured")
        if leads or (one.kind, other.kind) == ("P", "L"):
            assert next(one.texts).prints[0].page == next(other.texts).prints[0].page, one.text
        if other.kind == "Figure":
            assert other.element.Pg == pdf.file.pages[next(one.texts).prints[0].page].obj


def test_the_foot_of_each_page_has_the_helpline_and_how_far_it_is(of_bundled: Pdf) -> None:
    for number in range(of_bundled.count):
        foot = [each.text for each in of_bundled.prints if each.page == number and each.marked < 0]
        text = "".join(foot).strip(". ")
        assert text == f"Helpline: 020 7793 3650 {number + 1} / {of_bundled.count}"


# --- The codes, and what can be followed.


@pytest.mark.requirement("K06")
def test_a_camera_reads_the_number_and_the_link_and_words_tell_of_both(of_full: Pdf) -> None:
    assert in_codes(of_full) == [LINK, "tel:02079460000"]
    assert [tag.alt for tag in of_full.tree.all("Figure")] == [
        f"A code for the camera of a phone: {LINK}",
        f"A code for the camera of a phone: {PHONE}",
    ]
    said = read(of_full)
    assert "The camera of a phone can read this code. It holds this address." in said
    assert "The camera of a phone can read this code. It holds the helpline number." in said


def test_the_longest_address_is_read_by_a_camera_too() -> None:
    link = "https://www.example.org/" + "a" * 76
    first, *others = pack().parts
    pdf = made(of(replace(pack(), parts=(replace(first, link=link), *others)), codes=True))
    assert link in in_codes(pdf)


def test_each_code_stands_in_light_and_is_read_where_a_part_of_it_is_creased_away(of_full: Pdf) -> None:
    for tag in of_full.tree.all("Figure"):
        left, bottom, right, top = (float(each) * 150 / 72 for each in tag.element.A[0].BBox)
        page = next(number for number, each in enumerate(of_full.file.pages) if each.obj == tag.element.Pg)
        picture = of_full.picture(page, dots=150)
        cut = picture.crop((int(left), int(picture.height - top), int(right), int(picture.height - bottom)))
        [code] = zxingcpp.read_barcodes(cut)
        assert code.ec_level in {"M", "Q", "H"}
        corner, other = code.position.top_left, code.position.bottom_right
        side = other.x - corner.x
        squares = segno.make(code.text, micro=False, error="m").symbol_size(border=0)[0]
        assert (
            min(corner.x, corner.y, cut.width - other.x, cut.height - other.y) > 3.5 * side / squares
        )  # of 4


def test_a_helpline_with_a_page_of_the_web_has_words_for_both_codes() -> None:
    *others, helpline = pack().parts
    outlined = of(replace(pack(), parts=(*others, replace(helpline, link=LINK))), codes=True)
    pdf = made(outlined)
    *_, number, address = [tag.alt for tag in pdf.tree.all("Figure")]
    assert (number.endswith(f": {PHONE}"), address.endswith(f": {LINK}")) == (True, True)
    assert in_codes(pdf)[-2:] == ["tel:02079460000", LINK]


def test_the_number_and_the_address_can_be_followed(of_full: Pdf) -> None:
    targets = {
        str(each.A.URI): str(each.Contents)
        for page in of_full.file.pages
        for each in page.get("/Annots", [])
        if "/A" in each and "/URI" in each.A
    }
    assert set(targets) == {LINK, "tel:02079460000"}
    linked = [tag.text for tag in of_full.tree.all("Link") if tag.text in {PHONE, LINK.split("//")[1]}]
    assert linked == [LINK.split("//")[1], PHONE]


def test_a_number_stands_on_one_line() -> None:
    words = replace(english().on_screen, phone="The number that the helpline has is {phone}.")
    pdf = made(outline(Edition(pack(), words), codes=True))
    found = [
        line for tag in pdf.tree.all("P") if tag.text.endswith(f"{PHONE}.") for line in by_line(tag.texts)
    ]
    assert len(found) == 2
    assert "".join(each.text for each in found[1]) == f"{PHONE}."


# --- How it is made.


def test_the_same_pack_and_time_make_the_same_bytes() -> None:
    one, again = (leaflet(full(codes=True), modified=DAY).pdf for _ in range(2))
    assert one == again
    assert leaflet(full(codes=True), modified=DAY.replace(year=2027)).pdf != one
    told = Pdf(one)
    assert str(told.file.docinfo["/ModDate"]).startswith("D:20261123000000")


@pytest.mark.parametrize(
    ("text", "letters"),
    [('Say "漢字" to me.', "漢, 字"), ('\ue000 \\ "', "U+E000"), ("a\uffff and 漢", "U+FFFF, 漢")],
)
def test_letters_that_the_fonts_lack_are_told_with_their_place(text: str, letters: str) -> None:
    with pytest.raises(DataError) as told:
        leaflet(of(pack(paragraph("Words."), paragraph(text)), codes=True), modified=DAY)
    assert str(told.value) == (
        f"The leaflet cannot be made: its letters lack {letters}; write it otherwise in: {text}"
    )


def test_letters_of_other_scripts_are_set() -> None:
    text = "Ŵyth ŷd, ἀρχή, Привет, e\u0301, ½ of 10 ₂, ≥ 3, ☺"
    assert text in read(made(of(pack(paragraph(text)))))


def test_without_typst_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"^The leaflet needs typst, .*uv sync --extra handout"):
        leaflet(full(codes=True), modified=DAY)
