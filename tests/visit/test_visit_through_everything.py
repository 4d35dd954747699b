"""Whole visits: the exact sentences that are heard, from the welcome to the number and back."""

from dataclasses import replace
from math import ceil
from typing import Final

import pytest
from visit_walk import (
    HELPLINE,
    NUMBER,
    NUMBER_IN_CODE,
    NUMBER_IN_FULL,
    SMALL,
    Walk,
    pack_of,
    paragraph,
    section,
)

from kiosk.pack import loader
from kiosk.pack.model import Pack, Part, PartKind
from kiosk.paths import bundled_pack
from kiosk.reading import sentences
from kiosk.visit.view import ScreenName

WELCOME: Final = [
    "Welcome",
    "This screen speaks.",
    "It reads to you about this subject: A condition.",
    "The facts come from The Charity.",
    "Press Question mark at any time to hear all the keys.",
    "Press K to try the keys, or to change the voice.",
    "Press any big key to begin.",
]
CONTENTS: Final = [
    "Contents",
    "Item 1 of 5",
    "Press Right to hear everything from the start.",
    "Or listen, and press Enter when you hear what you want.",
    "1. First",
    "All about First",
    "2. Second",
    "All about Second",
    "3. Case studies",
    "Three people",
    "4. Disclaimer",
    "What this is not",
    "5. Helpline",
    "Who to call",
    "That is the end of the list.",
    "Press Right to hear everything from the start.",
]
PARTS: Final = [
    [
        "First",
        "Part 1 of 5, sentence 1 of 3, less than 1 minute",
        "One.",
        "Two is here.",
        "Three.",
        "That is the end of this part.",
        "Next: Second.",
        "Press Right to go on.",
    ],
    [
        "Second",
        "Part 2 of 5, sentence 1 of 1, less than 1 minute",
        "Hello there.",
        "That is the end of this part.",
        "Next: Case studies.",
        "Press Right to go on.",
    ],
    [
        "Case studies",
        "Part 3 of 5, item 1 of 3",
        "Three people told their stories.",
        "Press Right to hear each person in turn.",
        "Or listen, and press Enter when you hear the name you want.",
        "1. Ann One",
        "2. Robert Two",
        "3. Cy Three",
        "That is the end of the list.",
        "Press Right to hear each person in turn.",
    ],
    [
        "Ann One",
        "Part 3 of 5, person 1 of 3, sentence 1 of 4, less than 1 minute",
        "Featured in the magazine The Magazine",
        "The story itself is not in this kiosk.",
        "To ask for it, call the helpline.",
        "Press H for the number.",
        "Next: Person 2.",
        "Press Right to go on.",
    ],
    [
        "Robert Two",
        "Part 3 of 5, person 2 of 3, sentence 1 of 4, less than 1 minute",
        "Featured in the magazine The Magazine",
        "The story itself is not in this kiosk.",
        "To ask for it, call the helpline.",
        "Press H for the number.",
        "Next: Cy Three.",
        "Press Right to go on.",
    ],
    [
        "Cy Three",
        "Part 3 of 5, person 3 of 3, sentence 1 of 3, less than 1 minute",
        "Featured in the magazine The Magazine",
        "My neck turned.",
        "Now I swim.",
        "Next: Disclaimer.",
        "Press Right to go on.",
    ],
    [
        "Disclaimer",
        "Part 4 of 5, sentence 1 of 1, less than 1 minute",
        "This is no advice.",
        "That is the end of this part.",
        "Next: Helpline.",
        "Press Right to go on.",
    ],
    [
        "Helpline",
        "Part 5 of 5, sentence 1 of 4, less than 1 minute",
        "Call us.",
        *NUMBER_IN_FULL,
        *NUMBER_IN_CODE,
        "That is the end of the last part.",
        "Press Right to finish.",
    ],
]
THANKS: Final = [
    "Thank you",
    "Thank you for listening.",
    *NUMBER_IN_FULL,
    "Press any big key to go back to the welcome.",
]


