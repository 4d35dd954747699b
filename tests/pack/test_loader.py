"""A pack is whole, or refused with every fault at its file and line."""

from pathlib import Path

import pytest

from kiosk.errors import PackError
from kiosk.files.text_file import shown
from kiosk.pack.loader import load
from kiosk.pack.model import Fact, PartKind, Passage, PassageKind, Review
from kiosk.paths import bundled_pack

SMALL_PACK = {
    "pack.yaml": """\
id: small-pack
lang: en-GB
title: A small pack
summary: All that a pack can hold
publisher: A charity
source: A page of the charity
review:
  checked_by: ""
  checked_on: 2026-11-23
  next_check:
review_notes:
  - Phone the number before release.
facts: facts.yaml
sections:
  - sections/what.yaml
  - sections/pain.yaml
leaflet: leaflet.yaml
case_studies: case-studies.yaml
disclaimer: disclaimer.yaml
helpline: helpline.yaml
""",
    "facts.yaml": """\
A1: It has a name.
A2: It can hurt.
A3: Someone has told of it.
""",
    "sections/what.yaml": """\
title: What it is
summary: Its name
facts: [A1]
text:
  - >
    It has
    a  name.
  - paragraph: Mae ganddo enw.
    lang: cy
  - list:
      - One
      - "NO: two"
""",
    "sections/pain.yaml": """\
title: Pain
summary: How it feels
facts:
  - A2
text: [It can hurt.]
""",
    "leaflet.yaml": "title: Leaflet\nsummary: To take home\ntext: [Take one.]\n",
    "case-studies.yaml": """\
title: Case studies
summary: One person
text: [One person told us.]
people:
  - case-studies/jo-bloggs.yaml
""",
    "case-studies/jo-bloggs.yaml": """\
name: Jo Bloggs
featured_in: A magazine
facts: [A3]
story: []
speak_name: false
""",
    "disclaimer.yaml": "title: Disclaimer\nsummary: What this is not\ntext: [This is not advice.]\n",
    "helpline.yaml": "title: Helpline\nsummary: Who to call\ntext: [Call us.]\nphone: 020 7946 0000\n",
}

