"""What a pack says, as frozen values. Knows neither YAML nor how a pack was checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PassageKind(StrEnum):
    """How a passage stands on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True)
class Passage:
    """A paragraph or a list item, in one language (`lang` is a BCP 47 tag)."""

    kind: PassageKind
    text: str
    lang: str


@dataclass(frozen=True)
class CaseStudy:
    """A real person's story. `story` is empty where the pack does not hold it: it is never invented.

    With `speak_name` false the name is shown and not said aloud.
    """

    id: str
    name: str
    featured_in: str
    story: tuple[Passage, ...]
    speak_name: bool
    facts: tuple[str, ...]


class PartKind(StrEnum):
    """What a visit steps through, in the order in which it meets them."""

    SECTION = "section"
    LEAFLET = "leaflet"
    CASE_STUDIES = "case-studies"
    DISCLAIMER = "disclaimer"
    HELPLINE = "helpline"


@dataclass(frozen=True)
class Part:
    """One part of the visit. `summary` is one line; `case_studies` and `phone` are for their kinds.

    `link` is the whole address of a web page with more about the part, or "".
    """

    id: str
    kind: PartKind
    title: str
    summary: str
    passages: tuple[Passage, ...]
    facts: tuple[str, ...]
    case_studies: tuple[CaseStudy, ...] = ()
    phone: str = ""
    link: str = ""


@dataclass(frozen=True)
class Fact:
    """A statement that some part must carry, so that a clinician can check the pack fact by fact."""

    id: str
    statement: str


@dataclass(frozen=True)
class Review:
    """Who checked the pack and when; dates are ISO 8601 ("2026-11-23"). Empty where nobody has yet."""

    checked_by: str
    checked_on: str
    next_check: str

    def told(self) -> str:
        """Return what staff are told of it, in words that can be said."""
        if not self.checked_on:
            return "checked by nobody yet"
        due = f", to be checked again by {_day(self.next_check)}" if self.next_check else ""
        return f"checked on {_day(self.checked_on)}{due}"


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Pack:
    """One subject in one language. `parts` are in the order of the visit; disclaimer, helpline are last.

    `licence` says on which terms the text may be used, or is "".
    """

    id: str
    lang: str
    title: str
    summary: str
    publisher: str
    source: str
    review: Review
    review_notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    licence: str = ""

    @property
    def disclaimer(self) -> Part:
        """The part that says what the information is not."""
        return self.parts[-2]

    @property
    def helpline(self) -> Part:
        """The part with the number to call."""
        return self.parts[-1]
