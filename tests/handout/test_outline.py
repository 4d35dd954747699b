"""The outline of a pack: every word of a visit, in its order, and none that belongs to the kiosk."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_up import LANG, pack_made_up, words_made_up

from kiosk.handout.outline import BlockKind, Chapter, outline
from kiosk.keys.profile import keyboard
from kiosk.pack.model import PartKind, Review
from kiosk.paths import bundled_pack
from kiosk.visit import edition
from kiosk.visit.edition import Edition
from kiosk.visit.pages import Printer
from kiosk.visit.route import Route
from kiosk.visit.view import LineKind

from .packs import LINK, PHONE, item, of, pack, paragraph, person


def text_of(chapter: Chapter) -> list[str]:
    return [line.text for line in chapter.lines]


def test_the_bundled_pack_has_every_line_of_the_visit_in_its_order() -> None:
    """All that a page says of the pack; where the keys are told, only the kiosk's own words are missing."""
    [own] = edition.load([bundled_pack()])
    route = Route(own.pack)
    printer = Printer(route, phrases=own.phrases, keymap=keyboard().keymap)
    wanted = [
        line.text
        for part in route.parts
        for stop in (part, *route.studies(part))
        for line in printer.page(stop).lines
        if line.kind is LineKind.TITLE or line.excerpt or line.kind is LineKind.PHONE
    ]
    made = outline(own)
    said = [line.text for line in made.lines[len(made.chapters[0].lines) :]]
    beside = {
        "Featured in the magazine Dystoniamatters!",
        "The story itself is not here.",
        "To ask for it, call the helpline.",
    }
    assert [text for text in said if text not in beside] == wanted
    assert [chapter.name for chapter in made.chapters][-2:] == ["disclaimer", "helpline"]


def test_nothing_names_a_key_or_speaks_of_a_screen() -> None:
    [own] = edition.load([bundled_pack()])
    said = " ".join(line.text for line in outline(own).lines)
    assert not any(word in said for word in ("Press", "square code", "screen", "{"))


def test_it_begins_with_what_it_is_and_where_it_comes_from() -> None:
    first = of(pack()).chapters[0]
    assert (first.name, first.kind) == ("", None)
    assert text_of(first) == [
        "A condition",
        "The facts come from The Charity.",
        "Source: Its page, in our own words.",
        "This information has not been checked by a clinician yet.",
    ]


@pytest.mark.requirement("K62")
def test_who_checked_it_and_when_is_told_as_far_as_the_pack_tells() -> None:
    def told(review: Review) -> list[str]:
        return [line.text for line in of(pack(review=review)).chapters[0].blocks[1].passages[0]]

    assert told(Review("Dr A. Smith", "2026-11-03", "2027-01-31")) == [
        "Checked by Dr A. Smith.",
        "Checked on 3 November 2026.",
        "The next check is due on 31 January 2027.",
    ]
    assert told(Review("", "2026-11-23", "")) == ["Checked on 23 November 2026."]
    assert told(Review("A nurse", "", "")) == ["Checked by A nurse."]
    assert told(Review("", "", "2027-02-01")) == [
        "This information has not been checked by a clinician yet.",
        "The next check is due on 1 February 2027.",
    ]


def test_items_that_follow_each_other_are_one_list_and_a_paragraph_ends_it() -> None:
    made = of(
        pack(paragraph("One. Two."), item("Three. Four."), item("Five."), paragraph("Six."), item("Seven."))
    )
    found = [
        (block.kind, [[line.text for line in passage] for passage in block.passages])
        for block in made.chapters[1].blocks
    ]
    assert found == [
        (BlockKind.PARAGRAPH, [["One.", "Two."]]),
        (BlockKind.LIST, [["Three.", "Four."], ["Five."]]),
        (BlockKind.PARAGRAPH, [["Six."]]),
        (BlockKind.LIST, [["Seven."]]),
        (BlockKind.LINK, [[f"There is more at {LINK.removeprefix('https://')}."]]),
    ]
    assert made.chapters[1].link == LINK


def test_a_passage_keeps_its_language_and_its_place_in_a_recording() -> None:
    line = of(pack(paragraph("Bore da.", lang="cy"))).chapters[1].blocks[0].passages[0][0]
    assert line.lang == "cy"
    assert line.excerpt
    assert line.excerpt.recording == "small/section/001"


@pytest.mark.requirement("K61")
def test_it_ends_on_the_disclaimer_and_the_helpline_with_its_number() -> None:
    *_, disclaimer, helpline = of(pack()).chapters
    assert disclaimer.kind is PartKind.DISCLAIMER
    assert (helpline.kind, helpline.phone) == (PartKind.HELPLINE, PHONE)
    number = helpline.blocks[-1]
    assert number.kind is BlockKind.PHONE
    assert [line.text for line in number.passages[0]] == [f"The helpline number is {PHONE}."]
    assert number.passages[0][0].phone == PHONE


def test_each_person_has_an_entry_and_no_story_is_made_up() -> None:
    people = (person("Ann", paragraph("I swim.")), person("Bob", speak_name=False))
    chapter = of(pack(people=people)).chapters[2]
    assert chapter.kind is PartKind.CASE_STUDIES
    ann, bob = chapter.entries
    assert text_of(ann) == ["Ann Example", "Featured in the magazine The Magazine", "I swim."]
    assert text_of(bob) == [
        "Bob Example",
        "Featured in the magazine The Magazine",
        "The story itself is not here.",
        "To ask for it, call the helpline.",
    ]
    assert (ann.name, bob.name) == ("case-studies/ann", "case-studies/bob")
    assert (ann.title.aloud, bob.title.aloud) == ("", "Person 2")


def test_in_another_language_nothing_is_left_in_english(tmp_path: Path) -> None:
    review = Review("A", "2026-11-23", "")
    made = outline(Edition(replace(pack_made_up(pack()), review=review), words_made_up(tmp_path).on_screen))
    assert {line.lang for line in made.lines} == {LANG}
    assert text_of(made.chapters[0])[-1] == "Dekcehc no 23 Rebmevon 2026."
