"""Packs for the tests of what is taken home: one has all that can be in a pack, and hostile text."""

from dataclasses import replace

from kiosk.handout.outline import Outline, outline
from kiosk.pack.model import CaseStudy, Pack, Part, PartKind, Passage, PassageKind, Review
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.visit import edition
from kiosk.visit.edition import Edition

UNCHECKED = Review("", "", "")
PHONE = "020 7946 0000"
LINK = "https://www.example.org/pain?a=1&b=2"
HOSTILE = "Take </script><b>one</b> & \"two\" 'three' $style."


def paragraph(text: str, lang: str = "en-GB") -> Passage:
    return Passage(PassageKind.PARAGRAPH, text, lang)


def item(text: str) -> Passage:
    return Passage(PassageKind.ITEM, text, "en-GB")


def person(name: str, *story: Passage, speak_name: bool = True) -> CaseStudy:
    return CaseStudy(name.lower(), f"{name} Example", "The Magazine", story, speak_name, ())


def pack(*passages: Passage, people: tuple[CaseStudy, ...] = (), review: Review = UNCHECKED) -> Pack:
    def part(kind: PartKind, *passages: Passage) -> Part:
        return Part(kind, kind, kind.title(), "A line", passages or (paragraph("Words."),), ())

    return Pack(
        id="small",
        lang="en-GB",
        title="A condition",
        summary="What it is",
        publisher="The Charity",
        source="Its page, in our own words.",
        review=review,
        review_notes=("Not for visitors.",),
        facts=(),
        parts=(
            replace(part(PartKind.SECTION, *passages), link=LINK),
            *([replace(part(PartKind.CASE_STUDIES), case_studies=people)] if people else []),
            part(PartKind.DISCLAIMER),
            replace(part(PartKind.HELPLINE), phone=PHONE),
        ),
    )


def of(pack: Pack, *, codes: bool = False) -> Outline:
    return outline(Edition(pack, english().on_screen), codes=codes)


def full(*, codes: bool = False) -> Outline:
    """Return a pack with all that can be in one: Klingon has no voice, and Bob's name is not said."""
    return of(
        pack(
            paragraph("Rest often helps. Some people have no pain."),
            item("One thing."),
            item("Another thing. It has two sentences."),
            paragraph("Bore da.", lang="cy"),
            paragraph("nuqneH", lang="tlh"),
            paragraph(HOSTILE),
            people=(person("Ann", paragraph("I swim.")), person("Bob", speak_name=False)),
        ),
        codes=codes,
    )


def bundled(*, codes: bool = False) -> Outline:
    [own] = edition.load([bundled_pack()])
    return outline(own, codes=codes)


def short() -> Outline:
    """Return a pack that is heard in half a minute."""
    return of(pack(paragraph("Rest often helps. Some people swim.")))
