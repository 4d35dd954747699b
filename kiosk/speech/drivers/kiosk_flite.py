"""A pyttsx3 driver for Flite (Debian's libflite1): two American voices and a Scottish one.

The engine takes ASCII only; other characters are put into letters, or spelt (plain.py), so that nothing of a
text is lost. This driver gives it the words one by one, so that it knows which word a sound belongs to, and
which are said by phonemes. The engine works out a whole piece of a text before its first sample, so a long
text is given in pieces, cut where the sense ends.

Flite ends the process at some errors of its own.
"""

import ctypes
import re
from array import array
from collections.abc import Iterator, Sequence
from ctypes import POINTER, c_char_p, c_float, c_int, c_short, c_void_p
from dataclasses import dataclass
from typing import Any, Final

from pyttsx3.voice import Voice

from kiosk.speech.drivers.plain import in_ascii
from kiosk.speech.drivers.rendering import RenderingDriver
from kiosk.speech.drivers.sounds import in_phones

SAMPLE_RATE: Final = 16000  # of each voice here
BLOCK_SAMPLES: Final = 320  # 20 ms


@dataclass(frozen=True)
class _Speaker:
    """A voice of Flite: how fast it speaks when it is not stretched (words a minute), how loud (dBFS)."""

    name: str
    languages: tuple[str, ...]
    gender: str
    rate: float
    level: float


# Measured on the bundled pack, stretched to 1.2. The Scottish voice has the words of an American dictionary.
_SPEAKERS: Final = {
    "cmu_us_rms": _Speaker("RMS (America)", ("en-us", "en"), "Male", 154.4, -20.3),
    "cmu_us_slt": _Speaker("SLT (America)", ("en-us", "en"), "Female", 175.8, -14.5),
    "cmu_us_awb": _Speaker("AWB (Scotland)", ("en-gb-scotland", "en-gb", "en"), "Male", 172.3, -19.1),
}
# Behind these a piece ends; behind a comma when it is long; and behind any word when it is longest.
_ENDS: Final = re.compile(r"[.!?;:][^\w\s]*$")
_COMMA: Final = re.compile(r",[^\w\s]*$")
_LONG_WORDS: Final = 12
_LONGEST_WORDS: Final = 30
_LONGEST_LETTERS: Final = 200

_TOKEN: Final = re.compile(r"\[\[(?P<phonemes>.*?)\]\]|(?:(?!\[\[)\S)+")
_LONGEST_TOKEN: Final = 40  # characters: what is longer is given in several
_OPENING: Final = "\"'`({["
_CLOSING: Final = "\"'`.,:;!?(){}[]"
_START_OF_WORD: Final = b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"
_CONTINUE, _STOP = 0, -1


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", c_char_p),
        ("sample_rate", c_int),
        ("num_samples", c_int),
        ("num_channels", c_int),
        ("samples", POINTER(c_short)),
    )


_Callback = ctypes.CFUNCTYPE(c_int, POINTER(_Wave), c_int, c_int, c_int, c_void_p)


class _Streaming(ctypes.Structure):
    """The beginning of Flite's cst_audio_streaming_info."""

    _fields_ = (("min_buffsize", c_int), ("asc", _Callback))


class _Library:
    """Libflite, loaded once. Raises OSError where it is not installed."""

    _loaded: "_Library | None" = None

    def __init__(self) -> None:
        self.flite = flite = _load("libflite.so.1")
        for name, result, *arguments in _FUNCTIONS:
            function = getattr(flite, name)
            function.restype, function.argtypes = result, arguments
        for name in ("libflite_usenglish.so.1", "libflite_cmulex.so.1"):
            _load(name)
        flite.flite_init()
        self.synthesis = ctypes.cast(flite.utt_synth_tokens, c_void_p)
        self._voices = dict[str, int]()

    @classmethod
    def once(cls) -> "_Library":
        if cls._loaded is None:
            cls._loaded = cls()
        return cls._loaded

    def voice(self, name: str) -> int:
        """Return Flite's own handle of a voice."""
        if name not in self._voices:
            register = getattr(_load(f"libflite_{name}.so.1"), f"register_{name}")
            register.argtypes, register.restype = [c_void_p], c_void_p
            self._voices[name] = register(None)
        return self._voices[name]


