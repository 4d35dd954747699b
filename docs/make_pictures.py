"""Makes the pictures of the docs from the running program: `uv run docs/make_pictures.py`.

The kiosk draws its own screens; only the process that makes the sound is left out, so that a word stands
still.
"""

import asyncio
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from kiosk import app
from kiosk.paths import bundled_pack
from kiosk.settings import Hands, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.tui.app import KioskApp
from kiosk.visit import edition

FOLDER = Path(__file__).with_name("pictures")
ONE_SWITCH = Settings(hands=Hands(switches=1))
# Each picture: the keys that lead there, the sentences heard whole, the words heard of the next one.
PICTURES = {
    "welcome": ("", 1, 3, Settings()),
    "contents": ("space", 6, 2, Settings()),
    "reader": ("space 3", 6, 8, Settings()),
    "helpline": ("h", 3, 6, Settings()),
    "choices": ("space k", 4, 2, Settings()),
    "switch": ("space space", 0, 2, ONE_SWITCH),
}


async def picture(keys: str, sentences: int, words: int, settings: Settings) -> str:
    """Return the screen as SVG, without the fonts that it would fetch from elsewhere."""
    now = count(100.0, step=0.4)  # one press, and what is asked between, takes longer than any refusal
    speaker = FakeSpeaker()
    speech = app.new_speech(speaker.send, settings)
    speaker.receive = speech.receive
    editions = edition.load([bundled_pack()])
    host = app.new_host(editions, speech, settings, clock=lambda: next(now))
    screen = KioskApp(host, phrases=editions[0].phrases)
    host.alarm = lambda _: None  # time stands still
    host.tell = screen.draw
    async with screen.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
        speaker.say_all(limit=sentences)
        for _ in range(words):
            speaker.say_word()
        await pilot.pause()
        drawn = screen.export_screenshot(title="Speaking kiosk")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and the drawing of each picture."""
    for name, shot in PICTURES.items():
        yield name, asyncio.run(picture(*shot))


if __name__ == "__main__":
    main()