LONG_LINK = "https://www.nhs.uk/".ljust(101, "a")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL_PACK.items():
        write(tmp_path, name, text)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_bytes().decode()
    assert old in text
    write(folder, name, text.replace(old, new, 1))


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as refused:
        load(folder)
    assert len(refused.value.faults) == len(set(refused.value.faults))
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.requirement("K64")
@pytest.mark.parametrize(
    ("name", "old", "new", "place", "what", "remedy"),
    [
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\ntitle: Again\n",
            "sections/what.yaml:4",
            'the key "title" stands twice (the first time on line 1)',
            "delete one of the two",
            id="a key twice",
        ),
        pytest.param(
            "pack.yaml",
            "  next_check:\n",
            "  next_check:\n  checked_by: me\n",
            "pack.yaml:11",
            'the key "checked_by" stands twice (the first time on line 8)',
            "delete one of the two",
            id="a key twice inside",
        ),
        pytest.param(
            "sections/what.yaml",
            "summary: Its",
            "sumary: Its",
            "sections/what.yaml:2",
            'the key "sumary" is not known here',
            'write "summary:" (the keys here: title, summary, facts, text, link)',
            id="an unknown key near a known one",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nxyzzy: 1\n",
            "sections/what.yaml:4",
            'the key "xyzzy" is not known here',
            "use one of these keys: title, summary, facts, text, link",
            id="an unknown key like no other",
        ),
        pytest.param(
            "pack.yaml",
            "  next_check:",
            "  next_chek:",
            "pack.yaml:10",
            'the key "next_chek" is not known here',
            'write "next_check:" (the keys here: checked_by, checked_on, next_check)',
            id="an unknown key of the review",
        ),
        pytest.param(
            "sections/what.yaml",
            "  - list:",
            "  - Note: bring it\n  - list:",
            "sections/what.yaml:10",
            'the key "Note" is not known here',
            (
                "use one of these keys: paragraph, list, lang; if the colon belongs to a text, put "
                "the text between double quotes"
            ),
            id="a paragraph with a colon",
        ),
        pytest.param(
            "sections/what.yaml",
            "title: What it is\n",
            "",
            "sections/what.yaml:1",
            'the key "title" is missing',
            'write "title:" and the heading',
            id="a missing key",
        ),
        pytest.param(
            "pack.yaml",
            '  checked_by: ""\n',
            "",
            "pack.yaml:7",
            'the key "checked_by" of "review" is missing',
            'write "checked_by:" and who checked the pack, or nothing between quotes',
            id="a missing key of the review",
        ),
        pytest.param(
            "pack.yaml",
            "disclaimer: disclaimer.yaml\n",
            "",
            "pack.yaml:1",
            'the key "disclaimer" is missing',
            (
                'write "disclaimer:" and the file that says what the information is not: no pack goes '
                "without it"
            ),
            id="no disclaimer",
        ),
        pytest.param(
            "pack.yaml",
            "helpline: helpline.yaml\n",
            "",
            "pack.yaml:1",
            'the key "helpline" is missing',
            'write "helpline:" and the file with the number to call: no pack goes without it',
            id="no helpline",
        ),
        pytest.param(
            "helpline.yaml",
            "phone: 020 7946 0000\n",
            "",
            "helpline.yaml:1",
            'the key "phone" is missing',
            'write "phone:" and the number to call',
            id="no phone",
        ),
        pytest.param(
            "pack.yaml",
            "lang: en-GB",
            "lang: he",
            "pack.yaml:2",
            '"lang" is "he", which is written from right to left',
            (
                "leave it out: a terminal does not show it rightly, so the kiosk has only languages that are "
                "written from left to right"
            ),
            id="a language from right to left",
        ),
        pytest.param(
            "sections/what.yaml",
            "    lang: cy",
            "    lang: ar-EG",
            "sections/what.yaml:9",
            '"lang" is "ar-EG", which is written from right to left',
            (
                "leave it out: a terminal does not show it rightly, so the kiosk has only languages that are "
                "written from left to right"
            ),
            id="a passage in a language from right to left",
        ),
        pytest.param(
            "sections/what.yaml",
            "Mae ganddo enw.",
            "Shalom \u05e9\u05dc\u05d5\u05dd.",
            "sections/what.yaml:8",
            (
                "this text is written from right to left (U+05E9 HEBREW LETTER SHIN), and a terminal does "
                "not show that rightly"
            ),
            "write it in letters that go from left to right, or leave it out",
            id="a text from right to left",
        ),
        pytest.param(
            "sections/what.yaml",
            "title: What it is",
            "title: [What, it is]",
            "sections/what.yaml:1",
            '"title" is a list, where a text should be',
            'write "title:" and the heading, and no list',
            id="a list for a text",
        ),
        pytest.param(
            "sections/what.yaml",
            "summary: Its name",
            "summary: {Its: name}",
            "sections/what.yaml:2",
            '"summary" is a key with a text, where a text should be',
            "if this is a text, put the text between double quotes",
            id="a mapping for a text",
        ),
        pytest.param(
            "sections/what.yaml",
            "title: What it is",
            "title: true",
            "sections/what.yaml:1",
            '"title" is the value true, where a text should be',
            "if this is a text, put the text between double quotes",
            id="true for a text",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]",
            "facts: A1",
            "sections/what.yaml:3",
            '"facts" is a text, where a list should be',
            'write each item on a line of its own, after "- "',
            id="a text for a list",
        ),
        pytest.param(
            "pack.yaml",
            'review:\n  checked_by: ""\n  checked_on: 2026-11-23\n  next_check:\n',
            "review: done\n",
            "pack.yaml:7",
            '"review" is a text, where keys should be',
            "write each key on a line of its own, then a colon, a space and its text",
            id="a text for a mapping",
        ),
        pytest.param(
            "case-studies/jo-bloggs.yaml",
            "speak_name: false",
            "speak_name: NO",
            "case-studies/jo-bloggs.yaml:5",
            '"speak_name" is a text, where true or false should be',
            "write true or false, without quotes",
            id="a text for true or false",
        ),
        pytest.param(
            "sections/what.yaml",
            "  - paragraph: Mae",
            "  - [a, b]\n  - paragraph: Mae",
            "sections/what.yaml:8",
            'item 2 of "text" is a list, where a paragraph should be',
            'write its text, or "paragraph:" or "list:" and what belongs to it',
            id="a list for a paragraph",
        ),
        pytest.param(
            "sections/what.yaml",
            SMALL_PACK["sections/what.yaml"],
            "What it is\n",
            "sections/what.yaml:1",
            "the file is a text, where keys should be",
            "write each key on a line of its own, then a colon, a space and its text",
            id="a text for the keys of a file",
        ),
        pytest.param(
            "facts.yaml",
            SMALL_PACK["facts.yaml"],
            "- A1\n",
            "facts.yaml:1",
            "the file is a list, where keys should be",
            "write each key on a line of its own, then a colon, a space and its text",
            id="a list for the keys of a file",
        ),
        pytest.param(
            "sections/what.yaml",
            "title: What it is",
            "title:",
            "sections/what.yaml:1",
            '"title" is empty',
            'write "title:" and the heading',
            id="an empty text",
        ),
        pytest.param(
            "sections/what.yaml",
            "title: What it is",
            'title: "  "',
            "sections/what.yaml:1",
            '"title" is empty',
            'write "title:" and the heading',
            id="a text of spaces",
        ),
        pytest.param(
            "sections/what.yaml",
            '      - One\n      - "NO: two"\n',
            "      []\n",
            "sections/what.yaml:10",
            '"list" is empty',
            'write "list:" and below it the items, each after "- "',
            id="an empty list",
        ),
        pytest.param(
            "sections/what.yaml",
            "      - One\n",
            "      -\n",
            "sections/what.yaml:11",
            'item 1 of "list" is empty',
            "write it, or delete its line",
            id="an empty item",
        ),
        pytest.param(
            "sections/what.yaml",
            "  - list:",
            '  - ""\n  - list:',
            "sections/what.yaml:10",
            'item 3 of "text" is empty',
            "write it, or delete its line",
            id="an empty paragraph",
        ),
        pytest.param(
            "leaflet.yaml",
            "text: [Take one.]\n",
            "text: []\n",
            "leaflet.yaml:3",
            '"text" is empty',
            'write "text:" and below it the paragraphs, each after "- "',
            id="no text",
        ),
        pytest.param(
            "case-studies.yaml",
            "people:\n  - case-studies/jo-bloggs.yaml\n",
            "people: []\n",
            "case-studies.yaml:4",
            '"people" is empty',
            'write "people:" and below it the files of the people, each after "- "',
            id="no people",
        ),
        pytest.param(
            "sections/what.yaml",
            "    lang: cy",
            "    list: [a]",
            "sections/what.yaml:8",
            'item 2 of "text" holds both a paragraph and a list',
            'write "- " before the second of the two',
            id="a paragraph and a list in one",
        ),
        pytest.param(
            "sections/what.yaml",
            "paragraph: Mae ganddo enw.\n    lang: cy",
            "lang: cy",
            "sections/what.yaml:8",
            'item 2 of "text" holds neither a paragraph nor a list',
            'write "paragraph:" or "list:" in it',
            id="neither paragraph nor list",
        ),
        pytest.param(
            "pack.yaml",
            "id: small-pack",
            "id: Small Pack",
            "pack.yaml:1",
            '"id" is "Small Pack", which is not an id',
            "use lower-case letters, digits and hyphens, such as generalised-dystonia",
            id="an id with capitals",
        ),
        pytest.param(
            "pack.yaml",
            "lang: en-GB",
            "lang: English",
            "pack.yaml:2",
            '"lang" is "English", which is not a language tag',
            "write the tag of the language, such as en-GB or cy",
            id="a language that is no tag",
        ),
        pytest.param(
            "pack.yaml",
            "2026-11-23",
            "2026-02-30",
            "pack.yaml:9",
            '"checked_on" is "2026-02-30", which is not a date',
            "write year, month and day, such as 2026-11-23, or nothing between quotes",
            id="a date that is none",
        ),
        pytest.param(
            "pack.yaml",
            "2026-11-23",
            "23/11/2026",
            "pack.yaml:9",
            '"checked_on" is "23/11/2026", which is not a date',
            "write year, month and day, such as 2026-11-23, or nothing between quotes",
            id="a date in other words",
        ),
        pytest.param(
            "helpline.yaml",
            "020 7946 0000",
            "ring 020",
            "helpline.yaml:4",
            '"phone" is "ring 020", which is not a phone number',
            "write three digits or more, in groups, such as 0800 123 4567, and nothing else",
            id="a phone number with words",
        ),
        pytest.param(
            "helpline.yaml",
            "020 7946 0000",
            '"99"',
            "helpline.yaml:4",
            '"phone" is "99", which is not a phone number',
            "write three digits or more, in groups, such as 0800 123 4567, and nothing else",
            id="a phone number of two digits",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: http://www.nhs.uk\n",
            "sections/what.yaml:4",
            '"link" is "http://www.nhs.uk", which does not begin with https://',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link that is not private",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: www.nhs.uk\n",
            "sections/what.yaml:4",
            '"link" is "www.nhs.uk", which does not begin with https://',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link without its beginning",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: https://nhs\n",
            "sections/what.yaml:4",
            '"link" is "https://nhs", which is not the address of a web page',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link to no site",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: https://www.nhs.uk and more\n",
            "sections/what.yaml:4",
            '"link" is "https://www.nhs.uk and more", which is not the address of a web page',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link with words",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: https://jo@www.nhs.uk\n",
            "sections/what.yaml:4",
            '"link" is "https://jo@www.nhs.uk", which is not the address of a web page',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link with a name in it",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            "facts: [A1]\nlink: https://www.nhs.uk/café\n",
            "sections/what.yaml:4",
            '"link" is "https://www.nhs.uk/café", which is not the address of a web page',
            "write the whole address, such as https://www.nhs.uk/conditions, and nothing else",
            id="a link with a letter that addresses lack",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]\n",
            f"facts: [A1]\nlink: {LONG_LINK}\n",
            "sections/what.yaml:4",
            f'"link" is "{shown(LONG_LINK)}", which has more than 100 characters',
            "write a shorter one: this could neither be written down by ear nor scanned from the screen",
            id="a link of 101 characters",
        ),
        pytest.param(
            "helpline.yaml",
            "phone: ",
            "link: https://www.nhs.uk\nphone: ",
            "helpline.yaml:4",
            '"link" is "https://www.nhs.uk", which would need a second square code beside that of the number',
            "write the link in another part",
            id="a link on the page of the helpline",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]",
            "facts: []",
            "facts.yaml:1",
            'the fact "A1" is carried by no section',
            "say it in a section, and add its id to that section's facts",
            id="a fact without a section",
        ),
        pytest.param(
            "sections/what.yaml",
            "facts: [A1]",
            "facts: [A1, B1]",
            "sections/what.yaml:3",
            'the fact "B1" is not known',
            "write an id of the pack's facts file, or add the fact there",
            id="an unknown fact",
        ),
        pytest.param(
            "sections/pain.yaml",
            "  - A2\n",
            "  - A2\n  - A2\n",
            "sections/pain.yaml:5",
            'the fact "A2" stands twice in this list',
            "delete one of the two",
            id="a fact twice in a part",
        ),
        pytest.param(
            "facts.yaml",
            "A2: It can hurt.",
            "A2:",
            "facts.yaml:2",
            '"A2" is empty',
            "write a text after the colon",
            id="a fact without its statement",
        ),
        pytest.param(
            "facts.yaml",
            "A3: Some",
            "A2: Again.\nA3: Some",
            "facts.yaml:3",
            'the key "A2" stands twice (the first time on line 2)',
            "delete one of the two",
            id="a fact's id twice",
        ),
        pytest.param(
            "pack.yaml",
            "sections/pain.yaml",
            "sections/Pain.yaml",
            "pack.yaml:16",
            '"sections/Pain.yaml" does not exist',
            "check the spelling (capital letters count), or add the file",
            id="a section that is not there",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: ./sections/pain.yaml",
            "pack.yaml:17",
            'the file "./sections/pain.yaml" is named twice (before: pack.yaml:16)',
            "delete one of the two: each file makes one part",
            id="a file named twice",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: /etc/passwd",
            "pack.yaml:17",
            '"/etc/passwd" is an absolute path',
            "write the path from its folder, such as sections/pain.yaml",
            id="an absolute path",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: C:leaflet.yaml",
            "pack.yaml:17",
            '"C:leaflet.yaml" is an absolute path',
            "write the path from its folder, such as sections/pain.yaml",
            id="a Windows path",
        ),
        pytest.param(
            "pack.yaml",
            "sections/pain.yaml",
            "sections\\pain.yaml",
            "pack.yaml:16",
            '"sections\\pain.yaml" has a backslash in it',
            'write "/" between a folder and a file',
            id="a backslash",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: ../leaflet.yaml",
            "pack.yaml:17",
            '"../leaflet.yaml" leads out of its folder',
            'put the file into the folder, and leave out ".."',
            id="a path out of the folder",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: sections",
            "pack.yaml:17",
            '"sections" is not a file (a folder, a pipe or a device)',
            "name a YAML file",
            id="a folder in place of a file",
        ),
        pytest.param(
            "pack.yaml",
            "leaflet: leaflet.yaml",
            "leaflet: .",
            "pack.yaml:17",
            '"." is not a file (a folder, a pipe or a device)',
            "name a YAML file",
            id="the pack's own folder",
        ),
    ],
)
def test_one_fault_is_told_in_one_line(
    folder: Path, *, name: str, old: str, new: str, place: str, what: str, remedy: str
) -> None:
    edit(folder, name, old, new)

    assert faults(folder) == [f"{place}: {what}; {remedy}"]


