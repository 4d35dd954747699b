"""What each file of a pack may hold. Keeps one decision: an author reads our sentences, not pydantic's."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.errors import Fault
from kiosk.files.text_file import one_line
from kiosk.files.yaml_file import Document, Trail
from kiosk.pack import wording


def _refused(what: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{what}", {"what": what, "remedy": remedy})


def _matching(pattern: str, what: str, remedy: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _refused(what, remedy)
        return text

    return AfterValidator(check)


def _filled(text: str) -> str:
    text = one_line(text)
    if not text:
        raise PydanticCustomError("nothing", "nothing")
    return text


def _day(text: str) -> str:
    try:
        if text and len(text) == len("2026-11-23"):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    if text:
        raise _refused(
            "is not a date", "write year, month and day, such as 2026-11-23, or nothing between quotes"
        )
    return text


Text = Annotated[str, AfterValidator(_filled)]
MaybeText = Annotated[
    str, BeforeValidator(lambda held: "" if held is None else held), AfterValidator(one_line)
]
Day = Annotated[MaybeText, AfterValidator(_day)]
Id = Annotated[
    Text,
    _matching(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "is not an id",
        "use lower-case letters, digits and hyphens, such as generalised-dystonia",
    ),
]
Lang = Annotated[
    Text,
    _matching(
        r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
        "is not a language tag",
        "write the tag of the language, such as en-GB or cy",
    ),
]
Phone = Annotated[
    Text,
    _matching(
        r"\+?[0-9() -]*[0-9]",
        "is not a phone number",
        "write digits in groups, such as 0800 123 4567, and nothing else",
    ),
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Block(_Entry):
    """A paragraph or a list, in the pack's language unless it names its own."""

    paragraph: Text = ""
    items: Annotated[list[Text], Field(alias="list", min_length=1, default_factory=list)]
    lang: Lang | None = None


def _as_block(held: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return {"paragraph": held} if isinstance(held, str) else held


def _one_of_two(block: Block) -> Block:
    if not block.paragraph and not block.items:
        raise _refused("holds neither a paragraph nor a list", 'write "paragraph:" or "list:" in it')
    if block.paragraph and block.items:
        raise _refused("holds both a paragraph and a list", 'write "- " before the second of the two')
    return block


Blocks = list[Annotated[Block, BeforeValidator(_as_block), AfterValidator(_one_of_two)]]


class Page(_Entry):
    """A section, the leaflet or the disclaimer; the other pages add to it."""

    title: Text
    summary: Text
    facts: Annotated[list[Text], Field(default_factory=list)]
    text: Annotated[Blocks, Field(min_length=1)]


class CaseStudiesPage(Page):
    """The introduction to the case studies, and the files of the people."""

    people: Annotated[list[Text], Field(min_length=1)]


class HelplinePage(Page):
    """The helpline: a page with the number to call."""

    phone: Phone


class Person(_Entry):
    """A case study. Its story is empty where the pack does not hold it."""

    name: Text
    featured_in: Text
    facts: Annotated[list[Text], Field(default_factory=list)]
    story: Annotated[Blocks, Field(default_factory=list)]
    speak_name: bool = True


class ReviewEntry(_Entry):
    """Who checked the pack and when: each may be empty."""

    checked_by: MaybeText
    checked_on: Day
    next_check: Day


class PackFile(_Entry):
    """pack.yaml: what the pack is, and its files in the order of the visit."""

    id: Id
    lang: Lang
    title: Text
    summary: Text
    publisher: Text
    source: Text
    review: ReviewEntry
    review_notes: Annotated[list[Text], Field(default_factory=list)]
    facts: Text | None = None
    sections: Annotated[list[Text], Field(min_length=1)]
    leaflet: Text | None = None
    case_studies: Text | None = None
    disclaimer: Text
    helpline: Text


class FactsFile(RootModel[Annotated[dict[str, Text], Field(min_length=1)]]):
    """facts.yaml: each fact's id and its statement."""

    model_config = ConfigDict(strict=True, frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def check(document: Document, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    """Return what the document holds as the model, or every way in which it does not fit.

    A value in which the reading has found a fault already is not judged a second time.
    """
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    details = [detail for detail in details if not document.is_doubtful(*detail["loc"])]
    misspelt: set[Trail] = set()
    faults: list[Fault] = []
    for detail in details:
        if detail["type"] == "extra_forbidden":
            trail = detail["loc"]
            keys = keys_of(_entry_at(model, trail))
            nearest = wording.nearest_key(trail[-1], keys)
            misspelt.add((*trail[:-1], nearest))
            what, remedy = wording.unknown_key(trail, keys, nearest)
            faults.append(document.fault(*trail, what=what, remedy=remedy))
    faults += [_fault(document, detail) for detail in details if _is_news(detail, misspelt)]
    return None, faults


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that an author writes for the model."""
    return [entry.alias or name for name, entry in model.model_fields.items()]


def _entry_at(model: type[BaseModel], trail: Trail) -> type[BaseModel]:
    """Return the model that the key at the end of the trail belongs to."""
    if len(trail) == 1:
        return model
    return ReviewEntry if trail[0] == "review" else Block


def _is_news(detail: ErrorDetails, misspelt: set[Trail]) -> bool:
    """Tell whether a fault is still to be told: a key that is only misspelt is not missing as well."""
    return detail["type"] != "extra_forbidden" and not (
        detail["type"] == "missing" and detail["loc"] in misspelt
    )


def _fault(document: Document, detail: ErrorDetails) -> Fault:
    kind = detail["type"]
    trail = detail["loc"]
    if kind == "missing":
        what, remedy = wording.missing_key(trail)
        return document.fault(*trail, what=what, remedy=remedy)
    trail = document.nearest(*trail)  # a paragraph written as a bare text has no key of its own
    held = document.at(*trail)
    if kind == "refused":
        what, remedy = wording.refused(trail, held, detail["ctx"]["what"]), detail["ctx"]["remedy"]
    elif kind in ("nothing", "too_short") or held is None:
        what, remedy = wording.empty(trail)
    else:
        what, remedy = wording.wrong_type(trail, held, wanted=kind)
    return document.fault(*trail, what=what, remedy=remedy)