@pytest.mark.requirement("K61")
@pytest.mark.requirement("K20")
def test_next_alone_leads_through_everything_and_back_to_the_welcome(walk: Walk) -> None:
    heard = [walk.listen()]
    while not heard[1:] or walk.visit.view.screen is not ScreenName.WELCOME:
        heard.append(walk.hear("right"))
    assert heard == [WELCOME, CONTENTS, *PARTS, THANKS, WELCOME]


@pytest.mark.parametrize("key", ["right", "enter", "space"])
def test_each_key_that_goes_on_leads_through_everything(key: str, walk: Walk) -> None:
    walk.hear("right", "right")
    heard = [walk.hear(key)[0] for _ in range(2)]
    assert heard == ["Second", "Case studies"]


SAID_AND_WRITTEN_DOWN: Final = [
    "The helpline number is 0 2 0, 7 7 9 3, 3 6 5 0.",
    "0 2 0",
    "7 7 9 3",
    "3 6 5 0",
]


@pytest.mark.requirement("K14")
def test_the_number_is_said_digit_by_digit_and_then_group_by_group(walk: Walk) -> None:
    walk.hear("h")
    assert number_lines(walk) == SAID_AND_WRITTEN_DOWN


@pytest.mark.requirement("K14")
def test_repeat_says_the_number_group_by_group_again(walk: Walk) -> None:
    walk.press("h")
    walk.hear_until(NUMBER)
    before = len(number_lines(walk))
    walk.press("r")
    walk.listen()
    assert number_lines(walk)[before:] == SAID_AND_WRITTEN_DOWN


def number_lines(walk: Walk) -> list[str]:
    return [
        spoken
        for written, spoken in zip(walk.speaker.heard, walk.spoken, strict=True)
        if "020 7793 3650" in written
    ]


@pytest.mark.requirement("K61")
def test_each_digit_of_the_contents_opens_its_part_and_back_returns_to_its_item(walk: Walk) -> None:
    assert walk.hear("right") == CONTENTS
    parts = [page for page in PARTS if "person" not in page[1]]
    for number, part in enumerate(parts, 1):
        assert walk.hear(str(number)) == part
        name = CONTENTS.index(f"{number}. {part[0]}")
        assert walk.hear("left") == ["Contents", f"Item {number} of 5", *CONTENTS[name:]]


def test_digits_open_the_people_of_a_list(walk: Walk) -> None:
    assert walk.hear("right", "3", "3") == PARTS[5]
    assert walk.hear("left")[:3] == ["Case studies", "Part 3 of 5, item 3 of 3", "3. Cy Three"]


def test_enter_opens_the_item_that_is_being_heard(walk: Walk) -> None:
    walk.hear("right")
    walk.press("c")
    walk.hear_until("All about Second")
    walk.press("enter")
    assert walk.listen() == PARTS[1]


def test_0_is_the_tenth() -> None:
    walk = Walk(pack_of(*(section(f"s{n}", f"Section {n}", paragraph("Hello.")) for n in range(1, 11))))
    assert walk.hear("right", "0")[0] == "Section 10"
    assert walk.hear("left", "9")[0] == "Section 9"


@pytest.mark.requirement("K12")
@pytest.mark.parametrize("key", ["6", "9", "0"])
def test_the_digit_of_an_absent_target_does_nothing(key: str, walk: Walk) -> None:
    walk.hear("right")
    before = walk.visit.view
    (said,) = walk.hear(key)
    assert said.startswith(f"{key}: this key does nothing here. These keys do: Right, go on; ")
    assert walk.visit.view == before


# --- The shipped pack. What is expected is worked out from the pack alone.


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return loader.load(bundled_pack())


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences.split(text)]


def time_left(texts: list[str]) -> str:
    words = sum(len(text.split()) for text in texts)
    if words < 62.5:
        return "less than 1 minute"
    return "about 1 minute" if words <= 125 else f"about {ceil(words / 125)} minutes"


