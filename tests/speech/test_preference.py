"""Which voice goes before which."""

import pytest

from kiosk.settings import VoiceName
from kiosk.speech.preference import order, speaks


@pytest.mark.parametrize("lang", ["en-GB", "en-US", "en", "de-DE", "cy", "tlh"])
@pytest.mark.parametrize("wanted", VoiceName)
def test_what_is_wanted_goes_before_all_and_each_voice_is_there_once(lang: str, wanted: VoiceName) -> None:
    names = order(lang, wanted=wanted)
    assert len(set(names)) == len(names)
    assert VoiceName.AUTO not in names
    assert VoiceName.ESPEAK in names, "it speaks nearly every language"
    if wanted is not VoiceName.AUTO:
        assert names[0] is wanted
        assert [name for name in order(lang) if name is not wanted] == list(names[1:])


def test_a_british_pack_has_british_voices_before_american_ones() -> None:
    names = order("en-GB")
    assert names.index(VoiceName.ESPEAK) < names.index(VoiceName.RMS)
    assert names.index(VoiceName.PICO) < names.index(VoiceName.SLT)
    assert order("en-US").index(VoiceName.RMS) < order("en-US").index(VoiceName.ESPEAK)


@pytest.mark.parametrize(
    ("lang", "languages", "spoken"),
    [
        ("en-GB", "en-gb en", True),
        ("en-GB", "en-us en", True),
        ("en-GB", "en-us", False),
        ("EN", "en-us en", True),
        ("cy", "en-gb en", False),
    ],
)
def test_a_voice_of_another_region_speaks_the_language(lang: str, languages: str, *, spoken: bool) -> None:
    assert speaks(lang, set(languages.split())) is spoken
