"""A screen that gets another size while it is read keeps the place; the voice does not know of it."""

import pytest
from kiosk_on_screen import Visitor, visitor
from stations import TWO_SWITCHES
from tui_views import SIZES

from kiosk.settings import Settings

ALL_SIZES = [*SIZES, (20, 5), (1, 1), *reversed(SIZES)]


def stands(here: Visitor) -> tuple[object, ...]:
    """Where the visitor is and what is being heard, as the screen has it."""
    scene = here.kiosk.screen.scene
    return scene.view, scene.line, scene.follow, scene.heard, scene.offer, scene.notice


def at_cursor(here: Visitor) -> str:
    """What stands where the terminal's cursor rests."""
    x, y = here.kiosk.screen.cursor_position
    return here.glass.rows[y][x:]


@pytest.mark.requirement("K45")
@pytest.mark.parametrize(
    ("keys", "settings", "sentences"),
    [
        pytest.param("space 3", Settings(), 12, id="in the middle of a sentence"),
        pytest.param("space 3 p", Settings(), 0, id="paused"),
        pytest.param("space", Settings(), 20, id="in a list"),
        pytest.param("space 3 ?", Settings(), 9, id="in help"),
        pytest.param("space right right", TWO_SWITCHES, 0, id="with an offer"),
    ],
)
async def test_the_place_the_word_and_the_cursor_stay(keys: str, settings: Settings, sentences: int) -> None:
    async with visitor((120, 40), settings) as here:
        await here.press(*keys.split())
        for _ in range(sentences):
            await here.hear_sentence()
        await here.hear_word()
        await here.hear_word()
        (word,) = here.glass.highlighted_words
        before, heard = stands(here), len(here.kiosk.speaker.heard)
        assert before[1] is not None or before[4] or before[5]
        for size in ALL_SIZES:
            await here.glass.pilot.resize_terminal(*size)
            await here.look()
            assert stands(here) == before
            if size in SIZES:
                assert here.glass.highlighted_words == [word]
                assert at_cursor(here).startswith(word)
        await here.hear_word()  # of the same sentence: the voice was not cut off
        assert len(here.kiosk.speaker.heard) == heard
