import asyncio
import contextvars
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import made_up, words_made_up
from tui_views import (
    Glass,
    ListeningHost,
    contents,
    glass,
    line,
    line_at,
    page,
    reader,
    saying,
    word,
    word_in,
)

from kiosk.keys.filters import Refusal
from kiosk.keys.intents import Action, Intent
from kiosk.phrases.loader import english
from kiosk.speech.utterance import UtteranceId
from kiosk.tui.app import KioskApp
from kiosk.visit.events import (
    KeyPressed,
    LanguageChanged,
    LineCut,
    LineSaid,
    Moved,
    Notice,
    Placed,
    PressRefused,
    SoundNotice,
)
from kiosk.visit.view import LineKind, ScreenName

ENGLISH = english().on_screen

ONE = UtteranceId(1)


async def test_the_visit_begins_once_the_screen_stands() -> None:
    async with glass() as seen:
        assert seen.host.happened == ["begun"]


@pytest.mark.parametrize("screen", [ScreenName.WELCOME, ScreenName.HELP, ScreenName.THANKS])
async def test_moved_draws_title_lines_place_and_keys(screen: ScreenName) -> None:
    view = page(screen)
    async with glass((80, 60)) as seen:
        await seen.draw(Moved(view))
        assert f"══ {view.lines[0].text} ══" in seen.text
        for each in view.lines[1:]:
            assert each.text in seen.text
        assert "[Right] go on   [?] help" in seen.text
        assert "▶ " not in seen.text


async def test_moved_leaves_nothing_of_the_screen_before() -> None:
    async with glass() as seen:
        await seen.draw(Moved(contents(3)), Moved(reader()))
        assert "Treatment" not in seen.text
        assert "╔" not in seen.text


async def test_placed_moves_the_mark_and_the_words_of_the_place() -> None:
    async with glass() as seen:
        await seen.draw(Moved(contents(0)))
        assert "║▶ " in seen.row_with("1. What it is")
        await seen.draw(Placed(contents(1)))
        assert "║▶ " in seen.row_with("2. Symptoms")
        assert "▶" not in seen.row_with("1. What it is")
        assert "Contents, item 2 of 12" in seen.text


async def test_progress_is_a_bar_as_long_as_the_share() -> None:
    async with glass() as seen:
        for progress, share in ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0)):
            await seen.draw(Moved(replace(reader(), progress=progress)))
            bar = next(row for row in seen.rows if row.strip() and set(row) <= set("■─ "))
            done, left = bar.count("■"), bar.count("─")
            assert done / (done + left) == pytest.approx(share, abs=0.02)


async def test_paused_is_said_in_words_beside_the_place() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()))
        assert "Paused" not in seen.text
        await seen.draw(Placed(replace(reader(), paused=True)))
        assert "about 2 minutes  ■ Paused" in seen.text


@pytest.mark.requirement("K03")
async def test_the_sentence_being_said_is_highlighted_and_in_it_the_word() -> None:
    view = reader(1)
    at = line_at(view, "mistaken")
    async with glass() as seen:
        await seen.draw(Moved(view), saying(at))
        assert " ".join(seen.highlighted_lines) == view.lines[at].text
        assert seen.highlighted_words == []
        await seen.draw(word_in(view, "mistaken"))
        assert seen.highlighted_words == ["mistaken"]
        assert seen.row_with("This is because").startswith("   ▶ ▌ ")
        assert seen.row_with("mental health condition.").startswith("     ▌ ")


@pytest.mark.requirement("K03")
@pytest.mark.parametrize("text", ["This", "dystonia", "first", "condition."])
async def test_the_word_stands_where_the_sentence_has_it(text: str) -> None:
    view = reader(1)
    event = word_in(view, text)
    async with glass() as seen:
        await seen.draw(Moved(view), saying(event.line))
        plain = seen.rows
        await seen.draw(event)
        assert seen.rows == plain, "the highlight moves no character"
        assert seen.highlighted_words == [text]