def test_a_pack_comes_whole_and_in_the_order_of_the_visit(folder: Path) -> None:
    pack = load(folder)

    assert [(part.id, part.kind) for part in pack.parts] == [
        ("what", PartKind.SECTION),
        ("pain", PartKind.SECTION),
        ("leaflet", PartKind.LEAFLET),
        ("case-studies", PartKind.CASE_STUDIES),
        ("disclaimer", PartKind.DISCLAIMER),
        ("helpline", PartKind.HELPLINE),
    ]
    assert pack.disclaimer.kind is PartKind.DISCLAIMER
    assert pack.helpline.phone == "020 7946 0000"
    assert pack.facts[0] == Fact("A1", "It has a name.")
    assert pack.review == Review(checked_by="", checked_on="2026-11-23", next_check="")
    assert pack.review_notes == ("Phone the number before release.",)
    (jo,) = pack.parts[3].case_studies
    assert (jo.id, jo.name, jo.story, jo.speak_name, jo.facts) == (
        "jo-bloggs",
        "Jo Bloggs",
        (),
        False,
        ("A3",),
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://www.nhs.uk/conditions/",
        "https://x.org",
        "HTTPS://X.ORG/A?b=c&d=1%20#e",
        LONG_LINK[:-1],
    ],
)
def test_a_part_has_the_link_that_it_names_and_others_none(folder: Path, link: str) -> None:
    edit(folder, "leaflet.yaml", "title:", f'link: "{link}"\ntitle:')

    assert [part.link for part in load(folder).parts] == ["", "", link, "", "", ""]


