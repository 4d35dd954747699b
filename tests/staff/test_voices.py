"""Which voices there are, and which one speaks."""

import pytest

from kiosk.errors import VoiceError
from kiosk.settings import VoiceName
from kiosk.speech.voices import Voices
from kiosk.staff.voices import voices


def test_the_voices_of_a_language_are_told_with_those_of_its_regions() -> None:
    *listed, last = voices("en-GB", voice=VoiceName.ESPEAK)
    assert "espeak: gmw/en: English (Great Britain); en-gb, en" in listed
    assert "espeak: gmw/en-US: English (America); en-us, en" in listed
    assert "espeak-m6: gmw/en+m6: English (Great Britain); en-gb, en" in listed
    assert not [line for line in listed if "; en" not in line]
    assert last.startswith("The kiosk says en-GB with espeak (gmw/en); after it with ")
    assert "espeak-m6" in last


def test_the_voice_that_is_set_is_told_first() -> None:
    *_, last = voices("en-GB", voice=VoiceName.ESPEAK_M6)
    assert last.startswith("The kiosk says en-GB with espeak-m6 (gmw/en+m6); after it with ")


def test_all_languages_are_told_on_demand() -> None:
    every, english = list(voices("en-GB", every_language=True)), list(voices("en-GB"))
    assert "espeak: cel/cy: Welsh; cy" in every
    assert set(english) < set(every)
    assert len(every) == sum(len(voice.there_are()) for voice in Voices().there_are().values()) + 1


def test_a_language_without_a_voice_is_told_after_what_there_is() -> None:
    told: list[str] = []
    with pytest.raises(VoiceError, match="no voice for this language"):
        told.extend(voices("tlh"))
    assert told == []
    lines = voices("tlh", every_language=True)
    assert [next(lines) for voice in Voices().there_are().values() for _ in voice.there_are()]
    with pytest.raises(VoiceError, match="no voice for this language"):
        next(lines)
