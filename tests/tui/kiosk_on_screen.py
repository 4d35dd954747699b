"""The kiosk as a visitor has it, but for the process that makes the sound; what stands on its screen."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from textual.pilot import Pilot
from tui_views import Glass

from kiosk import assembly
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.settings import Seconds, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.tui.app import KioskApp
from kiosk.visit.edition import Edition
from kiosk.visit.events import Moved, Notice, Offered, Placed, VisitEvent
from kiosk.visit.view import Offer, View

ENGLISH = english().on_screen

MARKS: Final = "═─│║┌┐└┘╔╗╚╝▶▌■·»•▲▼▀▄█"
_CAP: Final = re.compile(r"\[(?P<key>[^\]]+)\]\s*[│║]")
_HINT: Final = re.compile(r"\[(?P<key>[^\]]+)\] (?P<does>.+?)(?= {3}\[| *$)")
_HINTS: Final = re.compile(r"^ *\[[^\]]+\] ")


class Kiosk:
    """A kiosk whose sentences are heard, and whose time passes, when the test says so."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.pack = loader.load(bundled_pack())
        self.speaker = FakeSpeaker()
        speech = assembly.new_speech(self.speaker.send, settings)
        self.speaker.receive = speech.receive
        self.now: Seconds = 100.0
        self.due: Seconds | None = None  # when something happens of its own accord
        self._host = assembly.new_host(
            [Edition(self.pack, ENGLISH)], speech, settings, clock=lambda: self.now
        )
        self.screen = KioskApp(self._host, phrases=ENGLISH)
        self._host.alarm = self._set_alarm
        self._host.tell = self._tell
        self.arrived: View  # the view on arrival
        self.view: View
        self.arrivals = 0
        self.offer: Offer | None = None
        self.notice = ""

    def heard_now(self) -> list[str]:
        """Let all be said that the kiosk has to say, and return it."""
        before = len(self.speaker.heard)
        self.speaker.say_all()
        self.now += 10.0  # it takes its time
        return self.speaker.heard[before:]

    def wait(self) -> None:
        """Let time pass until something is due, and let it happen."""
        assert self.due is not None, "nothing is due"
        self.now = max(self.now, self.due)
        self._host.wake()

    def _set_alarm(self, due: Seconds | None) -> None:
        self.due = due

    def _tell(self, event: VisitEvent) -> None:
        match event:
            case Moved(view):
                self.view = self.arrived = view
                self.arrivals += 1
            case Placed(view):
                self.view = view
            case Offered(offer):
                self.offer = offer
            case Notice(text):
                self.notice = text
            case _:
                pass
        self.screen.draw(event)


async def press(pilot: Pilot[None], key: str, kiosk: Kiosk) -> None:
    """Press a key a second after whatever came before."""
    kiosk.now += 1.0
    await pilot.press(key)
    await pilot.pause()


@dataclass(frozen=True)
class Reading:
    """What can be read on a screen once its drawing is taken away.

    `rows` are the words of each row but the last ones, `caps` the keys on the boxes, each with what stands on
    its row, and `hints` those rows of keys, each with what it does.
    """

    rows: tuple[str, ...]
    caps: tuple[tuple[str, str], ...]
    hints: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, rows: list[str]) -> "Reading":
        """Read the rows of a screen."""
        texts, caps, hints = [], [], []
        for row in rows:
            if _HINTS.match(row):
                hints += [(hint["key"], hint["does"].strip()) for hint in _HINT.finditer(row)]
                continue
            words = list(_words_of(_CAP.sub("", row)))
            caps += [(cap["key"], words[0]) for cap in _CAP.finditer(row)]
            texts += words
        return cls(tuple(texts), tuple(caps), tuple(hints))

    def shows(self, text: str) -> bool:
        """Tell whether a text stands there whole, on one row or on several that follow each other."""
        return f" {' '.join(text.split())} " in f" {' '.join(self.rows)} "


def _words_of(row: str) -> Iterator[str]:
    """Yield the texts of a row: two that stand in columns are far apart."""
    for text in re.split(f"[{MARKS}]| {{3,}}", row):
        if text.strip():
            yield " ".join(text.split())


@dataclass
class Visitor:
    """Somebody before the screen who reads it whenever anything changes, and hears all.

    `looked` is called with each reading, while the screen stands as it was read.
    """

    kiosk: Kiosk
    glass: Glass
    looked: Callable[[Reading], None] = lambda _: None
    frames: list[Reading] = field(default_factory=list)
    happened: set[str] = field(default_factory=set)
    said: list[tuple[str, Reading]] = field(default_factory=list)  # and the screen while it was said

    async def look(self) -> Reading:
        """Read the screen as it is now."""
        await self.glass.pilot.pause(0)
        reading = Reading.of(self.glass.rows)
        self.frames.append(reading)
        self.looked(reading)
        return reading

    async def press(self, *keys: str) -> None:
        """Press keys, and look after each."""
        for key in keys:
            await press(self.glass.pilot, key, self.kiosk)
            await self.look()

    async def hear_word(self) -> str | None:
        """Hear the next word, and look while it is heard; return what is written of its sentence."""
        speaker = self.kiosk.speaker
        while speaker.sound_signal():
            pass
        if not speaker.say_word():
            return None
        written = speaker.heard[-1]
        number = re.match(r"\d+(?=: )", speaker.spoken[-1])  # of a list's item, shown with a full stop
        of_list = f"{number[0]}. " if number and not written.startswith(number[0]) else ""
        self.said.append((of_list + written, await self.look()))
        return written

    async def hear_sentence(self) -> str | None:
        """Hear the next sentence to its end; return what is written of it."""
        written = await self.hear_word()
        self.kiosk.speaker.say_sentence()
        return written

    async def hear_all(self) -> list[str]:
        """Hear all that is still to be said."""
        heard: list[str] = []
        while (written := await self.hear_sentence()) is not None:
            heard.append(written)
        await self.look()
        self.kiosk.now += 10.0
        return heard

    async def wait(self) -> None:
        """Wait until something happens."""
        self.kiosk.wait()
        await self.look()


@asynccontextmanager
async def visitor(
    size: tuple[int, int] = (80, 24), settings: Settings | None = None
) -> AsyncIterator[Visitor]:
    """Be before a kiosk at the welcome."""
    kiosk = Kiosk(settings)
    async with kiosk.screen.run_test(size=size) as pilot:
        await pilot.pause()
        here = Visitor(kiosk, Glass(kiosk.screen, pilot))
        await here.look()
        yield here