def test_blocks_become_passages_in_their_language_and_on_one_line(folder: Path) -> None:
    assert load(folder).parts[0].passages == (
        Passage(PassageKind.PARAGRAPH, "It has a name.", "en-GB"),
        Passage(PassageKind.PARAGRAPH, "Mae ganddo enw.", "cy"),
        Passage(PassageKind.ITEM, "One", "en-GB"),
        Passage(PassageKind.ITEM, "NO: two", "en-GB"),
    )


def test_what_yaml_would_make_a_number_or_a_date_stays_as_typed(folder: Path) -> None:
    edit(folder, "leaflet.yaml", "[Take one.]", "[NO, 012, 10:30, 2026-02-30, 1.10, off]")

    said = [passage.text for passage in load(folder).parts[2].passages]

    assert said == ["NO", "012", "10:30", "2026-02-30", "1.10", "off"]


def test_a_pack_needs_no_facts_leaflet_or_case_studies(folder: Path) -> None:
    for line in ("facts: facts.yaml\n", "leaflet: leaflet.yaml\n", "case_studies: case-studies.yaml\n"):
        edit(folder, "pack.yaml", line, "")
    edit(folder, "sections/what.yaml", "facts: [A1]\n", "")
    edit(folder, "sections/pain.yaml", "facts:\n  - A2\n", "")

    assert [part.id for part in load(folder).parts] == ["what", "pain", "disclaimer", "helpline"]


