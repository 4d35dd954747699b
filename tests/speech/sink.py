"""A sound server of the test's own with a sink that plays nothing, and a recorder at that sink."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from threading import Condition, Thread

import numpy as np
import pytest
from numpy.typing import NDArray
from required import missing

RATE = 22050
LIMIT_SECONDS = 20.0
Sound = NDArray[np.int16]


class Sink:
    """PulseAudio with a null sink, and everything that is heard there, in samples since `start`."""

    def __init__(self, folder: Path) -> None:
        self.server = f"unix:{folder}/native"
        self._folder = folder
        self._env = os.environ | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": self.server,
        }
        self._processes: list[subprocess.Popen[bytes]] = []
        self._heard = bytearray()
        self._more = Condition()
        self.answers_since = 0.0

    def start(self) -> None:
        """Start the server and listen to it. Skips the test where PulseAudio is missing, unless required."""
        self.serve()
        recorder = self._run(
            f"parec -d test.monitor --raw --format=s16le --rate={RATE} --channels=1 --latency-msec=20",
            stdout=subprocess.PIPE,
        )
        Thread(target=self._listen, args=(recorder,), daemon=True).start()
        self.wait(0.1)

    def serve(self) -> None:
        """Start the server, to which nobody listens. Skips the test as `start` does."""
        absent = [program for program in ("pulseaudio", "pactl", "parec") if shutil.which(program) is None]
        if absent:
            missing(f"no {' and no '.join(absent)} (Debian's packages pulseaudio and pulseaudio-utils)")
        self._run(
            "pulseaudio -n --daemonize=no --exit-idle-time=-1 --use-pid-file=no",
            "-L",
            f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/native",
            "-L",
            "module-null-sink sink_name=test rate=48000 channels=1",
        )
        until = time.monotonic() + LIMIT_SECONDS
        while self._run("pactl info").wait():
            if time.monotonic() > until:
                pytest.fail("the sound server does not start")
        self.answers_since = time.monotonic()

    def stop(self) -> None:
        """End the server and the recorder."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait()

    @property
    def now(self) -> int:
        """How many samples have been heard."""
        with self._more:
            return len(self._heard) // 2

    def wait(self, seconds: float) -> None:
        """Return when so many more seconds of sound, or of silence, have been heard."""
        self._until(self.now + int(seconds * RATE))

    def since(self, sample: int, *, seconds: float | None = None) -> Sound:
        """Return what has been heard since a sample, or so many seconds of it, waiting for them."""
        end = None if seconds is None else sample + int(seconds * RATE)
        if end is not None:
            self._until(end)
        with self._more:
            return np.frombuffer(bytes(self._heard[: self.now * 2]), np.int16)[sample:end]

    def _until(self, sample: int) -> None:
        with self._more:
            if not self._more.wait_for(lambda: self.now >= sample, timeout=LIMIT_SECONDS + sample / RATE):
                pytest.fail("the recorder does not hear anything, not even silence")

    def _run(self, command: str, *more: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            (*command.split(), *more), env=self._env, stdout=stdout, stderr=subprocess.DEVNULL
        )
        self._processes.append(process)
        return process

    def _listen(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout
        with recorder.stdout as pipe:  # closed here: nobody else knows when this thread has read its end
            while chunk := os.read(pipe.fileno(), 1 << 16):
                with self._more:
                    self._heard += chunk
                    self._more.notify_all()


def level(sound: Sound) -> float:
    """Return the mean level in dBFS."""
    power = float(np.mean((sound.astype(np.float64) / 32768) ** 2)) if len(sound) else 0.0
    return 10 * float(np.log10(power)) if power else -120.0


def audible(sound: Sound) -> Sound:
    """Return a sound without the silence (below -50 dBFS) at both ends."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 104)
    return sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]
