"""`kiosk narrate`: a person is led through recording the passages of a pack, in lines of text.

Keeps one decision: what was kept is on the disk before the next passage is shown, whatever ends the command.
"""

from collections.abc import Generator, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import Final, TypeAlias

from kiosk.errors import DeviceError, KioskError, SpeechError, UsageError
from kiosk.speech.microphone import Microphone, SystemMicrophone
from kiosk.staff.answers import Answers, TypedAnswers
from kiosk.staff.booth import Booth, Hear, Judged, hear_aloud
from kiosk.staff.narrated import Readable, Shelf, readables
from kiosk.staff.studio import Studio
from kiosk.visit.edition import Edition

_MOVES: Final = "s skips it, b goes back, q stops."


class _Move(Enum):
    NEXT = auto()
    BACK = auto()
    STOP = auto()


_To: TypeAlias = _Move | int  # an int is the index of a passage


def narrate(
    edition: Edition,
    *,
    folder: Path,
    microphone: Microphone | None = None,
    answers: Answers | None = None,
    hear: Hear = hear_aloud,
) -> Iterator[str]:
    """Yield the lines of the dialogue that records the passages of a pack into a folder.

    It begins with the first passage that has no recording of its text. Raises UsageError where the folder
    cannot be written to, VoiceError when the voice does not start, KioskError after Ctrl-C.
    """
    studio = Studio()
    shelf = Shelf(folder)
    booth = Booth(studio, microphone or SystemMicrophone(sample_rate=studio.voice.sample_rate), hear)
    session = _Session(readables(edition, studio.utterances), shelf, booth, answers or TypedAnswers())
    try:
        yield from session.lines()
    except KeyboardInterrupt as interrupt:
        raise KioskError(f"Stopped. {session.done()}") from interrupt
    finally:
        booth.close()


class _Session:
    def __init__(self, passages: tuple[Readable, ...], shelf: Shelf, booth: Booth, answers: Answers) -> None:
        self._passages = passages
        self._shelf = shelf
        self._booth = booth
        self._answers = answers

    def done(self) -> str:
        """Return how far it is."""
        recorded = sum(self._shelf.standing(each).recorded for each in self._passages)
        count = f"{recorded} of {len(self._passages)} passages are recorded, in {self._shelf.folder}."
        return count if recorded == len(self._passages) else f"{count} The same command goes on from there."

    def lines(self) -> Iterator[str]:
        """Yield the dialogue: from the first passage that is to do, else the first, until it is stopped."""
        yield self.done()
        yield "Read each passage as it is written, and pause for half a second after each sentence."
        yield "Every answer ends with Enter. The number of a passage goes to that passage."
        for passage in self._passages:
            if remark := self._shelf.standing(passage).remark:
                yield f"{self._place(passage)}: {remark} It is offered again."
        at: int | None = self._next_to_do(-1) or 0
        while at is not None:
            match (yield from self._passage(at)):
                case _Move.STOP:
                    break
                case _Move.NEXT:
                    at = self._next_to_do(at)
                case _Move.BACK if at == 0:
                    yield "This is the first passage."
                case _Move.BACK:
                    at -= 1
                case int(number):
                    at = number
        yield self.done()

    def _next_to_do(self, at: int) -> int | None:
        later = range(at + 1, len(self._passages))
        return next((at for at in later if not self._shelf.standing(self._passages[at]).recorded), None)

    def _place(self, passage: Readable) -> str:
        number = self._passages.index(passage) + 1
        return f"{number} of {len(self._passages)}. {passage.part}, passage {passage.number}"

    def _passage(self, at: int) -> Generator[str, None, _To]:
        """Show a passage and record it until a take is kept or the passage is left."""
        passage = self._passages[at]
        yield f"\n{self._place(passage)}.\n"
        for _, excerpt in passage.sentences:
            yield f"  {excerpt.sentences[excerpt.index]}"
        recorded = self._shelf.standing(passage).recorded
        yield "\nIt is recorded already." if recorded else ""
        take: Judged | None = None
        while True:
            yield _choices(take, recorded=recorded)
            answer = self._answers.next()
            answer = answer and answer.lower()
            if (to := self._moved(answer)) is not None:
                return to
            match answer or ("k" if take and not take.flaws else "a"):
                case "a" | "again":
                    take = yield from self._recorded(passage)
                case "k" | "keep" if take and not take.refused:
                    if (yield from self._kept(passage, take)):
                        return _Move.NEXT
                case "l" | "listen" if (take and not take.refused) or (recorded and not take):
                    yield from self._played(passage, from_shelf=take is None)
                case "v" | "voice":
                    yield from self._said(passage)
                case other:
                    yield f'"{other}" cannot be done here.'

    def _moved(self, answer: str | None) -> _To | None:
        """Return where an answer leads, if anywhere."""
        match answer:
            case None | "q" | "quit" | "stop":
                return _Move.STOP
            case "s" | "skip":
                return _Move.NEXT
            case "b" | "back":
                return _Move.BACK
            case number if number.isdecimal() and 1 <= int(number) <= len(self._passages):
                return int(number) - 1
            case _:
                return None

    def _recorded(self, passage: Readable) -> Generator[str, None, Judged | None]:
        """Record a take and tell what is wrong with it; None where the microphone fails."""
        try:
            self._booth.start()
            yield "Recording. Enter ends it."
            self._answers.next(unless=self._booth.over)
            take = self._booth.stop(passage)
        except (DeviceError, UsageError) as error:
            yield str(error)
            return None
        yield from _told(take)
        return take

    def _kept(self, passage: Readable, take: Judged) -> Generator[str, None, bool]:
        try:
            self._shelf.keep(passage, take.samples, sample_rate=self._booth.sample_rate, words=take.words)
        except UsageError as error:
            yield f"{error} The take is still here: put that right, then keep it again."
            return False
        yield "Kept."
        return True

    def _played(self, passage: Readable, *, from_shelf: bool) -> Iterator[str]:
        try:
            self._booth.play(passage, self._shelf.folder if from_shelf else None)
        except SpeechError as error:
            yield str(error)

    def _said(self, passage: Readable) -> Iterator[str]:
        try:
            self._booth.say(passage)
        except SpeechError as error:
            yield str(error)


def _choices(take: Judged | None, *, recorded: bool) -> str:
    """Return what can be answered, in a line."""
    if take is None:
        listen = "l plays what is recorded, " if recorded else ""
        return f"Enter records it, {listen}v has the kiosk's voice say it, {_MOVES}"
    if take.refused:
        return f"Enter records it again, {_MOVES}"
    if take.flaws:
        return f"Enter records it again, l plays it, k keeps it all the same, {_MOVES}"
    return f"Enter keeps it, l plays it, a records it again, {_MOVES}"


def _told(take: Judged) -> Iterator[str]:
    measured = take.measured
    if measured.voice:
        room = max(measured.room, -99.0)  # digital silence has no level
        yield (
            f"{measured.end - measured.first:.1f} seconds, {take.rate} words a minute; "
            f"the voice at {measured.level:.0f} dB, the room at {room:.0f} dB."
        )
    yield from (flaw.text for flaw in take.flaws)
    if not take.flaws:
        yield "Nothing is wrong with this take."
