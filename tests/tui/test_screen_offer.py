"""What a switch would choose, and the mark of a press that does not count, on the screen."""

import re
from dataclasses import replace

import pytest
from tui_views import (
    SIZES,
    WHAT,
    Glass,
    contents,
    glass,
    listing,
    offer,
    page,
    reader,
    saying,
    word,
    word_in,
)

from kiosk.keys.filters import Refusal
from kiosk.keys.intents import Action, Intent
from kiosk.speech.utterance import UtteranceId
from kiosk.visit.events import (
    KeyPressed,
    LineSaid,
    Moved,
    Notice,
    Offered,
    Placed,
    PressRefused,
    SoundNotice,
)
from kiosk.visit.view import ScreenName, View

LONG = tuple(f"Hear everything from the start {number}" for number in range(8))
TITLE = "What to do now, in as many words as this"
NOT_COUNTED = PressRefused("right", Refusal.SAME_KEY)
# Longer than any sentence of the shipped pack.
SENTENCE = "a sentence as long as this one is said " * 7 + "and has its end here."


def steady(rows: list[str]) -> list[str]:
    """The rows without what tells where one is."""
    return [re.sub("[▶▌■·]", " ", row) for row in rows]


def above(seen: Glass, title: str) -> list[str]:
    """The rows above the offer."""
    return seen.rows[: next(y for y, row in enumerate(seen.rows) if f"══ {title} ═" in row)]


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("items", [LONG, WHAT], ids=["long names", "names"])
@pytest.mark.parametrize("view", [contents(4), reader(4)])
async def test_every_item_is_wholly_visible_and_the_offered_one_has_the_mark(
    size: tuple[int, int], items: tuple[str, ...], view: View
) -> None:
    assert len(TITLE) == 40
    async with glass(size) as seen:
        await seen.draw(Moved(view), Notice("Volume 4 of 5."), SoundNotice("Sound is off. Please ask."))
        for index, item in enumerate(items):
            await seen.draw(Offered(offer(index, items=items, title=TITLE, left=4)))
            top = above(seen, TITLE)
            below = "\n".join(seen.rows[len(top) :])
            assert re.findall(r"▶ [▌ ] (.*?) +■■■■", below) == [item]
            assert below.count("▶") == 1
            assert all(each in below for each in items)
            assert any(view.lines[0].text in row for row in top[:7])
            assert view.place in "\n".join(top)
            assert "Sound is off. Please ask." in "\n".join(top)


@pytest.mark.requirement("K03")
@pytest.mark.parametrize("size", [(75, 21), (80, 24), (120, 40), (240, 67)])
async def test_the_sentence_being_said_stays_wholly_visible_beneath_which_something_is_offered(
    size: tuple[int, int],
) -> None:
    view = reader(0, sentences=tuple(f"Number {number} is {SENTENCE}" for number in range(6)))
    async with glass(size) as seen:
        await seen.draw(Moved(view), Notice("Volume 4 of 5."), Offered(offer(5, items=LONG, title=TITLE)))
        for at in [*range(2, 8), *reversed(range(2, 8))]:
            await seen.draw(Placed(replace(view, unit=at - 2)), saying(at))
            assert " ".join(seen.highlighted_lines) == view.lines[at].text


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", [(60, 20), (75, 21), (80, 24)])
@pytest.mark.parametrize("view", [contents(4), reader(4)])
async def test_the_page_has_at_least_five_rows_beside_the_longest_offer(
    size: tuple[int, int], view: View
) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(view), Offered(offer(0, items=LONG, title=TITLE)))
        assert len(above(seen, TITLE)) - 5 >= 5, "but for title, notice and place"
        text = next(each.text for each in view.lines if each.unit == view.unit)
        assert f"▶   {text}" in seen.text


@pytest.mark.parametrize("size", SIZES)
async def test_only_the_mark_and_the_squares_move(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(contents(2)), saying(7), Offered(offer(0, left=4)))
        before = seen.rows
        for index in range(len(WHAT)):
            for left in (4, 3, 2, 1, 0):
                await seen.draw(Offered(offer(index, left=left)))
                assert steady(seen.rows) == steady(before)
                assert above(seen, "All of it") == before[: len(above(seen, "All of it"))]


@pytest.mark.parametrize("size", SIZES)
async def test_when_nothing_is_offered_the_keys_are_back_and_the_page_is_as_it_was(
    size: tuple[int, int],
) -> None:
    view = reader(1)
    async with glass(size) as seen:
        await seen.draw(Moved(view), saying(3), word_in(view, "mistaken"))
        before = seen.rows
        await seen.draw(Offered(offer(2)))
        assert "[Right]" not in seen.text
        assert "▶ ▌ This is because" in seen.text
        assert seen.highlighted_words == ["mistaken"]
        await seen.draw(Offered(None))
        assert seen.rows == before
        assert seen.highlighted_words == ["mistaken"]


