"""The pack changes while somebody is in it: they stay where they are, as far as it is still there."""

from collections.abc import Sequence
from dataclasses import replace

from hosted import Hosted
from visit_walk import FIRST, PEOPLE, SECOND, SMALL, Walk, pack_of, paragraph, section

from kiosk.pack.model import Pack, Part
from kiosk.phrases.loader import english
from kiosk.visit.edition import Edition
from kiosk.visit.view import ScreenName


def editions(*parts: Part) -> Sequence[Edition]:
    return [edition(pack_of(*parts))]


def edition(pack: Pack) -> Edition:
    return Edition(pack, english().on_screen)


def changed(*texts: str) -> Part:
    return section("second", "Second, changed", *map(paragraph, texts))


def in_second() -> Walk:
    walk = Walk(pack_of(FIRST, section("second", "Second", *map(paragraph, ("One.", "Two.", "Three.")))))
    walk.hear("right", "right", "right")
    return walk


def test_the_part_is_shown_as_it_is_now_and_the_sentence_that_was_heard_goes_on() -> None:
    walk = in_second()
    walk.press("up", "up")
    walk.hear_until("Two.")
    walk.visit.take_up(editions(FIRST, changed("New.", "One.", "Two.", "Three, now.")))
    assert walk.listen()[:2] == ["Two.", "Three, now."]
    assert walk.visit.view.lines[0].text == "Second, changed"
    assert walk.visit.view.part == "second"


def test_where_the_sentence_is_gone_the_one_in_its_place_is_read() -> None:
    walk = in_second()
    walk.press("up", "up")
    walk.hear_until("Two.")
    walk.visit.take_up(editions(FIRST, changed("One.", "Another two.", "Three.")))
    assert walk.listen()[0] == "Another two."


def test_who_hears_nothing_hears_nothing_of_it() -> None:
    walk = in_second()
    walk.visit.take_up(editions(FIRST, changed("One.")))
    assert walk.listen() == []
    assert [line.text for line in walk.visit.view.lines if line.unit >= 0] == ["One."]


def test_a_part_that_moved_is_followed_and_back_leads_where_one_was() -> None:
    walk = in_second()
    walk.visit.take_up(editions(section("new", "New", paragraph("Hi.")), changed("One."), FIRST))
    assert walk.visit.view.part == "second"
    walk.hear("left")
    assert walk.visit.view.part == "first"


def test_where_the_part_is_gone_one_stands_at_what_is_in_its_place() -> None:
    walk = in_second()
    walk.visit.take_up(editions(FIRST))
    assert walk.visit.view.part == "disclaimer"
    walk.hear("left", "left")
    assert walk.visit.view.screen is ScreenName.CONTENTS


def test_on_the_last_stop_of_a_pack_that_is_shorter_now_one_is_still_somewhere() -> None:
    walk = Walk(SMALL)
    while walk.visit.view.screen is not ScreenName.THANKS:
        walk.hear("right")
    walk.visit.take_up(editions(FIRST))
    assert walk.visit.view.screen is ScreenName.THANKS
    walk.hear("left")
    assert walk.visit.view.part == "helpline"


def test_a_person_who_is_gone_is_not_shown() -> None:
    walk = Walk(SMALL)
    walk.hear("right", "right", "right", "right", "right", "right")
    assert walk.visit.view.part == "people/bob"
    walk.visit.take_up(editions(FIRST, SECOND, replace(PEOPLE, case_studies=PEOPLE.case_studies[:1])))
    assert walk.visit.view.part == "disclaimer"


def test_a_language_that_is_gone_leaves_one_in_the_first() -> None:
    walk = in_second()
    walk.visit.take_up([edition(replace(pack_of(FIRST, changed("One.")), lang="en-US"))])
    assert (walk.visit.view.part, walk.visit.view.lines[0].lang) == ("second", "en-US")


def test_who_tries_the_keys_meanwhile_comes_back_to_the_pack_as_it_is_now() -> None:
    kiosk = Hosted()
    kiosk.hear("right", "right", "k", "8")
    assert kiosk.is_on(ScreenName.TRY_OUT)
    kiosk.take_up(pack_of(section("first", "First, changed", paragraph("Ten."))))
    assert kiosk.is_on(ScreenName.TRY_OUT)
    kiosk.wait(60.0)
    kiosk.hear("left")
    assert kiosk.at == (ScreenName.READER, "first")
    assert kiosk.view.lines[0].text == "First, changed"
