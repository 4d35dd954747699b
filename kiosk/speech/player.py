"""One sound device, open all day, or a silent one that keeps the same time. Alone knows the sound library.

The device is looked for in a thread of its own: opening one on a sound server that hangs never returns.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import time
from array import array
from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

import miniaudio

from kiosk.errors import DeviceError
from kiosk.speech.utterance import Milliseconds

PERIOD: Final = Milliseconds(10)  # samples are asked for in such blocks; two of them make the device's buffer
OPEN_SECONDS: Final = 1.0  # after that the text goes on in silence, and the opening goes on beside it
RETRY_SECONDS: Final = 2.0
SILENT_PERIOD_SECONDS: Final = 0.02
# Named, so that the library does not try JACK, whose attempt costs time and writes on the terminal.
BACKENDS: Final = (
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
)

Fill = Callable[[int], "array[int]"]


class Device:
    """An open sound device; from `start` on it asks `fill` for samples, in a thread of its own.

    Raises DeviceError when there is none. May block for ever on a sound server that hangs.
    """

    def __init__(self, fill: Fill, *, sample_rate: int) -> None:
        self._fill = fill
        self.asked_at = time.monotonic()
        try:
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=sample_rate,
                buffersize_msec=PERIOD,
                callback_periods=2,
                backends=list(BACKENDS),
                app_name="kiosk",
            )
        except miniaudio.MiniaudioError as error:
            raise DeviceError("no sound device can be opened", detail=str(error)) from error

    def start(self) -> None:
        """Begin to ask for samples. Raises DeviceError."""
        blocks = self._blocks()
        next(blocks)
        try:
            self._device.start(blocks)
        except miniaudio.MiniaudioError as error:
            raise DeviceError("the sound device cannot be started", detail=str(error)) from error
        self.asked_at = time.monotonic()

    @property
    def age(self) -> float:
        """Seconds since the device last asked for samples."""
        return time.monotonic() - self.asked_at

    def _blocks(self) -> Generator[array[int], int, None]:
        frames = yield array("h")
        while True:
            self.asked_at = time.monotonic()
            frames = yield self._fill(frames)


class SilentDevice:
    """Takes samples at the pace at which a device would, and plays none."""

    def __init__(self, fill: Fill, *, sample_rate: int) -> None:
        self._fill = fill
        self._rate = sample_rate
        self._closed = Event()
        self._thread = Thread(target=self._run, name="silent device", daemon=True)
        self._thread.start()

    age: float = 0.0

    def close(self) -> None:
        """Stop taking samples."""
        self._closed.set()
        self._thread.join()

    def _run(self) -> None:
        began, taken = time.monotonic(), 0
        while not self._closed.wait(SILENT_PERIOD_SECONDS):
            due = int((time.monotonic() - began) * self._rate)
            self._fill(due - taken)
            taken = due


class Player:
    """Plays what `fill` hands out. `tell(on, reason)` says on each change whether a device plays it."""

    def __init__(self, fill: Fill, *, sample_rate: int, tell: Callable[[bool, str], None]) -> None:
        self._fill = fill
        self._sample_rate = sample_rate
        self._tell = tell
        self._device: Device | SilentDevice | None = None

    def start(self) -> None:
        """Begin to look for a device, in the background, until there is one."""
        Thread(target=self._find_device, name="device finder", daemon=True).start()

    @property
    def age(self) -> Milliseconds:
        """How long ago the device asked for samples."""
        return Milliseconds(int(1000 * (self._device.age if self._device else 0.0)))

    def _find_device(self) -> None:
        opened: SimpleQueue[Device | DeviceError] = SimpleQueue()
        silent: SilentDevice | None = None
        while True:
            Thread(target=self._open, args=(opened,), name="device opener", daemon=True).start()
            try:
                device = opened.get(timeout=None if silent else OPEN_SECONDS)
            except Empty:
                silent = self._go_silent("the sound device does not answer")
                device = opened.get()
            if isinstance(device, Device):
                if silent:
                    silent.close()
                    silent = None
                try:
                    device.start()
                except DeviceError as error:
                    device = error
                else:
                    self._device = device
                    self._tell(True, "")
                    return
            if silent is None:
                silent = self._go_silent(str(device))
            time.sleep(RETRY_SECONDS)

    def _open(self, opened: SimpleQueue[Device | DeviceError]) -> None:
        try:
            opened.put(Device(self._fill, sample_rate=self._sample_rate))
        except DeviceError as error:
            opened.put(error)

    def _go_silent(self, reason: str) -> SilentDevice:
        self._device = silent = SilentDevice(self._fill, sample_rate=self._sample_rate)
        self._tell(False, reason)
        return silent
