"""Flite itself: a piece of a text -> its words and its samples.

Flite works a piece out before its first sample, in one call that nothing can end. So each piece is rendered
in a thread of its own: one that is no longer wanted is left there, and the next does not wait for it. All
that Flite changes meanwhile belongs to the utterance, so several can be under way.
"""

import ctypes
from collections.abc import Iterator
from ctypes import POINTER, c_char_p, c_float, c_int, c_short, c_void_p
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final, TypeAlias

from kiosk.speech.drivers.rendering import SAMPLE_BYTES

BLOCK_SAMPLES: Final = 320  # 20 ms
ASKED_SECONDS: Final = 0.005  # between two questions whether to go on, while there are no samples
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


class Library:
    """Libflite, loaded once. Raises OSError where it is not installed."""

    _loaded: "Library | None" = None

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
    def once(cls) -> "Library":
        """Return the library, which is loaded at the first call."""
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
class Token:
    """A word as Flite takes it, with what stands around it, and its place in the text."""

    location: int
    length: int
    word: str
    before: str
    behind: str
    phones: str | None


Part: TypeAlias = list[tuple[Token, float]] | bytes  # words, or samples


class Piece:
    """A piece of a text, rendered by Flite in a thread of its own, from now on."""

    def __init__(
        self, library: Library, voice: int, tokens: list[Token], *, stretch: float, pitch: float
    ) -> None:
        """Take the voice by Flite's own handle, and how much longer and how much higher it is to speak."""
        self._flite, self._synthesis, self._voice = library.flite, library.synthesis, voice
        self._tokens, self._stretch, self._pitch = tokens, stretch, pitch
        self._made: SimpleQueue[Part | Exception | None] = SimpleQueue()
        self._left = False
        Thread(target=self._render, name="flite").start()

    def parts(self) -> Iterator[Part]:
        """Yield each word with the seconds at which it begins, then the samples; and no words while it waits.

        Raises RuntimeError when Flite refuses.
        """
        while True:
            try:
                part = self._made.get(timeout=ASKED_SECONDS)
            except Empty:
                part = []
            if part is None:
                return
            if isinstance(part, Exception):
                raise part
            yield part

    def leave(self) -> None:
        """Want no more of it: it ends by itself, at its next sample."""
        self._left = True

    def _render(self) -> None:
        try:
            self._synthesise()
        except Exception as error:  # noqa: BLE001 - raised in the thread that waits for the samples
            self._made.put(error)
        else:
            self._made.put(None)

    def _synthesise(self) -> None:
        flite, told = self._flite, False
        utterance = flite.new_utterance()

        def take(wave: Any, start: int, count: int, last: int, streaming: int) -> int:  # noqa: ANN401, ARG001
            nonlocal told
            if not (told or self._left):
                told = True
                self._made.put(self._words(utterance))
            if count:
                first = ctypes.addressof(wave.contents.samples.contents) + SAMPLE_BYTES * start
                self._made.put(ctypes.string_at(first, SAMPLE_BYTES * count))
            return _STOP if self._left else _CONTINUE

        callback = _Callback(take)  # kept until the end: Flite holds only its address
        try:
            self._put_in(utterance)
            features = ctypes.cast(utterance, POINTER(c_void_p))[0]  # an utterance begins with them
            flite.feat_set_float(features, b"duration_stretch", self._stretch)
            flite.feat_set_float(features, b"f0_shift", self._pitch)
            streaming = flite.new_audio_streaming_info()
            information = ctypes.cast(streaming, POINTER(_Streaming)).contents
            information.min_buffsize, information.asc = BLOCK_SAMPLES, callback
            flite.feat_set(features, b"streaming_info", flite.audio_streaming_info_val(streaming))
            if not flite.flite_do_synth(utterance, self._voice, self._synthesis):
                utterance = None  # it is deleted already
                raise RuntimeError("Flite could not render the text")
        finally:
            if utterance:
                flite.delete_utterance(utterance)

    def _put_in(self, utterance: int) -> None:
        flite, phones = self._flite, ""
        relation = flite.utt_relation_create(utterance, b"Token")
        for number, token in enumerate(self._tokens):
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

    def _words(self, utterance: int) -> list[tuple[Token, float]]:
        flite, begun, words = self._flite, 0.0, list[tuple[Token, float]]()
        word = flite.relation_head(flite.utt_relation(utterance, b"Word"))
        while word:
            number = flite.item_feat_int(flite.item_parent(flite.item_as(word, b"Token")), b"number")
            begun = max(begun, flite.ffeature_float(word, _START_OF_WORD))  # 0 for a word without sound
            words.append((self._tokens[number], begun))
            word = flite.item_next(word)
        return words
