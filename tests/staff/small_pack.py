"""A pack that is small enough to be recorded in a test: seven passages, eight sentences."""

from pathlib import Path

PAIN = "sections/pain.yaml"
FILES = {
    "pack.yaml": """\
id: small
lang: en-GB
title: A small pack
summary: A few words
publisher: A charity
source: A page of the charity
review: {checked_by: "", checked_on: 2026-11-23, next_check: ""}
facts: facts.yaml
sections: [sections/pain.yaml]
leaflet: leaflet.yaml
case_studies: case-studies.yaml
disclaimer: disclaimer.yaml
helpline: helpline.yaml
""",
    "facts.yaml": "A1: It can hurt.\n",
    PAIN: """\
title: Pain
summary: How it feels
facts: [A1]
text:
  - Treatment can often relieve pain. Some people have no pain at all.
  - list: [Rest often helps people.]
""",
    "leaflet.yaml": "title: Leaflet\nsummary: To take home\ntext: [Please take one of these home.]\n",
    "case-studies.yaml": """\
title: Case studies
summary: One person
text: [One person told us about it.]
people: [case-studies/jo.yaml]
""",
    "case-studies/jo.yaml": """\
name: Jo Bloggs
featured_in: A magazine
story: [My neck began to turn.]
""",
    "disclaimer.yaml": "title: Disclaimer\nsummary: What this is not\ntext: [This is not medical advice.]\n",
    "helpline.yaml": """\
title: Helpline
summary: Who to call
text: [You can call us today.]
phone: 020 7946 0000
""",
}
NAMES = (
    "small/pain/001",
    "small/pain/002",
    "small/leaflet/001",
    "small/case-studies/001",
    "small/case-studies/jo/001",
    "small/disclaimer/001",
    "small/helpline/001",
)
TEXTS = (
    "Treatment can often relieve pain. Some people have no pain at all.",
    "Rest often helps people.",
    "Please take one of these home.",
    "One person told us about it.",
    "My neck began to turn.",
    "This is not medical advice.",
    "You can call us today.",
)


def write(folder: Path) -> Path:
    """Write the pack and return its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
