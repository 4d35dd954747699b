"""The supervisor: starts the speaker's process, carries its lines, and replaces one that died or hangs."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kiosk.settings import VoiceName
from kiosk.speech.protocol import (
    FromSpeaker,
    GarbledLineError,
    More,
    Ping,
    Pong,
    Ready,
    Rendered,
    Say,
    Silence,
    Sound,
    ToSpeaker,
    Volume,
    decode,
    encode,
)

HEARTBEAT_SECONDS: Final = 0.25
MISSED_BEATS: Final = 4  # some may be missed on a busy machine; after these the speaker hangs
STARTING_BEATS: Final = 20  # before its first answer: a cold disk takes seconds to load it
# The first restart is at once; a speaker that dies again and again must not take the processor.
RESTART_PAUSES: Final = (0.0, 0.2, 1.0, 3.0)
LAST_WORDS_SECONDS: Final = 0.2  # for what a dead speaker wrote, if something of its own holds the pipes open
LINE_LIMIT: Final = 1 << 20  # bytes
ERRORS_LOGGED: Final = 200  # different lines of a day; what native libraries write has no end
ERROR_LIMIT: Final = 500  # bytes of one
# For glibc: one heap for all threads, and from 128 KiB on, as sound has, memory that goes back to the machine
# with what it held. Otherwise each thread's heap keeps the most that it ever held.
_MEMORY: Final = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072"}

# Where `kiosk` is found, also when it is not installed.
_PACKAGE_FOLDER: Final = str(Path(__file__).resolve().parents[2])

log = logging.getLogger(__name__)


def speaker(voice: VoiceName = VoiceName.AUTO, *, narration: Path | None = None) -> tuple[str, ...]:
    """Return the command of a speaker: the voice that goes before the others, the folder of recordings."""
    folder = () if narration is None else (str(narration),)
    return sys.executable, "-m", "kiosk.speech.speaker", voice, *folder


_SPEAKER: Final = speaker()


class SpeakerProcess:
    """Keeps one speaker running.

    `receive` gets its lines; `started` is called when a new one can be sent to; `failed` when the supervisor
    itself ended by an error, which is then a fault of the kiosk's own.

    Killing the process is the guarantee of silence: whatever hangs in a native library goes with it.
    """

    def __init__(
        self,
        *,
        receive: Callable[[FromSpeaker], None],
        started: Callable[[], None],
        failed: Callable[[BaseException], None],
        command: Sequence[str] = _SPEAKER,
    ) -> None:
        self._receive = receive
        self._started = started
        self._failed = failed
        self._command = command
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._beats_missed = 0
        self._ready = False
        self._answered_at = 0.0  # by the event loop's clock
        self._failures = 0
        self._errors: set[bytes] = set()

    @property
    def pid(self) -> int | None:
        """The process that speaks now."""
        return self._process.pid if self._process else None

    @property
    def answers(self) -> bool:
        """Whether there is a speaker that has its voice and has just answered. Asked in the event loop."""
        silent = asyncio.get_running_loop().time() - self._answered_at
        return self._ready and silent <= HEARTBEAT_SECONDS * (MISSED_BEATS + 1)

    async def start(self) -> None:
        """Start the first speaker and begin to watch over it."""
        await self._spawn()
        self._task = asyncio.create_task(self._supervise())
        self._task.add_done_callback(self._report)

    def send(self, line: ToSpeaker) -> None:
        """Send a line. Between two speakers it goes nowhere: `started` tells the next all it must know."""
        if self._process and self._process.stdin and not self._process.stdin.is_closing():
            self._process.stdin.write(encode(line))

    async def close(self) -> None:
        """End the speaker; it is silent when this returns."""
        if self._task:
            self._task.cancel()
            await asyncio.wait((self._task,))
        if self._process:
            await self._kill(self._process)
            self._process = None

    async def _supervise(self) -> None:
        while True:
            if self._process:
                await self._watch(self._process)
                log.warning("the speaker has ended (%s) and is replaced", self._process.returncode)
                self._process, self._ready = None, False
            pause = RESTART_PAUSES[min(self._failures, len(RESTART_PAUSES) - 1)]
            self._failures += 1
            if self._failures == len(RESTART_PAUSES):
                self._receive(Sound(on=False, reason="the voice does not start"))
            await asyncio.sleep(pause)
            await self._spawn()

    def _report(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self._failed(error)

    async def _spawn(self) -> None:
        path = os.pathsep.join(filter(None, (_PACKAGE_FOLDER, os.environ.get("PYTHONPATH"))))
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                limit=LINE_LIMIT,
                env=os.environ | _MEMORY | {"PYTHONPATH": path},
                start_new_session=True,  # keys that the terminal turns into signals are not for the speaker
            )
        except OSError:
            log.exception("the speaker cannot be started")
            return
        self._beats_missed = MISSED_BEATS - STARTING_BEATS
        self._started()

    async def _watch(self, process: Process) -> None:
        """Return when the speaker has ended and its last line is read; raise what `receive` raises."""
        read, beat, drain = tasks = [
            asyncio.create_task(watch)
            for watch in (self._read(process), self._beat(process), self._drain(process))
        ]
        try:
            await asyncio.wait((read, beat), return_when=asyncio.FIRST_COMPLETED)
            await self._kill(process)
            await asyncio.wait((read, drain), timeout=LAST_WORDS_SECONDS)
        finally:
            for task in tasks:
                task.cancel()
        for task in tasks:
            if task.done() and not task.cancelled():
                task.result()

    async def _read(self, process: Process) -> None:
        assert process.stdout  # noqa: S101 - it was asked for with PIPE
        while True:
            try:
                line = await process.stdout.readline()
                if not line:
                    return
                message = decode(line)
            except (GarbledLineError, ValueError) as error:  # ValueError: a line beyond LINE_LIMIT
                self._log([str(error).encode()])
                continue
            match message:
                case Pong():
                    self._beats_missed = 0
                    self._answered_at = asyncio.get_running_loop().time()
                case Ready():
                    self._ready = True
                case Say() | More() | Silence() | Volume() | Ping():
                    pass
                case _:
                    if isinstance(message, Rendered):
                        self._failures = 0  # it came as far as to speak
                    self._receive(message)

    async def _drain(self, process: Process) -> None:
        """Take what the speaker writes on stderr, so that a full pipe never blocks it."""
        assert process.stderr  # noqa: S101 - it was asked for with PIPE
        rest = b""
        while text := await process.stderr.read(1 << 16):
            *lines, rest = (rest + text).split(b"\n")
            rest = rest[:ERROR_LIMIT]
            self._log(lines)
        self._log([rest])

    def _log(self, lines: list[bytes]) -> None:
        """Log those that are new: a fault that goes on for a day must not fill the disk."""
        for line in (each[:ERROR_LIMIT].strip() for each in lines):
            if len(self._errors) == ERRORS_LOGGED:
                return
            if not line or line in self._errors:
                continue
            self._errors.add(line)
            log.info("speaker: %s", line.decode(errors="replace"))
            if len(self._errors) == ERRORS_LOGGED:
                log.warning("more of what the speaker writes as errors is not logged")

    async def _beat(self, process: Process) -> None:
        """Return when MISSED_BEATS heartbeats went unanswered."""
        number = 0
        while self._beats_missed < MISSED_BEATS:
            number += 1
            self._beats_missed += 1
            self.send(Ping(number))
            await asyncio.sleep(HEARTBEAT_SECONDS)
        log.warning("the speaker %d does not answer", process.pid)

    async def _kill(self, process: Process) -> None:
        if process.stdin:
            process.stdin.close()
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)  # process.kill() would reap it before asyncio can
        await process.wait()
