"""`kiosk narrate` as it is started, on a terminal, with a sound server's microphone; and what is heard of it.

The microphone is the monitor of a null sink: who plays into the sink speaks into the microphone.
"""

import os
import pty
import signal
import subprocess
import sys
import termios
import threading
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speech.faults import FrailServer, measured
from speech.narrated import RATE, Samples, read_aloud
from speech.sink import LIMIT_SECONDS, Sound, audible
from speech.talking import SPEAKER, talking

from kiosk.speech import levels
from kiosk.speech.utterance import Milliseconds, WordsPerMinute
from kiosk.speech.voice import Voice
from kiosk.staff.narrated import Readable, readables
from kiosk.staff.studio import RATE as SPEED
from kiosk.staff.studio import Studio
from kiosk.visit import edition
from kiosk.visit.edition import Edition

from . import small_pack
from .kiosk_command import ROOT, no_device
from .small_pack import NAMES, TEXTS

pytestmark = pytest.mark.sound

QUICKLY = WordsPerMinute(220)
RECORDING = "Recording. Enter ends it."
KEEPS = "Enter keeps it,"
RECORDS = "Enter records it,"


def edition_of(pack: Path) -> Edition:
    (only,) = edition.load([pack])
    return only


class Narrator:
    """The command on a terminal that does not show what is typed, in front of a microphone."""

    def __init__(self, folder: Path, server: FrailServer) -> None:
        self.recordings = folder / "narration"
        self._server = server
        self._terminal, tty = pty.openpty()
        modes = termios.tcgetattr(tty)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(tty, termios.TCSANOW, modes)
        pack = str(small_pack.write(folder / "pack"))
        self.process = subprocess.Popen(
            [sys.executable, "run_kiosk.py", "narrate", pack, "--to", str(self.recordings)],
            cwd=ROOT,
            stdin=tty,
            stdout=tty,
            stderr=tty,
            start_new_session=True,
        )
        os.close(tty)
        self._shown = ""
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def until(self, text: str) -> str:
        """Wait until a text is shown, and return what was shown before it since the last time."""
        with self._more:
            came = self._more.wait_for(lambda: text in self._shown, timeout=2 * LIMIT_SECONDS)
            assert came, f"{text!r} is not in {self._shown!r}"
            before, _, self._shown = self._shown.partition(text)
            return before

    def answer(self, line: str = "") -> None:
        os.write(self._terminal, f"{line}\n".encode())

    def speak(self, sound: Samples) -> None:
        """Speak into the microphone, to the end."""
        subprocess.run(
            f"pacat --raw --format=s16le --rate={RATE} --channels=1 --latency-msec=50".split(),
            input=np.clip(sound, -32768, 32767).astype("<i2").tobytes(),
            env=os.environ | {"PULSE_SERVER": self._server.server},
            timeout=LIMIT_SECONDS,
            check=True,
        )

    def record(self, sound: Samples, *, shows: str) -> str:
        """Record a take; return what is shown up to the next question."""
        self.until(RECORDS)
        self.answer()
        self.until(RECORDING)
        self.speak(sound)
        self.answer()
        return self.until(shows)

    def wait(self) -> int:
        code = self.process.wait(LIMIT_SECONDS)
        self._reader.join(LIMIT_SECONDS)
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join(LIMIT_SECONDS)
        os.close(self._terminal)

    def _read(self) -> None:
        while chunk := self._chunk():
            with self._more:
                self._shown += chunk.decode().replace("\r\n", "\n")
                self._more.notify_all()

    def _chunk(self) -> bytes:
        try:
            return os.read(self._terminal, 1 << 16)
        except OSError:  # so a terminal ends that nobody has open any more
            return b""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrailServer]:
    (tmp_path / "sound").mkdir()
    server = FrailServer(tmp_path / "sound")
    monkeypatch.setenv("ALSA_CONFIG_PATH", no_device(tmp_path)["ALSA_CONFIG_PATH"])
    monkeypatch.setenv("PULSE_SERVER", server.server)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def narrator(server: FrailServer, tmp_path: Path) -> Iterator[Narrator]:
    narrator = Narrator(tmp_path, server)
    try:
        yield narrator
    finally:
        narrator.close()


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice()


def files(narrator: Narrator) -> list[str]:
    folder = narrator.recordings
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def recorded(*names: str) -> list[str]:
    return sorted(f"{name}.{ending}" for name in names for ending in ("wav", "yaml"))