def test_a_name_is_spoken_unless_the_pack_says_no(folder: Path) -> None:
    edit(folder, "case-studies/jo-bloggs.yaml", "speak_name: false\n", "")

    assert load(folder).parts[3].case_studies[0].speak_name is True


def test_every_fault_of_every_file_is_told_at_once_and_in_order(folder: Path) -> None:
    edit(folder, "pack.yaml", "title: A small pack", "title:")
    edit(folder, "facts.yaml", "A2: It can hurt.", "A2: It can hurt.\nA4: Nobody says it.")
    edit(folder, "sections/what.yaml", "title: What it is", "title: &a What it is\ncolour: red")
    edit(folder, "sections/what.yaml", '"NO: two"', '"\\e[31m"')
    edit(folder, "sections/pain.yaml", "  - A2", "  - A2\n  - B7")
    edit(folder, "helpline.yaml", "phone", "phnoe")
    (folder / "leaflet.yaml").unlink()

    with pytest.raises(PackError) as refused:
        load(folder)

    places = [(fault.file, fault.line) for fault in refused.value.faults]
    assert places == [
        ("helpline.yaml", 4),
        ("pack.yaml", 3),
        ("pack.yaml", 17),
        ("sections/pain.yaml", 5),
        ("sections/what.yaml", 1),
        ("sections/what.yaml", 2),
        ("sections/what.yaml", 13),
    ]
    assert str(refused.value) == f"the pack in {folder} has 7 faults and is refused"


