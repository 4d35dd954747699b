"""Which voices there are, and which one speaks."""

import pytest

from kiosk.errors import VoiceError
from kiosk.speech.voice import Voice
from kiosk.staff.voices import voices


def test_the_voices_of_a_language_are_told_with_those_of_its_regions() -> None:
    *listed, last = voices("en-GB")
    assert "gmw/en: English (Great Britain); en-gb, en" in listed
    assert "gmw/en-US: English (America); en-us, en" in listed
    assert not [line for line in listed if "; en" not in line]
    assert last == f"The kiosk says en-GB with {Voice().identifier('en-GB')}."


def test_all_languages_are_told_on_demand() -> None:
    every, english = list(voices("en-GB", every_language=True)), list(voices("en-GB"))
    assert "cel/cy: Welsh; cy" in every
    assert set(english) < set(every)
    assert len(every) == len(Voice().there_are()) + 1


def test_a_language_without_a_voice_is_told_after_what_there_is() -> None:
    told: list[str] = []
    with pytest.raises(VoiceError, match="no voice for this language"):
        told.extend(voices("tlh"))
    assert told == []
    lines = voices("tlh", every_language=True)
    assert [next(lines) for _ in Voice().there_are()]
    with pytest.raises(VoiceError, match="no voice for this language"):
        next(lines)
