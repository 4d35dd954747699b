"""The composition root: builds the parts, starts them in order, shows the visit, stops in reverse."""

import asyncio
import contextlib
import functools
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from kiosk.errors import ExitCode, ScreenError, UsageError
from kiosk.keys import profile
from kiosk.machine.alone import alone
from kiosk.machine.service_manager import ServiceManager, service_manager
from kiosk.paper import Paper
from kiosk.paths import pronunciation_file
from kiosk.plain.answers import ANSWERS
from kiosk.reading import lexicon
from kiosk.settings import GAINS, RATES, GoOn, Seconds, Settings
from kiosk.speech.client import Speech
from kiosk.speech.mute import MuteSpeaker
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.process import speaker as speaker_command
from kiosk.speech.protocol import ToSpeaker
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.staff.preview import LOOK_EVERY, Preview, for_authors
from kiosk.visit import edition
from kiosk.visit.choices import IN_LINES, LISTED
from kiosk.visit.edition import Edition
from kiosk.visit.events import VisitEvent
from kiosk.visit.host import Host
from kiosk.visit.report import Report, Sound
from kiosk.visit.transcript import Transcript
from kiosk.visit.visit import Visit

ENDED_BY: Final = (signal.SIGTERM, signal.SIGHUP)
PLAIN_ENDED_BY: Final = (*ENDED_BY, signal.SIGINT)  # Ctrl-C is no key of a visit there


@dataclass(frozen=True)
class Options:
    """What the command line asks for. Nothing is written to a file that is not named here.

    `packs` are folders of packs, each in its language.
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
        with alone():
            return asyncio.run(_run(options, transcript))


def _require_terminal(options: Options) -> None:
    """Raise ScreenError without a terminal; faults of files come first, for those who keep them in a file."""
    screen = sys.__stderr__  # where Textual draws
    if not (sys.stdin.isatty() and isinstance(screen, io.TextIOWrapper) and screen.isatty()):
        edition.load(options.packs)
        profile.named(options.settings.hands.keys)
        raise ScreenError("The kiosk needs a terminal to draw on; start it in one.")
    screen.reconfigure(encoding="utf-8")


def _require_streams(options: Options) -> None:
    """Raise ScreenError where one was closed: its number may be that of another file by now."""
    profile.named(options.settings.hands.keys)  # a fault in it is told, though no key is pressed
    if sys.stdin is None or sys.stdout is None:
        raise ScreenError("The plain mode needs an input and an output; start it with both.")


def new_speech(send: Callable[[ToSpeaker], None], settings: Settings) -> Speech:
    """Return speech at the clinic's defaults, which hands its lines to `send`."""
    return Speech(
        send,
        rate=WordsPerMinute(RATES[settings.defaults.rate]),
        gain=Decibels(GAINS[settings.defaults.gain]),
        wanted=settings.voice,
    )


def new_visit(
    editions: Sequence[Edition], speech: Speech, settings: Settings, *, plain: bool = False
) -> Visit:
    """Return a visit of a subject, by the keys that are set, or by lines that are typed."""
    return Visit(
        editions,
        speech=speech,
        settings=settings,
        keymap=ANSWERS if plain else profile.named(settings.hands.keys).keymap,
        lexicon=functools.cache(lambda lang: lexicon.load(pronunciation_file(lang))),
        listed=IN_LINES if plain else LISTED,
    )


def new_host(
    editions: Sequence[Edition],
    speech: Speech,
    settings: Settings,
    *,
    clock: Callable[[], Seconds] = time.monotonic,
) -> Host:
    """Return the host of a subject's visits; whoever shows them sets its `tell` and its `alarm`."""
    keys = profile.named(settings.hands.keys)
    # A profile of switches is for switches, whether or not the settings say so too.
    hands = replace(settings.hands, switches=settings.hands.switches or keys.switches)
    settings = replace(settings, hands=hands)
    return Host(
        new_visit(editions, speech, settings),
        speech=speech,
        settings=settings,
        keymap=keys.keymap,
        clock=clock,
    )


def new_plain_host(
    editions: Sequence[Edition],
    speech: Speech,
    settings: Settings,
    *,
    clock: Callable[[], Seconds] = time.monotonic,
) -> Host:
    """Return the host of visits by lines that are typed; no switch types them, whatever is set."""
    settings = replace(settings, hands=replace(settings.hands, switches=0))
    return Host(
        new_visit(editions, speech, settings, plain=True),
        speech=speech,
        settings=settings,
        keymap=ANSWERS,
        clock=clock,
    )


