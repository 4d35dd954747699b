"""`kiosk script`: exactly what a visit says, sentence by sentence, with how and how long it is said."""
# ruff: noqa: RUF001 - phonemes are written in IPA

import json
from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import UsageError, VoiceError
from kiosk.keys.profile import keyboard
from kiosk.pack import loader
from kiosk.pack.model import (
    CaseStudy,
    Pack,
    Part,
    PartKind,
    Passage,
    PassageKind,
    Review,
)
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.phrases.loader import english
from kiosk.reading import lexicon
from kiosk.settings import Settings, VoiceName
from kiosk.speech.client import Speech
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.staff.script import script
from kiosk.visit.edition import Edition
from kiosk.visit.visit import Visit

from .kiosk_command import kiosk

ENGLISH = english().on_screen


def paragraph(text: str, lang: str = "en-GB") -> Passage:
    return Passage(PassageKind.PARAGRAPH, text, lang)


def part(
    name: str, kind: PartKind, *passages: Passage, people: tuple[CaseStudy, ...] = (), phone: str = ""
) -> Part:
    return Part(name, kind, name.title(), f"All about {name}", passages, (), people, phone)


PERSON = CaseStudy("bob", "Robert Two", "The Magazine", (paragraph("I swim."),), speak_name=False, facts=())


def small(*first: Passage) -> Pack:
    return Pack(
        id="small",
        lang="en-GB",
        title="A condition",
        summary="What it is",
        publisher="The Charity",
        source="Its page",
        review=Review("", "", ""),
        review_notes=(),
        facts=(),
        parts=(
            part("first", PartKind.SECTION, *first),
            part("people", PartKind.CASE_STUDIES, paragraph("They swim."), people=(PERSON,)),
            part("disclaimer", PartKind.DISCLAIMER, paragraph("This is no advice.")),
            part("helpline", PartKind.HELPLINE, paragraph("Call us."), phone="020 7793 3650"),
        ),
    )


def linked(pack: Pack) -> Pack:
    first, *others = pack.parts
    return replace(pack, parts=(replace(first, link="https://www.example.org/pain"), *others))


def document(pack: Pack, name: str | None = None) -> dict[str, Any]:
    [line] = script(Edition(pack, ENGLISH), part=name, as_json=True, voice=VoiceName.ESPEAK)
    read: dict[str, Any] = json.loads(line)
    return read


def heard_in_a_visit(pack: Pack) -> tuple[list[str], list[str]]:
    """Return what is written and spoken in a visit from the welcome to the thanks, and in its help."""
    speaker, settings = FakeSpeaker(), Settings()
    speech = Speech(speaker.send, rate=WordsPerMinute(125), gain=Decibels(0.0))
    speaker.receive = speech.receive
    visit = Visit(
        [Edition(pack, ENGLISH)],
        speech=speech,
        settings=settings,
        keymap=keyboard().keymap,
        lexicon=lambda lang: lexicon.load(pronunciation_file(lang)),
    )
    visit.begin()
    speaker.say_all()
    while visit.view.screen != "thanks":
        visit.press("right")
        speaker.say_all()
    visit.press("right")  # to the welcome, which is said as it was
    visit.press("?")
    speaker.say_all()
    return speaker.heard, speaker.spoken


@pytest.mark.requirement("K02")
@pytest.mark.parametrize(
    "pack",
    [small(paragraph("One. Two is here.")), linked(loader.load(bundled_pack())), loader.load(bundled_pack())],
    ids=["small", "with a link", "bundled"],
)
def test_the_script_is_what_a_visit_says(pack: Pack) -> None:
    sentences = [each for stop in document(pack)["parts"] for each in stop["sentences"]]
    written, spoken = heard_in_a_visit(pack)
    assert [each["written"] for each in sentences] == written
    assert [each["spoken"] for each in sentences] == spoken


