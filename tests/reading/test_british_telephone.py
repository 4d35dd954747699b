"""The digits and the groups of a British number, as people say them."""

import pytest

from kiosk.reading.british_telephone import BritishNumber, find_what_begins_as_one


@pytest.mark.parametrize(
    ("written", "grouped"),
    [
        ("02077933650", "020 7793 3650"),
        ("0121 4960000", "0121 496 0000"),
        ("01134960000", "0113 496 0000"),
        ("01273800900", "01273 800 900"),
        ("0120412345", "01204 12345"),
        ("03001234567", "0300 123 4567"),
        ("0800890567", "0800 890 567"),
        ("07771900900", "07771 900 900"),
        ("+44 (0)20 77933650", "020 7793 3650"),
        ("0044 2077933650", "020 7793 3650"),
        ("0207793365", ""),
        ("0604 123 4567", ""),
    ],
)
def test_a_number_has_its_groups_by_its_beginning(written: str, grouped: str) -> None:
    number = BritishNumber(written)
    assert number.grouped == grouped
    assert not grouped or BritishNumber(grouped).is_grouped


@pytest.mark.parametrize(
    ("written", "lengths"), [("020", (11,)), ("01273", (11, 10)), ("0800", (11, 10)), ("112", ()), ("06", ())]
)
def test_how_many_digits_it_may_have_is_known_by_its_beginning(
    written: str, lengths: tuple[int, ...]
) -> None:
    assert BritishNumber(written).lengths == lengths


def test_an_area_code_of_six_digits_may_stand_alone() -> None:
    assert BritishNumber("015396 12345").is_grouped
    assert not BritishNumber("020779 33650").is_grouped
    assert not BritishNumber("077719 00900").is_grouped


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("999", True),
        ("116 123", True),
        ("0800 1111", True),
        ("0800 11111", False),
        ("0300 123", False),
        ("7946 0000", False),
    ],
)
def test_a_number_without_an_area_code_is_short_on_purpose(written: str, short: bool) -> None:
    assert BritishNumber(written).is_short is short


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 0300 123 45 today.", "0300 123 45"),
        ("Call 0300 123.", "0300 123"),
        ("Call +44 20 7946.", "+44 20 7946"),
        ("Call (020) 7946.", "(020) 7946"),
        ("Call 020-7946-00000.", "020-7946-00000"),
        ("It was 020794600001.", "020794600001"),
        ("On 01 02 2026, 0.25 mg, 0900-1700, 007, charity 0123456, 10.05.2026, 0/10.", None),
    ],
)
def test_what_begins_as_a_number_is_found_however_long_it_is(text: str, found: str | None) -> None:
    place = find_what_begins_as_one(text, 0)
    assert (place.of(text) if place else None) == found
