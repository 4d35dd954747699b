import re
import time
from dataclasses import replace

import pytest
from tui_views import SIZES, Glass, contents, glass, line_at, page, people, reader, saying, word, word_in

from kiosk.visit.events import Moved, Notice, Placed, SoundNotice
from kiosk.visit.view import ScreenName, View

BOX = re.compile(r"^[ ]*[│║](?P<mark>[▶ ]) [▌ ] (?P<number>\d+)\. (?P<name>.*?) +\[(?P<key>\w+)\] [│║][ ]*$")


def boxes(seen: Glass) -> list[re.Match[str]]:
    return [found for row in seen.rows if (found := BOX.match(row))]


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("unit", [0, 5, 11])
async def test_every_box_on_the_page_is_whole_with_name_key_and_mark(
    size: tuple[int, int], unit: int
) -> None:
    view = contents(unit)
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        shown = boxes(seen)
        assert len(shown) >= 2
        assert seen.text.count("┌") + seen.text.count("╔") == len(shown)
        assert seen.text.count("┘") + seen.text.count("╝") == len(shown)
        for box in shown:
            target = view.targets[int(box["number"]) - 1]
            assert f"{target.number}. {box['name']}" == view.lines[target.lines[0]].text
            assert box["key"] == target.key
            assert box["mark"] == ("▶" if target.unit == unit else " ")
            assert f" {view.lines[target.lines[1]].text} " in seen.text
        assert [int(box["number"]) for box in shown if box["mark"] == "▶"] == [unit + 1]


@pytest.mark.requirement("K43")
@pytest.mark.parametrize("size", SIZES)
async def test_the_selected_box_is_the_one_with_double_lines(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(people(3)))
        top = next(index for index, row in enumerate(seen.rows) if "╔" in row)
        assert "▶ " in seen.rows[top + 1]
        assert "4. Treatment" in seen.rows[top + 1]
        assert seen.text.count("╔") == 1


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_hidden_above_and_below_is_counted(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        view = contents()
        await seen.draw(Moved(view))
        for unit in [*range(12), *reversed(range(12))]:
            await seen.draw(Placed(contents(unit)))
            numbers = [int(box["number"]) for box in boxes(seen)]
            above = re.search(r"▲ (\d+) more above", seen.text)
            below = re.search(r"▼ (\d+) more below", seen.text)
            assert (int(above[1]) if above else 0) == numbers[0] - 1
            assert (int(below[1]) if below else 0) == 12 - numbers[-1]
            assert unit + 1 in numbers


@pytest.mark.requirement("K03")
@pytest.mark.parametrize("size", SIZES)
async def test_the_sentence_being_said_is_wholly_visible_all_the_way_down_and_up(
    size: tuple[int, int],
) -> None:
    sentences = tuple(
        f"Sentence {number} says what it says in a good few words, and one more." for number in range(30)
    )
    view = reader(0, sentences=sentences)
    async with glass(size) as seen:
        await seen.draw(Moved(view))
        for at in [*range(2, 32), *reversed(range(2, 32))]:
            await seen.draw(Placed(replace(view, unit=at - 2)), saying(at))
            assert " ".join(seen.highlighted_lines) == view.lines[at].text


@pytest.mark.parametrize("size", SIZES)
async def test_a_sentence_longer_than_the_page_shows_the_word(size: tuple[int, int]) -> None:
    text = " ".join(f"word{number}" for number in range(900))
    view = reader(0, sentences=(text,))
    async with glass(size) as seen:
        await seen.draw(Moved(view), saying(2))
        for number in range(0, 900, 41):
            await seen.draw(word_in(view, f"word{number}"))
            assert seen.highlighted_words == [f"word{number}"]


@pytest.mark.requirement("K46")
@pytest.mark.parametrize("size", SIZES)
async def test_no_line_of_text_is_longer_than_70_characters_nor_wider_than_the_screen(
    size: tuple[int, int],
) -> None:
    view = reader(0, sentences=("word " * 60 + "end.",))
    async with glass(size) as seen:
        await seen.draw(Moved(view), Notice("note " * 30 + "end."))
        for row in seen.rows:
            assert len(row) == size[0]
            assert len(row.strip(" ▶▌»│")) <= 70 or set(row) <= set("═─■┌┐└┘│ ▀▄█") or "═══" in row
        longest = max(len(row.strip(" ▶")) for row in seen.rows if "word word" in row)
        assert longest > min(size[0] - 8, 70) - len("word ")


@pytest.mark.requirement("K40")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "view", [contents(4), people(2), reader(4), *map(page, (ScreenName.WELCOME, ScreenName.HELP))]
)
async def test_title_place_bar_and_all_keys_stand_on_every_screen(size: tuple[int, int], view: View) -> None:
    async with glass(size) as seen:
        await seen.draw(
            Moved(view), Notice("Volume 4 of 5."), SoundNotice("Sound is off. Please ask at the desk.")
        )
        assert any(view.lines[0].text in row for row in seen.rows[:7])
        assert view.place in seen.text
        for hint in view.hints:
            assert f"[{hint.key}] {hint.does}" in seen.text
        assert "Volume 4 of 5." in seen.text
        assert "Sound is off. Please ask at the desk." in seen.text
        assert seen.app.screen.max_scroll_x == seen.app.screen.max_scroll_y == 0


