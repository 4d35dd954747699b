"""A pyttsx3 driver for eSpeak NG.

pyttsx3's own eSpeak driver blocks in a shell call until the sound has ended, gives no word times and cannot
be interrupted. What stands in [[ ]] is eSpeak's own notation, so it says it as it is. The library comes with
the wheel espeakng-loader, so nothing is looked for on the system.

eSpeak NG may be used from one thread only, and initialised once in a process.
"""

import ctypes
from collections.abc import Iterator
from ctypes import POINTER, byref, c_char_p, c_int, c_short, c_ubyte, c_uint, c_void_p
from typing import Any, Final

import espeakng_loader
from pyttsx3.voice import Voice

from kiosk.speech import levels
from kiosk.speech.drivers.rendering import SAMPLE_BYTES, RenderingDriver, between

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


class EspeakDriver(RenderingDriver):
    """Renders with eSpeak NG."""

    name = "kiosk_espeak"

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        super().__init__(proxy, voice="gmw/en")
        self._library = _Library.once()
        self._callback = _Callback(self._take)  # kept: eSpeak holds only its address
        self.sample_rate = self._library.sample_rate

    def says(self, phonemes: str) -> bool:  # noqa: ARG002 - they are its own
        """Whether the voice that is set can say phonemes in eSpeak's notation: always."""
        return True

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

    def _has(self, voice: str) -> bool:
        return bool(self._library.calls.espeak_SetVoiceByName(voice.encode()) == 0)

    def _level(self) -> float:
        return levels.VOICE  # that level is the median of its clips

    def _setting(self) -> int:
        return round(between(RATE_SETTINGS, self._rate))

    def _synthesise(self, text: str) -> None:
        calls, encoded = self._library.calls, text.encode() + b"\0"
        # A text may carry a command that outlives it, so every rendering sets everything anew.
        calls.espeak_SetSynthCallback(self._callback)
        calls.espeak_SetParameter(_RATE, self._setting(), 0)
        calls.espeak_SetParameter(_VOLUME, round(self._volume * 100), 0)
        calls.espeak_SetParameter(_PITCH, self._pitch, 0)
        failed = calls.espeak_Synth(encoded, len(encoded), 0, _BY_CHARACTER, 0, _UTF8 | _PHONEMES, None, None)
        if self._stopping:
            calls.espeak_Cancel()  # or the aborted sentence's melody leaks into the next
        elif failed:
            raise RuntimeError(f"eSpeak NG could not render the text (its error {failed})")

    def _take(self, wav: Any, count: int, events: Any) -> int:  # noqa: ANN401 - ctypes pointers
        """Take one block from eSpeak: its callback, so nothing may be raised out of it."""
        for event in _until_end(events):
            if event.type == _EVENT_WORD:
                location = max(0, event.text_position - 1)
                self._take_word(location=location, length=event.length, milliseconds=event.audio_position)
        if wav and count and not self._take_samples(ctypes.string_at(wav, count * SAMPLE_BYTES)):
            return _ABORT
        return _ABORT if self._stopping else _CONTINUE

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
