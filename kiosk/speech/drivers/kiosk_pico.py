"""A pyttsx3 driver for SVOX Pico: British and American English, German, Spanish, French and Italian.

The engine and its languages come with the PyPI package ttspico (the project's extra "pico"). The package's
own door hands samples on in lumps of 4 s, keeps every lump in memory for ever and tells no times; but its
module has the whole engine's functions, so this driver steps the engine itself. A mark that is put before
each word comes out of the engine between the samples, where the word begins.

In a text "<" begins a command, which can even write a file: none gets through from the text.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from ctypes import POINTER, byref, c_char_p, c_int, c_int16, c_uint16, c_uint32, c_void_p
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import ctts
from pyttsx3.voice import Voice

from kiosk.speech import levels
from kiosk.speech.drivers.rendering import SAMPLE_BYTES, RenderingDriver, between
from kiosk.speech.drivers.sounds import in_xsampa

PACKAGE: Final = "ttspico"
SAMPLE_RATE: Final = 16000
BLOCK_BYTES: Final = 640  # 20 ms: the engine makes 4 ms at a time


@dataclass(frozen=True)
class _Language:
    """A voice of Pico: its name, the engine's volume at which it is as loud as the others, and its speeds.

    `speeds` are words a minute against the engine's setting, measured on the bundled pack at those settings.
    """

    name: str
    volume: int
    speeds: tuple[tuple[float, float], ...]


_BRITISH: Final = ((53.3, 30), (70.7, 40), (87.9, 50), (104.7, 60), (171.7, 100), (267.4, 160), (328.1, 200))
_AMERICAN: Final = ((48.4, 30), (64.0, 40), (79.2, 50), (94.3, 60), (153.1, 100), (231.6, 160), (279.7, 200))
# At the volume 100 the level is -9.7, -10.2, -9.1, -8.6, -9.2 and -11.2 dBFS. The languages other than
# English have not been measured against text of their own: they have the British speeds.
_LANGUAGES: Final = {
    "en-GB": _Language("English (Great Britain)", 33, _BRITISH),
    "en-US": _Language("English (America)", 35, _AMERICAN),
    "de-DE": _Language("German", 31, _BRITISH),
    "es-ES": _Language("Spanish", 29, _BRITISH),
    "fr-FR": _Language("French", 31, _BRITISH),
    "it-IT": _Language("Italian", 39, _BRITISH),
}
_SPEEDS: Final = (20, 500)  # what the engine takes
_MEMORY_BYTES: Final = 4 << 20  # for one language; it takes no more later
_VOICE: Final = b"kiosk"
_LONGEST_INPUT: Final = 32000  # bytes in a call, whose length is a 16-bit number
_STEPS: Final = (
    16  # of the engine between two questions whether to go on: one takes microseconds, but for one
)
_ITEM_BYTES: Final = 4 + 255  # an item of the engine: its type, two notes, its length, and its content
# A mark leaves the engine before the sound of its word does: measured (bench/marks.py).
_EARLY_MILLISECONDS: Final = 28
_FRAME, _COMMAND, _MARK = b"f", b"c", b"m"
_ERROR, _IDLE = 0, 1
_RESET_SOFT: Final = 0x10
_MAGIC: Final = 0x5069436F  # XOR the handle: how the engine knows a handle of its own

_TOKEN: Final = re.compile(r"\[\[(?P<phonemes>.*?)\]\]|(?:(?!\[\[)\S)+")
_WORD: Final = re.compile(r"[^\W_]")
_UNSAYABLE: Final = re.compile(r"[<\x00-\x1f\x7f-\x9f\ud800-\udfff]")


_Step = ctypes.CFUNCTYPE(c_int, c_void_p, c_int16, POINTER(c_uint16))


class _Unit(ctypes.Structure):
    """The beginning of the engine's processing unit (picodata.h)."""

    _fields_ = (("initialize", c_void_p), ("step", _Step))


class _Handle(ctypes.Structure):
    """What the handle of an engine points to (picoctrl.c)."""

    _fields_ = (
        ("magic", c_uint32),
        ("raw_mem", c_void_p),
        ("common", c_void_p),
        ("voice", c_void_p),
        ("control", POINTER(_Unit)),
        ("cb_in", c_void_p),
        ("cb_out", c_void_p),
    )


