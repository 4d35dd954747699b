"""Every error that the kiosk knows: each has a sentence to say, a detail to log and an exit code.

KioskError
├── UsageError        the command line asks for something that cannot be
├── DataError         a file that comes with the kiosk, or a pack, cannot be used
│   ├── PackError     a pack is refused; carries all its faults
│   ├── PhrasesError  the kiosk's own words in a language are refused, or missing; carries all their faults
│   ├── LexiconError  a pronunciation file is refused; carries all its faults
│   ├── WordListError a list of words not to be written is refused; carries all its faults
│   ├── SettingsError the clinic's settings are refused; carries all their faults
│   └── ProfileError  a key profile is refused; carries all its faults
├── SpeechError       no speech can be made
│   ├── VoiceError    the engine cannot render this utterance
│   └── DeviceError   no sound device can be opened
├── ScreenError       the terminal cannot be drawn on
├── IncompleteError   a part of the program is missing or broken
└── BusyError         another kiosk speaks already
"""

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's end means to whoever started it (values of BSD's sysexits.h where one fits)."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    LEFT = 10  # staff have ended it by their keys, and it stays ended
    DATA = 65
    UNAVAILABLE = 69
    BUSY = 75


class KioskError(Exception):
    """A known error. `str()` is the sentence for a person; `detail` is for the log."""

    exit_code = ExitCode.FAILURE

    def __init__(self, sentence: str, *, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class UsageError(KioskError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a file: where, what, and what to write instead. `line` counts from 1."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class DataError(KioskError):
    """A file that comes with the kiosk, or a pack, cannot be used. `faults` is everything that is wrong."""

    exit_code = ExitCode.DATA

    def __init__(self, sentence: str, *, faults: tuple[Fault, ...] = (), detail: str = "") -> None:
        super().__init__(sentence, detail=detail)
        self.faults = faults


class PackError(DataError):
    """A pack is refused."""


class PhrasesError(DataError):
    """The kiosk's own words in a language are refused, or missing."""


class LexiconError(DataError):
    """A pronunciation file is refused."""


class WordListError(DataError):
    """A list of words not to be written is refused."""


class SettingsError(DataError):
    """The clinic's settings are refused."""


class ProfileError(DataError):
    """A key profile is refused."""


class SpeechError(KioskError):
    """No speech can be made."""

    exit_code = ExitCode.UNAVAILABLE


class VoiceError(SpeechError):
    """The engine cannot render this utterance."""


class DeviceError(SpeechError):
    """No sound device can be opened."""


class ScreenError(KioskError):
    """The terminal cannot be drawn on."""

    exit_code = ExitCode.UNAVAILABLE


class IncompleteError(KioskError):
    """A part of the program, or of what it needs, is missing or broken; made of what its loading raised."""

    def __init__(self, fault: Exception) -> None:
        part = (fault.name if isinstance(fault, ImportError) else None) or type(fault).__name__
        super().__init__(
            f"A part of the kiosk's program is missing or broken ({part}); install it again.",
            detail=str(fault),
        )


class BusyError(KioskError):
    """Another kiosk speaks already."""

    exit_code = ExitCode.BUSY
