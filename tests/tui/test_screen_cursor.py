"""Where the cursor rests at the end of each frame, on a real terminal: a braille display follows it."""

import re
from functools import partial

import pytest
from tui_pty import Screen, eventually

SCREEN = """
import asyncio, sys
from tui_views import *
from kiosk.phrases.loader import english
from kiosk.settings import Theme
from kiosk.tui.app import KioskApp
from kiosk.visit.events import *

ENGLISH = english().on_screen

class Drawing(ListeningHost):
    def begin(self):
        print("begun", file=sys.__stdout__, flush=True)

    def press(self, key, stroke):
        for event in SCENES[key]:
            app.draw(event)

SCENES = {
    "a": [Moved(contents())],
    "b": [Moved(contents(3))],
    "c": [Placed(contents(11)), saying(line_at(contents(), "12. Helpline"))],
    "d": [word_in(contents(11), "Helpline")],
    "e": [LineSaid(line_at(contents(), "12. Helpline"), UtteranceId(1)), Placed(contents(2))],
    "f": [Moved(reader(1)), saying(3)],
    "g": [word_in(reader(1), "because")],
    "h": [word_in(reader(1), "condition")],
    "i": [LineSaid(3, UtteranceId(1))],
    "j": [saying(-1, 9, written="Volume 4 of 5."), Notice("Volume 4 of 5."), word(-1, 7, 8, 9)],
    "k": [LineSaid(-1, UtteranceId(9)), Moved(contents(3)), Offered(offer(4))],
    "l": [Offered(offer(6)), saying(-1, 7, written="Helpline"), word(-1, 0, 8, 7)],
    "m": [Offered(None), Moved(page(ScreenName.WELCOME))],
    "n": [Notice(""), Moved(people(9))],
}
app = KioskApp(Drawing(), phrases=ENGLISH)
sys.exit(asyncio.run(app.show()))
"""
# What stands at the cursor after each key, in the scene that all keys before have led to.
AT_THE_CURSOR = {
    "a": "Contents",
    "b": "4. Treatment",
    "c": "12. Helpline",
    "d": "Helpline",
    "e": "3. Types",
    "f": "This is because",
    "g": "because",
    "h": "condition",
    "i": "This is because",
    "j": "4 of 5",
    "k": "Say it again",
    "l": "Helpline",
    "m": "Welcome",
    "n": "10. Leaflet",
}


class Emulator:
    """A terminal that understands what the kiosk writes: moves of the cursor, and characters of one cell."""

    _PIECE = re.compile(r"\x1b\[([?>=<]?)([\d;]*)([@-~])|\x1b[^\[]|([\r\n])|([^\x1b])")

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._cells = [[" "] * width for _ in range(height)]
        self.x = self.y = 0

    def take(self, written: str) -> None:
        for piece in self._PIECE.finditer(written):
            private, numbers, final, line, character = piece.groups()
            if final == "H" and not private:
                y, x = (int(each) - 1 for each in numbers.split(";")) if numbers else (0, 0)
                self.x, self.y = x, y
            elif line == "\r":
                self.x = 0
            elif line == "\n":
                self.x, self.y = 0, min(self.y + 1, self._height - 1)
            elif character:
                if self.x < self._width:
                    self._cells[self.y][self.x] = character
                self.x += 1

    @property
    def rest(self) -> str:
        """What stands at the cursor and after it."""
        return "".join(self._cells[self.y][self.x :])


@pytest.mark.requirement("K45")
@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20)])
def test_the_cursor_rests_on_the_word_or_on_what_is_selected(width: int, height: int) -> None:
    screen = Screen(SCREEN, width=width, height=height)

    def rests_on(text: str) -> bool:
        shown = Emulator(width, height)
        shown.take(bytes(screen.output).decode(errors="replace"))
        return shown.rest.startswith(text)

    try:
        eventually(lambda: screen.lines() == ["begun"])
        for key, expected in AT_THE_CURSOR.items():
            screen.type(key.encode())
            eventually(partial(rests_on, expected))
    finally:
        screen.close()
