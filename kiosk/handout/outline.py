"""A pack as chapters to take home. Keeps one decision: a handout has the lines of a visit, and no other text.

What names a key or speaks of a screen is left out; where the pack comes from and who has checked it is told
first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from kiosk.keys.keymap import Keymap
from kiosk.pack.model import Pack, PartKind
from kiosk.phrases import Phrases
from kiosk.reading import sentences
from kiosk.visit.edition import Edition
from kiosk.visit.pages import Printer
from kiosk.visit.route import Route, Stop
from kiosk.visit.view import Line, LineKind


class BlockKind(StrEnum):
    """How a block stands on the page."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    PHONE = "phone"  # its line has the helpline's number, as `phone`
    LINK = "link"  # its line has the address of its chapter's link, as people write it


@dataclass(frozen=True)
class Block:
    """A paragraph or a list. `passages`: the items of a list, else one; each is the lines of its sentences.

    A line has its `text`, its `lang`, and where it must not be said as it stands what is said `aloud`.
    """

    kind: BlockKind
    passages: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Chapter:
    """A part of the pack, or a person's entry in it; `name` as in the transcript: "case-studies/jo-noble".

    The first chapter of an outline tells what the pack is: its name is "", and it is of no kind. `phone` is
    the number of the helpline, `link` the whole address of a web page; either may be "". `entries` are
    people's.
    """

    name: str
    kind: PartKind | None
    title: Line
    blocks: tuple[Block, ...]
    phone: str = ""
    link: str = ""
    entries: tuple["Chapter", ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is said in it before its entries, in order: the title and each sentence."""
        passages = (passage for block in self.blocks for passage in block.passages)
        return (self.title, *(line for passage in passages for line in passage))

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """What is said in it and then in its entries, in order."""
        return tuple(line for part in (self, *self.entries) for line in part.lines)


@dataclass(frozen=True)
class Outline:
    """The chapters of a pack in the order of the visit, and the kiosk's own words in its language."""

    pack: Pack
    phrases: Phrases
    chapters: tuple[Chapter, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that is said, in order."""
        return tuple(line for chapter in self.chapters for line in chapter.all_lines)


# What a chapter has of the page of a stop: the rest tells where one is, and what to press.
_KEPT: Final = {
    LineKind.PARAGRAPH: BlockKind.PARAGRAPH,
    LineKind.ITEM: BlockKind.LIST,
    LineKind.PHONE: BlockKind.PHONE,
    LineKind.LINK: BlockKind.LINK,
}


# As the phrases have them.
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def outline(edition: Edition, *, codes: bool = False) -> Outline:
    """Return the outline of a pack in its language.

    `codes`: a square code is drawn where a line has one, for a paper cannot be followed otherwise.
    """
    phrases = edition.phrases
    words = replace(
        phrases,
        story_missing=phrases.story_not_here,
        phone_code=phrases.phone_code_printed if codes else "",
        link_code=phrases.link_code_printed if codes else "",
        list_of="",  # its end is in sight
        leaflet_ask="",  # whoever reads it has one
    )
    route = Route(edition.pack)
    printer = Printer(route, phrases=words, keymap=Keymap({}))
    chapters = (
        replace(
            _chapter(printer, stop), entries=tuple(_chapter(printer, study) for study in route.studies(stop))
        )
        for stop in route.parts
    )
    return Outline(edition.pack, phrases, (_first(edition), *chapters))


def _chapter(printer: Printer, stop: Stop) -> Chapter:
    part = stop.part
    assert part  # noqa: S101 - a stop of a part, or of a person in one
    title, *lines = printer.page(stop).lines
    here = None if stop.study else part
    return Chapter(
        name=stop.name,
        kind=part.kind,
        title=title,
        blocks=tuple(_blocks(lines)),
        phone=here.phone if here else "",
        link=here.link if here else "",
    )


def _blocks(lines: Iterable[Line]) -> Iterator[Block]:
    kept = (line for line in lines if line.kind in _KEPT)
    for (_, passage_of_its_own), group in groupby(kept, key=_place):
        passages = tuple(tuple(passage) for _, passage in groupby(group, key=lambda line: line.passage))
        kind = BlockKind.LIST if passage_of_its_own is None else _KEPT[passages[0][0].kind]
        yield Block(kind, passages)


def _place(line: Line) -> tuple[LineKind, int | None]:
    """Return what the lines of one block have in common: items stand together, whatever their passage."""
    return line.kind, None if line.kind is LineKind.ITEM else line.passage


def _first(edition: Edition) -> Chapter:
    """Return the chapter that tells what the pack is, where it comes from, and who has checked it."""
    pack, phrases = edition.pack, edition.phrases
    review = pack.review
    checked = [
        phrases.checked_by.format(name=review.checked_by) if review.checked_by else "",
        phrases.checked_on.format(date=_day(review.checked_on, phrases)) if review.checked_on else "",
    ]
    due = phrases.check_due.format(date=_day(review.next_check, phrases)) if review.next_check else ""
    paragraphs = (
        [
            phrases.published_by.format(publisher=pack.publisher.rstrip(".")),
            phrases.source.format(source=pack.source.rstrip(".")),
        ],
        [*(checked if any(checked) else [phrases.not_checked]), due],
    )
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, (tuple(_own_lines(texts, phrases.lang, number)),))
        for number, texts in enumerate(paragraphs, 1)
    )
    return Chapter("", None, Line(LineKind.TITLE, pack.title, pack.lang, passage=0), blocks)


def _own_lines(texts: Iterable[str], lang: str, passage: int) -> Iterator[Line]:
    for text in texts:
        for span in sentences.split(text):
            yield Line(LineKind.PARAGRAPH, span.of(text), lang, passage)


def _day(iso: str, phrases: Phrases) -> str:
    """Return a day (ISO 8601) as people write it."""
    day = date.fromisoformat(iso)
    month = phrases.months[_MONTHS[day.month - 1]]
    return phrases.date.format(day=day.day, month=month, year=day.year)
