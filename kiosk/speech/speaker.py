"""The speaker: the child process that turns utterances into sound. Run as `python -m kiosk.speech.speaker`.

Three threads, each with one thing: this one reads the lines, one renders (the engine knows one thread only),
one writes the lines; the device has its own. Whatever the native libraries print goes to stderr, never
between the lines.

    line "Say" -> deck.cut() -> renderer: voice.render(), one clip ahead -> deck.load()
    device: deck.fill() -> line "Word"
"""

import ctypes
import os
import signal
import sys
from collections import deque
from queue import SimpleQueue
from threading import Condition, Thread
from typing import BinaryIO, Final

from kiosk.errors import DeviceError, ExitCode, VoiceError
from kiosk.speech.deck import Deck
from kiosk.speech.player import Player
from kiosk.speech.protocol import (
    Failed,
    FromSpeaker,
    GarbledLineError,
    More,
    Ping,
    Pong,
    Ready,
    Say,
    Silence,
    Sound,
    Volume,
    decode,
    encode,
)
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice

_PARENT_DEATH_SIGNAL: Final = 1  # prctl's PR_SET_PDEATHSIG
SAMPLE_RATE: Final = 22050  # eSpeak NG's, fixed for all its voices


class Speaker:
    """Obeys the lines that it reads, until they end."""

    def __init__(self, lines: BinaryIO, out: BinaryIO) -> None:
        self._lines = lines
        self._told: SimpleQueue[FromSpeaker] = SimpleQueue()
        self._deck = Deck(sample_rate=SAMPLE_RATE, tell=self._told.put)
        self._player = Player(
            self._deck.fill,
            self._deck.idle,
            sample_rate=SAMPLE_RATE,
            tell=lambda on, reason: self._told.put(Sound(on=on, reason=reason)),
        )
        self._asked = Condition()
        self._turn = 0
        self._pending: deque[Utterance] = deque()
        self._rate = WordsPerMinute(0)
        self._begin = 0
        self._threads = (
            Thread(target=self._write, args=(out,), name="writer", daemon=True),
            Thread(target=self._render, name="renderer", daemon=True),
        )

    def run(self) -> None:
        """Read lines until they end; then whatever is heard ends too."""
        for thread in self._threads:
            thread.start()
        for line in self._lines:
            self._obey(line)
        self._deck.cut()

    def _obey(self, line: bytes) -> None:
        try:
            message = decode(line)
        except GarbledLineError as error:
            _log(f"{error} {error.detail}")
            return
        with self._asked:  # the renderer loads under it too, so nothing of an old turn comes after the cut
            match message:
                case Say(turn=turn, utterances=utterances):
                    self._take_turn(turn, utterances)
                    self._rate, self._begin = message.rate, message.begin
                case Silence():
                    self._take_turn(0, ())
                case More(turn=turn, utterances=utterances) if turn == self._turn:
                    self._pending.extend(utterances)
                    self._asked.notify()
                case More():
                    pass  # its turn was cut off while it was on the way
                case Volume(gain=gain):
                    self._deck.set_gain(gain)
                case Ping(number=number):
                    self._told.put(Pong(number=number, device_age=self._player.age))
                case _:
                    _log(f"This line is not for the speaker: {message}")

    def _take_turn(self, turn: int, utterances: tuple[Utterance, ...]) -> None:
        self._turn = turn
        self._deck.cut()
        self._pending = deque(utterances)
        self._asked.notify()

    def _render(self) -> None:
        try:
            voice = Voice()
        except VoiceError as error:
            _log(f"{error} {error.detail}")
            os._exit(error.exit_code)  # a speaker without a voice is of no use; its supervisor says so
        self._told.put(Ready())
        self._player.start()  # now, for without a voice there is no sound to tell of
        while True:
            self._render_next(voice)

    def _render_next(self, voice: Voice) -> None:
        """Render the next utterance of the turn, when there is one and the deck has room."""
        with self._asked:
            self._asked.wait_for(lambda: bool(self._pending))
            turn, rate = self._turn, self._rate

        def wanted() -> bool:
            return self._turn == turn

        self._deck.wait_until_hungry(wanted=wanted)
        with self._asked:
            if not wanted():
                return
            utterance = self._pending.popleft()
            begin, self._begin = self._begin, 0
        try:
            clip = voice.render(utterance, rate=rate, turn=turn, begin=begin, wanted=wanted)
        except VoiceError as error:
            _log(f"{error} {error.detail}")
            self._told.put(Failed(turn=turn, utterance=utterance.id, reason=str(error)))
            return
        with self._asked:
            if clip and wanted():
                self._deck.load(clip)
        try:
            self._player.play()
        except DeviceError as error:
            _log(f"{error} {error.detail}")
            os._exit(error.exit_code)  # its successor looks for a device anew

    def _write(self, out: BinaryIO) -> None:
        while True:
            try:
                out.write(encode(self._told.get()))
                out.flush()
            except OSError:
                os._exit(ExitCode.OK)  # nobody listens any more: the kiosk has ended


def main() -> None:
    """Be the speaker until standard input ends or the kiosk does."""
    _die_with_parent()
    lines, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a native library prints must not fall between the lines
    Speaker(lines, out).run()
    os._exit(ExitCode.OK)  # without waiting for threads: one may hang in the sound library


def _die_with_parent() -> None:
    """Have Linux kill this process however the kiosk ends; elsewhere the end of the lines must do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - stderr is this process's log


if __name__ == "__main__":
    main()
