"""Whole visits on the shipped pack, through the screen: what is heard is compared word for word."""

from collections.abc import Iterator

import pytest
from kiosk_on_screen import Kiosk, press
from textual import events

from kiosk.pack.model import Part, PartKind
from kiosk.phrases.loader import english
from kiosk.reading import sentences

ENGLISH = english().on_screen

NUMBER = "The helpline number is 020 7793 3650."
# The lists of the pack whose length the text above them does not tell.
LISTS = {
    "Do not rely on it to determine, or decide, any of these:": 3,
    "The decisions include, but are not limited to, these:": 2,
}


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


def split(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (span.of(text) for span in sentences.split(text))


def heading(kiosk: Kiosk, title: str) -> list[str]:
    return [title, kiosk.arrived.place]


def number_in_full(written: list[str]) -> list[str]:
    """Return what is heard of these lines: a telephone number is said again, in its three groups."""
    return [line for each in written for line in [each] * (4 if "020 7793 3650" in each else 1)]


def expected_part(part: Part, *, following: str) -> list[str]:
    lines = list(split(*(passage.text for passage in part.passages)))
    for above, total in LISTS.items():
        if above in lines:
            lines.insert(lines.index(above) + 1, f"A list of {total}.")
    if part.phone:
        lines += [f"The helpline number is {part.phone}.", *split(ENGLISH.phone_code)]
    if part.kind is PartKind.LEAFLET:
        lines += split(ENGLISH.leaflet_ask.format(helpline="H"))
    if part.case_studies:
        lines += split(ENGLISH.people.format(right="Right", enter="Enter"))
        lines += [f"{number}. {study.name}" for number, study in enumerate(part.case_studies, 1)]
        return lines + list(split(ENGLISH.people_end.format(right="Right")))
    return number_in_full(lines) + ending(following)


def ending(following: str) -> list[str]:
    if not following:
        return list(split(ENGLISH.last_part_end.format(right="Right")))
    return list(split(ENGLISH.part_end.format(next=following, right="Right")))


@pytest.mark.requirement("K61")
async def test_by_next_alone_from_the_welcome_to_the_number_and_back(kiosk: Kiosk) -> None:
    pack = kiosk.pack
    async with kiosk.screen.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert kiosk.heard_now() == [
            "Welcome",
            "This screen speaks.",
            "It reads to you about this subject: Generalised dystonia.",
            "The facts come from The Dystonia Society.",
            "Press Question mark at any time to hear all the keys.",
            "Press K to try the keys, or to change the voice.",
            "Press any big key to begin.",
        ]
        await press(pilot, "right", kiosk)
        contents = [
            line
            for number, part in enumerate(pack.parts, 1)
            for line in (f"{number}. {part.title}", part.summary)
        ]
        assert kiosk.heard_now() == [
            "Contents",
            "Item 1 of 12",
            *split(ENGLISH.contents.format(right="Right", enter="Enter")),
            *contents,
            *split(ENGLISH.contents_end.format(right="Right")),
        ]
        titles = [part.title for part in pack.parts]
        for number, part in enumerate(pack.parts, 1):
            following = titles[number] if number < len(titles) else ""
            await press(pilot, "right", kiosk)
            studies = part.case_studies
            place = kiosk.arrived.place
            assert place.startswith(f"Part {number} of 12, ")
            assert kiosk.heard_now() == [
                part.title,
                place,
                *expected_part(part, following=studies[0].name if studies else following),
            ]
            for person, study in enumerate(studies, 1):
                await press(pilot, "right", kiosk)
                place = kiosk.arrived.place
                assert place.startswith(f"Part {number} of 12, person {person} of 10, ")
                after = studies[person].name if person < len(studies) else following
                assert kiosk.heard_now() == [
                    study.name,
                    place,
                    "Featured in the magazine Dystoniamatters!",
                    *split(ENGLISH.story_missing.format(helpline="H")),
                    *split(ENGLISH.story_end.format(next=after, right="Right")),
                ]
        await press(pilot, "right", kiosk)
        thanks = ["Thank you", *split(ENGLISH.thanks.format(phone="020 7793 3650")), ENGLISH.thanks_prompt]
        assert kiosk.heard_now() == number_in_full(thanks)
        assert titles[-2:] == ["Disclaimer", "Helpline"]

        await press(pilot, "right", kiosk)
        assert kiosk.heard_now()[0] == "Welcome"


@pytest.mark.requirement("K14")
async def test_the_number_is_said_digit_by_digit_twice(kiosk: Kiosk) -> None:
    async with kiosk.screen.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "h", kiosk)
        kiosk.heard_now()
    said = [
        spoken
        for written, spoken in zip(kiosk.speaker.heard, kiosk.speaker.spoken, strict=True)
        if written == NUMBER
    ]
    assert said == ["The helpline number is 0 2 0, 7 7 9 3, 3 6 5 0.", "0 2 0", "7 7 9 3", "3 6 5 0"]


async def test_by_contents_and_digits(kiosk: Kiosk) -> None:
    async with kiosk.screen.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "space", kiosk)
        for number, part in enumerate(kiosk.pack.parts[:10], 1):
            await press(pilot, str(number % 10), kiosk)
            assert kiosk.heard_now()[0] == part.title
            await press(pilot, "left", kiosk)
            place = f"Item {number} of 12"
            assert kiosk.heard_now()[:3] == ["Contents", place, f"{number}. {part.title}"]
        await press(pilot, "0", kiosk)
        await press(pilot, "3", kiosk)
        assert kiosk.heard_now()[0] == "Joe Doliczny"


async def test_helpline_from_the_middle_of_a_sentence_and_back_to_it(kiosk: Kiosk) -> None:
    async with kiosk.screen.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "c", kiosk)
        await press(pilot, "2", kiosk)
        for _ in range(5):
            kiosk.speaker.say_sentence()
        kiosk.speaker.say_word()
        kiosk.speaker.say_word()
        sentence = kiosk.speaker.heard[-1]
        assert sentence in {span for part in kiosk.pack.parts[1].passages for span in split(part.text)}

        await press(pilot, "h", kiosk)
        assert NUMBER in kiosk.heard_now()
        await press(pilot, "left", kiosk)
        assert kiosk.heard_now()[:3] == [
            "Symptoms",
            "Part 2 of 12, sentence 4 of 11, about 1 minute",
            sentence,
        ]


@pytest.mark.requirement("K01")
async def test_a_key_before_the_first_frame_is_not_lost(kiosk: Kiosk) -> None:
    async with kiosk.screen.run_test(size=(80, 24)) as pilot:
        kiosk.screen.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert kiosk.heard_now()[0] == "Contents"
