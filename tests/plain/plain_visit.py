"""A visit by lines as it is built, but for the two streams and the sound. Time is told to pass."""

import asyncio
import os
from collections.abc import Sequence

from kiosk import assembly
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.plain.dialogue import Dialogue
from kiosk.plain.streams import Take
from kiosk.settings import Seconds, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit.edition import Edition
from kiosk.visit.events import KeyPressed, VisitEvent

ENGLISH_IN_LINES = english().in_lines


class Plain:
    """A dialogue from the welcome on. `pressed` is all that counted as a press."""

    def __init__(
        self, settings: Settings | None = None, pack: Pack | None = None, others: Sequence[Edition] = ()
    ) -> None:
        settings = settings or Settings()
        self.speaker = FakeSpeaker()
        speech = assembly.new_speech(self.speaker.send, settings)
        self.speaker.receive = speech.receive
        self.now: Seconds = 1000.0
        self.pressed: list[KeyPressed] = []
        self.broken = 0  # the number of the error of every write
        self._printed: list[str] = []
        self.due: Seconds | None = None
        pack = pack or loader.load(bundled_pack())
        self.host = assembly.new_plain_host(
            [Edition(pack, ENGLISH_IN_LINES), *others], speech, settings, clock=lambda: self.now
        )
        self.dialogue = Dialogue(self.host, phrases=ENGLISH_IN_LINES, read=self._read, write=self._write)
        self.host.alarm = self._set_alarm
        self.host.tell = self._tell
        self.ended = asyncio.ensure_future(self.dialogue.show())

    def _read(self, take: Take) -> None:
        self.take = take

    def _write(self, line: str) -> None:
        if self.broken:
            raise OSError(self.broken, os.strerror(self.broken))
        self._printed.append(line)

    def _set_alarm(self, due: Seconds | None) -> None:
        self.due = due

    def _tell(self, event: VisitEvent) -> None:
        if isinstance(event, KeyPressed):
            self.pressed.append(event)
        self.dialogue.draw(event)

    async def printed(self) -> list[str]:
        """Return what was printed since this was asked last."""
        for _ in range(3):
            await asyncio.sleep(0)
        printed, self._printed = self._printed, []
        return printed

    async def answer(self, *lines: str) -> list[str]:
        """Type lines; return what is printed after the last."""
        await self.printed()
        printed: list[str] = []
        for line in lines:
            self.now += 1.0
            self.take(line)
            printed = await self.printed()
        return printed

    async def wait(self, seconds: Seconds) -> list[str]:
        """Let time pass, everything being heard at once; return what is printed meanwhile."""
        await self.printed()
        self.speaker.say_all()
        end = self.now + seconds
        while self.due is not None and self.due <= end:
            self.now = max(self.now, self.due)
            self.host.wake()
            self.speaker.say_all()
        self.now = end
        return await self.printed()
