"""The composition root: builds the parts, starts them in order, shows the visit, stops in reverse."""

import asyncio
import contextlib
import functools
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kiosk.errors import ExitCode, ScreenError, UsageError
from kiosk.keys import profile
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import pronunciation_file
from kiosk.phrases import ENGLISH
from kiosk.reading import lexicon
from kiosk.settings import GAINS, RATES, Seconds, Settings
from kiosk.speech.client import Speech
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.protocol import ToSpeaker
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.visit.events import VisitEvent
from kiosk.visit.host import Host
from kiosk.visit.transcript import Transcript
from kiosk.visit.visit import Visit

ENDED_BY: Final = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Options:
    """What the command line asks for. Nothing is written to a file that is not named here."""

    pack: Path
    settings: Settings
    transcript: Path | None = None


def run(options: Options) -> ExitCode:
    """Run the kiosk until it is ended. Raises KioskError for what is known to go wrong."""
    with _transcript(options.transcript) as transcript:
        _require_terminal(options)
        return asyncio.run(_run(options, transcript))


def _require_terminal(options: Options) -> None:
    """Raise ScreenError without a terminal; faults of files come first, for those who keep them in a file."""
    screen = sys.__stderr__  # where Textual draws
    if not (sys.stdin.isatty() and isinstance(screen, io.TextIOWrapper) and screen.isatty()):
        loader.load(options.pack)
        profile.named(options.settings.hands.keys)
        raise ScreenError("The kiosk needs a terminal to draw on; start it in one.")
    screen.reconfigure(encoding="utf-8")


def new_speech(send: Callable[[ToSpeaker], None], settings: Settings) -> Speech:
    """Return speech at the clinic's defaults, which hands its lines to `send`."""
    return Speech(
        send,
        rate=WordsPerMinute(RATES[settings.defaults.rate]),
        gain=Decibels(GAINS[settings.defaults.gain]),
    )


def new_visit(pack: Pack, speech: Speech, settings: Settings) -> Visit:
    """Return a visit of a pack, by the keys that are set."""
    return Visit(
        pack,
        speech=speech,
        settings=settings,
        phrases=ENGLISH,
        keymap=profile.named(settings.hands.keys).keymap,
        lexicon=functools.cache(lambda lang: lexicon.load(pronunciation_file(lang))),
    )


def new_host(
    pack: Pack, speech: Speech, settings: Settings, *, clock: Callable[[], Seconds] = time.monotonic
) -> Host:
    """Return the host of a pack's visits; whoever shows them sets its `tell` and its `alarm`."""
    keys = profile.named(settings.hands.keys)
    # A profile of switches is for switches, whether or not the settings say so too.
    hands = replace(settings.hands, switches=settings.hands.switches or keys.switches)
    settings = replace(settings, hands=hands)
    return Host(
        new_visit(pack, speech, settings),
        speech=speech,
        settings=settings,
        keymap=keys.keymap,
        phrases=ENGLISH,
        clock=clock,
    )


async def _run(options: Options, transcript: Transcript | None) -> ExitCode:
    settings, ending = options.settings, _Ending()
    speech = new_speech(lambda line: speaker.send(line), settings)  # noqa: PLW0108 - it is made after its client
    speaker = SpeakerProcess(receive=speech.receive, started=speech.start_again, failed=ending.by_fault)
    if transcript:
        transcript.started()
    await speaker.start()  # first, because its voice gets ready while the pack is read and the screen is made
    try:
        host = new_host(loader.load(options.pack), speech, settings)
        for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
            del os.environ[name]  # Textual would write logs, or press keys
        # Here, so that Textual is loaded while the voice gets ready, and not at all where nothing is drawn.
        from kiosk.tui.app import KioskApp  # noqa: PLC0415

        screen = KioskApp(host, phrases=ENGLISH)
        host.tell = _to_all(transcript.tell, screen.draw) if transcript else screen.draw
        ending.leave = screen.leave
        with _signals(ending.by_signal):
            code = await screen.show()
    finally:
        await speaker.close()
    if fault := ending.fault or screen.fault:
        raise fault
    if transcript:
        transcript.ended(ending.reason)
    return ExitCode(code)


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
def _signals(end: Callable[[signal.Signals], None]) -> Iterator[None]:
    """End in order when the service manager asks for it or the terminal goes away."""
    loop = asyncio.get_running_loop()
    for number in ENDED_BY:
        loop.add_signal_handler(number, end, number)
    try:
        yield
    finally:
        for number in ENDED_BY:
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
