"""A kiosk of the tests that is well, and what a look finds of it or of one that differs."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.settings import Settings, VoiceName
from kiosk.speech.fake import FakeMicrophone
from kiosk.speech.microphone import Microphone
from kiosk.speech.utterance import Utterance
from kiosk.staff.examination.diagnosis import Diagnosis
from kiosk.staff.examination.examined import Examined
from kiosk.visit import edition

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WELL = Settings(voice=VoiceName.ESPEAK)


def device(trial: Utterance, voice: VoiceName) -> None:
    assert (trial.written, voice) == ("This is the voice of the kiosk.", VoiceName.ESPEAK)


def no_device(trial: Utterance, voice: VoiceName) -> None:
    raise DeviceError(f"It cannot be heard: {voice} has no device for {trial.id}; switch it on.")


def microphone(*takes: array[int] | str) -> Callable[[int], Microphone]:
    """Return what makes a microphone that hears these, or says why it hears nothing."""
    return lambda sample_rate: FakeMicrophone(takes, sample_rate=sample_rate)


NO_MICROPHONE = microphone("No microphone can be used.")


def well_kiosk(pack: Path, *, now: datetime = NOW, settings: Settings = WELL) -> Examined:
    return Examined(
        packs=[pack],
        settings=settings,
        now=now,
        editions=edition.load([pack]),
        hear=device,
        microphone=NO_MICROPHONE,
    )


def without_packs(settings: Settings = WELL, *, terminal: int | None = None) -> Examined:
    return Examined(
        packs=(), settings=settings, now=NOW, terminal=terminal, hear=device, microphone=NO_MICROPHONE
    )


def told(look: Callable[[Examined], Iterator[Diagnosis]], examined: Examined) -> Sequence[str]:
    """Return the lines of a look. Each is well, or has a remedy."""
    diagnoses = list(look(examined))
    assert [each for each in diagnoses if each.well == bool(each.remedy)] == []
    return [str(each) for each in diagnoses]
