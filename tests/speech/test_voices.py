"""One voice after the other: what the first cannot say the next one says."""

from array import array
from collections.abc import Collection

import pytest

from kiosk.errors import VoiceError
from kiosk.settings import VoiceName
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Milliseconds, Place, Utterance, UtteranceId, WordsPerMinute
from kiosk.speech.voice import Voice
from kiosk.speech.voices import Voices

RATE = WordsPerMinute(125)
ENGLISH = frozenset({"en-gb", "en"})


def sentence(text: str = "Hello.", *, lang: str = "en-GB") -> Utterance:
    places = (Place(0, len(text), 0, len(text)),)
    return Utterance(UtteranceId(1), "", lang, text, text, places, Milliseconds(0))


class Engine(Voice):
    """A voice without an engine: its clips are one sample, its own; it fails at some texts."""

    def __init__(
        self, sample: int, *, fails_at: Collection[str] = (), languages: frozenset[str] = ENGLISH
    ) -> None:
        self.sample, self.fails_at, self.languages = sample, fails_at, languages

    def render(self, utterance: Utterance, **_: object) -> Clip | None:
        if utterance.written in self.fails_at:
            raise VoiceError("This sentence cannot be said.", detail=str(self.sample))
        return Clip(0, utterance.id, array("h", [self.sample]), (), utterance.pause)

    def identifier(self, lang: str) -> str:
        return f"{self.sample} for {lang}"


class Shelf:
    """What can be started: the voices that are `there`. `started` are those that were asked for."""

    def __init__(self, **there: Engine) -> None:
        self.there, self.started, self.log = there, list[str](), list[str]()

    def make(self, name: VoiceName) -> Voice:
        self.started.append(name.value)
        if name.name.lower() not in self.there:
            raise VoiceError("The voice cannot be started.", detail="no such library")
        return self.there[name.name.lower()]

    def voices(self, wanted: VoiceName = VoiceName.AUTO) -> Voices:
        return Voices(wanted, log=self.log.append, make=self.make)


def said(voices: Voices, text: str = "Hello.", *, choice: int = 0, lang: str = "en-GB") -> int:
    clip = voices.render(sentence(text, lang=lang), rate=RATE, choice=choice)
    assert clip
    return clip.samples[0]


def test_the_best_that_is_there_speaks_and_no_other_is_started() -> None:
    shelf = Shelf(pico=Engine(1), espeak=Engine(2))
    assert said(shelf.voices()) == 1
    assert shelf.started == ["pico"]


def test_a_voice_that_is_not_there_is_passed_over_and_logged() -> None:
    shelf = Shelf(espeak=Engine(2))
    assert said(shelf.voices()) == 2
    assert shelf.log == ["pico is not there: no such library"]


def test_a_clinic_s_voice_goes_before_the_others() -> None:
    shelf = Shelf(pico=Engine(1), espeak=Engine(2), rms=Engine(3))
    assert said(shelf.voices(VoiceName.RMS)) == 3
    assert said(shelf.voices(VoiceName.SLT)) == 1, "which is not there"


def test_a_visitor_s_choice_is_a_place_in_the_order() -> None:
    voices = Shelf(pico=Engine(1), espeak=Engine(2)).voices()
    assert [said(voices, choice=choice) for choice in (0, 1, 2, 0)] == [1, 2, 1, 1]


def test_what_one_cannot_say_the_next_one_says_and_the_one_after_that() -> None:
    shelf = Shelf(
        pico=Engine(1, fails_at=["A.", "B."]), espeak=Engine(2, fails_at=["B."]), espeak_m6=Engine(3)
    )
    voices, failures = shelf.voices(), list[int]()
    clip = voices.render(sentence("B."), rate=RATE, failed=lambda: failures.append(1))
    assert clip
    assert clip.samples[0] == 3
    assert len(failures) == 2
    assert [said(voices, "A."), said(voices, "C.")] == [2, 1]
    assert shelf.log[0] == "pico: This sentence cannot be said. 1"


def test_what_none_can_say_is_told_with_the_fault_of_the_first() -> None:
    shelf = Shelf(pico=Engine(1, fails_at=["A."]), espeak=Engine(2, fails_at=["A."]))
    with pytest.raises(VoiceError, match="cannot be said") as raised:
        said(shelf.voices(), "A.")
    assert raised.value.detail == "1"


def test_a_language_is_said_by_the_one_that_speaks_it() -> None:
    voices = Shelf(pico=Engine(1), espeak=Engine(2, languages=frozenset({"en", "cy"}))).voices()
    assert said(voices, lang="cy") == 2
    assert voices.identifier("cy") == "2 for cy"
    with pytest.raises(VoiceError, match="no voice for this language"):
        said(voices, lang="tlh")
    with pytest.raises(VoiceError, match="no voice for this language"):
        voices.identifier("tlh")


def test_without_any_engine_there_is_no_voice() -> None:
    with pytest.raises(VoiceError, match="cannot be started"):
        Shelf().voices()


def test_the_real_ones_speak_each_with_its_own_sound() -> None:
    voices = Voices(VoiceName.ESPEAK)
    assert {VoiceName.ESPEAK, VoiceName.ESPEAK_M6} <= set(voices.there_are())
    plain = voices.render(sentence(), rate=RATE)
    m6 = Voices(VoiceName.ESPEAK_M6).render(sentence(), rate=RATE)
    assert plain
    assert m6
    assert plain.samples != m6.samples
    assert voices.phonemes(sentence()) == "h\u0259l\u02c8\u0259\u028a"