# The lists of the shipped pack whose length the text above them does not tell.
LISTS = {
    "Do not rely on it to determine, or decide, any of these:": ["A list of 3."],
    "The decisions include, but are not limited to, these:": ["A list of 2."],
}


def page(title: str, place: str, own: list[str], after: list[str]) -> list[str]:
    place = f"{place}, sentence 1 of {len(own)}, {time_left(own)}"
    return [title, place, *(line for each in own for line in (each, *LISTS.get(each, ()))), *after]


def expected_part(part: Part, *, place: str, end: list[str], parts_end: list[str]) -> list[list[str]]:
    own = [sentence for passage in part.passages for sentence in split(passage.text)]
    if part.kind is PartKind.LEAFLET:
        own += ["To have it, ask at the desk, or call the helpline.", "Press H for the number."]
    if part.kind is PartKind.HELPLINE:
        number = f"The helpline number is {part.phone}."
        said = page(part.title, place, [*own, number, *NUMBER_IN_CODE], parts_end)
        at = said.index(number)
        said[at:at] = [number] * 3
        return [said]
    if part.kind is not PartKind.CASE_STUDIES:
        return [page(part.title, place, own, parts_end)]
    people = part.case_studies
    here = [
        "Press Right to hear each person in turn.",
        "Or listen, and press Enter when you hear the name you want.",
        *(f"{n}. {study.name}" for n, study in enumerate(people, 1)),
        "That is the end of the list.",
        "Press Right to hear each person in turn.",
    ]
    pages = [[part.title, f"{place}, item 1 of {len(people)}", *own, *here]]
    for nth, study in enumerate(people, 1):
        story = [sentence for passage in study.story for sentence in split(passage.text)] or [
            "The story itself is not in this kiosk.",
            "To ask for it, call the helpline.",
            "Press H for the number.",
        ]
        after = [f"Next: {people[nth].name}.", "Press Right to go on."] if nth < len(people) else end
        texts = [f"Featured in the magazine {study.featured_in}", *story]
        pages.append(page(study.name, f"{place}, person {nth} of {len(people)}", texts, after))
    return pages


@pytest.mark.requirement("K61")
def test_the_shipped_pack_is_heard_whole_by_next_alone_and_ends_on_the_number(shipped: Pack) -> None:
    walk = Walk(shipped)
    walk.hear("right")
    heard = []
    while walk.visit.view.screen is not ScreenName.THANKS:
        heard.append(walk.hear("right"))

    total = len(shipped.parts)
    titles = [part.title for part in shipped.parts]
    expected = []
    for number, part in enumerate(shipped.parts, 1):
        end = [f"Next: {titles[number]}.", "Press Right to go on."] if number < total else []
        parts_end = (
            ["That is the end of this part.", *end]
            if number < total
            else ["That is the end of the last part.", "Press Right to finish."]
        )
        expected += expected_part(part, place=f"Part {number} of {total}", end=end, parts_end=parts_end)
    phone = shipped.parts[-1].phone
    thanks = f"The helpline number is {phone}."
    expected.append(["Thank you", "Thank you for listening.", *[thanks] * 4, THANKS[-1]])
    assert heard == expected
    assert [page[0] for page in heard[-3:]] == ["Disclaimer", "Helpline", "Thank you"]


@pytest.mark.requirement("K14")
def test_a_helpline_of_three_digits_is_said_digit_by_digit_and_twice() -> None:
    pack = replace(SMALL, parts=(*SMALL.parts[:-1], replace(HELPLINE, phone="999")))
    walk = Walk(pack)
    walk.hear("right")
    while walk.visit.view.screen is not ScreenName.THANKS:
        walk.hear("right")
    number = ["The helpline number is 9 9 9.", "9 9 9"]
    numbers = [spoken for spoken in walk.spoken if "9" in spoken]
    assert numbers == number * 2  # on the helpline's page and on the last one
