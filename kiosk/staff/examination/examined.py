"""What `kiosk doctor` examines: a kiosk as it would be started, and whatever it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.settings import Settings, VoiceName
from kiosk.speech.microphone import Microphone, SystemMicrophone
from kiosk.speech.utterance import Utterance
from kiosk.staff.examination.trial import aloud
from kiosk.terminal.letters import Seen
from kiosk.visit.edition import Edition


def system_microphone(sample_rate: int) -> Microphone:
    """Return the microphone that the system has chosen, or the loop-back where there is none."""
    return SystemMicrophone(sample_rate=sample_rate)


@dataclass(frozen=True)
class Examined:
    """A kiosk. `packs` are the folders of its `editions`; these are empty where they are refused.

    `now` has its time zone. `terminal` is a descriptor, or None where there is none; `seen` is how its screen
    stands, where staff have measured it. `hear` plays an utterance to its end, or raises DeviceError or
    VoiceError; `microphone` returns one that records so many samples a second.
    """

    packs: Sequence[Path]
    settings: Settings
    now: datetime
    editions: Sequence[Edition] = ()
    terminal: int | None = None
    seen: Seen | None = None
    hear: Callable[[Utterance, VoiceName], None] = field(default=aloud)
    microphone: Callable[[int], Microphone] = field(default=system_microphone)