async def test_a_sentence_that_was_heard_keeps_its_highlight_without_the_word_until_the_next() -> None:
    view = reader(0)
    async with glass() as seen:
        await seen.draw(Moved(view), saying(2), word(2, 0, 3), LineSaid(2, ONE))
        assert seen.highlighted_words == []
        assert seen.highlighted_lines == [view.lines[2].text]
        await seen.draw(Placed(reader(1)), saying(3, 2))
        assert " ".join(seen.highlighted_lines) == view.lines[3].text


async def test_a_sentence_that_was_cut_off_loses_its_highlight_when_the_visitor_is_elsewhere() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader(0)), saying(2), word(2, 0, 3), LineCut(2, ONE))
        assert seen.highlighted_lines == [reader().lines[2].text]
        await seen.draw(Placed(reader(3)))
        assert seen.highlighted_lines == []


async def test_after_a_pause_the_word_goes_on_in_its_sentence() -> None:
    view = reader(0)
    async with glass() as seen:
        await seen.draw(Moved(view), saying(2), word(2, 0, 3), Notice("Speech is paused."), saying(-1, 9))
        await seen.draw(word(-1, 0, 6, 9))
        assert "Speech" in seen.highlighted_words
        await seen.draw(LineSaid(-1, UtteranceId(9)), word_in(view, "many"))
        assert seen.highlighted_words == ["many"]
        assert seen.highlighted_lines == [view.lines[2].text.replace("many ", " ")]


@pytest.mark.requirement("K13")
async def test_a_notice_is_shown_highlighted_as_it_is_heard_and_taken_away() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), Notice("Volume 4 of 5."), saying(-1), word(-1, 7, 8))
        assert "▌ Volume 4 of 5." in seen.text
        assert seen.highlighted_words == ["4"]
        await seen.draw(LineSaid(-1, ONE))
        assert "  Volume 4 of 5." in seen.text
        assert seen.highlighted_words == []
        await seen.draw(Notice(""))
        assert "Volume" not in seen.text


async def test_a_new_notice_is_not_highlighted_before_it_is_heard() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), Notice("Volume 4 of 5."), saying(-1), word(-1, 7, 8))
        await seen.draw(Notice("Volume 5 of 5. This is the loudest."))
        assert seen.highlighted_words == seen.highlighted_lines == []


@pytest.mark.requirement("K13")
async def test_the_sound_notice_stays_beside_other_notices() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), SoundNotice("Sound is off."), Notice("Volume 4 of 5."))
        assert "Sound is off." in seen.text
        assert "Volume 4 of 5." in seen.text
        await seen.draw(Notice(""), Moved(contents()))
        assert "Sound is off." in seen.text
        await seen.draw(SoundNotice(""))
        assert "Sound is off." not in seen.text


async def test_a_long_notice_is_shown_whole() -> None:
    words = [f"word{number}" for number in range(30)]
    async with glass((75, 21)) as seen:
        await seen.draw(Moved(reader()), Notice(" ".join(words)))
        assert all(each in seen.text for each in words)


async def test_the_place_being_said_is_highlighted_where_the_place_stands() -> None:
    view = reader()
    async with glass() as seen:
        await seen.draw(Moved(view), saying(1), word(1, 0, 4))
        assert seen.highlighted_words == ["Part"]
        assert seen.row_with("Part 6 of 12").startswith("     ▌ Part")


async def test_the_title_being_said_is_highlighted_at_the_top() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()), saying(0), word(0, 7, 13))
        assert seen.highlighted_words == ["health"]
        assert "▌ Mental health" in seen.rows[0]


async def test_a_telephone_number_has_its_own_frame() -> None:
    view = reader(7)
    async with glass() as seen:
        await seen.draw(Moved(view), saying(line_at(view, "0123")), word_in(view, "0123 456"))
        assert "│▶ ▌ The helpline number is 0123 456 7890." in seen.text
        assert seen.highlighted_words == ["0123 456"]


