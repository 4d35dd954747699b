"""A pyttsx3 driver for eSpeak NG that renders instead of playing, and can be stopped between two blocks.

pyttsx3's own eSpeak driver blocks in a shell call until the sound has ended, gives no word times and cannot
be interrupted. This one keeps pyttsx3's driver contract (drivers/dummy.py) and adds one property, `sink`:
whoever sets it gets the samples as eSpeak makes them, and each word with the time at which it begins. What
stands in [[ ]] is taken as eSpeak's own phonemes. The library comes with the wheel espeakng-loader, so
nothing is looked for on the system.

eSpeak NG may be used from one thread only, and initialised once in a process.
"""

import ctypes
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_short, c_ubyte, c_uint, c_void_p
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

import espeakng_loader
from pyttsx3.voice import Voice

SAMPLE_BYTES: Final = 2
# Words a minute that were measured on the bundled pack against eSpeak's rate setting (bench/rates.py).
# eSpeak's own figure is not words a minute; below 80 it stays at 80.
RATE_SETTINGS: Final = (
    (95, 80),
    (101, 90),
    (112, 100),
    (133, 120),
    (155, 140),
    (176, 160),
    (192, 175),
    (219, 200),
    (269, 250),
)

_SYNCHRONOUS: Final = 2  # no thread of eSpeak's own: samples come while espeak_Synth runs
_DO_NOT_EXIT: Final = 0x8000  # without it a missing data folder ends the process
_UTF8: Final = 1
_PHONEMES: Final = 0x100  # [[ ]] holds phonemes
_IPA: Final = 2
_BY_CHARACTER: Final = 1
_RATE, _VOLUME, _PITCH = 1, 2, 3
_EVENT_LIST_END, _EVENT_WORD = 0, 1
_CONTINUE, _ABORT = 0, 1


class Sink(Protocol):
    """Takes what the engine renders."""

    def samples(self, chunk: bytes) -> bool:
        """Take 16-bit mono samples; return False to have the rendering aborted."""
        ...

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        """Take a word: its place (0-based) and length in the text, and when it begins in the sound."""
        ...


class _EventId(ctypes.Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _EventId),
    )


class _VoiceRecord(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p),
        ("languages", POINTER(c_ubyte)),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


class _Library:
    """eSpeak NG, loaded and initialised once for the whole process."""

    _loaded: "_Library | None" = None

    def __init__(self) -> None:
        self.calls = calls = ctypes.CDLL(espeakng_loader.get_library_path())
        calls.espeak_ListVoices.restype = POINTER(POINTER(_VoiceRecord))
        calls.espeak_SetSynthCallback.argtypes = [_Callback]
        calls.espeak_TextToPhonemes.argtypes = [POINTER(c_char_p), c_int, c_int]
        calls.espeak_TextToPhonemes.restype = c_char_p
        data = espeakng_loader.get_data_path().encode()
        self.sample_rate = int(calls.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT))
        if self.sample_rate <= 0:
            raise RuntimeError("eSpeak NG found no voices in its data folder")

    @classmethod
    def once(cls) -> "_Library":
        if cls._loaded is None:
            cls._loaded = cls()
        return cls._loaded


def buildDriver(proxy: Any) -> "EspeakDriver":  # noqa: N802, ANN401 - pyttsx3's name; its proxy has no type
    """Return a driver, as pyttsx3 asks for one."""
    return EspeakDriver(proxy)