def test_every_sentence_has_its_phonemes_its_length_and_its_words_in_order() -> None:
    read = document(small(paragraph("One. Two is here.")))
    assert {**read, "parts": []} == {
        "pack": "small",
        "lang": "en-GB",
        "voice": read["voice"],
        "rate": 125,
        "parts": [],
    }
    assert read["voice"].startswith("gmw/en")
    for each in (each for stop in read["parts"] for each in stop["sentences"]):
        assert set(each) == {"written", "spoken", "lang", "phonemes", "seconds", "words"}
        assert each["phonemes"]
        times = [word["seconds"] for word in each["words"]]
        assert times
        assert times == sorted(set(times))
        assert times[0] >= 0
        assert times[-1] < each["seconds"]
        assert all(word["written"] in each["written"] for word in each["words"])
    assert [stop["part"] for stop in read["parts"]] == [
        *("welcome", "contents", "first", "people", "people/bob", "disclaimer", "helpline", "thanks", "help")
    ]


def test_a_name_that_is_not_to_be_spoken_is_not() -> None:
    title = document(small(), "people/bob")["parts"][0]["sentences"][0]
    assert (title["written"], title["spoken"]) == ("Robert Two", "Person 1")
    assert [word["written"] for word in title["words"]] == ["Robert Two"]


def test_one_part_is_that_part_alone_and_as_text_reads_well() -> None:
    edition = Edition(small(paragraph("Two is here.")), ENGLISH)
    lines = list(script(edition, part="first", voice=VoiceName.ESPEAK))
    assert lines[:3] == ["Part: first", "", "First"]
    at = lines.index("Two is here.")
    assert lines[at + 1 : at + 3] == ["  spoken: Two is here.", "  phonemes: tˈuː ɪz hˈiə"]
    assert lines[at + 3].startswith("  length: ")
    assert lines[at + 4].startswith("  words: Two 0.00, is 0.")
    assert lines[at + 5] == ""
    assert len([line for line in lines if line.startswith("Part:")]) == 1


def test_a_part_that_is_not_there_is_told_with_those_that_are() -> None:
    sentence = (
        "There is no part 'second'; there are: "
        "welcome, contents, first, people, people/bob, disclaimer, helpline, thanks, help."
    )
    with pytest.raises(UsageError) as caught:
        list(script(Edition(small(), ENGLISH), part="second"))
    assert str(caught.value) == sentence


@pytest.mark.requirement("K11")
def test_what_cannot_be_said_is_in_the_script_and_told_at_the_end() -> None:
    pack = small(paragraph("nuqneH", lang="tlh"), paragraph("Hello."))
    lines = script(Edition(pack, ENGLISH), part="first", as_json=True, voice=VoiceName.ESPEAK)
    sentences = json.loads(next(lines))["parts"][0]["sentences"]
    with pytest.raises(VoiceError) as caught:
        next(lines)
    assert str(caught.value) == "1 sentence cannot be said: look for 'problem' in what was printed."
    bad = next(each for each in sentences if each["written"] == "nuqneH")
    assert bad == {
        "written": "nuqneH",
        "spoken": "nuqneH",
        "lang": "tlh",
        "phonemes": None,
        "seconds": None,
        "words": [],
        "problem": "There is no voice for this language.",
    }
    assert next(each for each in sentences if each["written"] == "Hello.")["seconds"]
    told: list[str] = []
    with pytest.raises(VoiceError):
        told.extend(script(Edition(pack, ENGLISH), part="first", voice=VoiceName.ESPEAK))
    assert told[told.index("nuqneH") + 2] == "  problem: There is no voice for this language."


def test_the_command_prints_one_json_document() -> None:
    ended = kiosk("script", "symptoms", "--json", PYTHONIOENCODING="latin-1")
    assert (ended.returncode, ended.stderr) == (0, "")
    read = json.loads(ended.stdout)
    assert [stop["part"] for stop in read["parts"]] == ["symptoms"]
    assert "ˈ" in read["parts"][0]["sentences"][0]["phonemes"]
