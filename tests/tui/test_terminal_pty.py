"""The screen on a real terminal (a pty): what it asks the terminal, what it gets, and what it gives back."""

from collections.abc import Iterator

import pytest
from tui_pty import PATIENCE, Screen, eventually

ASKS = b"\x1b[=2;2u\x1b[?u"
GIVES_BACK = b"\x1b[<u"
LEAVES = b"\x1b[?1049l"
BEGIN_FRAME = b"\x1b[?2026h"
SCREEN = """
import asyncio, sys, time
from kiosk.phrases.loader import english
from kiosk.tui.app import KioskApp

ENGLISH = english().on_screen

def tell(*words):
    print(*words, file=sys.__stdout__, flush=True)

class Host:
    releases_told = False
    largest_print = 0

    def begin(self):
        tell("begun")

    def press(self, key, stroke):
        tell(key, stroke, "releases are told" if self.releases_told else "")
        app.screen.refresh()
        if key == "!":
            raise RuntimeError(key)
        if key == "w":
            self.alarm(time.monotonic())
        if key == "q":
            app.leave(0)

    def wake(self):
        tell("woken")
        raise RuntimeError("woken")

app = KioskApp(Host(), phrases=ENGLISH)
sys.exit(asyncio.run(app.show()))
"""


@pytest.fixture
def screen() -> Iterator[Screen]:
    started = Screen(SCREEN)
    try:
        eventually(lambda: started.lines() == ["begun"] and ASKS in started.output)
        yield started
    finally:
        started.close()


def test_the_terminal_is_asked_on_top_of_what_textual_asks(screen: Screen) -> None:
    alternate, textuals, ours = (screen.output.index(each) for each in (b"\x1b[?1049h", b"\x1b[>25u", ASKS))
    assert alternate < textuals < ours


def test_every_stroke_is_handed_on_in_order_where_releases_are_told(screen: Screen) -> None:
    screen.type(b"\x1b[?27u")
    screen.type(b"\x1b[1;1:1C" + b"\x1b[1;1:2C" * 300 + b"\x1b[1;1:3C")
    screen.type(b"\x1b[104;129;104u" + b"\x1b[104;129:2;104u" * 20 + b"\x1b[104;129:3u")
    screen.type(b"\x1b[57441;2u\x1b[47;2;63u\x1b[57441;1:3u\x1b[47;1:3u")
    screen.type(b"\x1b[13u\x1b[13;1:3u")
    strokes = [
        *("right press", *["right repeat"] * 300, "right release"),
        *("h press", *["h repeat"] * 20, "h release"),
        *("? press", "? release"),
        *("enter press", "enter release"),
    ]
    eventually(lambda: len(screen.lines()) > len(strokes))
    assert screen.lines() == ["begun", *(f"{stroke} releases are told" for stroke in strokes)]


def test_where_nothing_is_answered_every_key_is_a_press(screen: Screen) -> None:
    screen.type(b"\x1b[?25u\x1b[C\x1b[Chh\x1b[200~hello\x1b[201~7")
    eventually(lambda: len(screen.lines()) >= 6)
    assert screen.lines() == ["begun", *(f"{key} press" for key in ("right", "right", "h", "h", "7"))]


@pytest.mark.parametrize(
    ("key", "code"),
    [(b"q", 0), (b"!", 1), (b"w", 1)],
    ids=["asked to leave", "a fault", "a fault when woken"],
)
def test_the_terminal_gets_its_keyboard_back(screen: Screen, key: bytes, code: int) -> None:
    screen.type(key)
    assert screen.process.wait(PATIENCE) == code
    eventually(lambda: LEAVES in screen.output)
    assert screen.output.count(GIVES_BACK) == 1
    assert screen.output.index(ASKS) < screen.output.index(GIVES_BACK) < screen.output.index(LEAVES)


def test_a_terminal_that_draws_a_frame_at_once_is_asked_to(screen: Screen) -> None:
    assert BEGIN_FRAME not in screen.output
    screen.type(b"\x1b[?2026;2$yh")
    eventually(lambda: BEGIN_FRAME in screen.output)
