"""The screen as a visitor has it: the real kiosk in xterm, with letters of 32 points, in pictures.

The pictures are kept where KIOSK_ARTEFACTS says, for people to look at.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from kiosk_on_pty import said
from pty_terminal import ROOT, eventually
from speech.sink import Sink
from x_screen import MM_A_PIXEL, Picture, Screen, on_screen

pytestmark = pytest.mark.sound

POINTS = 32
SET_BY_INSTALLATION = 28
SHARP_ENOUGH = 7.3  # mm: an H at 600 mm (docs/installation.md)


@dataclass(frozen=True)
class Shown:
    """A kiosk on a screen, and where it writes down what is heard."""

    screen: Screen
    folder: Path

    def once(self, heard: str, *shown: str, code: str = "") -> Picture:
        """Return a picture once something has been said, and all that is told stands on the screen."""
        eventually(lambda: heard in said(self.folder))
        pictures = list[Picture]()

        def stands() -> bool:
            pictures.append(self.screen.picture())
            return all(pictures[-1].find(text) for text in shown) and code in codes(pictures[-1])

        eventually(stands)
        return pictures[-1]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    server = Sink(tmp_path_factory.mktemp("sound"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def shown(request: pytest.FixtureRequest, sound: Sink, tmp_path: Path) -> Iterator[Shown]:
    kiosk = (
        sys.executable,
        "run_kiosk.py",
        "--voice",
        "espeak",
        "--transcript",
        str(tmp_path / "transcript.jsonl"),
    )
    with on_screen(getattr(request, "param", POINTS), kiosk, PULSE_SERVER=sound.server) as screen:
        yield Shown(screen, tmp_path)


def codes(picture: Picture) -> list[str]:
    """Return what a phone's camera reads on the screen, and "", for where none is wanted."""
    return ["", *(code.text for code in zxingcpp.read_barcodes(picture.image))]


def keep(picture: Picture, name: str, otherwise: Path) -> None:
    folder = Path(os.environ.get("KIOSK_ARTEFACTS") or otherwise)
    folder.mkdir(parents=True, exist_ok=True)
    picture.image.save(folder / f"{name}.png")


def test_welcome_reader_and_helpline_stand_on_the_screen(shown: Shown, tmp_path: Path) -> None:
    welcome = shown.once("This screen speaks.", "Press any big key to begin.")
    keep(welcome, "welcome", tmp_path)
    assert welcome.find("[D] disclaimer   [K] voice and keys   [?] help")

    shown.screen.press("Right")
    shown.once("Item 1 of 12", "1. What it is")  # the same key counts again after half a second
    shown.screen.press("Right")
    reader = shown.once("It usually starts early in life.", "parts of the body.")
    keep(reader, "reader", tmp_path)
    assert reader.find("What it is") == (0, 5)
    assert reader.find("say it again")
    assert (
        reader.colours()["#0000af"] > 0.02
    )  # beneath the sentence that is heard, of the colours that xterm has

    shown.screen.press("h")
    helpline = shown.once(
        "Helpline",
        *("helpline of The Dystonia Society.", "The helpline number is 020 7793 3650."),
        code="tel:02077933650",
    )
    keep(helpline, "helpline", tmp_path)

    for picture in (welcome, reader, helpline):
        assert picture.find("Sound is off.") is None
        shares = picture.colours()
        assert shares["#000000"] > 0.5  # the paper of the theme
        assert shares["#ffffff"] > 0.02  # its ink


@pytest.mark.parametrize("shown", [SET_BY_INSTALLATION, POINTS], indirect=True)
def test_a_capital_h_is_high_enough_to_be_read(shown: Shown, request: pytest.FixtureRequest) -> None:
    shown.once("Welcome", "Press any big key to begin.")
    shown.screen.press("h")
    picture = shown.once("Helpline", "helpline of The Dystonia Society.")
    title, key = picture.find("Helpline"), picture.find("[H] helpline")
    assert title
    assert key
    pixels = picture.height_of(*title)
    assert picture.height_of(key[0], key[1] + 1) == pixels
    height = pixels * MM_A_PIXEL
    assert height >= SHARP_ENOUGH
    columns, rows = shown.screen.cell.room
    points = request.node.callspec.params["shown"]
    measured = f"| {points} | {pixels} pixels, {height:.1f} mm | {columns} by {rows} |"
    assert measured in (ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
