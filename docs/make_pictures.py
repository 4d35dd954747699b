"""Makes the pictures of the docs from the running program: `uv run docs/make_pictures.py`.

The kiosk draws its own screens; only the process that makes the sound is left out, so that a word stands
still.
"""

import asyncio
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk import assembly
from kiosk.paths import bundled_pack, data_folder
from kiosk.settings import Adjustments, Hands, Seconds, Settings, Theme
from kiosk.speech.fake import FakeSpeaker
from kiosk.staff.preview import preview
from kiosk.tui.app import KioskApp
from kiosk.visit import edition

FOLDER = Path(__file__).with_name("pictures")
ONE_SWITCH = Settings(hands=Hands(switches=1))
GALLERY = Path(__file__).with_name("gallery.md")


WAITING_ROOM = data_folder("content") / "waiting-room"


@dataclass(frozen=True)
class Saved:
    """What an author writes over something else in a file of the pack, while a preview runs."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Shot:
    """A picture: the keys that lead there, what is heard then, the keys pressed then, and what one sees.

    `sentences` are heard whole, and `words` of the next one, before `then` is pressed; after it, `after`
    words. `times`: how often something is due and happens, because nobody presses.
    `size`: columns and rows. `saved`, before `after`: the kiosk is a preview.
    """

    shows: str
    keys: str = ""
    sentences: int = 0
    words: int = 0
    settings: Settings = field(default_factory=Settings)
    then: str = ""
    after: int = 0
    times: int = 0
    size: tuple[int, int] = (80, 24)
    pack: Path = field(default_factory=bundled_pack)
    saved: Saved | None = None


def _in(theme: Theme) -> Settings:
    return Settings(defaults=Adjustments(theme=theme))


PICTURES = {
    "welcome": Shot("The welcome. Any big key goes on.", "", 1, 3),
    "contents": Shot("The contents: what is heard is what Enter opens.", "space", 6, 2),
    "reader": Shot(
        "A part, read aloud: the sentence and the word that are heard are marked.", "space 3", 6, 8
    ),
    "large-print": Shot(
        "Large print: what is being said stands in letters several rows high.", "space 3 l l", 8, 3
    ),
    "large-print-screen": Shot(
        "The same on a screen with more room, where titles are large, too.",
        "space 3 l l l",
        4,
        4,
        size=(120, 40),
    ),
    "large-print-list": Shot(
        "In a list what is heard is large, and what can be chosen stays.", "space l l", 7, 2
    ),
    "people": Shot("The people whose stories a magazine featured.", "space 0", 12, 2),
    "helpline": Shot("The helpline, one key from everywhere; a phone's camera reads the code.", "h", 3, 6),
    "help": Shot("Help: a key says what it does, and does nothing.", "space ?", 5, 2),
    "choices": Shot("Voice and keys: all that can be changed.", "space k", 4, 2),
    "try-out": Shot("The try-out finds out how steady the keys should be.", "space k 8", 2, 4),
    "thanks": Shot("The end of a visit.", "space" + " down" * 12 + " enter right", 2, 5),
    "paused": Shot(
        "Speech is paused, and the key that goes on is named.", "space 3", 6, 8, then="p", after=3
    ),
    "notice": Shot("A notice: the volume has changed.", "space 3", 6, 4, then="+", after=2),
    "refused": Shot("A press that does not count is told so beside the bar.", "space 3", 6, 8, then="x r"),
    "switch": Shot(
        "What a switch would choose stands in place of the keys.", "space space", 0, 2, ONE_SWITCH
    ),
    "switch-offer": Shot(
        "Who has pressed one key only is asked whether it is a switch.", "space", 99, times=1
    ),
    "idle": Shot("Nobody has pressed for a minute: any key stays.", "space 3", 99, times=3),
    "dark-on-light": Shot("Dark on light.", "space 3", 6, 8, _in(Theme.DARK_ON_LIGHT)),
    "yellow-on-black": Shot("Yellow on black.", "space 3", 6, 8, _in(Theme.YELLOW_ON_BLACK)),
    "calm": Shot(
        "Calm: no white and no pure colour, for eyes that light hurts.", "space 3", 6, 8, _in(Theme.CALM)
    ),
    "list": Shot(
        "A list of a pack: each item has its number, which is said, too.", "space 1", 8, 4, pack=WAITING_ROOM
    ),
    "preview": Shot(
        "A preview on a save with a fault: what is wrong and what to write; the text before it stays.",
        "space 1",
        4,
        4,
        after=6,
        pack=WAITING_ROOM,
        saved=Saved("sections/finding-things.yaml", "summary:", "sumary:"),
    ),
}


class _Clock:
    """Time that a press, and what is asked between, takes: longer than any refusal, but where it stands."""

    def __init__(self) -> None:
        self.now, self.step = 100.0, 0.4
        self.due: Seconds | None = None

    def __call__(self) -> Seconds:
        self.now += self.step
        return self.now

    def set_alarm(self, due: Seconds | None) -> None:
        self.due = due


async def picture(shot: Shot) -> str:
    """Return the screen as SVG, without the fonts that it would fetch from elsewhere."""
    with TemporaryDirectory() as folder:
        return await _picture(shot, shutil.copytree(shot.pack, Path(folder) / shot.pack.name))


async def _picture(shot: Shot, pack: Path) -> str:
    clock, speaker = _Clock(), FakeSpeaker()
    speech = assembly.new_speech(speaker.send, shot.settings)
    speaker.receive = speech.receive
    editions = edition.load([pack])
    host = assembly.new_host(editions, speech, shot.settings, clock=clock)
    screen = KioskApp(host, phrases=editions[0].phrases)
    host.alarm = clock.set_alarm  # time stands still
    host.tell = screen.draw
    async with screen.run_test(size=shot.size) as pilot:
        await pilot.pause()
        await pilot.press(*shot.keys.split())
        speaker.say_all(limit=shot.sentences)
        for _ in range(shot.words):
            speaker.say_word()
        clock.step = 0.0 if shot.then == "x r" else clock.step
        await pilot.press(*shot.then.split())
        for _ in range(shot.times):
            speaker.say_all()
            clock.now = max(clock.now, clock.due or 0.0)
            host.wake()
        if shot.saved:
            newer = preview([pack])
            newer.load()
            _save(shot.saved, pack)
            newer.look(host)
            newer.look(host)
        for _ in range(shot.after):
            speaker.say_word()
        await pilot.pause()
        drawn = screen.export_screenshot(title="Speaking kiosk")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def _save(saved: Saved, pack: Path) -> None:
    file = pack / saved.file
    file.write_text(file.read_text(encoding="utf-8").replace(saved.old, saved.new), encoding="utf-8")


def main() -> None:
    """Write every picture, and the gallery of all."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    GALLERY.write_text(gallery(), encoding="utf-8")


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and the drawing of each picture."""
    for name, shot in PICTURES.items():
        yield name, asyncio.run(picture(shot))


def gallery() -> str:
    """Return the gallery in Markdown: each picture beneath its sentence."""
    shown = (f"{shot.shows}\n\n![{shot.shows}](pictures/{name}.svg)\n" for name, shot in PICTURES.items())
    return "\n".join(("# Every kind of screen\n", "Made by `uv run docs/make_pictures.py`.\n", *shown))


if __name__ == "__main__":
    main()
