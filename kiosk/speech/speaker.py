"""The speaker: the child process that turns utterances into sound. Run as `python -m kiosk.speech.speaker`.

Three threads, each with one thing: this one reads the lines, one renders (the engine knows one thread only),
one writes what is heard when it is heard; the device has its own. Whatever the native libraries print goes to
stderr, never between the lines.

    line "Say" -> deck.cut() -> renderer: voice.render(), one clip ahead -> deck.load()
    device: deck.fill() -> line "Word"

Its first argument, where there is one, is the voice that goes before the others (settings.VoiceName),
its second the folder that it takes recordings from in place of the kiosk's own.
A speaker in which something hangs ends when it is pinged: its supervisor starts another.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections import deque
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import BinaryIO, Final, NoReturn

from kiosk.errors import DeviceError, ExitCode, SpeechError, VoiceError
from kiosk.machine.logbook import where
from kiosk.paths import data_folder, narration_folder
from kiosk.settings import RATES, Settings, VoiceName
from kiosk.speech.clip import Clip
from kiosk.speech.deck import Deck
from kiosk.speech.player import Player
from kiosk.speech.preference import SpokenBy
from kiosk.speech.protocol import (
    Failed,
    FromSpeaker,
    GarbledLineError,
    More,
    Ping,
    Pong,
    Ready,
    Rendered,
    Rendering,
    Say,
    Silence,
    Sound,
    VoicesThere,
    Volume,
    decode,
    encode,
)
from kiosk.speech.recordings import Recordings
from kiosk.speech.signals import Signals
from kiosk.speech.telling import Telling
from kiosk.speech.utterance import Decibels, Utterance, WordsPerMinute
from kiosk.speech.voice import SAMPLE_RATE
from kiosk.speech.voices import Voices

_PARENT_DEATH_SIGNAL: Final = 1  # prctl's PR_SET_PDEATHSIG
RECORDED_RATE: Final = WordsPerMinute(RATES[Settings().defaults.rate])  # at which recordings are played
# Without any samples from a call. eSpeak's first take 1 ms, a cold disk's voices 1 s. All of a long sentence
# may take longer: Pico makes 20 s of speech in a second on a quick machine, and less on a small one.
ENGINE_SECONDS: Final = 3.0


class Speaker:
    """Obeys the lines that it reads, until they end.

    `narration` is the folder of recorded passages, `voice` the voice that goes before the others.
    """

    def __init__(
        self, lines: BinaryIO, out: BinaryIO, *, narration: Path, voice: VoiceName = VoiceName.AUTO
    ) -> None:
        self._lines = lines
        self._wanted_voice = voice
        self._choice = 0
        self._narration = narration
        self._out = out
        self._writing = Lock()
        self._telling = Telling()
        self._deck = Deck(sample_rate=SAMPLE_RATE, tell=self._telling.tell)
        self._player = Player(
            self._deck,
            sample_rate=SAMPLE_RATE,
            tell=lambda on, reason: self._telling.tell(Sound(on=on, reason=reason)),
        )
        self._asked = Condition()
        self._turn = 0
        self._pending: deque[Utterance] = deque()
        self._rate = WordsPerMinute(0)
        self._begin = 0
        self._engine_called_at: float | None = None
        self._threads = (
            Thread(target=self._write_told, name="writer", daemon=True),
            Thread(target=self._render, name="renderer", daemon=True),
        )

    def run(self) -> None:
        """Read lines until they end; then whatever is heard ends too."""
        for thread in self._threads:
            thread.start()
        for line in self._lines:
            self._obey(line)
        self._player.cut()

    def _obey(self, line: bytes) -> None:
        try:
            message = decode(line)
        except GarbledLineError as error:
            _log(str(error))
            return
        with self._asked:  # the renderer loads under it too, so nothing of an old turn comes after the cut
            match message:
                case Say(turn=turn, utterances=utterances):
                    self._take_turn(turn, utterances)
                    self._rate, self._begin = message.rate, message.begin
                    self._choice = message.voice
                case Silence():
                    self._take_turn(0, ())
                case More(turn=turn, utterances=utterances) if turn == self._turn:
                    self._pending.extend(utterances)
                    self._asked.notify()
                case More():
                    pass  # its turn was cut off while it was on the way
                case Volume(gain=gain):
                    self._deck.set_gain(Decibels(min(0.0, gain)))
                case Ping(number=number):
                    self._end_if_stuck()
                    self._telling.tell(Pong(number=number))
                case _:
                    _log(f"This line is not for the speaker: {type(message).__name__}")

    def _take_turn(self, turn: int, utterances: tuple[Utterance, ...]) -> None:
        self._turn = turn
        self._player.cut()
        self._telling.forget()
        self._pending = deque(utterances)
        self._asked.notify()

    def _end_if_stuck(self) -> None:
        called_at = self._engine_called_at
        if called_at is not None and time.monotonic() - called_at > ENGINE_SECONDS:
            self._end(VoiceError("The engine does not return from a call."))
        if self._player.stuck:
            self._end(DeviceError("The sound device asks for no samples."))

    def _render(self) -> None:
        self._engine_called_at = time.monotonic()
        try:
            voices = Voices(self._wanted_voice, log=_log)
        except VoiceError as error:
            self._end(error)  # a speaker without a voice is of no use; its supervisor says so
        self._engine_called_at = None
        self._recordings = Recordings(
            self._narration,
            sample_rate=SAMPLE_RATE,
            say=lambda utterance: voices.render(utterance, rate=RECORDED_RATE),
            log=lambda _: _log(
                "A recording is not played, and the voice says its passage. kiosk html tells which."
            ),
        )
        self._signals = Signals(data_folder("audio") / "signals", sample_rate=SAMPLE_RATE, log=_log)
        self._telling.tell(Ready())
        self._player.start()  # now, for without a voice there is no sound to tell of
        told = False
        while True:
            self._render_next(voices)
            if not (told or self._pending):
                told = True
                self._tell_voices(voices)

    def _tell_voices(self, voices: Voices) -> None:
        """Tell what there is to choose from: to find out, each engine is started."""
        self._engine_called_at = time.monotonic()
        there = voices.there_are()
        self._engine_called_at = None
        self._telling.tell(
            VoicesThere(
                tuple(SpokenBy(name, tuple(sorted(voice.languages))) for name, voice in there.items())
            )
        )

    def _render_next(self, voices: Voices) -> None:
        """Render the next utterance of the turn, when there is one and the deck has room."""
        with self._asked:
            self._asked.wait_for(lambda: bool(self._pending))
            turn, rate, choice = self._turn, self._rate, self._choice

        def wanted() -> bool:
            if self._engine_called_at is not None:
                self._engine_called_at = time.monotonic()  # it asks at each block of samples: it goes on
            return self._turn == turn

        def load(clip: Clip) -> None:
            with self._asked:
                if not wanted():
                    return
                self._deck.load(clip)
            try:
                self._player.play()
            except DeviceError as error:
                self._end(error)  # its successor looks for a device anew

        self._deck.wait_until_hungry(wanted=wanted)
        with self._asked:
            if not wanted():
                return
            utterance = self._pending.popleft()
            begin, self._begin = self._begin, 0
        # The engine may end the process: what was heard has been told by then, and whom it died of.
        self._telling.wait_until_told()
        self._write(Rendering(turn=turn, utterance=utterance.id))
        self._engine_called_at = time.monotonic()
        try:
            clip = self._recorded(utterance, rate=rate, turn=turn, begin=begin) or voices.render(
                utterance,
                rate=rate,
                turn=turn,
                begin=begin,
                choice=choice + 1 if utterance.spare else choice,
                wanted=wanted,
                early=load,
                failed=self._deck.abandon,
            )
        except VoiceError as error:
            self._telling.tell(Failed(turn=turn, utterance=utterance.id, reason=str(error)))
            clip = None
        self._engine_called_at = None
        self._telling.tell(Rendered(turn=turn, utterance=utterance.id))
        if clip:
            load(clip)

    def _recorded(self, utterance: Utterance, *, rate: WordsPerMinute, turn: int, begin: int) -> Clip | None:
        """Return the clip of a signal, or of a recording: it has one speed, at another the voice says it."""
        if utterance.signal:
            return self._signals.clip(utterance, utterance.signal, turn=turn)
        if utterance.excerpt is None or rate != RECORDED_RATE:
            return None
        return self._recordings.clip(utterance, utterance.excerpt, turn=turn, begin=begin)

    def _write_told(self) -> None:
        while True:
            self._write(self._telling.next())

    def _write(self, line: FromSpeaker) -> None:
        try:
            with self._writing:
                self._out.write(encode(line))
                self._out.flush()
        except OSError:
            os._exit(ExitCode.OK)  # nobody listens any more: the kiosk has ended

    def _end(self, error: SpeechError) -> NoReturn:
        _log(f"{error} {error.detail}")
        self._telling.wait_until_told()
        os._exit(error.exit_code)


def main() -> None:
    """Be the speaker until standard input ends or the kiosk does."""
    _die_with_parent()
    threading.excepthook = lambda fault: _end_by(fault.exc_value)
    sys.excepthook = lambda _, error, __: _end_by(error)
    lines, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a native library prints must not fall between the lines
    voice = VoiceName(sys.argv[1]) if len(sys.argv) > 1 else VoiceName.AUTO
    narration = Path(sys.argv[2]) if len(sys.argv) > 2 else narration_folder()  # noqa: PLR2004
    Speaker(lines, out, narration=narration, voice=voice).run()
    os._exit(ExitCode.OK)  # without waiting for threads: one may hang in the sound library


def _die_with_parent() -> None:
    """Have Linux kill this process however the kiosk ends; elsewhere the end of the lines must do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _end_by(error: BaseException | None) -> NoReturn:
    """End when a thread ends by an error: the others would go on as if somebody heard them."""
    if error:
        _log(f"The speaker ends by a fault of its own: {' < '.join(where(error)[::-1])}")
    os._exit(ExitCode.FAILURE)


def _log(text: str) -> None:
    """Tell the supervisor's log; never what is being said."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - stderr is this process's log


if __name__ == "__main__":
    main()
