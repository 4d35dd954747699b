"""The sound device of a system with PulseAudio or PipeWire: what it has not yet played is taken back.

A library for every system plays all that it was handed, whatever is pressed meanwhile. Here a cut drops it,
so that a key is followed by silence, and by the next words, within a few milliseconds; and while nothing is
said nothing is asked for.
"""

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
)
from threading import Thread
from typing import Any, Final

from kiosk.errors import DeviceError
from kiosk.speech.device import REST_SECONDS, Samples
from kiosk.speech.utterance import Milliseconds

AHEAD: Final = Milliseconds(40)  # samples that the server has: a busy machine may be late by as much
BLOCK: Final = Milliseconds(20)  # it asks for more when it has played so much
TOO_LATE_SECONDS: Final = 0.002  # a sample that is heard so soon cannot be taken back any more
STUCK_SECONDS: Final = 1.0  # without a question for samples while there are some
_SAMPLE_BYTES: Final = 2

_NO_AUTOSPAWN: Final = 1
_CONTEXT_READY, _CONTEXT_ENDED = 4, (5, 6)
_STREAM_READY, _STREAM_ENDED = 2, (3, 4)
# Have the server tell of its latency from time to time; have the device itself keep to AHEAD.
_AUTO_TIMING_UPDATE, _ADJUST_LATENCY = 0x8, 0x2000
_SAMPLE_FORMAT: Final = 3 if sys.byteorder == "little" else 4  # 16 bits, signed
_UNSET: Final = 0xFFFFFFFF
_RELATIVE: Final = 0
_NO_ROOM: Final = ctypes.c_size_t(-1).value


