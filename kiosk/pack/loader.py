"""A folder of content -> a frozen Pack. Keeps one decision: all faults are told, or the pack is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NamedTuple

from kiosk.errors import Fault, PackError
from kiosk.files.schema import Model, check, keys_of
from kiosk.files.text_file import Place, shown
from kiosk.files.yaml_file import Document, read
from kiosk.pack import checker
from kiosk.pack.model import CaseStudy, Fact, Pack, Part, PartKind, Passage, PassageKind, Review
from kiosk.pack.schema import (
    MEANINGS,
    Block,
    CaseStudiesPage,
    FactsFile,
    HelplinePage,
    PackFile,
    Page,
    Person,
)

PACK_FILE = "pack.yaml"
_LONGEST_FOLDER = 1000

# The keys of pack.yaml that name pages, in the order of the visit.
_PAGES: tuple[tuple[str, PartKind, type[Page]], ...] = (
    ("sections", PartKind.SECTION, Page),
    ("leaflet", PartKind.LEAFLET, Page),
    ("case_studies", PartKind.CASE_STUDIES, CaseStudiesPage),
    ("disclaimer", PartKind.DISCLAIMER, Page),
    ("helpline", PartKind.HELPLINE, HelplinePage),
)


@dataclass(frozen=True)
class _File(Generic[Model]):
    """A file that the pack names: its document if it has keys, and what it holds if all of it is right."""

    name: str
    document: Document | None
    held: Model | None

    @property
    def entry(self) -> Model:
        """What the file holds. Only for a pack without faults."""
        assert self.held is not None, self.name  # noqa: S101 - a file that holds nothing has a fault
        return self.held


@dataclass(frozen=True)
class _Page:
    """A page of the pack and, for the case studies, their people."""

    kind: PartKind
    file: _File[Page]
    people: list[_File[Person]]


@dataclass
class _Folder:
    """Opens the files of a pack, each once, and gathers what is wrong."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    named: list[tuple[str, Place]] = field(default_factory=list)

    def open(self, name: str, model: type[Model], place: Place) -> _File[Model]:
        """Open the file that `place` names."""
        self.named.append((name, place))
        document, faults = read(self.root, name, named_at=place)
        self.faults += faults
        if document is None:
            return _File(name, None, None)
        held, faults = check(document, model, MEANINGS)
        self.faults += faults
        return _File(name, document if document.top_level_keys() else None, held)

    def open_named(self, document: Document | None, key: str, model: type[Model]) -> list[_File[Model]]:
        """Open every file that the document names under a key."""
        named = document.texts(key) if document else []
        return [self.open(name, model, Place(document.name, line)) for name, line in named if document]


class Text(NamedTuple):
    """Something that a pack gives to be said, in one language, and the line at which it begins."""

    text: str
    lang: str
    place: Place


def load(folder: Path) -> Pack:
    """Return the pack in the folder.

    Raises PackError, with every fault of the pack sorted by file and line, if there is any.
    """
    return _pack(*_read(folder))


def load_with_texts(folder: Path) -> tuple[Pack, tuple[Text, ...]]:
    """Return the pack in the folder, and every text of it that is said, in its order. Raises PackError."""
    pack, facts, pages = _read(folder)
    return _pack(pack, facts, pages), tuple(_texts(pack, pages))


def _read(folder: Path) -> tuple[_File[PackFile], list[_File[FactsFile]], list[_Page]]:
    files = _Folder(folder)
    pack = files.open(PACK_FILE, PackFile, Place(PACK_FILE, 1))
    facts = files.open_named(pack.document, "facts", FactsFile)
    pages: list[_Page] = []
    for key, kind, model in _PAGES:
        for file in files.open_named(pack.document, key, model):
            people = (
                files.open_named(file.document, "people", Person) if kind is PartKind.CASE_STUDIES else []
            )
            pages.append(_Page(kind, file, people))
    faults = {*files.faults, *checker.names(files.named), *_facts_faults(pack.document, facts, pages)}
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise PackError(
            f"the pack in {shown(str(folder), longest=_LONGEST_FOLDER)} has {count} and is refused",
            faults=tuple(sorted(faults)),
        )
    return pack, facts, pages


def _facts_faults(
    pack: Document | None, facts: list[_File[FactsFile]], pages: list[_Page]
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


def _names_all_parts(pack: Document, pages: list[_Page]) -> bool:
    """Tell whether pack.yaml names all that it means to: its keys are known, and have files."""
    well_spelt = set(pack.top_level_keys()) <= set(keys_of(PackFile))
    kinds = {page.kind for page in pages}
    people = all(page.people for page in pages if page.kind is PartKind.CASE_STUDIES)
    return well_spelt and people and {PartKind.SECTION, PartKind.DISCLAIMER, PartKind.HELPLINE} <= kinds


def _pack(pack: _File[PackFile], facts: list[_File[FactsFile]], pages: list[_Page]) -> Pack:
    entry = pack.entry
    review = entry.review
    return Pack(
        id=entry.id,
        lang=entry.lang,
        title=entry.title,
        summary=entry.summary,
        publisher=entry.publisher,
        source=entry.source,
        review=Review(
            checked_by=review.checked_by, checked_on=review.checked_on, next_check=review.next_check
        ),
        review_notes=tuple(entry.review_notes),
        facts=tuple(Fact(key, statement) for file in facts for key, statement in file.entry.root.items()),
        parts=tuple(_part(page, entry.lang) for page in pages),
    )


def _part(page: _Page, lang: str) -> Part:
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


def _case_study(file: _File[Person], lang: str) -> CaseStudy:
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


def _texts(pack: _File[PackFile], pages: list[_Page]) -> Iterator[Text]:
    """Yield what a visit says. The names of people who are not to be named are not among it."""
    lang = pack.entry.lang
    yield _text(pack, lang, pack.entry.title, "title")
    yield _text(pack, lang, pack.entry.publisher, "publisher")
    for page in pages:
        entry = page.file.entry
        yield _text(page.file, lang, entry.title, "title")
        yield _text(page.file, lang, entry.summary, "summary")
        yield from _texts_of_blocks(page.file, lang, entry.text, "text")
        if entry.link:
            yield _text(page.file, lang, entry.link, "link")
        for person in page.people:
            if person.entry.speak_name:
                yield _text(person, lang, person.entry.name, "name")
            yield _text(person, lang, person.entry.featured_in, "featured_in")
            yield from _texts_of_blocks(person, lang, person.entry.story, "story")


def _texts_of_blocks(file: _File[Any], lang: str, blocks: list[Block], key: str) -> Iterator[Text]:
    for at, block in enumerate(blocks):
        in_lang = block.lang or lang
        if block.paragraph:
            yield _text(file, in_lang, block.paragraph, key, at, "paragraph")
        for nth, item in enumerate(block.items):
            yield _text(file, in_lang, item, key, at, "list", nth)


def _text(file: _File[Any], lang: str, text: str, *trail: str | int) -> Text:
    assert file.document is not None, file.name  # noqa: S101 - a file that is no document has a fault
    return Text(text, lang, Place(file.name, file.document.line(*trail)))