class EspeakDriver:
    """Renders with eSpeak NG.

    Properties: voice, voices, rate (measured words a minute), volume, pitch, sink, sample_rate.
    """

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        self._proxy = proxy
        self._library = _Library.once()
        self._callback = _Callback(self._take)  # kept: eSpeak holds only its address
        self._sink: Sink | None = None
        self._looping = False
        self._stopping = False
        self._voice = "gmw/en"
        self._rate = 125
        self._volume = 1.0
        self._pitch = 50

    def destroy(self) -> None:
        """Do nothing: eSpeak must not be ended and started again in one process."""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Work off the queue. The queue's last command ends the loop, so there is nothing to wait for."""
        self._looping = True
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Leave the loop."""
        self._looping = False

    def iterate(self) -> Iterator[None]:
        """Work off the queue each time an outer loop comes round."""
        while True:
            self._proxy.setBusy(False)
            yield

    def stop(self) -> None:
        """Have the rendering aborted at the next block of samples. May be called from any thread."""
        self._stopping = True

    def say(self, text: str) -> None:
        """Render `text` into the sink, telling pyttsx3's listeners as the contract asks.

        Without a sink, or when eSpeak refuses, they are told of a RuntimeError by the notice "error".
        """
        with self._busy():
            self._render(text)

    def save_to_file(self, text: str, filename: str) -> None:
        """Render `text` into a WAV file. When it cannot be written, listeners are told of the OSError."""
        with self._busy():
            kept, self._sink = self._sink, (collected := _Collected())
            try:
                self._render(text)
            finally:
                self._sink = kept
            with Path(filename).open("wb") as out, wave.open(out, "wb") as file:
                file.setparams((1, SAMPLE_BYTES, self._library.sample_rate, 0, "NONE", ""))
                file.writeframes(bytes(collected.sound))

    @contextmanager
    def _busy(self) -> Iterator[None]:
        """Be busy, then work the queue off; so an error is told before, while it has the utterance's name."""
        self._proxy.setBusy(True)
        try:
            yield
        except (RuntimeError, OSError, ValueError) as error:
            self._proxy.notify("error", exception=error)
        finally:
            self._proxy.setBusy(False)

    def phonemes(self, text: str) -> str:
        """Return how the voice that is set says `text`, in IPA, its clauses with a comma between them."""
        calls, encoded = self._library.calls, text.encode() + b"\0"
        # Whether [[ ]] counts is decided by the last rendering: this one, of nothing, makes it count.
        calls.espeak_SetSynthCallback(self._callback)
        calls.espeak_Synth(b"\0", 1, 0, _BY_CHARACTER, 0, _UTF8 | _PHONEMES, None, None)
        rest, clauses = c_char_p(encoded), list[str]()
        while rest.value is not None:  # each call takes one clause off
            clauses.append((calls.espeak_TextToPhonemes(byref(rest), _UTF8, _IPA) or b"").decode())
        return ", ".join(" ".join(clause.split()) for clause in clauses if clause.strip())

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        """Return a property; KeyError when there is none of that name."""
        match name:
            case "voices":
                return self._voices()
            case "sample_rate":
                return self._library.sample_rate
            case "voice" | "rate" | "volume" | "pitch" | "sink":
                return getattr(self, f"_{name}")
        raise KeyError(name)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401 - pyttsx3's contract
        """Set a property; KeyError when there is none of that name, ValueError for an unknown voice."""
        match name:
            case "voice":
                if self._library.calls.espeak_SetVoiceByName(str(value).encode()) != 0:
                    raise ValueError(f"eSpeak NG has no voice {value}")
                self._voice = str(value)
            case "rate":
                self._rate = int(value)
            case "volume":
                self._volume = min(1.0, max(0.0, float(value)))
            case "pitch":
                self._pitch = int(value)
            case "sink":
                self._sink = value
            case _:
                raise KeyError(name)

    def _render(self, text: str) -> None:
        if self._sink is None:
            raise RuntimeError("the driver kiosk_espeak renders into a sink; set the property 'sink' first")
        self._stopping = False
        self._proxy.notify("started-utterance")
        try:
            self._synthesise(text.encode() + b"\0")
        finally:
            self._proxy.notify("finished-utterance", completed=not self._stopping)

    def _synthesise(self, encoded: bytes) -> None:
        calls = self._library.calls
        # A text may carry a command that outlives it, so every rendering sets everything anew.
        calls.espeak_SetSynthCallback(self._callback)
        calls.espeak_SetParameter(_RATE, rate_setting(self._rate), 0)
        calls.espeak_SetParameter(_VOLUME, round(self._volume * 100), 0)
        calls.espeak_SetParameter(_PITCH, self._pitch, 0)
        failed = calls.espeak_Synth(encoded, len(encoded), 0, _BY_CHARACTER, 0, _UTF8 | _PHONEMES, None, None)
        if self._stopping:
            calls.espeak_Cancel()  # or the aborted sentence's melody leaks into the next
        elif failed:
            raise RuntimeError(f"eSpeak NG could not render the text (its error {failed})")

    def _take(self, wav: Any, count: int, events: Any) -> int:  # noqa: ANN401 - ctypes pointers
        """Take one block from eSpeak: its callback, so nothing may be raised out of it."""
        if self._stopping or self._sink is None:
            self._stopping = True
            return _ABORT
        for event in _until_end(events):
            if event.type == _EVENT_WORD:
                location = max(0, event.text_position - 1)
                self._sink.word(location=location, length=event.length, milliseconds=event.audio_position)
                self._proxy.notify("started-word", location=location, length=event.length)
        if wav and count and not self._sink.samples(ctypes.string_at(wav, count * SAMPLE_BYTES)):
            self._stopping = True
            return _ABORT
        return _CONTINUE

    def _voices(self) -> list[Voice]:
        """Return all voices, those that eSpeak prefers for their language before the others of it."""
        listed, ranked = self._library.calls.espeak_ListVoices(None), list[tuple[int, Voice]]()
        while listed[len(ranked)]:  # the list ends with a null pointer
            record = listed[len(ranked)].contents
            languages = _languages(record.languages)
            voice = Voice(
                id=record.identifier.decode(),
                name=record.name.decode(),
                languages=[name for _, name in languages],
                gender={1: "Male", 2: "Female"}.get(record.gender),
                age=record.age or None,
            )
            ranked.append((languages[-1][0], voice))
        return [voice for _, voice in sorted(ranked, key=lambda each: each[0])]


class _Collected:
    """A sink that keeps everything."""

    def __init__(self) -> None:
        self.sound = bytearray()

    def samples(self, chunk: bytes) -> bool:
        self.sound += chunk
        return True

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        pass


def rate_setting(words_per_minute: float) -> int:
    """Return eSpeak's rate setting for a measured number of words a minute, between the measured points."""
    points = RATE_SETTINGS
    (low, low_setting), (high, high_setting) = next(
        (pair for pair in pairwise(points) if words_per_minute <= pair[1][0]),
        points[-2:],
    )
    return round(low_setting + (words_per_minute - low) * (high_setting - low_setting) / (high - low))


def _until_end(events: Any) -> Iterator[_Event]:  # noqa: ANN401 - a ctypes pointer
    """Yield eSpeak's events up to the one that ends its list."""
    index = 0
    while events and events[index].type != _EVENT_LIST_END:
        yield events[index]
        index += 1


def _languages(encoded: Any) -> list[tuple[int, str]]:  # noqa: ANN401 - a ctypes pointer
    """Return the languages of a voice, the most special first, each with its rank among their voices.

    eSpeak lists them as a byte (a lower one is preferred) and a name, up to a zero byte.
    """
    languages, at = list[tuple[int, str]](), 0
    while rank := encoded[at]:
        name = ctypes.string_at(ctypes.addressof(encoded.contents) + at + 1)
        languages.append((rank, name.decode()))
        at += len(name) + 2
    return languages
