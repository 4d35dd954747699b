"""What a square code holds is told in words on the same page, and on no other."""

from dataclasses import replace

import pytest
from visit_walk import CODE, FIRST, HELPLINE, NUMBER_IN_CODE, PEOPLE, SMALL, Walk, pack_of

from kiosk.visit.view import Line, LineKind

LINK = "https://www.nhs.uk/pain-1/"
ADDRESS = "There is more at www.nhs.uk/pain-1."
END = ["That is the end of this part.", "Next: Disclaimer.", "Press Right to go on."]
LINK_IN_CODE = [CODE, "It holds this address."]


def linked(link: str = LINK) -> Walk:
    walk = Walk(pack_of(replace(FIRST, link=link)))
    walk.hear("right")
    return walk


@pytest.mark.requirement("K06")
def test_no_line_has_a_code_without_words() -> None:
    with pytest.raises(ValueError, match="a code without words: tel:999"):
        Line(LineKind.PARAGRAPH, "", "en-GB", 1, code="tel:999")


@pytest.mark.requirement("K06")
def test_the_page_of_the_helpline_has_the_number_as_a_code_and_says_so() -> None:
    walk = Walk()
    heard = walk.hear("h")
    assert walk.visit.view.code == "tel:02077933650"
    assert [line.text for line in walk.visit.view.lines if line.code] == NUMBER_IN_CODE
    assert [each for each in heard if each in NUMBER_IN_CODE] == NUMBER_IN_CODE


@pytest.mark.requirement("K06")
def test_a_link_is_said_and_is_in_the_code_of_its_page() -> None:
    walk = linked()
    assert walk.hear("right")[2:-3] == ["One.", "Two is here.", "Three.", ADDRESS, *LINK_IN_CODE]
    assert walk.visit.view.code == LINK
    assert "There is more at W W W dot N H S dot U K slash pain dash 1." in walk.spoken


def test_up_and_down_step_through_the_address_as_through_any_sentence() -> None:
    walk = linked()
    walk.hear("right")
    walk.press("up", "up")
    assert walk.visit.view.place.startswith("Part 1 of 3, sentence 4 of 6")
    assert walk.listen() == [ADDRESS, *LINK_IN_CODE, *END]


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://www.nhs.uk/", "www.nhs.uk"),
        ("HTTPS://WWW.NHS.UK", "WWW.NHS.UK"),
        ("https://nhs.uk/a/?b=c", "https://nhs.uk/a/?b=c"),
    ],
)
def test_an_address_is_written_as_people_type_it(link: str, written: str) -> None:
    assert f"There is more at {written}." in linked(link).hear("right")


def test_a_link_on_the_page_of_the_people_is_no_one_to_choose() -> None:
    walk = Walk(pack_of(replace(PEOPLE, link=LINK)))
    walk.hear("right")
    heard = walk.hear("right")
    assert heard[1:6] == [
        "Part 1 of 3, item 1 of 3",
        "Three people told their stories.",
        ADDRESS,
        *LINK_IN_CODE,
    ]
    assert len(walk.visit.view.targets) == 3
    assert walk.visit.view.code == LINK
    walk.hear("right")
    assert not walk.visit.view.code, "a person's page has none"


def test_where_there_is_no_code_none_is_told_of() -> None:
    walk = Walk()
    codes = {}
    for _ in range(len(SMALL.parts) + 6):
        heard = walk.hear("right")
        codes[heard[0]] = walk.visit.view.code
        assert (CODE in heard) is bool(walk.visit.view.code)
    assert {title for title, code in codes.items() if code} == {HELPLINE.title}
    for key in "?kd":
        assert CODE not in walk.hear(key)
        assert not walk.visit.view.code