async def test_list_items_have_bullets_and_prompts_a_mark() -> None:
    second = line(LineKind.ITEM, "A second sentence of it.", 10_001)
    view = reader()
    view = replace(view, lines=(*view.lines[:9], second, *view.lines[9:]))
    async with glass((80, 40)) as seen:
        await seen.draw(Moved(view))
        assert "  • worry " in seen.text
        assert "    A second sentence of it." in seen.text
        assert "• A second" not in seen.text
        assert "» That is the end of this part." in seen.text
        assert "  Press Right to go on." in seen.text


async def test_a_key_press_changes_nothing_on_the_screen() -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()))
        before = seen.rows
        await seen.draw(KeyPressed("r", Intent(Action.REPEAT)))
        assert seen.rows == before


async def test_the_screens_own_words_are_in_the_language_of_the_visit(tmp_path: Path) -> None:
    async with glass((80, 12)) as seen:
        await seen.draw(Moved(replace(contents(), paused=True)), PressRefused("x", Refusal.ANY_KEY))
        english = ("more below", "Paused", "not counted")
        assert all(words in seen.text for words in english)
        await seen.draw(
            LanguageChanged(words_made_up(tmp_path).on_screen), Placed(replace(contents(), paused=True))
        )
        assert all(made_up(words) in seen.text for words in english)
        assert not any(words in seen.text for words in english)


async def test_what_happens_before_the_first_frame_is_drawn_with_it() -> None:
    host = ListeningHost()
    app = KioskApp(host, phrases=ENGLISH)
    app.draw(SoundNotice("Sound is off."))
    app.draw(Moved(reader()))
    async with app.run_test() as pilot:
        await pilot.pause()
        seen = Glass(app, pilot, host)
        assert "Mental health" in seen.rows[0]
        assert "Sound is off." in seen.text


async def test_events_may_come_from_a_task_that_knows_nothing_of_textual() -> None:
    view = reader()

    async def speech(draw: object) -> None:
        assert callable(draw)
        draw(saying(2))
        draw(word_in(view, "many"))

    async with glass() as seen:
        await seen.draw(Moved(view))
        task = asyncio.get_running_loop().create_task(speech(seen.app.draw), context=contextvars.Context())
        await task
        await seen.pilot.pause()
        assert seen.highlighted_words == ["many"]


@pytest.mark.parametrize(
    "text", ["See [red] leaflet", "Call [/] now", "Press [@click=app.quit]here[/]", "[b", "\\[x]"]
)
async def test_text_is_never_markup(text: str) -> None:
    view = replace(
        reader(extra=(line(LineKind.PARAGRAPH, text, 500), line(LineKind.PHONE, text, 501))),
        place=text,
        hints=(replace(reader().hints[0], does=text),),
    )
    view = replace(view, lines=(line(LineKind.TITLE, text, 0), *view.lines[1:]))
    async with glass((100, 45)) as seen:
        await seen.draw(Moved(view), Notice(text), SoundNotice(text))
        assert seen.text.count(text) == 7


async def test_control_characters_reach_the_terminal_as_spaces() -> None:
    hostile = "a\x1b]52;c;eA==\x07b\x00c\x9bd\x7fe\nf"
    view = reader(extra=(line(LineKind.PARAGRAPH, hostile, 500),))
    async with glass((80, 40)) as seen:
        await seen.draw(Moved(view), Notice(hostile))
        assert seen.text.count("a ]52;c;eA== b c d e f") == 2


async def test_words_outside_the_text_are_no_harm() -> None:
    async with glass() as seen:
        view = reader(7)
        phone = line_at(view, "0123")
        await seen.draw(
            Moved(view), word(2, 60, 900), word(phone, 400, 900), word(phone, -5, 900), word(3, 9, 9)
        )
        assert seen.highlighted_words == []
        assert "This is because" in seen.highlighted_lines[0]
