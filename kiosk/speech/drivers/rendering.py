"""What the kiosk's drivers are to pyttsx3: they render into a sink, and ask it often whether to go on.

They keep pyttsx3's driver contract (drivers/dummy.py) and add the property `sink`: whoever sets it gets the
samples as the engine makes them, and each word with the time at which it begins. What stands in [[ ]] in a
text is taken as phonemes in eSpeak's notation.
"""

import wave
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

from pyttsx3.voice import Voice

SAMPLE_BYTES: Final = 2


class Sink(Protocol):
    """Takes what the engine renders."""

    def wanted(self) -> bool:
        """Whether to go on. Asked every few milliseconds, before the first sample, too: it MUST be quick."""
        ...

    def samples(self, chunk: bytes) -> None:
        """Take 16-bit mono samples."""
        ...

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        """Take a word: its place (0-based) and length in the text, and when it begins in the sound."""
        ...


class RenderingDriver(ABC):
    """A driver of pyttsx3 that renders.

    Properties: voice, voices, rate (measured words a minute), volume (0 to 1), pitch (0 to 100, 50 is the
    voice's own), sink, and, to be read only, sample_rate (a second), level (the dBFS of its speech) and
    setting (what the engine is given for the rate).
    """

    name: str  # by which pyttsx3 knows it
    sample_rate: int

    def __init__(self, proxy: Any, *, voice: str) -> None:  # noqa: ANN401 - pyttsx3's proxy has no type
        self._proxy = proxy
        self._sink: Sink | None = None
        self._stopping = False
        self._fault: Exception | None = None
        self._voice = voice
        self._rate = 125
        self._volume = 1.0
        self._pitch = 50

    @abstractmethod
    def _synthesise(self, text: str) -> None:
        """Hand the sound of a text to `_take_samples`, and its words to `_take_word`, while it is `_wanted`.

        Raises RuntimeError when the engine refuses.
        """

    @abstractmethod
    def _has(self, voice: str) -> bool:
        """Whether the engine has a voice of that identifier, and takes it."""

    @abstractmethod
    def _voices(self) -> Sequence[Voice]:
        """Return all voices, the one to prefer for a language before the others of it."""

    @abstractmethod
    def _level(self) -> float:
        """Return how loud the voice that is set speaks, in dBFS (kiosk.speech.levels)."""

    @abstractmethod
    def _setting(self) -> float:
        """Return what the engine is given for the rate that is set."""

    @abstractmethod
    def says(self, phonemes: str) -> bool:
        """Whether the voice that is set can say phonemes in eSpeak's notation."""

    def phonemes(self, text: str) -> str:  # noqa: ARG002 - some engines tell it
        """Return how the voice that is set says `text`, in IPA. RuntimeError: the engine does not tell."""
        raise RuntimeError(f"the driver {self.name} does not tell how it says a text")

    def destroy(self) -> None:  # noqa: B027 - there is nothing to do for any engine
        """Do nothing: an engine is not ended and started again in one process."""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Work off the queue. The queue's last command ends the loop, so there is nothing to wait for."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802, B027 - pyttsx3's name; nothing is to be done
        """Do nothing: the loop waits for nothing."""

    def iterate(self) -> Iterator[None]:
        """Work off the queue each time an outer loop comes round."""
        while True:
            self._proxy.setBusy(False)
            yield

    def stop(self) -> None:
        """Have the rendering aborted when it next asks whether to go on. May be called from any thread."""
        self._stopping = True

    def say(self, text: str) -> None:
        """Render `text` into the sink, telling pyttsx3's listeners as the contract asks.

        Without a sink, or when the engine refuses, they are told of a RuntimeError by the notice "error".
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
                file.setparams((1, SAMPLE_BYTES, self.sample_rate, 0, "NONE", ""))
                file.writeframes(bytes(collected.sound))

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        """Return a property; KeyError when there is none of that name."""
        match name:
            case "voices":
                return list(self._voices())
            case "level":
                return self._level()
            case "setting":
                return self._setting()
            case "sample_rate":
                return self.sample_rate
            case "voice" | "rate" | "volume" | "pitch" | "sink":
                return getattr(self, f"_{name}")
        raise KeyError(name)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401 - pyttsx3's contract
        """Set a property; KeyError when there is none of that name, ValueError for an unknown voice."""
        match name:
            case "voice":
                if not self._has(str(value)):
                    raise ValueError(f"the driver {self.name} has no voice {value}")
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

    def _wanted(self) -> bool:
        """Tell whether to go on rendering. Raises nothing: C may be calling."""
        if self._stopping or self._sink is None:
            return False
        try:
            self._stopping = not self._sink.wanted()
        except Exception as error:  # noqa: BLE001 - raised by _render, behind the engine
            self._fault, self._stopping = error, True
        return not self._stopping

    def _take_samples(self, chunk: bytes) -> bool:
        """Hand a block on, if it is wanted; return whether it is. Raises nothing: C may be calling."""
        if self._wanted() and self._sink:
            try:
                self._sink.samples(chunk)
            except Exception as error:  # noqa: BLE001 - raised by _render, behind the engine
                self._fault, self._stopping = error, True
        return not self._stopping

    def _take_word(self, *, location: int, length: int, milliseconds: int) -> None:
        """Hand a word on. Raises nothing: C may be calling."""
        if self._stopping or self._sink is None:
            return
        try:
            self._sink.word(location=location, length=length, milliseconds=milliseconds)
            self._proxy.notify("started-word", location=location, length=length)
        except Exception as error:  # noqa: BLE001 - raised by _render, behind the engine
            self._fault, self._stopping = error, True

    def _render(self, text: str) -> None:
        if self._sink is None:
            raise RuntimeError(f"the driver {self.name} renders into a sink; set the property 'sink' first")
        self._stopping, self._fault = False, None
        self._proxy.notify("started-utterance")
        try:
            if self._wanted():
                self._synthesise(text)
        finally:
            self._proxy.notify("finished-utterance", completed=not self._stopping)
        if self._fault:
            raise self._fault

    @contextmanager
    def _busy(self) -> Iterator[None]:
        """Be busy, then work the queue off; so an error is told before, while it has the utterance's name."""
        self._proxy.setBusy(True)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - told to whoever listens, whatever it is
            self._proxy.notify("error", exception=error)
        finally:
            self._proxy.setBusy(False)


class _Collected:
    """A sink that keeps everything."""

    def __init__(self) -> None:
        self.sound = bytearray()

    def wanted(self) -> bool:
        return True

    def samples(self, chunk: bytes) -> None:
        self.sound += chunk

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        pass


def between(points: Sequence[tuple[float, float]], at: float) -> float:
    """Return the value at a place between measured points (place, value), or beyond them on their line."""
    (low, low_value), (high, high_value) = next(
        (pair for pair in pairwise(points) if at <= pair[1][0]),
        points[-2:],
    )
    return low_value + (at - low) * (high_value - low_value) / (high - low)