class _Engine:
    """SVOX Pico with one language. Raises RuntimeError when it cannot be loaded."""

    _calls: "ctypes.CDLL | None" = None

    def __init__(self, language: str) -> None:
        self._pico = pico = ctypes.CDLL(ctts.__file__)
        pico.picodata_cbGetItem.argtypes = [c_void_p, c_char_p, c_uint16, POINTER(c_uint16)]
        self._memory = ctypes.create_string_buffer(_MEMORY_BYTES)  # kept: the engine lives in it
        system = c_void_p()
        self._check(pico.pico_initialize(self._memory, c_uint32(_MEMORY_BYTES), byref(system)))
        self._check(pico.pico_createVoiceDefinition(system, _VOICE))
        for path in _files(language):
            resource, name = c_void_p(), ctypes.create_string_buffer(200)
            self._check(pico.pico_loadResource(system, str(path).encode(), byref(resource)))
            self._check(pico.pico_getResourceName(system, resource, name))
            self._check(pico.pico_addResourceToVoiceDefinition(system, _VOICE, name))
        self._engine = c_void_p()
        self._check(pico.pico_newEngine(system, _VOICE, byref(self._engine)))
        self._handle = ctypes.cast(self._engine, POINTER(_Handle)).contents
        if self._handle.magic != ((self._engine.value or 0) ^ _MAGIC) & 0xFFFFFFFF:
            raise RuntimeError(f"this build of {PACKAGE} is not the one that the driver kiosk_pico knows")

    def items(self, markup: str) -> Iterator[list[tuple[bytes, bytes]]]:
        """Yield what the next steps of the engine make of a text: the type of each item, and its content.

        Often they make nothing. Whoever wants no more of them must reset the engine.
        """
        rest = markup.encode() + b"\0"
        while rest:
            taken = c_int16()
            self._check(
                self._pico.pico_putTextUtf8(
                    self._engine, rest, c_int16(min(len(rest), _LONGEST_INPUT)), byref(taken)
                )
            )
            rest = rest[taken.value :]
            yield from self._made()

    def reset(self) -> None:
        """Forget what was put in and is not yet made."""
        self._check(self._pico.pico_resetEngine(self._engine, _RESET_SOFT))

    def _made(self) -> Iterator[list[tuple[bytes, bytes]]]:
        control, out = self._handle.control, self._handle.cb_out
        step, get = control.contents.step, self._pico.picodata_cbGetItem
        item, made, status = ctypes.create_string_buffer(_ITEM_BYTES), c_uint16(), -1
        while status != _IDLE:
            for _ in range(_STEPS):
                status = step(control, 0, byref(made))
                if made.value or status in (_ERROR, _IDLE):
                    break
            if status == _ERROR:
                self.reset()
                raise RuntimeError("SVOX Pico could not render the text")
            items = list[tuple[bytes, bytes]]()
            while made.value and get(out, item, _ITEM_BYTES, byref(made)) == 0 and made.value:
                whole = item.raw[: made.value]
                items.append((whole[:2] if whole[:1] == _COMMAND else whole[:1], whole[4:]))
            yield items

    def _check(self, status: int) -> None:
        if status != 0:
            raise RuntimeError(f"SVOX Pico refuses (its status {status})")


def buildDriver(proxy: Any) -> "PicoDriver":  # noqa: N802, ANN401 - pyttsx3's name; its proxy has no type
    """Return a driver, as pyttsx3 asks for one."""
    return PicoDriver(proxy)


class PicoDriver(RenderingDriver):
    """Renders with SVOX Pico."""

    name = "kiosk_pico"
    sample_rate = SAMPLE_RATE

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        super().__init__(proxy, voice="en-GB")
        self._engines = {self._voice: _Engine(self._voice)}

    def says(self, phonemes: str) -> bool:
        """Whether the voice that is set can say phonemes in eSpeak's notation: only English ones."""
        return self._voice.startswith("en") and in_xsampa(phonemes) is not None

    def _has(self, voice: str) -> bool:
        if voice in _LANGUAGES and voice not in self._engines:
            self._engines[voice] = _Engine(voice)
        return voice in _LANGUAGES

    def _voices(self) -> Sequence[Voice]:
        return [
            Voice(id=tag, name=language.name, languages=[tag.lower(), tag.partition("-")[0]])
            for tag, language in _LANGUAGES.items()
        ]

    def _level(self) -> float:
        return levels.VOICE  # by each language's volume

    def _setting(self) -> int:
        speed = round(between(_LANGUAGES[self._voice].speeds, self._rate))
        return min(max(speed, _SPEEDS[0]), _SPEEDS[1])

    def _synthesise(self, text: str) -> None:
        markup, words = self._marked(text)
        engine, block, made, told = self._engines[self._voice], bytearray(), 0, -1
        for items in engine.items(markup):
            for kind, content in items:
                if kind == _FRAME:
                    block += content
                    made += len(content)
                elif kind == _COMMAND + _MARK:
                    location, length = words[int(content)]
                    if location <= told:  # a word of thousands of letters is marked again and again
                        continue
                    told = location
                    milliseconds = made * 1000 // (SAMPLE_BYTES * SAMPLE_RATE) + _EARLY_MILLISECONDS
                    self._take_word(location=location, length=length, milliseconds=milliseconds)
            if not (self._take_samples(bytes(block)) if len(block) >= BLOCK_BYTES else self._wanted()):
                engine.reset()
                return
            if len(block) >= BLOCK_BYTES:
                block.clear()
        if block:
            self._take_samples(bytes(block))

    def _marked(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Return a text as the engine takes it, with a mark before each word; and the words' places."""
        words, pieces, at = list[tuple[int, int]](), list[str](), 0
        for token in _TOKEN.finditer(text):
            pieces.append(text[at : token.start()])
            at = token.end()
            xsampa = in_xsampa(token["phonemes"]) if token["phonemes"] is not None else None
            if xsampa or _WORD.search(token[0]):
                pieces.append(f"<mark name='{len(words)}'/>")
                words.append((token.start(), len(token[0])))
            escaped = _UNSAYABLE.sub(" ", token[0])
            pieces.append(f"<phoneme ph='{xsampa}'/>" if xsampa else escaped)
        volume, pitch = (
            round(self._volume * _LANGUAGES[self._voice].volume),
            round(100 * 2 ** (self._pitch / 50 - 1)),
        )
        settings = f"<speed level='{self._setting()}'><volume level='{volume}'><pitch level='{pitch}'>"
        return f"{settings}{''.join(pieces)}</pitch></volume></speed>", words


def _files(language: str) -> list[Path]:
    """Return the engine's two files for a language. Raises RuntimeError when they are not installed."""
    package = metadata.distribution(PACKAGE)
    wanted = re.compile(rf"{language}_(ta|.*_sg)\.bin")
    found = [
        Path(str(package.locate_file(file))).resolve()
        for file in package.files or ()
        if wanted.fullmatch(file.name)
    ]
    if len(found) != len(("text analysis", "signal generation")):
        raise RuntimeError(f"the package {PACKAGE} has no files for {language}")
    return sorted(found, reverse=True)  # text analysis first
