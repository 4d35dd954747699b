"""The square code beside a page is read back from a picture of the screen, as a camera would."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from textual.geometry import Size
from tui_views import SIZES, Glass, contents, glass, page, people, reader, saying, with_code, word

from kiosk import assembly
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.settings import Settings, Theme
from kiosk.speech.fake import FakeSpeaker
from kiosk.tui import codes
from kiosk.tui.codes import GAP, TEXT_LEAST
from kiosk.tui.rows import Role
from kiosk.tui.widgets.page import Page
from kiosk.visit.edition import Edition
from kiosk.visit.events import Moved, Notice, SoundNotice
from kiosk.visit.view import ScreenName, View

HELPLINE = "tel:02077933650"
LINK = "https://www.example.org/more"
SMALLEST = (60, 20)
BETWEEN = [(71, 20), (68, 22), (90, 28), (100, 30), (160, 45), (200, 55)]
_PIXELS = 4  # across a cell; a cell is twice as high
_INKED = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return loader.load(bundled_pack())


def view_at(pack: Pack, *keys: str) -> View:
    """What a visitor sees after some keys."""
    settings = Settings()
    speaker = FakeSpeaker()
    visit = assembly.new_visit(
        [Edition(pack, english().on_screen)], assembly.new_speech(speaker.send, settings), settings
    )
    visit.begin()
    for key in keys:
        visit.press(key)
    return visit.view


def helpline(pack: Pack) -> View:
    return view_at(pack, "right", "h")


def picture(seen: Glass) -> Image.Image:
    """The screen, each half of a cell in its colour. Letters are left out: a code has none."""
    columns, rows = seen.app.size
    image = Image.new("RGB", (columns, 2 * rows))
    for at, cell in enumerate(seen.cells):
        x, y = at % columns, at // columns
        for half, inked in enumerate(_INKED.get(cell.character, (False, False))):
            colour = cell.ink if inked else cell.paper
            assert colour
            image.putpixel((x, 2 * y + half), colour)
    return image.resize((columns * _PIXELS, 2 * rows * _PIXELS), Image.Resampling.NEAREST)


def code_of(seen: Glass) -> list[tuple[int, int]]:
    """Where the cells stand that have the code's role."""
    region, rows = seen.app.query_one(Page), seen.app.query_one(Page)._rows  # noqa: SLF001 - what was drawn
    found = []
    for y, row in enumerate(rows):
        for span in row.spans:
            if span.style == Role.CODE:
                found += [(region.content_region.x + x, y) for x in range(span.start, span.end)]
    return found


def left_of_the_code(seen: Glass) -> list[str]:
    left = min((x for x, _ in code_of(seen)), default=seen.app.size.width)
    return [row[:left] for row in seen.rows]


def read(seen: Glass) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture(seen), try_invert=False)]


@pytest.mark.parametrize("no_colour", [False, True], ids=["", "NO_COLOR"])
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("size", SIZES)
async def test_the_helpline_s_number_is_read_from_the_screen(
    shipped: Pack, size: tuple[int, int], theme: Theme, *, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    view = replace(helpline(shipped), theme=theme)
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        assert read(seen) == [HELPLINE]


@pytest.mark.parametrize("size", BETWEEN)
async def test_between_these_sizes_too(shipped: Pack, size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(helpline(shipped)))
        assert read(seen) == [HELPLINE]


async def test_it_stands_still_while_the_page_is_heard_and_turned(shipped: Pack) -> None:
    view = helpline(shipped)
    async with glass(SMALLEST) as seen:
        await seen.draw(Moved(view))
        pages, first = set(), code_of(seen)
        assert first
        for at, each in enumerate(view.lines):
            await seen.draw(saying(at), word(at, 0, len(each.text.split(maxsplit=1)[0]) if each.text else 0))
            assert code_of(seen) == first
            assert read(seen) == [HELPLINE]
            pages.add(seen.rows[2][:30])
        assert len(pages) > 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_that_takes_a_row_leaves_it_whole(shipped: Pack, size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        for notice in (Notice("Volume 4 of 5."), Notice(""), SoundNotice("Sound is off.")):
            await seen.draw(Moved(helpline(shipped)), notice)
            assert read(seen) == [HELPLINE]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "view", [contents(3), people(2), reader(4), page(ScreenName.WELCOME), page(ScreenName.THANKS)]
)
async def test_a_page_without_one_has_none_and_keeps_its_width(size: tuple[int, int], view: View) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        assert not read(seen)
        assert not code_of(seen)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [with_code(reader(2)), with_code(contents(4)), with_code(people(9))])
async def test_it_covers_no_text_and_no_target(size: tuple[int, int], view: View) -> None:
    shown = ""
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        for at, _ in enumerate(view.lines):
            await seen.draw(saying(at))
            shown += " ".join(row[:-1] for row in left_of_the_code(seen))
    words = " ".join(shown.translate(dict.fromkeys(map(ord, "│║┌┐└┘╔╗╚╝─═▶▌•»"), " ")).split())
    for each in view.lines:
        assert each.text in words


async def test_where_the_text_would_be_squeezed_there_is_none(shipped: Pack) -> None:
    sizes = [(width, 24) for width in range(40, 61)]
    drawn = []
    for size in sizes:
        async with glass(size) as seen:
            await seen.draw(Moved(helpline(shipped)))
            code = code_of(seen)
            drawn.append(bool(code))
            assert not code or min(x for x, _ in code) - 1 >= TEXT_LEAST + GAP
    assert drawn == sorted(drawn)
    assert {True, False} == set(drawn)


@pytest.mark.parametrize(("rows", "whole"), [(11, False), (12, True), (13, True)])
def test_no_code_is_cut_off(rows: int, *, whole: bool) -> None:
    assert bool(codes.drawn(HELPLINE, Size(58, rows))) is whole


def test_a_code_is_as_large_as_its_place_and_has_four_light_squares_where_it_can() -> None:
    sizes = {rows: codes.drawn(HELPLINE, Size(200, rows)) for rows in (12, 13, 15, 22, 23, 60)}
    widths = {rows: code[0].cell_length for rows, code in sizes.items()}
    assert widths == {12: 23, 13: 25, 15: 29, 22: 29, 23: 46, 60: 115}
    assert all(len(code) <= rows for rows, code in sizes.items())


@pytest.mark.parametrize(("size", "longest"), [((75, 21), 32), ((80, 24), 53), ((120, 40), 100)])
async def test_a_link_of_this_length_is_read(size: tuple[int, int], longest: int) -> None:
    address = "https://www.example.org/".ljust(longest, "x")
    async with glass(size) as seen:
        await seen.draw(Moved(with_code(reader(), address)))
        assert read(seen) == [address]


@pytest.mark.parametrize("size", [(75, 21), (80, 24), (120, 40), (240, 67)])
async def test_a_pack_s_link_is_read_on_the_page_of_its_part_alone(
    shipped: Pack, size: tuple[int, int]
) -> None:
    first, *others = shipped.parts
    pack = replace(shipped, parts=(replace(first, link=LINK), *others))
    async with glass(size) as seen:
        await seen.draw(Moved(view_at(pack, "right", "right")))
        assert read(seen) == [LINK]
        await seen.draw(Moved(view_at(pack, "right", "right", "right")))
        assert read(seen) == []
