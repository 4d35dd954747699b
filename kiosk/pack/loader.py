"""A folder of content -> a frozen Pack. Keeps one decision: all faults are told, or the pack is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.errors import Fault, PackError
from kiosk.files.schema import keys_of
from kiosk.files.text_file import shown
from kiosk.files.yaml_file import Document
from kiosk.pack import checker
from kiosk.pack.folder import File, Opened, OpenedPage, opened
from kiosk.pack.model import CaseStudy, Fact, Pack, Part, PartKind, Passage, PassageKind, Review
from kiosk.pack.schema import Block, FactsFile, HelplinePage, PackFile, Person
from kiosk.pack.texts import Text, texts

_LONGEST_FOLDER = 1000


@dataclass(frozen=True)
class Draft:
    """What can be read in a folder: its faults in their order, and its texts where these do not hinder it.

    `pack` is None where there is a fault; `head` is the pack without its parts, None where pack.yaml has one.
    """

    head: Pack | None
    pack: Pack | None
    texts: tuple[Text, ...]
    faults: tuple[Fault, ...]


def load(folder: Path) -> Pack:
    """Return the pack in the folder.

    Raises PackError, with every fault of the pack sorted by file and line, if there is any.
    """
    read = opened(folder)
    if faults := _faults(read):
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        where = shown(str(folder), longest=_LONGEST_FOLDER)
        raise PackError(f"the pack in {where} has {count} and is refused", faults=faults)
    return _pack(read)


def load_draft(folder: Path) -> Draft:
    """Return all that can be read in the folder, for whoever is still writing."""
    read = opened(folder)
    faults = _faults(read)
    head = _pack(replace(read, facts=[], pages=[])) if read.pack.held else None
    return Draft(head, None if faults else _pack(read), tuple(texts(read)), faults)


def _faults(read: Opened) -> tuple[Fault, ...]:
    of_facts = _facts_faults(read.pack.document, read.facts, read.pages)
    return tuple(sorted({*read.faults, *checker.names(read.named), *of_facts}))


def _facts_faults(
    pack: Document | None, facts: list[File[FactsFile]], pages: list[OpenedPage]
) -> Iterator[Fault]:
    carriers = [page.file.document for page in pages]
    carriers += [person.document for page in pages for person in page.people]
    readable = [document for document in carriers if document]
    tables = [file.document for file in facts if file.document]
    if pack and len(tables) == len(facts):
        yield from checker.facts_named(
            [fact for table in tables for fact in table.top_level_keys()], readable
        )
    # A part that is not there, or cannot be read, may carry any fact.
    if pack and len(readable) == len(carriers) and _names_all_parts(pack, pages):
        for table in tables:
            yield from checker.facts_carried(table, readable)


def _names_all_parts(pack: Document, pages: list[OpenedPage]) -> bool:
    """Tell whether pack.yaml names all that it means to: its keys are known, and have files."""
    well_spelt = set(pack.top_level_keys()) <= set(keys_of(PackFile))
    kinds = {page.kind for page in pages}
    people = all(page.people for page in pages if page.kind is PartKind.CASE_STUDIES)
    return well_spelt and people and {PartKind.SECTION, PartKind.DISCLAIMER, PartKind.HELPLINE} <= kinds


def _pack(read: Opened) -> Pack:
    entry = read.pack.entry
    review = entry.review
    return Pack(
        id=entry.id,
        lang=entry.lang,
        title=entry.title,
        summary=entry.summary,
        publisher=entry.publisher,
        source=entry.source,
        licence=entry.licence,
        review=Review(
            checked_by=review.checked_by, checked_on=review.checked_on, next_check=review.next_check
        ),
        review_notes=tuple(entry.review_notes),
        facts=tuple(
            Fact(key, statement) for file in read.facts for key, statement in file.entry.root.items()
        ),
        parts=tuple(_part(page, entry.lang) for page in read.pages),
    )


def _part(page: OpenedPage, lang: str) -> Part:
    entry = page.file.entry
    return Part(
        id=checker.part_id(page.file.name),
        kind=page.kind,
        title=entry.title,
        summary=entry.summary,
        passages=_passages(entry.text, lang),
        facts=tuple(entry.facts),
        case_studies=tuple(_case_study(person, lang) for person in page.people),
        phone=entry.phone if isinstance(entry, HelplinePage) else "",
        link=entry.link,
    )


def _case_study(file: File[Person], lang: str) -> CaseStudy:
    person = file.entry
    return CaseStudy(
        id=checker.part_id(file.name),
        name=person.name,
        featured_in=person.featured_in,
        story=_passages(person.story, lang),
        speak_name=person.speak_name,
        facts=tuple(person.facts),
    )


def _passages(blocks: list[Block], lang: str) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for block in blocks:
        in_lang = block.lang or lang
        if block.paragraph:
            passages.append(Passage(PassageKind.PARAGRAPH, block.paragraph, in_lang))
        passages += [Passage(PassageKind.ITEM, item, in_lang) for item in block.items]
    return tuple(passages)