@pytest.mark.parametrize("size", [(120, 40), (240, 67)])
async def test_more_room_sets_boxes_apart_and_widens_the_margins(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(contents(0)))
        bottom = next(index for index, row in enumerate(seen.rows) if "╚" in row)
        assert not seen.rows[bottom + 1].strip()
        assert "┌" in seen.rows[bottom + 2]
        left = seen.rows[bottom].index("╚")
        right = size[0] - 1 - seen.rows[bottom].index("╝")
        assert abs(left - right) <= 1
        assert left >= 20


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (10, 5), (20, 8), (30, 10), (3, 60)])
async def test_a_tiny_terminal_is_no_harm(size: tuple[int, int]) -> None:
    async with glass(size) as seen:
        await seen.draw(Moved(contents(4)), Notice("Volume 4 of 5."), saying(11), word(11, 0, 4))
        await seen.draw(Moved(reader(7)), saying(9), word(9, 20, 30))
        assert [len(row) for row in seen.rows] == [size[0]] * size[1]


@pytest.mark.parametrize("to", SIZES)
async def test_a_resize_while_reading_keeps_the_highlight_visible(to: tuple[int, int]) -> None:
    sentences = tuple(
        f"Sentence {number} says what it says in a good few words, and one more." for number in range(60)
    )
    view = reader(40, sentences=sentences)
    async with glass((120, 40)) as seen:
        await seen.draw(Moved(view), saying(42), word(42, 0, 8))
        await seen.pilot.resize_terminal(*to)
        await seen.pilot.pause()
        assert seen.highlighted_words == ["Sentence"]
        assert len(seen.rows) == to[1]
        assert "▌" in seen.row_with("Sentence 40 says")
        await seen.pilot.resize_terminal(75, 21)
        await seen.pilot.pause()
        assert seen.highlighted_words == ["Sentence"]


async def test_a_notice_that_takes_room_leaves_the_selected_box_whole() -> None:
    async with glass((75, 21)) as seen:
        for unit in range(12):
            await seen.draw(Moved(contents(unit)), Notice(""))
            await seen.draw(Notice("These keys do: " + "Right, go on; " * 15), SoundNotice("Sound is off."))
            assert [int(box["number"]) for box in boxes(seen) if box["mark"] == "▶"] == [unit + 1]
            assert seen.text.count("╔") == seen.text.count("╝") == 1


async def test_the_page_turns_rather_than_creeps() -> None:
    sentences = tuple(f"Sentence {number} is short." for number in range(60))
    view = reader(0, sentences=sentences)
    tops = set()
    async with glass() as seen:
        await seen.draw(Moved(view))
        for at in range(2, 62):
            await seen.draw(saying(at))
            tops.add(next(row for row in seen.rows if "Sentence" in row))
        assert len(tops) < 10


async def test_ten_thousand_targets_and_lines_are_drawn_at_once() -> None:
    many = contents(0, count=10_000)
    long = reader(0, sentences=tuple(f"Sentence {number} says what it says." for number in range(10_000)))
    async with glass() as seen:
        began = time.perf_counter()
        await seen.draw(Moved(many))
        await seen.draw(Placed(replace(many, unit=7_000)))
        assert "║▶ " in seen.row_with("7001. ")
        await seen.draw(Moved(long), saying(9_000), word(9_000, 0, 8))
        assert "▌ Sentence 8998" in seen.text
        assert len(list(seen.app.screen.walk_children())) < 20
        assert time.perf_counter() - began < 2.0
        assert line_at(long, "Sentence 8998") == 9_000
