import asyncio
import time

import pytest
from textual import events
from tui_views import ListeningHost, glass, reader

from kiosk.keys.strokes import Stroke
from kiosk.phrases.loader import english
from kiosk.terminal.kitty import KeyStroke
from kiosk.tui.app import KioskApp, key_name
from kiosk.tui.told import Pressed, ReleasesTold
from kiosk.visit.events import Moved

ENGLISH = english().on_screen

PATIENCE = 10.0  # seconds; far more than is needed
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
async def test_a_key_press_reaches_the_host_by_its_name(key: str) -> None:
    async with glass() as seen:
        await seen.pilot.press(key)
        assert seen.host.keys == [key]


@pytest.mark.parametrize("stroke", Stroke)
async def test_every_stroke_is_handed_on(stroke: Stroke) -> None:
    async with glass() as seen:
        seen.app.post_message(Pressed((KeyStroke("r", stroke),)))
        await seen.pilot.pause()
        assert seen.host.strokes == [("r", stroke)]


async def test_a_key_that_comes_before_the_first_frame_comes_after_the_beginning() -> None:
    host = ListeningHost()
    app = KioskApp(host, phrases=ENGLISH)
    app.on_key(events.Key("r", "r"))
    assert host.happened == ["begun", "r"]


async def test_the_host_learns_that_releases_are_told() -> None:
    async with glass() as seen:
        assert not seen.host.releases_told
        seen.app.post_message(ReleasesTold())
        await seen.pilot.pause()
        assert seen.host.releases_told


class WokenHost(ListeningHost):
    """Keeps when it was woken, in seconds of time.monotonic."""

    def __init__(self) -> None:
        super().__init__()
        self.woken: asyncio.Queue[float] = asyncio.Queue()

    def wake(self) -> None:
        super().wake()
        self.woken.put_nowait(time.monotonic())


async def test_the_host_is_woken_at_the_time_that_it_told_last() -> None:
    host = WokenHost()
    app = KioskApp(host, phrases=ENGLISH)
    async with app.run_test(), asyncio.timeout(PATIENCE):
        at = time.monotonic() + 0.02
        host.alarm(at - 0.02)
        host.alarm(at)
        assert await host.woken.get() >= at
        host.alarm(at)
        await host.woken.get()
    assert host.happened == ["begun", "woken", "woken"]


async def test_the_host_is_not_woken_after_the_end() -> None:
    async with glass() as seen:
        pass
    seen.host.alarm(0.0)
    for _ in range(10):
        await asyncio.sleep(0)
    assert seen.host.happened == ["begun"]


async def test_a_key_that_waits_comes_before_the_waking() -> None:
    host = WokenHost()
    app = KioskApp(host, phrases=ENGLISH)
    async with app.run_test(), asyncio.timeout(PATIENCE):
        app.post_message(Pressed((KeyStroke("r", Stroke.PRESS),)))
        host.alarm(0.0)
        await host.woken.get()
    assert host.happened == ["begun", "r", "woken"]


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
        assert seen.host.keys == [key]
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


class BrokenHost(ListeningHost):
    def press(self, key: str, stroke: Stroke) -> None:
        raise RuntimeError(key, stroke)


async def test_a_fault_ends_it_without_a_word_and_is_handed_on(capfd: pytest.CaptureFixture[str]) -> None:
    app = KioskApp(BrokenHost(), phrases=ENGLISH)
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
