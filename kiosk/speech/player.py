"""One sound device, open all day, or a silent one that keeps the same time. Alone knows the sound library.

The device is looked for in a thread of its own: opening one on a sound server that hangs never returns.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import time
from array import array
from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Final

import miniaudio

from kiosk.errors import DeviceError
from kiosk.speech.utterance import Milliseconds

PERIOD: Final = Milliseconds(10)  # samples are asked for in such blocks; two of them make the device's buffer
OPEN_SECONDS: Final = 1.0  # after that the text goes on in silence, and the opening goes on beside it
RETRY_SECONDS: Final = 2.0
SILENT_PERIOD_SECONDS: Final = 0.02
# Starting a device that rests takes less than 1 ms, and the sound comes 8 ms later. It must not rest sooner:
# some displays lose the first half second of a sound that follows a silence without samples.
REST_SECONDS: Final = 10.0
# A device that plays asks a hundred times a second. An idle PulseAudio sink asks for its second block up to
# 2 s after the first, so patience is longer until it has asked a few times.
STUCK_SECONDS: Final = 1.0
STUCK_AT_START_SECONDS: Final = 3.0
START_BLOCKS: Final = 10
# Named, so that the library does not try JACK, whose attempt costs time and writes on the terminal.
BACKENDS: Final = (
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
)

Fill = Callable[[int], "array[int]"]


class Device:
    """An open sound device. While it plays it asks `fill` for samples, in a thread of its own.

    After REST_SECONDS of silence (`idle` tells how long it has been) it rests: to ask for silence a
    hundred times a second costs more than the whole kiosk beside it. Raises DeviceError when there is no
    device. May block for ever on a sound server that hangs.
    """

    def __init__(self, fill: Fill, idle: Callable[[], float], *, sample_rate: int) -> None:
        self._fill = fill
        self._idle = idle
        self._wanted = False  # whether it should ask for samples
        self._since = 0.0  # when it asked last, or was first wanted to
        self._blocks = 0  # asked for since it was started
        self._turning = Lock()  # held while the device is started or stopped, which may never return
        self._started = False
        self._rest_due = Event()
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
        Thread(target=self._rest_when_due, name="device rest", daemon=True).start()

    @property
    def stuck(self) -> bool:
        """Whether the device should have asked for samples by now, and has not; never while it rests."""
        limit = STUCK_SECONDS if self._blocks >= START_BLOCKS else STUCK_AT_START_SECONDS
        return self._wanted and time.monotonic() - self._since > limit

    def play(self) -> None:
        """Ask for samples from now on, if it rests. What is to be heard must be there before.

        Raises DeviceError. On a sound server that hangs it may never return; then the device gets stuck.
        """
        if not self._wanted:
            self._since = time.monotonic()
            self._wanted = True
        with self._turning:
            if self._started:
                return
            self._blocks = 0
            blocks = self._samples()
            next(blocks)
            try:
                self._device.start(blocks)
            except miniaudio.MiniaudioError as error:
                self._wanted = False
                raise DeviceError("the sound device cannot be started", detail=str(error)) from error
            self._started = True

    def _samples(self) -> Generator[array[int], int, None]:
        frames = yield array("h")
        while True:
            self._since = time.monotonic()
            self._blocks += 1
            if self._idle() >= REST_SECONDS:
                self._rest_due.set()
            # An error here ends the asking: the device is stuck then.
            frames = yield self._fill(frames)

    def _rest_when_due(self) -> None:
        while self._rest_due.wait():
            self._rest_due.clear()
            with self._turning:
                # In this order: what is loaded meanwhile is either seen here or wants the device again.
                self._wanted = False
                if self._idle() < REST_SECONDS:
                    self._wanted = True
                elif self._started:
                    self._device.stop()
                    self._started = False


class SilentDevice:
    """Takes samples at the pace at which a device would, and plays none."""

    stuck: Final = False

    def __init__(self, fill: Fill, idle: Callable[[], float], *, sample_rate: int) -> None:
        self._fill = fill
        self._idle = idle
        self._rate = sample_rate
        self._wanted = Event()
        self._closed = Event()
        self._thread = Thread(target=self._run, name="silent device", daemon=True)
        self._thread.start()

    def play(self) -> None:
        """Take samples from now on, if it rests."""
        self._wanted.set()

    def close(self) -> None:
        """Stop taking samples."""
        self._closed.set()
        self._wanted.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            began, taken = time.monotonic(), 0
            while not self._closed.is_set() and self._idle() < REST_SECONDS:
                time.sleep(SILENT_PERIOD_SECONDS)
                due = int((time.monotonic() - began) * self._rate)
                self._fill(due - taken)
                taken = due
            self._wanted.wait()
            self._wanted.clear()


class Player:
    """Plays what `fill` hands out; `idle` tells for how many seconds that has been silence.

    `tell(on, reason)` says on each change whether a device plays it.
    """

    def __init__(
        self,
        fill: Fill,
        idle: Callable[[], float],
        *,
        sample_rate: int,
        tell: Callable[[bool, str], None],
    ) -> None:
        self._fill = fill
        self._idle = idle
        self._sample_rate = sample_rate
        self._tell = tell
        self._device: Device | SilentDevice | None = None

    def start(self) -> None:
        """Begin to look for a device, in the background, until there is one."""
        Thread(target=self._find_device, name="device finder", daemon=True).start()

    def play(self) -> None:
        """Play what is there to be played, if the device rests. Raises DeviceError."""
        if self._device:
            self._device.play()

    @property
    def stuck(self) -> bool:
        """Whether the device has not asked for samples for too long. Only a new process helps then."""
        return self._device is not None and self._device.stuck

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
                self._device = device  # before it plays: it may get stuck in that
                try:
                    device.play()
                except DeviceError as error:
                    device = error
                else:
                    self._tell(True, "")
                    return
            if silent is None:
                silent = self._go_silent(str(device))
            time.sleep(RETRY_SECONDS)

    def _open(self, opened: SimpleQueue[Device | DeviceError]) -> None:
        try:
            opened.put(Device(self._fill, self._idle, sample_rate=self._sample_rate))
        except DeviceError as error:
            opened.put(error)

    def _go_silent(self, reason: str) -> SilentDevice:
        self._device = silent = SilentDevice(self._fill, self._idle, sample_rate=self._sample_rate)
        self._tell(False, reason)
        return silent
