import pytest
from textual import events
from tui_views import ListeningVisit, glass, reader

from kiosk.phrases import ENGLISH
from kiosk.tui.app import KioskApp, key_name
from kiosk.visit.events import Moved

TYPED = ["r", "R", "1", "0", "+", "=", "-", ",", ".", "?", "é", "["]
NAMED = [
    "right",
    "left",
    "up",
    "down",
    "enter",
    "space",
    "home",
    "tab",
    "f5",
    "escape",
    "backspace",
    "pagedown",
]


@pytest.mark.parametrize("key", [*TYPED, *NAMED])
async def test_a_key_press_reaches_the_visit_by_its_name(key: str) -> None:
    async with glass() as seen:
        await seen.pilot.press(key)
        assert seen.visit.keys == [key]


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("space", " ", "space"),
        ("plus", "+", "+"),
        ("upper_r", "R", "R"),
        ("ctrl+q", "\x11", "ctrl+q"),
        ("question_mark", "?", "?"),
    ],
)
def test_what_a_terminal_sends_is_named_like_the_keymap(key: str, character: str, name: str) -> None:
    assert key_name(events.Key(key, character)) == name


@pytest.mark.parametrize(
    "key", ["ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+d", "escape", "f1", "shift+tab"]
)
async def test_no_key_of_textuals_own_does_anything(key: str) -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()))
        before = seen.rows
        await seen.pilot.press(key)
        await seen.pilot.pause()
        assert seen.app.is_running
        assert seen.visit.keys == [key]
        assert seen.rows == before
        assert len(seen.app.screen_stack) == 1
        assert seen.app.focused is None


@pytest.mark.parametrize(
    "action", ["app.quit", "app.help_quit", "app.suspend_process", "app.command_palette"]
)
async def test_no_action_of_textuals_own_ends_or_covers_it(action: str) -> None:
    async with glass() as seen:
        await seen.draw(Moved(reader()))
        before = seen.rows
        await seen.app.run_action(action)
        await seen.pilot.pause()
        assert seen.app.is_running
        assert seen.rows == before
        assert len(seen.app.screen_stack) == 1


async def test_no_binding_is_left() -> None:
    async with glass() as seen:
        assert not seen.app.active_bindings


class BrokenVisit(ListeningVisit):
    def press(self, key: str) -> None:
        raise RuntimeError(key)


async def test_a_fault_ends_it_without_a_word_and_is_handed_on(capfd: pytest.CaptureFixture[str]) -> None:
    app = KioskApp(BrokenVisit(), phrases=ENGLISH)
    with pytest.raises(RuntimeError):
        async with app.run_test() as pilot:
            await pilot.press("r")
    assert isinstance(app.fault, RuntimeError)
    assert app.return_code == 1
    said = capfd.readouterr()
    assert said.out == said.err == ""


async def test_leaving_ends_it_with_the_code_asked_for() -> None:
    async with glass() as seen:
        seen.app.leave(3)
        await seen.pilot.pause()
    assert seen.app.return_code == 3
    assert seen.app.fault is None


async def test_events_after_the_end_are_no_harm() -> None:
    async with glass() as seen:
        seen.app.leave(0)
        await seen.pilot.pause()
    seen.app.draw(Moved(reader()))
    assert seen.app.scene.view == reader()
