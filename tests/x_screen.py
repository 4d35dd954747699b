"""The kiosk in xterm on an X server without a screen; what a picture of it shows.

Keeps one decision: text is not recognised, it is matched: where the same letters look the same and different
ones do not, cell by cell, that is the text.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageGrab
from required import missing
from x_server import LIMIT_SECONDS, do, x_server

ROOT: Final = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1920, 1080
MM_A_PIXEL: Final = 24 * 25.4 / (WIDTH**2 + HEIGHT**2) ** 0.5  # on a screen of 24 inches
_FAINT: Final = 32  # of 255: less is the edge of a letter
_GEOMETRY: Final = (
    "xdotool",
    "search",
    "--sync",
    "--onlyvisible",
    "--class",
    "Kiosk",
    "getwindowgeometry",
    "--shell",
)

Grey = NDArray[np.int16]


@dataclass(frozen=True)
class Cell:
    """The size of one character of the terminal, in pixels."""

    width: int
    height: int

    @property
    def room(self) -> tuple[int, int]:
        """How many columns and rows the screen has room for."""
        return WIDTH // self.width, HEIGHT // self.height


class Picture:
    """What stands on the screen."""

    def __init__(self, image: Image.Image, cell: Cell) -> None:
        self.image = image
        self._cell = cell
        self._grey: Grey = np.asarray(image.convert("L")).astype(np.int16)
        known = dict[bytes, int]()
        columns, rows = cell.room
        self._rows = [
            [known.setdefault(self._look(row, column), len(known)) for column in range(columns)]
            for row in range(rows)
        ]

    def find(self, text: str) -> tuple[int, int] | None:
        """Return the row and the column at which a text stands, the first; None where it is not."""
        for row, cells in enumerate(self._rows):
            for column in range(len(cells) - len(text) + 1):
                if self._is(text, row, cells, column):
                    return row, column
        return None

    def colours(self) -> dict[str, float]:
        """Return the colours that cover more than a thousandth of the screen, and their shares of it."""
        counted = self.image.getcolors(WIDTH * HEIGHT) or []
        shares = {"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in counted}  # type: ignore[misc]
        return {
            name: count / WIDTH / HEIGHT for name, count in shares.items() if count > WIDTH * HEIGHT / 1e3
        }

    def height_of(self, row: int, column: int) -> int:
        """Return how many rows of pixels a letter has, by the half of its ink or more."""
        letter = self._at(row, column)
        paper = np.bincount(letter.ravel()).argmax()
        inked = (np.abs(letter - paper) > 127).any(axis=1)
        return int(inked.nonzero()[0][-1] - inked.nonzero()[0][0] + 1)

    def _at(self, row: int, column: int) -> Grey:
        down, across = row * self._cell.height, column * self._cell.width
        return self._grey[down : down + self._cell.height, across : across + self._cell.width]

    def _look(self, row: int, column: int) -> bytes:
        letter = self._at(row, column)
        ink = np.abs(letter - letter[0, 0])
        return bytes(np.where(ink > _FAINT, 1, 0).astype(np.uint8))

    def _is(self, text: str, row: int, cells: Sequence[int], column: int) -> bool:
        letters, looks = dict[str, int](), dict[int, str]()
        for at, letter in enumerate(text, column):
            look = cells[at]
            if letters.setdefault(letter, look) != look or looks.setdefault(look, letter) != letter:
                return False
            if letter == " " and np.ptp(self._at(row, at)) > _FAINT:
                return False
        return True


class Screen:
    """A screen with the kiosk on it, and its keys."""

    def __init__(self, display: str, cell: Cell) -> None:
        self._display = display
        self.cell = cell

    def press(self, key: str) -> None:
        """Press a key by the name that X has for it, such as Right."""
        do(self._display, "key", key)

    def picture(self) -> Picture:
        """Take a picture of all that is shown."""
        return Picture(ImageGrab.grab(xdisplay=self._display).convert("RGB"), self.cell)


@contextmanager
def on_screen(points: int, command: Sequence[str], **env: str) -> Iterator[Screen]:
    """Start a command in letters of so many points, over all of a screen of 1920 by 1080 pixels."""
    if shutil.which("xterm") is None:
        missing("no xterm (Debian's package)")
    with ExitStack() as running:
        display = running.enter_context(x_server(WIDTH, HEIGHT))
        env = {"DISPLAY": display, "XENVIRONMENT": str(ROOT / "deploy" / "Xresources")} | env
        with _xterm(points, (10, 10), ("sleep", "60"), env) as (width, height):
            cell = Cell(width // 10, height // 10)
        running.enter_context(_xterm(points, cell.room, command, env))
        yield Screen(display, cell)


@contextmanager
def _xterm(
    points: int, room: tuple[int, int], command: Sequence[str], env: dict[str, str]
) -> Iterator[tuple[int, int]]:
    """Run a command in a terminal of so many columns and rows; yield its size in pixels."""
    env = os.environ | env
    columns, rows = room
    terminal = subprocess.Popen(
        (
            *("xterm", "-class", "Kiosk", "-fs", str(points), "-bw", "0"),
            *("-geometry", f"{columns}x{rows}+0+0", "-e", *command),
        ),
        env=env,
        cwd=ROOT,
    )
    with _ended(terminal):
        told = subprocess.run(
            _GEOMETRY, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=True
        )
        size = dict(line.split("=") for line in told.stdout.split())
        yield int(size["WIDTH"]), int(size["HEIGHT"])


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(LIMIT_SECONDS)