class _SampleSpec(Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", ctypes.c_uint8))


class _BufferAttributes(Structure):
    _fields_ = tuple((name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _TimingInfo(Structure):
    """The beginning of the library's structure: what follows is not read."""

    _fields_ = (
        ("seconds", ctypes.c_long),
        ("microseconds", ctypes.c_long),
        ("synchronized_clocks", c_int),
        ("sink_usec", c_uint64),
    )


_StateChanged = CFUNCTYPE(None, c_void_p, c_void_p)
_SamplesWanted = CFUNCTYPE(None, c_void_p, c_size_t, c_void_p)


class PulseDevice:
    """An open stream to the sound server. It takes samples when the server asks, in a thread of the library.

    `rests`: nothing has been said for long, and the server may let its device rest too.

    Raises DeviceError when there is no such library, no server or no device. May block for ever on a server
    that hangs.
    """

    def __init__(self, samples: Samples, *, sample_rate: int) -> None:
        self._samples = samples
        self._rate = sample_rate
        self._asked_at = time.monotonic()  # when the server asked last, or was handed samples unasked
        self._heard_until = 0.0  # when the last sample that was handed on is heard
        self.rests = False
        self._ended = False
        self._calls = calls = _library()
        # Kept, for the library holds only their addresses.
        self._changed, self._wanted = _StateChanged(self._on_change), _SamplesWanted(self._on_wanted)
        self._loop = calls.pa_threaded_mainloop_new()
        self._context = calls.pa_context_new(calls.pa_threaded_mainloop_get_api(self._loop), b"kiosk")
        self._stream: Any = None
        calls.pa_threaded_mainloop_start(self._loop)
        try:
            with self._locked():
                self._connect()
                self._open()
        except DeviceError:
            self._close()
            raise
        Thread(target=self._rest_when_due, name="device rest", daemon=True).start()

    @property
    def stuck(self) -> bool:
        """Whether the server has ended, or does not ask for the samples that there are."""
        return self._ended or self._samples.waited() > STUCK_SECONDS

    def play(self) -> None:
        """Hand the server as many of the samples that there are as it has room for."""
        with self._locked():
            self._hand_on(self._calls.pa_stream_writable_size(self._stream))
            if self.rests:
                self._rest(on=False)

    def cut(self) -> None:
        """Cut the samples off: in place of those that the server has not yet played comes a short fade."""
        with self._locked():
            unheard = max(0, int((self._heard_until - time.monotonic() - TOO_LATE_SECONDS) * self._rate))
            self._samples.cut(unheard)
            if unheard:
                fade = self._samples.take(unheard)
                fade.append(0)  # at least one sample, for it is what takes the others back
                self._write(fade.tobytes(), back=unheard * _SAMPLE_BYTES)

    def _rest_when_due(self) -> None:
        while not self._ended:
            time.sleep(REST_SECONDS / 4)
            with self._locked():
                silent = not self._samples.pending and time.monotonic() > self._asked_at + REST_SECONDS
                if silent and not self.rests:
                    self._rest(on=True)

    def _rest(self, *, on: bool) -> None:
        self.rests = on
        if operation := self._calls.pa_stream_cork(self._stream, int(on), None, None):
            self._calls.pa_operation_unref(operation)

    def _on_wanted(self, _stream: int, room: int, _data: int) -> None:
        # The server asks when it has played: only now it is known how much it still has.
        waiting = max(0, self._lengths.tlength - room)
        self._heard_until = time.monotonic() + self._seconds(waiting) + self._latency()
        self._hand_on(room)  # an error here ends the asking: the device is stuck then

    def _hand_on(self, room: int) -> None:
        self._asked_at = now = time.monotonic()
        self._heard_until = max(self._heard_until, now + self._latency())
        if room == _NO_ROOM:
            return
        if samples := self._samples.take(room // _SAMPLE_BYTES, heard_in=self._heard_until - now):
            self._write(samples.tobytes())

    def _write(self, samples: bytes, *, back: int = 0) -> None:
        """Hand samples to the server, in the place of the last `back` bytes that it has."""
        self._calls.pa_stream_write(self._stream, samples, len(samples), None, -back, _RELATIVE)
        self._heard_until += self._seconds(len(samples) - back)

    def _seconds(self, size: int) -> float:
        return size / _SAMPLE_BYTES / self._rate

    def _latency(self) -> float:
        """Return the seconds from the server's buffer to the ear, as far as the server knows."""
        timing = self._calls.pa_stream_get_timing_info(self._stream)
        return timing.contents.sink_usec / 1e6 if timing else 0.0

    def _on_change(self, *_: int) -> None:
        calls = self._calls
        self._ended = calls.pa_context_get_state(self._context) in _CONTEXT_ENDED or (
            self._stream is not None and calls.pa_stream_get_state(self._stream) in _STREAM_ENDED
        )
        calls.pa_threaded_mainloop_signal(self._loop, 0)

    def _connect(self) -> None:
        calls = self._calls
        calls.pa_context_set_state_callback(self._context, self._changed, None)
        if calls.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None) < 0:
            raise self._error("there is no sound server")
        self._wait(lambda: calls.pa_context_get_state(self._context) == _CONTEXT_READY)

    def _open(self) -> None:
        calls = self._calls
        form = _SampleSpec(_SAMPLE_FORMAT, self._rate, 1)
        stream = calls.pa_stream_new(self._context, b"speech", byref(form), None)
        if not stream:
            raise self._error("the sound server takes no speech")
        self._stream = stream
        calls.pa_stream_set_state_callback(stream, self._changed, None)
        calls.pa_stream_set_write_callback(stream, self._wanted, None)
        ahead, block = (ms * self._rate // 1000 * _SAMPLE_BYTES for ms in (AHEAD, BLOCK))
        # It plays from the first sample on, and again from the first after it had none.
        self._lengths = lengths = _BufferAttributes(_UNSET, ahead, _SAMPLE_BYTES, block, _UNSET)
        flags = _AUTO_TIMING_UPDATE | _ADJUST_LATENCY
        if calls.pa_stream_connect_playback(stream, None, byref(lengths), flags, None, None) < 0:
            raise self._error("the sound server has no device")
        self._wait(lambda: calls.pa_stream_get_state(stream) == _STREAM_READY)
        self._lengths = calls.pa_stream_get_buffer_attr(stream).contents

    def _close(self) -> None:
        """Leave nothing behind: while there is no device one is looked for all day."""
        calls = self._calls
        with self._locked():
            calls.pa_context_set_state_callback(self._context, _StateChanged(), None)
            calls.pa_context_disconnect(self._context)
        calls.pa_threaded_mainloop_stop(self._loop)
        if self._stream:
            calls.pa_stream_unref(self._stream)
        calls.pa_context_unref(self._context)
        calls.pa_threaded_mainloop_free(self._loop)

    def _wait(self, ready: Callable[[], bool]) -> None:
        while not ready():
            if self._ended:
                raise self._error("the sound server has no device")
            self._calls.pa_threaded_mainloop_wait(self._loop)

    def _error(self, what: str) -> DeviceError:
        number = self._calls.pa_context_errno(self._context)
        return DeviceError(what, detail=self._calls.pa_strerror(number).decode(errors="replace"))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep the library's own thread out meanwhile."""
        self._calls.pa_threaded_mainloop_lock(self._loop)
        try:
            yield
        finally:
            self._calls.pa_threaded_mainloop_unlock(self._loop)


_TYPES: Final[dict[str, tuple[Any, list[Any]]]] = {
    "pa_threaded_mainloop_new": (c_void_p, []),
    "pa_threaded_mainloop_start": (c_int, [c_void_p]),
    "pa_threaded_mainloop_lock": (None, [c_void_p]),
    "pa_threaded_mainloop_unlock": (None, [c_void_p]),
    "pa_threaded_mainloop_wait": (None, [c_void_p]),
    "pa_threaded_mainloop_signal": (None, [c_void_p, c_int]),
    "pa_threaded_mainloop_get_api": (c_void_p, [c_void_p]),
    "pa_threaded_mainloop_stop": (None, [c_void_p]),
    "pa_threaded_mainloop_free": (None, [c_void_p]),
    "pa_context_unref": (None, [c_void_p]),
    "pa_stream_unref": (None, [c_void_p]),
    "pa_context_new": (c_void_p, [c_void_p, c_char_p]),
    "pa_context_set_state_callback": (None, [c_void_p, _StateChanged, c_void_p]),
    "pa_context_connect": (c_int, [c_void_p, c_char_p, c_int, c_void_p]),
    "pa_context_disconnect": (None, [c_void_p]),
    "pa_context_get_state": (c_int, [c_void_p]),
    "pa_context_errno": (c_int, [c_void_p]),
    "pa_strerror": (c_char_p, [c_int]),
    "pa_stream_new": (c_void_p, [c_void_p, c_char_p, POINTER(_SampleSpec), c_void_p]),
    "pa_stream_set_state_callback": (None, [c_void_p, _StateChanged, c_void_p]),
    "pa_stream_set_write_callback": (None, [c_void_p, _SamplesWanted, c_void_p]),
    "pa_stream_connect_playback": (
        c_int,
        [c_void_p, c_char_p, POINTER(_BufferAttributes), c_int, c_void_p, c_void_p],
    ),
    "pa_stream_cork": (c_void_p, [c_void_p, c_int, c_void_p, c_void_p]),
    "pa_operation_unref": (None, [c_void_p]),
    "pa_stream_get_state": (c_int, [c_void_p]),
    "pa_stream_writable_size": (c_size_t, [c_void_p]),
    "pa_stream_write": (c_int, [c_void_p, c_char_p, c_size_t, c_void_p, ctypes.c_int64, c_int]),
    "pa_stream_get_buffer_attr": (POINTER(_BufferAttributes), [c_void_p]),
    "pa_stream_get_timing_info": (POINTER(_TimingInfo), [c_void_p]),
}


def _library() -> Any:  # noqa: ANN401 - ctypes makes its functions when they are asked for
    """Return libpulse. Raises DeviceError where it is not installed."""
    try:
        library = ctypes.CDLL("libpulse.so.0")
    except OSError as error:
        raise DeviceError("there is no sound server", detail=str(error)) from error
    for name, (result, arguments) in _TYPES.items():
        call = getattr(library, name)
        call.restype, call.argtypes = result, arguments
    return library
