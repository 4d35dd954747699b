"""Recordings for the tests: what the voice says at another rate, written as files of several kinds."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.reading import sentences
from kiosk.speech.excerpt import Excerpt
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice

from .texts import utterance

RATE = 22050
READER = WordsPerMinute(165)  # who records reads faster than the voice
PAUSE_SECONDS = 0.5
_FLAC_BLOCK = 4096

Samples = NDArray[np.float64]


def passage(text: str, *, name: str = "pack/part/001") -> list[tuple[Utterance, Excerpt]]:
    """Return the sentences of a passage, each with its place there."""
    spans = sentences.split(text)
    starts = tuple(span.start for span in spans)
    return [
        (utterance(span.of(text), number=index + 1, pause=400), Excerpt(name, text, starts, index))
        for index, span in enumerate(spans)
    ]


def read_aloud(
    voice: Voice, text: str, *, lang: str = "en-US", rate: WordsPerMinute = READER
) -> tuple[Samples, list[tuple[int, float]]]:
    """Return a passage as another voice reads it, and each marked word's character and seconds.

    The room is audible, and there are pauses at both ends and between the sentences.
    """
    pause = np.zeros(int(PAUSE_SECONDS * RATE))
    parts, words, at = [pause], list[tuple[int, float]](), PAUSE_SECONDS
    for said, excerpt in passage(text):
        other = utterance(said.written, lang=lang)
        clip = voice.render(other, rate=rate)
        assert clip
        words += [(excerpt.start + mark.start, at + mark.sample / RATE) for mark in clip.marks]
        parts += [np.array(clip.samples, dtype=np.float64), pause]
        at += len(clip.samples) / RATE + PAUSE_SECONDS
    sound = np.concatenate(parts)
    return sound + np.random.default_rng(seed=1).normal(0, 20, len(sound)), words


def write_wav(path: Path, sound: Samples, *, rate: int = RATE, channels: int = 1) -> None:
    """Write a sound of 22050 samples a second with another rate, and alike in every channel."""
    times = np.arange(int(len(sound) * rate / RATE)) * RATE / rate
    there = np.interp(times, np.arange(len(sound)), sound)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(np.repeat(_clipped(there), channels).tobytes())


def write_flac(path: Path, sound: Samples) -> None:
    """Write a sound as FLAC of the plainest kind: mono, 16 bits, every sample as it is."""
    samples = _clipped(sound)
    info = (_FLAC_BLOCK << 48 | _FLAC_BLOCK << 32).to_bytes(8) + bytes(2)
    info += (RATE << 44 | 0 << 41 | 15 << 36 | len(samples)).to_bytes(8) + bytes(16)
    file = b"fLaC\x80" + len(info).to_bytes(3) + info
    for number, at in enumerate(range(0, len(samples), _FLAC_BLOCK)):
        block = samples[at : at + _FLAC_BLOCK]
        # Block size in 16 bits at the end, rate as in the file's head, mono, 16 bits; the number as in UTF-8.
        head = b"\xff\xf8\x70\x08" + chr(number).encode() + (len(block) - 1).to_bytes(2)
        head += _crc(head, bits=8, polynomial=0x07).to_bytes(1)
        frame = head + b"\x02" + block.astype(">i2").tobytes()
        file += frame + _crc(frame, bits=16, polynomial=0x8005).to_bytes(2)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file)


def _clipped(sound: Samples) -> NDArray[np.int16]:
    return np.clip(sound, -32768, 32767).astype(np.int16)


def _crc(data: bytes, *, bits: int, polynomial: int) -> int:
    value, top = 0, 1 << (bits - 1)
    for byte in data:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = ((value << 1) ^ (polynomial if value & top else 0)) & ((1 << bits) - 1)
    return value
