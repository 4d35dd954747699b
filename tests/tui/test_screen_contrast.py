import re
from dataclasses import replace

import pytest
from rich.color import Color, ColorSystem
from tui_views import (
    Cell,
    Colour,
    Glass,
    contents,
    glass,
    offer,
    page,
    people,
    reader,
    saying,
    with_code,
    word,
    word_in,
)

from kiosk.keys.filters import Refusal
from kiosk.settings import Theme
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
    [Moved(with_code(reader(1))), saying(3), word_in(reader(1), "because")],
    [Moved(people(1)), saying(5), word_in(people(1), "item 2")],
    [Moved(page(ScreenName.HELP)), saying(2), word_in(page(ScreenName.HELP), "Key 0")],
    [
        Moved(contents(2)),
        saying(7),
        word_in(contents(2), "Types"),
        Offered(offer(2, left=4)),
        PressRefused("right", Refusal.SAME_KEY),
    ],
    [Moved(replace(reader(1), large_print=3)), saying(3), word_in(reader(1), "because")],
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


def of_xterm(number: int) -> Colour:
    """The colour of a number from 16 on, on a terminal with 256."""
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    red, green, blue = (
        55 + 40 * level if level else 0
        for level in ((number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6)
    )
    return red, green, blue


def number_of(colour: Color | None, system: ColorSystem) -> int:
    """The number by which the terminal is asked for a colour."""
    assert colour
    number = colour.downgrade(system).number
    assert number is not None
    return number


def truecolour(cell: Cell) -> tuple[Colour, Colour]:
    assert cell.ink
    assert cell.paper
    return cell.ink, cell.paper


def colours_256(cell: Cell) -> tuple[Colour, Colour]:
    ink, paper = (number_of(each, ColorSystem.EIGHT_BIT) for each in (cell.style.color, cell.style.bgcolor))
    return of_xterm(ink), of_xterm(paper)


def colours_16(cell: Cell) -> tuple[Colour, Colour]:
    """Where bold is only bold, and backgrounds may be bright."""
    ink, paper = (number_of(each, ColorSystem.STANDARD) for each in (cell.style.color, cell.style.bgcolor))
    return CONSOLE[ink], CONSOLE[paper]


def linux_console(cell: Cell) -> tuple[Colour, Colour]:
    """Where bold is bright, and no background is."""
    ink, paper = (number_of(each, ColorSystem.STANDARD) for each in (cell.style.color, cell.style.bgcolor))
    return CONSOLE[ink | 8 if cell.style.bold else ink], CONSOLE[paper & 7]


DEPTHS = [truecolour, colours_256, colours_16, linux_console]
LEAST = {(Theme.LIGHT_ON_DARK, truecolour): 10, (Theme.LIGHT_ON_DARK, colours_256): 10}  # elsewhere 7


def in_theme(shown: list[VisitEvent], theme: Theme) -> list[VisitEvent]:
    return [Moved(replace(event.view, theme=theme)) if isinstance(event, Moved) else event for event in shown]


def test_the_colours_of_256_are_xterm_s() -> None:
    assert [of_xterm(number) for number in (16, 17, 226, 231, 232, 255)] == [
        *((0, 0, 0), (0, 0, 95), (255, 255, 0), (255, 255, 255), (8, 8, 8), (238, 238, 238)),
    ]


@pytest.mark.requirement("K42")
@pytest.mark.parametrize("no_colour", [False, True], ids=["", "NO_COLOR"])
@pytest.mark.parametrize("theme", Theme)
async def test_every_pair_of_colours_that_is_drawn_can_be_read_on_every_terminal(
    theme: Theme, *, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with glass() as seen:
        for shown in SHOWN:
            await seen.draw(*in_theme(shown, theme))
            cells = written(seen)
            roles = {truecolour(cell) for cell in cells}
            assert len(roles) >= 3, "text, sentence and word are told apart"
            for depth in DEPTHS:
                least = LEAST.get((theme, depth), 7)
                for ink, paper in {depth(cell) for cell in cells}:
                    assert contrast(ink, paper) >= least, (depth.__name__, ink, paper)


@pytest.mark.requirement("K42")
@pytest.mark.parametrize("theme", Theme)
async def test_each_theme_looks_as_it_is_called(theme: Theme) -> None:
    async with glass() as seen:
        await seen.draw(
            Moved(replace(contents(2), theme=Theme.CALM)), Moved(replace(contents(2), theme=theme))
        )
        pairs = {truecolour(cell) for cell in written(seen)}
        blank = {cell.paper for cell in seen.cells}
    black, white, yellow = (0, 0, 0), (255, 255, 255), (255, 255, 85)
    if theme is Theme.CALM:
        assert all(black != paper for _, paper in pairs)
        assert all(white != ink for ink, _ in pairs)
    else:
        ink, paper = {
            Theme.LIGHT_ON_DARK: (white, black),
            Theme.DARK_ON_LIGHT: (black, white),
            Theme.YELLOW_ON_BLACK: (yellow, black),
        }[theme]
        assert (ink, paper) in pairs
        assert blank == {paper}, "to the edges of the screen"


@pytest.mark.requirement("K44")
@pytest.mark.parametrize("theme", Theme)
async def test_nothing_blinks_and_nothing_is_in_italics_or_dimmed(theme: Theme) -> None:
    async with glass() as seen:
        for shown in SHOWN:
            await seen.draw(*in_theme(shown, theme))
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
        assert "║▶ ▌ 3. Types and causes" in seen.text
        await seen.draw(Moved(reader(0)), saying(2))
        assert "▶ ▌ For many people" in seen.text
        await seen.draw(Offered(offer(4)), saying(-1, 7, written="Say it again"))
        assert re.search(r"▶ ▌ Say it again +■■■·", seen.text)
        await seen.draw(PressRefused("right", Refusal.SAME_KEY))
        assert "· not counted" in seen.text