_FUNCTIONS: Final[tuple[tuple[Any, ...], ...]] = (
    ("new_utterance", c_void_p),
    ("delete_utterance", None, c_void_p),
    ("utt_relation_create", c_void_p, c_void_p, c_char_p),
    ("utt_relation", c_void_p, c_void_p, c_char_p),
    ("relation_append", c_void_p, c_void_p, c_void_p),
    ("relation_head", c_void_p, c_void_p),
    ("item_set_string", None, c_void_p, c_char_p, c_char_p),
    ("item_set_int", None, c_void_p, c_char_p, c_int),
    ("item_feat_int", c_int, c_void_p, c_char_p),
    ("item_as", c_void_p, c_void_p, c_char_p),
    ("item_parent", c_void_p, c_void_p),
    ("item_next", c_void_p, c_void_p),
    ("ffeature_float", c_float, c_void_p, c_char_p),
    ("feat_set", None, c_void_p, c_char_p, c_void_p),
    ("feat_set_float", None, c_void_p, c_char_p, c_float),
    ("new_audio_streaming_info", c_void_p),
    ("audio_streaming_info_val", c_void_p, c_void_p),
    ("flite_do_synth", c_void_p, c_void_p, c_void_p, c_void_p),
)


def _load(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


@dataclass(frozen=True)
class _Token:
    """A word as Flite takes it, with what stands around it, and its place in the text."""

    location: int
    length: int
    word: str
    before: str
    behind: str
    phones: str | None


def buildDriver(proxy: Any) -> "FliteDriver":  # noqa: N802, ANN401 - pyttsx3's name; its proxy has no type
    """Return a driver, as pyttsx3 asks for one."""
    return FliteDriver(proxy)


class FliteDriver(RenderingDriver):
    """Renders with Flite."""

    name = "kiosk_flite"
    sample_rate = SAMPLE_RATE

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        super().__init__(proxy, voice="cmu_us_rms")
        self._library = _Library.once()
        self._told = -1  # where the last word that was told of stands in the text
        self._library.voice(self._voice)

    def says(self, phonemes: str) -> bool:
        """Whether the voice that is set can say phonemes in eSpeak's notation: only English ones."""
        return in_phones(phonemes) is not None

    def _has(self, voice: str) -> bool:
        return voice in _SPEAKERS and bool(self._library.voice(voice))

    def _voices(self) -> Sequence[Voice]:
        return [
            Voice(id=key, name=each.name, languages=list(each.languages), gender=each.gender)
            for key, each in _SPEAKERS.items()
        ]

    def _level(self) -> float:
        return _SPEAKERS[self._voice].level

    def _setting(self) -> float:
        """Return how much longer than its own the voice's sounds are to be."""
        return _SPEAKERS[self._voice].rate / self._rate

    def _synthesise(self, text: str) -> None:
        made, self._told = 0, -1
        for piece in _pieces(_tokens(text)):
            made += self._say(piece, after=made)
            if self._stopping:
                return

    def _say(self, tokens: list[_Token], *, after: int) -> int:
        """Render a piece that begins behind `after` samples, and return how many samples it has."""
        flite, made = self._library.flite, 0
        utterance = flite.new_utterance()

        def take(wave: Any, start: int, count: int, last: int, streaming: int) -> int:  # noqa: ANN401, ARG001
            nonlocal made
            if not made:
                self._tell_words(utterance, tokens, after=after)
            made += count
            block = array("h", wave.contents.samples[start : start + count])
            if self._volume < 1:
                block = array("h", [int(sample * self._volume) for sample in block])
            going_on = not count or self._take_samples(block.tobytes())
            return _CONTINUE if going_on else _STOP

        callback = _Callback(take)  # kept until the end: Flite holds only its address
        try:
            self._put_in(utterance, tokens)
            features = ctypes.cast(utterance, POINTER(c_void_p))[0]  # an utterance begins with them
            flite.feat_set_float(features, b"duration_stretch", self._setting())
            flite.feat_set_float(features, b"f0_shift", 2 ** (self._pitch / 50 - 1))
            streaming = flite.new_audio_streaming_info()
            information = ctypes.cast(streaming, POINTER(_Streaming)).contents
            information.min_buffsize, information.asc = BLOCK_SAMPLES, callback
            flite.feat_set(features, b"streaming_info", flite.audio_streaming_info_val(streaming))
            if not flite.flite_do_synth(utterance, self._library.voice(self._voice), self._library.synthesis):
                utterance = None  # it is deleted already
                raise RuntimeError("Flite could not render the text")
        finally:
            if utterance:
                flite.delete_utterance(utterance)
        return made

    def _put_in(self, utterance: int, tokens: list[_Token]) -> None:
        flite, phones = self._library.flite, ""
        relation = flite.utt_relation_create(utterance, b"Token")
        for number, token in enumerate(tokens):
            item = flite.relation_append(relation, None)
            for feature, value in (
                (b"name", token.word),
                (b"whitespace", " "),
                (b"prepunctuation", token.before),
                (b"punc", token.behind),
            ):
                flite.item_set_string(item, feature, value.encode("ascii"))
            flite.item_set_int(item, b"number", number)
            if token.phones:
                # Flite leaves a word out whose phones are, letter by letter, those of the word before.
                phones = f"({token.phones})" if phones != f"({token.phones})" else f"({token.phones} )"
                flite.item_set_string(item, b"phones", phones.encode("ascii"))

    def _tell_words(self, utterance: int, tokens: list[_Token], *, after: int) -> None:
        flite, begun = self._library.flite, 0.0
        word = flite.relation_head(flite.utt_relation(utterance, b"Word"))
        while word:
            token = tokens[flite.item_feat_int(flite.item_parent(flite.item_as(word, b"Token")), b"number")]
            if token.location > self._told:  # a token may be several words, and a word several tokens
                self._told = token.location
                begun = max(begun, flite.ffeature_float(word, _START_OF_WORD))  # 0 for a word without sound
                self._take_word(
                    location=token.location,
                    length=token.length,
                    milliseconds=int(1000 * (begun + after / SAMPLE_RATE)),
                )
            word = flite.item_next(word)


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the words of a text, each in ASCII; what is only punctuation ends the word before."""
    for found in _TOKEN.finditer(text):
        place = {"location": found.start(), "length": len(found[0])}
        phones = in_phones(found["phonemes"]) if found["phonemes"] is not None else None
        if phones:
            yield _Token(**place, word="word", before="", behind="", phones=phones)
            continue
        for plain in in_ascii(found[0]).split():
            for start in range(0, len(plain), _LONGEST_TOKEN):
                part = plain[start : start + _LONGEST_TOKEN]
                opened = part.lstrip(_OPENING)
                word = opened.rstrip(_CLOSING)
                yield _Token(
                    **place,
                    word=word,
                    before=part[: len(part) - len(opened)],
                    behind=opened[len(word) :],
                    phones=None,
                )


def _pieces(tokens: Iterator[_Token]) -> Iterator[list[_Token]]:
    """Yield the words of a text, cut where the sense ends or where there are too many."""
    piece = list[_Token]()
    for token in tokens:
        if not token.word:
            continue
        piece.append(token)
        if (
            _ENDS.search(token.behind)
            or (len(piece) >= _LONG_WORDS and _COMMA.search(token.behind))
            or len(piece) >= _LONGEST_WORDS
            or sum(len(each.word) for each in piece) >= _LONGEST_LETTERS
        ):
            yield piece
            piece = []
    if piece:
        yield piece
