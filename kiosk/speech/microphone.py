"""The microphone, in a process of its own: `python -m kiosk.speech.microphone RATE`.

Until its standard input ends it writes what the system's default one hears to standard output. A sound
library that hangs, crashes or writes on the terminal takes nothing with it: ending the process is enough.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import contextlib
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Generator
from pathlib import Path
from threading import Event, Thread
from typing import Final, Protocol

import miniaudio

from kiosk.errors import DeviceError, ExitCode

# A cold disk, or a sound server that wakes its microphone, takes a second or two: an idle null sink of
# PulseAudio hands on its first block after up to 2 s.
OPEN_SECONDS: Final = 5.0
GONE_SECONDS: Final = 1.0  # without a block: twenty are due in that time
_BLOCK_MILLISECONDS: Final = 50
_WATCH_SECONDS: Final = 0.1
# Named, so that the library does not try JACK, whose attempt costs time and writes on the terminal.
_BACKENDS: Final = (
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
)
# Where `kiosk` is found, also when it is not installed.
_PACKAGE_FOLDER: Final = str(Path(__file__).resolve().parents[2])


class Microphone(Protocol):
    """Records one take at a time, 16-bit mono."""

    sample_rate: int

    def start(self) -> None:
        """Return when sound comes in. Raises DeviceError where there is no microphone."""
        ...

    @property
    def seconds(self) -> float:
        """How much has been recorded of the take."""
        ...

    @property
    def gone(self) -> bool:
        """Whether the microphone has gone away in mid-take."""
        ...

    def stop(self) -> array[int]:
        """End the take and return its samples. Raises DeviceError where the microphone went away in it."""
        ...

    def close(self) -> None:
        """End whatever is going on."""
        ...


class SystemMicrophone:
    """The microphone that the system has chosen; it is open during a take only."""

    def __init__(self, *, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self._sound = bytearray()
        self._begun = Event()
        self._gone = Event()

    def start(self) -> None:
        """Return when sound comes in. Raises DeviceError where there is no microphone, or none answers."""
        self._sound, self._begun, self._gone = bytearray(), Event(), Event()
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-m", __name__, str(self.sample_rate)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _PACKAGE_FOLDER},
            start_new_session=True,  # Ctrl-C is for the command, which ends this
        )
        self._reader = Thread(target=self._read, args=(self._process,), name="microphone", daemon=True)
        self._reader.start()
        if not self._begun.wait(OPEN_SECONDS):
            self.close()
            raise DeviceError(
                "The microphone does not answer. Unplug it, plug it in again, and try once more."
            )
        if self._gone.is_set():
            self.close()
            raise DeviceError(
                "No microphone can be used. Plug one in, choose it in the system's sound settings, "
                "and try again."
            )

    @property
    def seconds(self) -> float:
        """How much has been recorded of the take."""
        return len(self._sound) / 2 / self.sample_rate

    @property
    def gone(self) -> bool:
        """Whether the microphone has gone away in mid-take."""
        return self._gone.is_set()

    def stop(self) -> array[int]:
        """End the take and return its samples. Raises DeviceError where the microphone went away in it."""
        gone = self.gone
        self.close()
        if gone:
            raise DeviceError(
                f"The microphone went away after {self.seconds:.0f} seconds, so this take cannot be used. "
                "See to its plug, and record it again."
            )
        samples = array("h")
        samples.frombytes(bytes(self._sound[: len(self._sound) // 2 * 2]))
        return samples

    def close(self) -> None:
        """End whatever is going on."""
        if self._process and self._reader:
            self._process.kill()  # whatever hangs in the sound library goes with it
            self._process.wait()
            self._reader.join()
            assert self._process.stdin  # noqa: S101 - asked for above
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process = self._reader = None

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout  # noqa: S101 - asked for above
        with process.stdout as pipe:
            while chunk := os.read(pipe.fileno(), 1 << 16):
                self._sound += chunk
                self._begun.set()
        self._gone.set()
        self._begun.set()


class _Capture:
    """The open device of this process, whose blocks go to standard output. Raises MiniaudioError."""

    def __init__(self, *, sample_rate: int) -> None:
        self._gone_at = time.monotonic() + OPEN_SECONDS
        self._device = miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=sample_rate,
            buffersize_msec=_BLOCK_MILLISECONDS,
            backends=list(_BACKENDS),
            app_name="kiosk",
        )
        blocks = self._blocks()
        next(blocks)
        self._device.start(blocks)

    @property
    def gone(self) -> bool:
        """Whether a block should have come by now, and has not."""
        return time.monotonic() > self._gone_at

    def _blocks(self) -> Generator[None, bytes, None]:
        while True:
            block = yield
            self._gone_at = time.monotonic() + GONE_SECONDS
            try:
                os.write(1, block)
            except OSError:
                os._exit(ExitCode.OK)  # nobody listens any more


def main() -> None:
    """Write what the microphone hears until standard input ends, or until nothing more comes from it."""
    Thread(target=_end_with_input, daemon=True).start()
    try:
        capture = _Capture(sample_rate=int(sys.argv[1]))
    except miniaudio.MiniaudioError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this process's log
        os._exit(ExitCode.UNAVAILABLE)
    while not capture.gone:
        time.sleep(_WATCH_SECONDS)
    os._exit(ExitCode.UNAVAILABLE)  # without closing the device: that may hang


def _end_with_input() -> None:
    while os.read(0, 1):
        pass
    os._exit(ExitCode.OK)


if __name__ == "__main__":
    main()