def test_a_fact_that_nobody_carries_is_told_beside_other_faults(folder: Path) -> None:
    edit(folder, "facts.yaml", "A2: It can hurt.", "A2: It can hurt.\nA4: Nobody says it.")
    edit(folder, "sections/what.yaml", "title: What it is\n", "")

    assert [line.split(";")[0] for line in faults(folder)] == [
        'facts.yaml:3: the fact "A4" is carried by no section',
        'sections/what.yaml:1: the key "title" is missing',
    ]


def test_two_files_of_the_same_name_cannot_both_be_parts(folder: Path) -> None:
    write(folder, "more/pain.yaml", SMALL_PACK["sections/pain.yaml"])
    edit(folder, "pack.yaml", "leaflet: leaflet.yaml", "leaflet: more/pain.yaml")

    (fault,) = faults(folder)
    assert fault.startswith(
        'pack.yaml:17: "more/pain.yaml" and "sections/pain.yaml" both make a part called "pain"; '
    )


@pytest.mark.parametrize("missing", ["nowhere", "sections"])
def test_a_folder_without_a_pack_is_refused(folder: Path, missing: str) -> None:
    with pytest.raises(PackError, match=f"the pack in .*{missing} has 1 fault and is refused") as refused:
        load(folder / missing)

    assert [str(fault) for fault in refused.value.faults] == [
        'pack.yaml:1: "pack.yaml" does not exist; check the spelling (capital letters count), or add the file'
    ]


def test_the_name_of_a_folder_cannot_steer_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        load(tmp_path / "\x1b[31m")

    assert str(refused.value).isprintable()


def test_no_code_of_a_pack_is_run(folder: Path) -> None:
    edit(folder, "leaflet.yaml", "[Take one.]", f"[!!python/object/apply:os.mkdir [{folder}/made]]")

    (fault,) = faults(folder)
    assert fault.startswith(
        'leaflet.yaml:3: "!!python/object/apply:os.mkdir" is a YAML tag, and tags are refused; '
    )
    assert not (folder / "made").exists()


@pytest.mark.requirement("K60")
def test_the_pack_that_comes_with_the_kiosk_carries_every_fact() -> None:
    pack = load(bundled_pack())

    people = [person for part in pack.parts for person in part.case_studies]
    carried = {fact for part in pack.parts for fact in part.facts}
    carried |= {fact for person in people for fact in person.facts}
    assert carried == {fact.id for fact in pack.facts}
    assert len(pack.facts) > 70
    assert len(people) == 10


@pytest.mark.requirement("K61")
def test_the_pack_that_comes_with_the_kiosk_ends_with_disclaimer_and_helpline() -> None:
    pack = load(bundled_pack())

    kinds = [part.kind for part in pack.parts]
    assert kinds == [PartKind.SECTION] * 8 + [
        PartKind.LEAFLET,
        PartKind.CASE_STUDIES,
        PartKind.DISCLAIMER,
        PartKind.HELPLINE,
    ]
    assert pack.helpline.phone == "020 7793 3650"