def without_voice(settings: Settings) -> Settings:
    """Return settings with which nothing goes on by itself: no voice tells how fast somebody reads."""
    return replace(settings, go_on=GoOn.PART)


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


def _front_end(options: Options, speech: Speech, settings: Settings) -> tuple[Host, _FrontEnd]:
    """Return the host, and who shows its visits: loaded here, while the voice gets ready, and no other."""
    editions = edition.load(options.packs, in_lines=options.plain)
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


async def _run(options: Options, transcript: Transcript | None) -> ExitCode:
    settings = options.settings if options.voice else without_voice(options.settings)
    settings = for_authors(settings) if options.preview else settings
    ending = _Ending()
    manager = service_manager()
    speech = new_speech(lambda line: speaker.send(line), settings)  # noqa: PLW0108 - it is made after its client
    speaker: SpeakerProcess | MuteSpeaker
    if options.voice:
        speaker = SpeakerProcess(
            receive=speech.receive,
            started=speech.start_again,
            failed=ending.by_fault,
            command=speaker_command(settings.voice),
        )
    else:
        speaker = MuteSpeaker(speech.receive, later=asyncio.get_running_loop().call_soon)
    if transcript:
        transcript.started()
    await speaker.start()  # first, because its voice gets ready while the pack is read and the screen is made
    try:
        host, front_end = _front_end(options, speech, settings)
        paper = Paper(settings.leaflet, failed=host.not_printed)
        listeners = (transcript.tell,) if transcript else ()
        host.tell = _to_all(*listeners, front_end.draw, paper.hear)
        if manager:
            report = _report(manager, front_end, speech, speaker)
            host.tell = _to_all(host.tell, report.hear)
        ending.leave = front_end.leave
        host.left = lambda: front_end.leave(ExitCode.OK if options.preview else ExitCode.LEFT)
        ended_by = PLAIN_ENDED_BY if options.plain else ENDED_BY
        with _watched(options, host, ending.by_fault), _signals(ending.by_signal, ended_by):
            code = await front_end.show()
    finally:
        if manager:
            manager.tell("STOPPING=1")
        await speaker.close()
    if fault := ending.fault or front_end.fault:
        raise fault
    if transcript:
        transcript.ended(ending.reason)
    return ExitCode(code)


def _report(
    manager: ServiceManager, front_end: _FrontEnd, speech: Speech, speaker: SpeakerProcess | MuteSpeaker
) -> Report:
    def sound() -> Sound:
        if speech.sound_is_off:
            return Sound.OFF
        return Sound.ON if speaker.answers else Sound.UNKNOWN

    return Report(manager.tell, expects=manager.expects, sound=sound, in_turn=front_end.in_turn)


@contextlib.contextmanager
def _watched(options: Options, host: Host, failed: Callable[[BaseException], None]) -> Iterator[None]:
    """Have what is saved in the packs taken up, where that is asked for."""
    if not options.preview:
        yield
        return
    preview = Preview(options.packs, host, in_lines=options.plain)

    async def watch() -> None:
        try:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                preview.look()
        except Exception as error:  # noqa: BLE001 - ends the kiosk, as any fault of its own
            failed(error)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


class _Ending:
    """How the kiosk ends: by a signal or by a fault of its own."""

    def __init__(self) -> None:
        self.reason = "left"
        self.fault: BaseException | None = None
        self.leave: Callable[[int], None] = lambda _: None

    def by_signal(self, number: signal.Signals) -> None:
        self.reason = number.name
        self.leave(ExitCode.OK)

    def by_fault(self, fault: BaseException) -> None:
        self.fault = fault
        self.leave(ExitCode.FAILURE)


@contextlib.contextmanager
def _signals(end: Callable[[signal.Signals], None], ended_by: Iterable[signal.Signals]) -> Iterator[None]:
    """End in order when the service manager asks for it or the terminal goes away."""
    loop = asyncio.get_running_loop()
    for number in ended_by:
        loop.add_signal_handler(number, end, number)
    try:
        yield
    finally:
        for number in ended_by:
            loop.remove_signal_handler(number)


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
    with file:
        yield Transcript(file, clock=time.monotonic)
