"""The composition root: builds the parts, starts them in order, shows the visit, stops in reverse."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from kiosk import delivered
from kiosk.assembly import new_host, new_plain_host, new_speech, without_voice
from kiosk.counts.daily import Daily
from kiosk.errors import ExitCode, ScreenError, UsageError
from kiosk.keys import profile
from kiosk.machine import disk
from kiosk.machine.alone import alone
from kiosk.machine.ending import Ending
from kiosk.machine.faults import Faults, counting
from kiosk.machine.service_manager import ServiceManager, service_manager
from kiosk.paper import Paper
from kiosk.paths import state_folder
from kiosk.settings import Settings
from kiosk.speech.client import Speech
from kiosk.speech.mute import MuteSpeaker
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.process import speaker as speaker_command
from kiosk.staff.preview import for_authors, preview
from kiosk.version import version
from kiosk.visit import edition
from kiosk.visit.edition import Edition
from kiosk.visit.events import VisitEvent
from kiosk.visit.host import Host
from kiosk.visit.newer import Newer
from kiosk.visit.report import Report, Sound
from kiosk.visit.status import Status
from kiosk.visit.transcript import Transcript

ENDED_BY: Final = (signal.SIGTERM, signal.SIGHUP)
PLAIN_ENDED_BY: Final = (*ENDED_BY, signal.SIGINT)  # Ctrl-C is no key of a visit there


@dataclass(frozen=True)
class Options:
    """What the command line asks for. Nothing is written to a file that is not named here.

    `packs` are folders of packs, each in its language; without any it speaks what was delivered to it.
    """

    packs: tuple[Path, ...]
    settings: Settings
    transcript: Path | None = None
    plain: bool = False
    voice: bool = True
    preview: bool = False  # take up what is saved in the packs, for those who write them


def run(options: Options) -> ExitCode:
    """Run the kiosk until it is ended. Raises KioskError for what is known to go wrong."""
    with _transcript(options.transcript) as transcript:
        if options.plain:
            _require_streams(options)
        else:
            _require_terminal(options)
        with alone(), counting() as faults:
            return asyncio.run(_run(options, transcript, faults))


def _require_terminal(options: Options) -> None:
    """Raise ScreenError without a terminal; faults of files come first, for those who keep them in a file."""
    if not all(stream and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        _newer(options).load()
        profile.named(options.settings.hands.keys)
        raise ScreenError("The kiosk needs a terminal to draw on; start it in one.")


def _require_streams(options: Options) -> None:
    """Raise ScreenError where one was closed: its number may be that of another file by now."""
    profile.named(options.settings.hands.keys)  # a fault in it is told, though no key is pressed
    if sys.stdin is None or sys.stdout is None:
        raise ScreenError("The plain mode needs an input and an output; start it with both.")


class _FrontEnd(Protocol):
    """What shows a visit. `fault` is the error that ended it, or None."""

    fault: BaseException | None

    async def show(self) -> int:
        """Run until the end, and return the exit code."""

    def leave(self, code: int) -> None:
        """End with an exit code."""

    def draw(self, event: VisitEvent) -> None:
        """Show an event of the visit."""

    def in_turn(self, call: Callable[[], None]) -> None:
        """Call behind all that it has to do now: a front end that hangs never calls."""


def _newer(options: Options) -> Newer:
    """Return the editions to speak, and where newer ones come from."""
    if options.preview:
        return preview(options.packs, in_lines=options.plain)
    if options.packs:
        return Newer(lambda: edition.load(options.packs, in_lines=options.plain))
    return delivered.newer(in_lines=options.plain)


def _front_end(
    options: Options, editions: Sequence[Edition], speech: Speech, settings: Settings
) -> tuple[Host, _FrontEnd]:
    """Return the host, and who shows its visits: loaded here, while the voice gets ready, and no other."""
    phrases = editions[0].phrases
    if options.plain:
        from kiosk.plain.dialogue import Dialogue  # noqa: PLC0415
        from kiosk.plain.streams import STDIN, STDOUT, read_from, write_to  # noqa: PLC0415

        host = new_plain_host(editions, speech, settings)
        read, write = read_from(STDIN), write_to(STDOUT)
        return host, Dialogue(host, phrases=phrases, read=read, write=write)
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]  # Textual would write logs, or press keys
    from kiosk.tui.app import KioskApp  # noqa: PLC0415

    host = new_host(editions, speech, settings)
    return host, KioskApp(host, phrases=phrases, theme=settings.defaults.theme)


def _free() -> int | None:
    """Return how many bytes of disk are free for what the kiosk keeps, where that can be told."""
    folder = state_folder()
    try:
        return disk.free(folder) if folder else None
    except OSError:
        return None


async def _run(options: Options, transcript: Transcript | None, faults: Faults) -> ExitCode:
    settings = options.settings if options.voice else without_voice(options.settings)
    settings = for_authors(settings) if options.preview else settings
    manager = service_manager()
    ending = Ending()
    with ending.by_signals(PLAIN_ENDED_BY if options.plain else ENDED_BY):
        speech = new_speech(lambda line: speaker.send(line), settings)  # noqa: PLW0108 - it is made after it
        speaker = _speaker(options, settings, speech, ending)
        status = Status(speech, version=version(), faults=lambda: faults.count, free=_free)
        daily = _daily(options, settings)
        if transcript:
            transcript.started()
        await speaker.start()  # first: its voice gets ready while the pack is read and the screen is made
        try:
            newer = _newer(options)
            host, front_end = _front_end(options, newer.load(), speech, settings)
            paper = Paper(settings.leaflet, failed=host.not_printed)
            report = _report(manager, front_end, speech, speaker) if manager else None
            first = [transcript.tell] if transcript else []
            others = [each.hear for each in (daily, report) if each]
            host.tell = _to_all(*first, front_end.draw, paper.hear, *others)
            host.status = status.of
            host.left = lambda: front_end.leave(ExitCode.OK if options.preview else ExitCode.LEFT)
            ending.leave = front_end.leave
            works = [lambda: newer.keep_looking(host), *([daily.every_day] if daily else [])]
            with _beside(works, ending.by_fault):
                await asyncio.sleep(0)  # for what was asked of it while it was made
                code = ExitCode.OK if ending.due else await front_end.show()
        finally:
            if manager:
                manager.tell("STOPPING=1")
            try:
                await speaker.close()
            finally:
                if daily:
                    daily.end()  # once it is silent
    if fault := ending.fault or front_end.fault:
        raise fault
    if transcript:
        transcript.ended(ending.reason or "left")
    return ExitCode(code)


def _speaker(
    options: Options, settings: Settings, speech: Speech, ending: Ending
) -> SpeakerProcess | MuteSpeaker:
    if not options.voice:
        return MuteSpeaker(speech.receive, later=asyncio.get_running_loop().call_soon)
    return SpeakerProcess(
        receive=speech.receive,
        started=speech.start_again,
        failed=ending.by_fault,
        command=speaker_command(settings.voice),
    )


def _daily(options: Options, settings: Settings) -> Daily | None:
    """Return who counts the visits, or None.

    In lines somebody reads alone, by a login or at a machine of their own: counts would be of one person. A
    preview is its author's.
    """
    counted = settings.counts and not (options.plain or options.preview)
    return Daily(state_folder()) if counted else None


def _report(
    manager: ServiceManager, front_end: _FrontEnd, speech: Speech, speaker: SpeakerProcess | MuteSpeaker
) -> Report:
    def sound() -> Sound:
        if speech.sound_is_off:
            return Sound.OFF
        return Sound.ON if speaker.answers else Sound.UNKNOWN

    return Report(manager.tell, expects=manager.expects, sound=sound, in_turn=front_end.in_turn)


@contextlib.contextmanager
def _beside(
    works: Iterable[Callable[[], Coroutine[None, None, None]]], failed: Callable[[BaseException], None]
) -> Iterator[None]:
    """Have this done beside the visits. What it raises ends the kiosk, as any fault of its own."""

    async def done(work: Callable[[], Coroutine[None, None, None]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - it is told by who takes it
            failed(error)

    tasks = [asyncio.create_task(done(work)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


def _to_all(*listeners: Callable[[VisitEvent], None]) -> Callable[[VisitEvent], None]:
    def tell(event: VisitEvent) -> None:
        for listener in listeners:
            listener(event)

    return tell


@contextlib.contextmanager
def _transcript(path: Path | None) -> Iterator[Transcript | None]:
    if path is None:
        yield None
        return
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The transcript cannot be written to {path}: {error.strerror}.") from error
    try:
        yield Transcript(file, clock=time.monotonic)
    finally:
        with contextlib.suppress(OSError):  # the disk is full: it was logged, and ends no visit
            file.close()
