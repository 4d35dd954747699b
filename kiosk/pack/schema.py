"""What each file of a pack may hold, and what an author is told to write for each key."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from kiosk.files import web_address
from kiosk.files.schema import Entry, Matching, Text, refused
from kiosk.files.text_file import one_line
from kiosk.files.wording import kind_of
from kiosk.pack import language_tag

# What to write for a key, after "write".
MEANINGS: Final[Mapping[str, str]] = {
    "id": '"id:" and a name of lower-case letters, digits and hyphens',
    "lang": '"lang:" and the tag of the language, such as en-GB',
    "title": '"title:" and the heading',
    "summary": '"summary:" and one line that says what a visitor finds here',
    "publisher": '"publisher:" and who published the information',
    "source": '"source:" and where the information comes from',
    "licence": '"licence:" and the terms on which the text may be used, or who has permitted it',
    "review": '"review:" and below it checked_by, checked_on and next_check',
    "checked_by": '"checked_by:" and who checked the pack, or nothing between quotes',
    "checked_on": '"checked_on:" and the date, such as 2026-11-23, or nothing between quotes',
    "next_check": '"next_check:" and the date, such as 2027-11-23, or nothing between quotes',
    "review_notes": '"review_notes:" and below it a list of notes for those who check, each after "- "',
    "facts": '"facts:" and the facts',
    "sections": '"sections:" and below it the files of the sections, each after "- "',
    "leaflet": '"leaflet:" and the file of the leaflet',
    "case_studies": '"case_studies:" and the file of the case studies',
    "disclaimer": '"disclaimer:" and the file that says what the information is not: no pack goes without it',
    "helpline": '"helpline:" and the file with the number to call: no pack goes without it',
    "phone": '"phone:" and the number to call',
    "link": '"link:" and the whole address of a web page, such as https://www.nhs.uk/conditions',
    "text": '"text:" and below it the paragraphs, each after "- "',
    "paragraph": '"paragraph:" and its text',
    "list": '"list:" and below it the items, each after "- "',
    "people": '"people:" and below it the files of the people, each after "- "',
    "name": '"name:" and the name of the person',
    "featured_in": '"featured_in:" and where the story was published',
    "story": '"story:" and below it the paragraphs, each after "- ", or leave the key out',
    "speak_name": '"speak_name:" and true or false',
}


def _day(text: str) -> str:
    try:
        if text and len(text) == len("2026-11-23"):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    if text:
        raise refused(
            "is not a date", "write year, month and day, such as 2026-11-23, or nothing between quotes"
        )
    return text


def _lang(text: str) -> str:
    if not language_tag.is_tag(text):
        raise refused("is not a language tag", "write the tag of the language, such as en-GB or cy")
    if language_tag.is_right_to_left(text):
        raise refused(
            "is written from right to left",
            "leave it out: a terminal does not show it rightly, so the kiosk has only languages that are "
            "written from left to right",
        )
    return language_tag.in_usual_case(text)


MaybeText = Annotated[
    str,
    BeforeValidator(lambda held: "" if held is None else held, json_schema_input_type=str | None),
    AfterValidator(one_line),
]
Day = Annotated[
    MaybeText,
    AfterValidator(_day),
    Field(json_schema_extra={"pattern": r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$"}),
]
Id = Annotated[
    Text,
    Matching(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "is not an id",
        "use lower-case letters, digits and hyphens, such as generalised-dystonia",
    ),
]
Lang = Annotated[Text, AfterValidator(_lang)]
Phone = Annotated[
    Text,
    Matching(
        r"(?=(?:[^0-9]*[0-9]){3})\+?[0-9() -]*[0-9]",
        "is not a phone number",
        "write three digits or more, in groups, such as 0800 123 4567, and nothing else",
    ),
]


def _no_link(_: str) -> str:
    raise refused(
        "would need a second square code beside that of the number", "write the link in another part"
    )


Link = Annotated[Text, AfterValidator(web_address.checked)]


class Block(Entry):
    """A paragraph or a list, in the pack's language unless it names its own."""

    paragraph: Text = ""
    items: Annotated[list[Text], Field(alias="list", min_length=1, default_factory=list)]
    lang: Lang | None = None


def _as_block(held: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    if isinstance(held, str):
        return {"paragraph": held}
    if held is None or isinstance(held, dict):
        return held
    raise refused(
        f"is {kind_of(held)}, where a paragraph should be",
        'write its text, or "paragraph:" or "list:" and what belongs to it',
    )


def _one_of_two(block: Block) -> Block:
    if not block.paragraph and not block.items:
        raise refused("holds neither a paragraph nor a list", 'write "paragraph:" or "list:" in it')
    if block.paragraph and block.items:
        raise refused("holds both a paragraph and a list", 'write "- " before the second of the two')
    return block


Blocks = list[
    Annotated[
        Block,
        BeforeValidator(_as_block, json_schema_input_type=str | Block),
        AfterValidator(_one_of_two),
    ]
]


class Page(Entry):
    """A section, the leaflet or the disclaimer; the other pages add to it."""

    title: Text
    summary: Text
    facts: Annotated[list[Text], Field(default_factory=list)]
    text: Annotated[Blocks, Field(min_length=1)]
    link: Link = ""


class CaseStudiesPage(Page):
    """The introduction to the case studies, and the files of the people."""

    people: Annotated[list[Text], Field(min_length=1)]


class HelplinePage(Page):
    """The helpline: a page with the number to call."""

    phone: Phone
    link: Annotated[Text, AfterValidator(_no_link), WithJsonSchema({"not": {}})] = ""


class Person(Entry):
    """A case study. Its story is empty where the pack does not hold it."""

    name: Text
    featured_in: Text
    facts: Annotated[list[Text], Field(default_factory=list)]
    story: Annotated[Blocks, Field(default_factory=list)]
    speak_name: bool = True


class ReviewEntry(Entry):
    """Who checked the pack and when: each may be empty."""

    checked_by: MaybeText
    checked_on: Day
    next_check: Day


class PackFile(Entry):
    """pack.yaml: what the pack is, and its files in the order of the visit."""

    id: Id
    lang: Lang
    title: Text
    summary: Text
    publisher: Text
    source: Text
    licence: MaybeText = ""
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
