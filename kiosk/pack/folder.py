"""The files of a pack, opened. Keeps one decision: each is opened once; none is lost for another's fault."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from kiosk.errors import Fault
from kiosk.files.schema import Model, check
from kiosk.files.text_file import Place
from kiosk.files.yaml_file import Document, read
from kiosk.pack.model import PartKind
from kiosk.pack.schema import (
    MEANINGS,
    CaseStudiesPage,
    FactsFile,
    HelplinePage,
    PackFile,
    Page,
    Person,
)

PACK_FILE = "pack.yaml"

# The keys of pack.yaml that name pages, in the order of the visit.
_PAGES: tuple[tuple[str, PartKind, type[Page]], ...] = (
    ("sections", PartKind.SECTION, Page),
    ("leaflet", PartKind.LEAFLET, Page),
    ("case_studies", PartKind.CASE_STUDIES, CaseStudiesPage),
    ("disclaimer", PartKind.DISCLAIMER, Page),
    ("helpline", PartKind.HELPLINE, HelplinePage),
)


@dataclass(frozen=True)
class File(Generic[Model]):
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
class OpenedPage:
    """A page of the pack and, for the case studies, their people."""

    kind: PartKind
    file: File[Page]
    people: list[File[Person]]


@dataclass
class _Opened:
    """Opens the files of a pack, each once, and gathers what is wrong."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    named: list[tuple[str, Place]] = field(default_factory=list)

    def open(self, name: str, model: type[Model], place: Place) -> File[Model]:
        """Open the file that `place` names."""
        self.named.append((name, place))
        document, faults = read(self.root, name, named_at=place)
        self.faults += faults
        if document is None:
            return File(name, None, None)
        held, faults = check(document, model, MEANINGS)
        self.faults += faults
        return File(name, document if document.top_level_keys() else None, held)

    def open_named(self, document: Document | None, key: str, model: type[Model]) -> list[File[Model]]:
        """Open every file that the document names under a key."""
        named = document.texts(key) if document else []
        return [self.open(name, model, Place(document.name, line)) for name, line in named if document]


@dataclass(frozen=True)
class Opened:
    """What there is in a pack's folder. `named`: each file that the pack names, with the place that does."""

    pack: File[PackFile]
    facts: list[File[FactsFile]]
    pages: list[OpenedPage]
    named: list[tuple[str, Place]]
    faults: list[Fault]


def opened(root: Path) -> Opened:
    """Open all files of the pack in a folder."""
    files = _Opened(root)
    pack = files.open(PACK_FILE, PackFile, Place(PACK_FILE, 1))
    facts = files.open_named(pack.document, "facts", FactsFile)
    pages: list[OpenedPage] = []
    for key, kind, model in _PAGES:
        for file in files.open_named(pack.document, key, model):
            people = (
                files.open_named(file.document, "people", Person) if kind is PartKind.CASE_STUDIES else []
            )
            pages.append(OpenedPage(kind, file, people))
    return Opened(pack, facts, pages, files.named, files.faults)
