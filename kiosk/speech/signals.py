"""The signal sounds: loaded once, each at most half a second long. One that cannot be used is left out."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.errors import DataError, VoiceError
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Signal, Utterance

LONGEST_SECONDS: Final = 0.5  # EN 301 549, 5.1.3.10
_SAMPLE_BYTES: Final = 2


class Signals:
    """The signals in a folder, one WAV file each: "end.wav". `log` gets a sentence about what is wrong."""

    def __init__(self, folder: Path, *, sample_rate: int, log: Callable[[str], None]) -> None:
        self._samples: dict[Signal, array[int]] = {}
        for signal in Signal:
            try:
                self._samples[signal] = _samples(folder / f"{signal}.wav", sample_rate=sample_rate)
            except DataError as error:
                log(f"{error} {error.detail}")

    def clip(self, utterance: Utterance, signal: Signal, *, turn: int = 0) -> Clip:
        """Return the clip of an utterance that sounds a signal. Raises VoiceError where that is left out."""
        if signal not in self._samples:
            raise VoiceError(f'The signal "{signal}" is left out.')
        return Clip(
            turn=turn,
            utterance=utterance.id,
            samples=self._samples[signal],
            marks=(),
            pause=utterance.pause,
        )


def _samples(path: Path, *, sample_rate: int) -> array[int]:
    try:
        with wave.open(str(path)) as sound:
            form = (sound.getnchannels(), 8 * sound.getsampwidth(), sound.getframerate())
            length, content = sound.getnframes(), sound.readframes(sound.getnframes())
    except (OSError, EOFError, RuntimeError, ValueError, wave.Error) as error:  # all of them are wave's
        raise DataError(
            f"The signal sound {path.name} cannot be read; copy it again.", detail=str(error)
        ) from error
    if form != (1, 8 * _SAMPLE_BYTES, sample_rate):
        detail = "It has {} channels, {} bits, {} samples a second.".format(*form)
        raise DataError(
            f"The signal sound {path.name} is not mono, 16 bits, {sample_rate} samples a second.",
            detail=detail,
        )
    if len(content) != length * _SAMPLE_BYTES:
        raise DataError(f"The signal sound {path.name} breaks off before its end; copy it again.")
    if not 0 < length <= LONGEST_SECONDS * sample_rate:
        detail = f"It lasts {length / sample_rate:.2f} s."
        raise DataError(f"The signal sound {path.name} is empty or longer than half a second.", detail=detail)
    return array("h", content)
