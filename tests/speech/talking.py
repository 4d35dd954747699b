"""The kiosk's side of speech with a real speaker, and a way to wait for what it tells."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from kiosk.settings import VoiceName
from kiosk.speech.client import Speech
from kiosk.speech.events import Cut, Said, Saying, SoundChanged, SpeechEvent, WordHeard
from kiosk.speech.process import SpeakerProcess, speaker
from kiosk.speech.protocol import FromSpeaker
from kiosk.speech.utterance import Decibels, UtteranceId, WordsPerMinute

SPEAKER = speaker(VoiceName.ESPEAK)
RATE = WordsPerMinute(460)  # what is told does not depend on it, and time passes
LIMIT_SECONDS = 30.0  # far more than anything here takes


class Talking:
    """Speech through a real speaker: every event and every line of the speaker, in order."""

    def __init__(self, command: Sequence[str]) -> None:
        self.events: list[SpeechEvent] = []
        self.lines: list[FromSpeaker] = []
        self.faults: list[BaseException] = []
        self.speech = Speech(
            lambda line: self.process.send(line),  # noqa: PLW0108 - the process is made below
            rate=RATE,
            gain=Decibels(0.0),
        )
        self.speech.tell = self._hear
        self.process = SpeakerProcess(
            receive=self._receive, started=self.speech.start_again, failed=self._fail, command=command
        )
        self._changed = asyncio.Event()

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something holds, looking again after each event; TimeoutError when it never does."""
        async with asyncio.timeout(LIMIT_SECONDS):
            while not met():
                if self.faults:
                    raise self.faults[0]
                self._changed.clear()
                await self._changed.wait()

    async def until_said(self, number: int) -> None:
        await self.until(lambda: Said(UtteranceId(number)) in self.events)

    async def until_saying(self, number: int) -> None:
        await self.until(lambda: f"saying {number}" in self.milestones())

    async def until_word(self, number: int, *, count: int = 1) -> None:
        """Wait until so many words of an utterance have been heard."""
        await self.until(lambda: len(self.words(number)) >= count)

    def words(self, number: int) -> list[int]:
        """Return where the words of an utterance begin that were heard, in the order in which they were."""
        return [
            event.start for event in self.events if isinstance(event, WordHeard) and event.utterance == number
        ]

    def sound(self) -> list[bool]:
        return [event.on for event in self.events if isinstance(event, SoundChanged)]

    def milestones(self) -> list[str]:
        """Return what began and how it ended: "saying 1", "cut 1" ..."""
        told = []
        for event in self.events:
            match event:
                case Saying(utterance=said):
                    told.append(f"saying {said.id}")
                case Said(utterance=number) | Cut(utterance=number):
                    told.append(f"{type(event).__name__.lower()} {number}")
                case _:
                    pass
        return told

    def _hear(self, event: SpeechEvent) -> None:
        self.events.append(event)
        self._changed.set()

    def _receive(self, line: FromSpeaker) -> None:
        self.lines.append(line)
        self.speech.receive(line)

    def _fail(self, fault: BaseException) -> None:
        self.faults.append(fault)
        self._changed.set()


@asynccontextmanager
async def talking(command: Sequence[str] = SPEAKER) -> AsyncIterator[Talking]:
    """Talk with a real speaker; it is gone afterwards."""
    talk = Talking(command)
    await talk.process.start()
    try:
        yield talk
    finally:
        await talk.process.close()
    assert talk.faults == []
