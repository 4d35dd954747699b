"""The shipped pack on every size of screen: a visit from the welcome to the thanks, looked at on its way."""

import pytest
from kiosk_on_screen import Reading, Visitor, visitor
from stations import TWO_SWITCHES, step_with_two_switches
from tui_views import SIZES

from kiosk.visit.view import ScreenName

LONGEST = 70  # characters of a row of text
TEXT_BEGINS = (
    4  # cells after the left edge, of what is centred; a summary and a list are indented by up to 4 more
)


def look_closely(here: Visitor, size: tuple[int, int]) -> None:
    """Have each screen looked at for what holds on all of them."""
    width, height = size

    def looked(reading: Reading) -> None:
        rows, view = here.glass.rows, here.kiosk.view
        assert [len(row) for row in rows] == [width] * height
        assert max(map(len, reading.rows)) <= LONGEST
        assert not any(style and style.italic for strip in here.glass.strips for _, style, _ in strip)
        left = (width - min(width, 76)) // 2 + 1 + TEXT_BEGINS
        starts = {
            len(row) - len(row.lstrip(" │║▶▌")) - left
            for row in rows
            if any(map(str.isalnum, row)) and "═" not in row
        }
        assert starts <= set(range(5))

        assert reading.shows(view.lines[0].text)
        assert reading.shows(view.place)
        assert not here.kiosk.notice or reading.shows(here.kiosk.notice)
        if here.kiosk.offer:
            assert reading.shows(here.kiosk.offer.items[here.kiosk.offer.index])
        else:
            assert reading.hints == tuple((hint.key, hint.does) for hint in view.hints)

        corners = [sum(row.count(corner) for row in rows) for corner in "┌┐└┘╔╗╚╝"]
        simple, double = corners[:4], corners[4:]
        assert len(set(simple)) == len(set(double)) == 1
        boxed = [each for each in view.targets if reading.shows(view.lines[each.lines[0]].text)]
        for target in boxed:
            assert all(reading.shows(view.lines[line].text) for line in target.lines)
        if view.selected and here.kiosk.screen.scene.follow in view.selected.lines:  # not what stands around
            assert double[0] == 1
            name = view.lines[view.selected.lines[0]].text
            assert any("║▶" in row and f" {name} " in row for row in rows)
        if view.targets:
            assert simple[0] + double[0] == len(boxed)

    here.looked = looked


async def hear(here: Visitor, *keys: str) -> None:
    await here.press(*keys)
    await here.hear_all()


@pytest.mark.requirement("K40")
@pytest.mark.requirement("K46")
@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_visit_is_whole_on_the_screen(size: tuple[int, int]) -> None:
    async with visitor(size) as here:
        look_closely(here, size)
        await here.hear_all()
        await here.press("right")
        await here.hear_all()
        for key in ("x", "+", "k", "left", "?", "x", "?", "?"):
            await hear(here, key)
        for _ in range(len(here.kiosk.pack.parts) + 10):  # with the people
            await hear(here, "right")
        await hear(here, "right")
        assert here.kiosk.view.screen is ScreenName.THANKS
        assert here.kiosk.arrivals > 25
        assert [written for written, screen in here.said if not screen.shows(written)] == []
        longest = max(len(row) for reading in here.frames for row in reading.rows)
        if size[0] >= 80:
            assert longest >= 60


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", SIZES)
async def test_no_target_leaves_the_screen_as_the_mark_goes_down_and_up(
    size: tuple[int, int],
) -> None:
    async with visitor(size) as here:
        look_closely(here, size)
        await here.press("space", "k")  # the longest list
        count = len(here.kiosk.view.targets)
        places = []
        for key in ["down"] * count + ["up"] * (count - 1):
            await here.press(key)
            places.append(here.kiosk.view.unit)
        assert places == [*range(count), *reversed(range(count - 1))]


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", SIZES)
async def test_what_a_switch_is_offered_is_whole(size: tuple[int, int]) -> None:
    async with visitor(size, settings=TWO_SWITCHES) as here:
        await here.press("space")
        look_closely(here, size)
        await step_with_two_switches(here)
        assert [written for written, screen in here.said if not screen.shows(written)] == []