def test_a_whole_pack_is_recorded_on_a_terminal(narrator: Narrator, voice: Voice) -> None:
    for number, text in enumerate(TEXTS, 1):
        sound, _ = read_aloud(voice, text, rate=QUICKLY)
        told = narrator.record(sound, shows=KEEPS)
        assert "Nothing is wrong with this take." in told, told
        narrator.answer()
        narrator.until("Kept.")
        assert files(narrator) == recorded(*NAMES[:number])
    narrator.until("7 of 7 passages are recorded")
    assert narrator.wait() == 0


def test_a_take_that_was_too_loud_for_the_microphone_is_refused(narrator: Narrator, voice: Voice) -> None:
    sound, _ = read_aloud(voice, TEXTS[0])
    told = narrator.record(sound * 8, shows="Enter records it again,")
    assert "It is too loud, and distorted." in told
    assert "k keeps" not in told


def test_a_microphone_that_goes_away_is_told_without_an_answer_and_what_was_kept_is_there(
    narrator: Narrator, voice: Voice, server: FrailServer
) -> None:
    sound, _ = read_aloud(voice, TEXTS[0])
    narrator.record(sound, shows=KEEPS)
    narrator.answer()
    narrator.until(RECORDS)
    narrator.answer()
    narrator.until(RECORDING)
    server.kill()
    narrator.until("so this take cannot be used. See to its plug, and record it again.")
    narrator.until(RECORDS)
    narrator.answer()
    narrator.until("No microphone can be used.")
    narrator.until(RECORDS)
    assert files(narrator) == recorded(NAMES[0])


def test_ctrl_c_in_mid_take_is_one_sentence_and_no_traceback(narrator: Narrator, server: FrailServer) -> None:
    narrator.until(RECORDS)
    narrator.answer()
    narrator.until(RECORDING)
    server.wait(0.2)
    narrator.process.send_signal(signal.SIGINT)
    told = narrator.until("The same command goes on from there.\n")
    assert told.strip() == f"kiosk: Stopped. 0 of 7 passages are recorded, in {narrator.recordings}."
    assert narrator.wait() == 1
    assert files(narrator) == []


def loud(sound: Sound) -> float:
    """Return the level of the speech in a sound, in dBFS, as the kiosk measures it."""
    return levels.level(levels.frames(array("h", sound.tobytes()), RATE))


def at_the_gap(sound: Sound) -> tuple[Sound, Sound, float]:
    """Return the sound on either side of its longest silence, and the seconds of that."""
    at = np.flatnonzero(np.abs(sound.astype(np.int32)) > 104)
    longest = int(np.argmax(np.diff(at)))
    return (
        sound[at[0] : at[longest] + 1],
        sound[at[longest + 1] : at[-1] + 1],
        float(at[longest + 1] - at[longest]) / RATE,
    )


async def test_a_recorded_sentence_and_one_of_the_voice_follow_each_other_without_a_seam(
    narrator: Narrator, voice: Voice, server: FrailServer
) -> None:
    """As loud within 1 dB, and as far apart as was asked for, from a reader who is 12 dB quieter."""
    sound, _ = read_aloud(voice, TEXTS[0])
    narrator.record(sound * 0.25, shows=KEEPS)
    began = server.now
    narrator.answer("l")
    assert narrator.until(KEEPS).count("\n") == 1  # nothing but the rest of the question
    assert len(audible(server.since(began))) / RATE == pytest.approx(len(sound) / RATE - 1.0, abs=0.3)
    narrator.answer()
    narrator.until("Kept.")
    passages: list[Readable] = list(
        readables(edition_of(narrator.recordings.parent / "pack"), Studio().utterances)
    )
    by_reader = passages[0].sentences[1][0]
    by_voice = passages[1].sentences[0][0]
    pause = Milliseconds(700)
    async with talking((*SPEAKER, str(narrator.recordings))) as kiosk:
        kiosk.speech.set_rate(SPEED)
        began = server.now
        kiosk.speech.say([replace(by_reader, pause=pause), by_voice])
        await kiosk.until_said(by_voice.id)
    server.wait(0.3)
    reader, engine, gap = at_the_gap(server.since(began))
    measured(f"seam: {loud(reader) - loud(engine):+.2f} dB, gap {1000 * gap:.0f} ms of {pause} ms")
    assert abs(loud(reader) - loud(engine)) <= 1.0
    assert 0 <= gap - pause / 1000 <= 0.08
    written = by_reader.written
    assert kiosk.words(by_reader.id) == [written.index(word) for word in written.split()]
