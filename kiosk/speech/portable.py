"""The sound device of any system, by way of miniaudio. It plays whatever it has asked for."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import time
from array import array
from collections.abc import Generator
from threading import Event, Lock, Thread
from typing import Final

import miniaudio

from kiosk.errors import DeviceError
from kiosk.speech.device import REST_SECONDS, Samples
from kiosk.speech.utterance import Milliseconds

PERIOD: Final = Milliseconds(10)  # samples are asked for in such blocks; two of them make the device's buffer
# A device that plays asks a hundred times a second. ALSA may lead to a sound server: an idle PulseAudio sink
# asks for its second block up to 2 s after the first, so patience is longer until it has asked a few times.
STUCK_SECONDS: Final = 1.0
STUCK_AT_START_SECONDS: Final = 3.0
START_BLOCKS: Final = 10
# Named, so that the library does not try JACK, whose attempt costs time and writes on the terminal.
BACKENDS: Final = (
    miniaudio.Backend.ALSA,
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
)


class PortableDevice:
    """An open sound device. While it plays it asks `fill` for samples, in a thread of its own.

    After REST_SECONDS of silence (`idle` tells how long it has been) it rests: to ask for silence a
    hundred times a second costs more than the whole kiosk beside it. Raises DeviceError when there is no
    device. May block for ever on a sound server that hangs.
    """

    def __init__(self, samples: Samples, *, sample_rate: int) -> None:
        self._samples = samples
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
            blocks = self._blocks_of_samples()
            next(blocks)
            try:
                self._device.start(blocks)
            except miniaudio.MiniaudioError as error:
                self._wanted = False
                raise DeviceError("the sound device cannot be started", detail=str(error)) from error
            self._started = True

    def cut(self) -> None:
        """Cut the samples off; the two blocks that the device has are heard."""
        self._samples.cut()

    def _blocks_of_samples(self) -> Generator[array[int], int, None]:
        frames = yield array("h")
        while True:
            self._since = time.monotonic()
            self._blocks += 1
            if self._samples.idle() >= REST_SECONDS:
                self._rest_due.set()
            # An error here ends the asking: the device is stuck then.
            frames = yield self._samples.fill(frames)

    def _rest_when_due(self) -> None:
        while self._rest_due.wait():
            self._rest_due.clear()
            with self._turning:
                # In this order: what is loaded meanwhile is either seen here or wants the device again.
                self._wanted = False
                if self._samples.idle() < REST_SECONDS:
                    self._wanted = True
                elif self._started:
                    self._device.stop()
                    self._started = False