async def test_an_offer_stands_on_whatever_page_comes() -> None:
    async with glass() as seen:
        await seen.draw(Moved(contents(2)), Offered(offer(5)), Moved(reader()))
        assert re.search(r"▶ {3}Slower +■■■·", seen.text)
        assert "Mental health" in seen.rows[0]


@pytest.mark.parametrize("size", [(60, 20), (75, 21)])
async def test_a_long_notice_never_takes_the_room_of_what_is_offered(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(reader()), SoundNotice("Sound is off."), Notice("A word and a word. " * 40))
        for index, item in enumerate(LONG):
            await seen.draw(Offered(offer(index, items=LONG, title=TITLE)))
            assert re.search(rf"▶ {{3}}{item} +■■■·", seen.text)


@pytest.mark.parametrize("to", SIZES)
async def test_a_resize_leaves_the_offered_item_whole(to: tuple[int, int]) -> None:
    async with glass((120, 40)) as seen:
        await seen.draw(Moved(contents(2)), Offered(offer(6, items=LONG)))
        await seen.pilot.resize_terminal(*to)
        await seen.pilot.pause()
        assert re.search(rf"▶ {{3}}{LONG[6]} +■■■·", seen.text)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (10, 5), (20, 8), (30, 10), (3, 60)])
async def test_a_tiny_terminal_is_no_harm(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(contents(4)), Offered(offer(4)), NOT_COUNTED)
        assert [len(row) for row in seen.rows] == [size[0]] * size[1]


@pytest.mark.requirement("K03")
async def test_the_name_being_said_is_highlighted_where_it_is_offered_until_the_next_is() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), Offered(offer(4)))
        plain = seen.rows
        assert seen.highlighted_lines == []
        await seen.draw(saying(-1, 7, written="Say it again"), word(-1, 4, 6, 7))
        assert seen.highlighted_words == ["it"]
        assert seen.highlighted_lines == ["Say  again"]
        assert steady(seen.rows) == steady(plain)
        await seen.draw(LineSaid(-1, UtteranceId(7)), Offered(offer(4, left=2)))
        assert seen.highlighted_words == []
        assert seen.highlighted_lines == ["Say it again"]
        await seen.draw(Offered(offer(5)))
        assert seen.highlighted_lines == []


async def test_a_notice_that_is_said_while_something_is_offered_is_highlighted_as_a_notice() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), Offered(offer(4)), Notice("Volume 4 of 5."))
        await seen.draw(saying(-1, 7, written="Volume 4 of 5."), word(-1, 7, 8, 7))
        assert seen.highlighted_lines == ["Volume  of 5."]
        assert seen.highlighted_words == ["4"]
        assert "▌ Volume 4 of 5." in seen.text


async def test_what_is_said_beside_the_page_without_a_notice_draws_no_empty_highlight() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()))
        before = seen.rows
        await seen.draw(saying(-1, 7, written="All of it"), word(-1, 0, 3, 7))
        assert seen.rows == before


@pytest.mark.parametrize("text", ["See [red] leaflet", "Call [/] now", "[b", "\\[x]"])
async def test_a_name_is_never_markup(text: str) -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), Offered(offer(0, items=(text, "Help"), title=text)))
        assert seen.text.count(text) == 2


@pytest.mark.requirement("K24")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [reader(8), replace(contents(11), paused=True), page(ScreenName.WELCOME)])
async def test_a_refused_press_is_told_in_text_until_the_next_key_and_moves_nothing(
    size: tuple[int, int], view: View
) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        before = seen.rows
        await seen.draw(NOT_COUNTED)
        marked = seen.rows
        assert "· not counted" in seen.text
        assert [row.replace("· not counted", " " * 13) for row in marked] == before
        await seen.draw(NOT_COUNTED)
        assert seen.rows == marked
        await seen.draw(KeyPressed("r", Intent(Action.REPEAT)))
        assert seen.rows == before


async def test_a_refused_press_leaves_no_trace_on_another_page() -> None:
    async with glass() as seen:
        await seen.draw(Moved(contents(2)), NOT_COUNTED, Moved(page(ScreenName.WELCOME)))
        assert "not counted" not in seen.text


async def test_screens_are_drawn_by_their_lines_and_targets_whatever_their_names() -> None:
    async with glass() as seen:
        drawn = []
        for screen in ScreenName:
            await seen.draw(Moved(listing(screen, 3)))
            assert "║▶ " in seen.row_with("4. Treatment")
            drawn.append(seen.rows)
        assert all(rows == drawn[0] for rows in drawn)
