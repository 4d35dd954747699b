"""What is being said stands in large letters on the screen; its text, the targets and the cursor stay."""

from dataclasses import replace

import pytest
from tui_views import SIZES, Glass, contents, glass, line_at, offer, page, reader, saying, word, word_in

from kiosk.lettering.letterforms import load
from kiosk.settings import PRINT
from kiosk.speech.utterance import UtteranceId
from kiosk.tui.large.typesetting import typeset
from kiosk.visit.events import LineSaid, Moved, Notice, Offered, Placed
from kiosk.visit.view import ScreenName, View

WHITE = (255, 255, 255)
NO_ROOM = [(30, 24), (80, 11), (20, 8), (3, 60), (1, 1)]


def large(view: View, size: int = PRINT[-1]) -> View:
    return replace(view, large_print=size)


def place_of(seen: Glass, text: str, size: int) -> tuple[int, int] | None:
    """Return the cell, by column and row, where a short text begins in letters of a size, if it is there."""
    forms = typeset(text, size=size, width=10_000, rows=load(size).height)
    assert forms
    drawn = [row.plain.rstrip() for row in forms.rows(0, word=None)]
    widest = max(map(len, drawn))
    rows = seen.rows
    for y in range(len(rows) - len(drawn) + 1):
        for x in range(len(rows[y]) - widest + 1):
            stretches = (rows[y + at][x : x + widest].rstrip() for at in range(len(drawn)))
            if all(one == other for one, other in zip(stretches, drawn, strict=True)):
                return x, y
    return None


@pytest.mark.requirement("K41")
@pytest.mark.parametrize("size", SIZES)
async def test_the_word_being_said_is_marked_in_large_letters_and_in_its_text(size: tuple[int, int]) -> None:
    view = large(reader(1))
    async with glass(size) as seen:
        await seen.draw(Moved(view), saying(line_at(view, "This is because")), word_in(view, "cases"))
        used = PRINT[seen.host.largest_print]
        assert used >= 3
        place = place_of(seen, "cases", used)
        assert place
        x, y = place
        marked = [cell for cell in seen.grid[y + 2][x : x + 4] if cell.paper == WHITE]
        assert len(marked) == 4
        assert "cases" in seen.highlighted_words
        assert seen.app.screen.max_scroll_x == seen.app.screen.max_scroll_y == 0


@pytest.mark.requirement("K41")
async def test_the_page_is_turned_by_the_voice_through_the_whole_sentence() -> None:
    view = large(reader(1), 3)
    sentence = view.lines[line_at(view, "This is because")].text
    at = line_at(view, "This is because")
    async with glass() as seen:
        await seen.draw(Moved(view), saying(at))
        start = 0
        for each in sentence.split():
            await seen.draw(word(at, start, start + len(each)))
            assert place_of(seen, each.rstrip("."), 3), each
            start += len(each) + 1
        last = seen.rows
        await seen.draw(LineSaid(at, UtteranceId(1)))
        assert place_of(seen, "condition", 3), "between two sentences the screen stands still"
        assert [row[:40] for row in seen.rows[2:8]] == [row[:40] for row in last[2:8]]
        await seen.draw(saying(at, 2))
        assert place_of(seen, "This", 3), "said again, it is read from its beginning"


@pytest.mark.requirement("K41")
@pytest.mark.parametrize("size", SIZES)
async def test_no_screen_is_ever_without_its_targets(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(large(contents(0))))
        for unit in range(12):
            view = large(contents(unit))
            target = view.lines[view.targets[unit].lines[0]]
            await seen.draw(Placed(view), saying(view.targets[unit].lines[0], unit + 1))
            box = next(row for row in seen.rows if "║▶" in row)
            assert target.text in box
            assert f"[{view.targets[unit].key}]" in box
            assert all(f"[{hint.key}]" in seen.text for hint in view.hints)


@pytest.mark.parametrize("size", NO_ROOM)
async def test_where_there_is_no_room_the_print_is_ordinary(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(reader(0)))
        ordinary = seen.rows
        await seen.draw(Placed(large(reader(0))))
        assert seen.rows == ordinary
        assert seen.host.largest_print == 0


async def test_another_size_of_the_screen_is_another_size_of_the_letters() -> None:
    view = large(reader(1))
    async with glass((240, 67)) as seen:
        await seen.draw(Moved(view), saying(line_at(view, "This is because")), word_in(view, "cases"))
        for size, print_size in [((240, 67), 12), ((80, 24), 4), ((60, 20), 3), ((120, 40), 6)]:
            await seen.pilot.resize_terminal(*size)
            await seen.pilot.pause()
            assert PRINT[seen.host.largest_print] == print_size
            assert place_of(seen, "cases", print_size), size


@pytest.mark.requirement("K13")
async def test_a_notice_is_large_while_it_is_said_and_then_the_sentence_again() -> None:
    view = large(reader(1), 2)
    async with glass() as seen:
        await seen.draw(Moved(view), saying(line_at(view, "This is because")), word_in(view, "cases"))
        await seen.draw(saying(-1, 9, written="Volume 4 of 5."), Notice("Volume 4 of 5."), word(-1, 0, 6, 9))
        assert place_of(seen, "Volume", 2)
        await seen.draw(LineSaid(-1, UtteranceId(9)))
        assert not place_of(seen, "Volume", 2)
        assert place_of(seen, "cases", 2)


async def test_what_a_switch_would_choose_is_large() -> None:
    async with glass((120, 40)) as seen:
        await seen.draw(Moved(large(reader(1), 2)), Offered(offer(4)))
        await seen.draw(saying(-1, 7, written="Say it again"), word(-1, 4, 6, 7))
        assert place_of(seen, "Say", 2)
        assert all(item in seen.text for item in offer(4).items)


@pytest.mark.requirement("K45")
async def test_the_cursor_rests_on_text_and_never_on_letters_of_blocks() -> None:
    async with glass((120, 40)) as seen:
        view = large(reader(1))
        await seen.draw(Moved(view), saying(line_at(view, "This is because")), word_in(view, "cases"))
        x, y = seen.app.cursor_position
        assert seen.rows[y][x:].startswith("cases")
        await seen.draw(Moved(page(ScreenName.WELCOME)))
        x, y = seen.app.cursor_position
        assert seen.rows[y][x:].startswith("Welcome")


async def test_text_with_a_letter_that_is_not_there_stays_in_ordinary_print() -> None:
    async with glass() as seen:
        view = large(reader(0, sentences=("One 漢字 word.", "Another.")))
        await seen.draw(Moved(view), saying(line_at(view, "One")))
        assert "漢字" in seen.text
        assert not place_of(seen, "One", 4)
        await seen.draw(saying(line_at(view, "Another"), 2))
        assert place_of(seen, "Another.", 4)


@pytest.mark.requirement("K41")
@pytest.mark.parametrize("size", [(120, 40), (240, 67)])
async def test_a_heading_is_large_where_there_is_room(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(reader(0)))
        assert place_of(seen, "Mental health", 2)
        assert "═ Mental health ═" in seen.text


@pytest.mark.parametrize("size", [(60, 20), (75, 21), (80, 24)])
async def test_where_rows_are_few_a_heading_is_a_line_of_text(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(reader(0)))
        assert seen.rows[0].strip() == "Mental health"
        assert not set(seen.text) & set("▀▄█")
