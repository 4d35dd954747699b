import re

import pytest
from rich.color import ColorSystem
from tui_views import Cell, Colour, Glass, contents, glass, offer, page, people, reader, saying, word, word_in

from kiosk.keys.filters import Refusal
from kiosk.visit.events import Moved, Notice, Offered, PressRefused, SoundNotice, VisitEvent
from kiosk.visit.view import ScreenName

SHOWN: list[list[VisitEvent]] = [
    [Moved(page(ScreenName.WELCOME)), saying(1), word_in(page(ScreenName.WELCOME), "screen")],
    [Moved(contents(2)), saying(7), word_in(contents(2), "Types")],
    [
        Moved(reader(1)),
        saying(3),
        word_in(reader(1), "because"),
        Notice("Volume 4 of 5."),
        SoundNotice("Sound is off."),
    ],
    [Moved(reader(7)), saying(9), word_in(reader(7), "0123 456")],
    [Moved(people(1)), saying(5), word_in(people(1), "item 2")],
    [Moved(page(ScreenName.HELP)), saying(2), word_in(page(ScreenName.HELP), "Key 0")],
    [
        Moved(contents(2)),
        saying(7),
        word_in(contents(2), "Types"),
        Offered(offer(2, left=4)),
        PressRefused("right", Refusal.SAME_KEY),
    ],
    [Moved(reader(1)), Offered(offer(4)), saying(-1, 7, written="Say it again"), word(-1, 4, 6, 7)],
]

# The Linux console's own colours, dark ones first; its backgrounds are the dark ones only.
CONSOLE: list[Colour] = [
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170),
    (170, 170, 170), (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255),
    (255, 85, 255), (85, 255, 255), (255, 255, 255),
]  # fmt: skip


def luminance(colour: Colour) -> float:
    """WCAG 2.1's relative luminance."""
    channels = [value / 255 for value in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def written(seen: Glass) -> list[Cell]:
    return [cell for cell in seen.cells if not cell.character.isspace()]


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.requirement("K42")
@pytest.mark.parametrize("shown", SHOWN)
async def test_every_pair_of_colours_that_is_drawn_has_a_contrast_of_10(shown: list[VisitEvent]) -> None:
    async with glass() as seen:
        await seen.draw(*shown)
        pairs = {(cell.ink, cell.paper) for cell in written(seen)}
        assert len(pairs) >= 4, "text, mark, sentence and word are told apart"
        for ink, paper in pairs:
            assert ink is not None
            assert paper is not None
            assert contrast(ink, paper) >= 10


@pytest.mark.requirement("K42")
@pytest.mark.parametrize("shown", SHOWN)
async def test_on_the_linux_console_the_contrast_is_7_or_more(shown: list[VisitEvent]) -> None:
    async with glass() as seen:
        await seen.draw(*shown)
        for cell in written(seen):
            assert cell.style.color
            assert cell.style.bgcolor
            ink = cell.style.color.downgrade(ColorSystem.STANDARD).number
            paper = cell.style.bgcolor.downgrade(ColorSystem.STANDARD).number
            assert ink is not None
            assert paper is not None
            ink = ink | 8 if cell.style.bold else ink
            assert contrast(CONSOLE[ink], CONSOLE[paper & 7]) >= 7, cell


@pytest.mark.requirement("K44")
@pytest.mark.parametrize("shown", SHOWN)
async def test_nothing_blinks_and_nothing_is_in_italics_or_dimmed(shown: list[VisitEvent]) -> None:
    async with glass() as seen:
        await seen.draw(*shown)
        for cell in written(seen):
            style = cell.style
            assert not any([style.blink, style.blink2, style.italic, style.dim])


@pytest.mark.requirement("K43")
async def test_without_colours_the_marks_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with glass() as seen:
        await seen.draw(Moved(contents(2)), saying(7))
        assert all(
            len(set(colour)) == 1 for cell in written(seen) for colour in (cell.ink or (), cell.paper or ())
        ), "grey"
        assert "║► ▌ 3. Types and causes" in seen.text
        await seen.draw(Moved(reader(0)), saying(2))
        assert "► ▌ For many people" in seen.text
        await seen.draw(Offered(offer(4)), saying(-1, 7, written="Say it again"))
        assert re.search(r"► ▌ Say it again +■■■·", seen.text)
        await seen.draw(PressRefused("right", Refusal.SAME_KEY))
        assert "· not counted" in seen.text
