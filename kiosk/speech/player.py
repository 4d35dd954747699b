"""The player: finds a sound device and finds it again, and keeps the time in silence while there is none.

The device is looked for in a thread of its own: opening one on a sound server that hangs never returns.
"""

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

from kiosk.errors import DeviceError
from kiosk.speech.device import Device, Samples
from kiosk.speech.portable import PortableDevice
from kiosk.speech.pulse import PulseDevice

OPEN_SECONDS: Final = 1.0  # after that the text goes on in silence, and the opening goes on beside it
RETRY_SECONDS: Final = 2.0
SILENT_PERIOD_SECONDS: Final = 0.02
DEVICES: Final = (PulseDevice, PortableDevice)  # the better one first


class SilentDevice:
    """Takes samples at the pace at which a device would, and plays none."""

    stuck: Final = False

    def __init__(self, samples: Samples, *, sample_rate: int) -> None:
        self._samples = samples
        self._rate = sample_rate
        self._wanted = Event()
        self._closed = Event()
        self._thread = Thread(target=self._run, name="silent device", daemon=True)
        self._thread.start()

    def play(self) -> None:
        """Take samples from now on, while there are any."""
        self._wanted.set()

    def cut(self) -> None:
        """Cut the samples off."""
        self._samples.cut()

    def close(self) -> None:
        """Stop taking samples."""
        self._closed.set()
        self._wanted.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            began, taken = time.monotonic(), 0
            while not self._closed.is_set() and self._samples.pending:
                time.sleep(SILENT_PERIOD_SECONDS)
                due = int((time.monotonic() - began) * self._rate)
                self._samples.fill(due - taken)
                taken = due
            self._wanted.wait()
            self._wanted.clear()


class Player:
    """Plays samples, through a device or in silence. `tell(on, reason)` says on each change which it is."""

    def __init__(
        self,
        samples: Samples,
        *,
        sample_rate: int,
        tell: Callable[[bool, str], None],
    ) -> None:
        self._samples = samples
        self._sample_rate = sample_rate
        self._tell = tell
        self._device: Device | None = None

    def start(self) -> None:
        """Begin to look for a device, in the background, until there is one."""
        Thread(target=self._find_device, name="device finder", daemon=True).start()

    def play(self) -> None:
        """Play what is there to be played. Raises DeviceError."""
        if self._device:
            self._device.play()

    def cut(self) -> None:
        """Cut the samples off, at once."""
        (self._device or self._samples).cut()

    @property
    def stuck(self) -> bool:
        """Whether the device has ended or hangs. Only a new process helps then."""
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
            if not isinstance(device, DeviceError):
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
        for kind in DEVICES:
            try:
                opened.put(kind(self._samples, sample_rate=self._sample_rate))
            except DeviceError as error:
                reason = error
            else:
                return
        opened.put(reason)

    def _go_silent(self, reason: str) -> SilentDevice:
        self._device = silent = SilentDevice(self._samples, sample_rate=self._sample_rate)
        silent.play()  # what was loaded a moment ago asked nobody to be played
        self._tell(False, reason)
        return silent
