"""The files of a new pack. Keeps one decision: nothing in it is invented; what is not known is a placeholder.

A placeholder stands in square brackets, which the checker looks for. Remarks tell an author what goes where.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.pack.json_schema import schemas

SCHEMA_FOLDER: Final = "schema"
_TAKEN: Final = frozenset({"pack", "facts", "disclaimer", "helpline", "leaflet", "case-studies"})


@dataclass(frozen=True)
class Asked:
    """What is asked of an author: the beginning of a pack."""

    title: str = "[Title]"
    lang: str = "en-GB"
    publisher: str = "[Publisher]"
    source: str = "[Source]"
    phone: str = "0000"
    section: str = "[Section]"


def files(asked: Asked) -> dict[str, str]:
    """Return the name and the text of each file of a pack that can be loaded."""
    section = _slug(asked.section) or "section"
    section = f"{section}-section" if section in _TAKEN else section
    english = asked.lang.partition("-")[0].lower() == "en"
    held: Mapping[str, str] = {
        "id": _slug(asked.title) or "pack",
        "section_file": section,
        "lang": _quoted(asked.lang),
        "title": _quoted(asked.title),
        "publisher": _quoted(asked.publisher),
        "source": _quoted(asked.source),
        "phone": _quoted(asked.phone),
        "section": _quoted(asked.section),
        "disclaimer": "Disclaimer" if english else '"[Disclaimer]"',
        "helpline": "Helpline" if english else '"[Helpline]"',
    }
    return {
        "pack.yaml": _PACK.format_map(held),
        "facts.yaml": _FACTS,
        f"sections/{section}.yaml": _SECTION.format_map(held),
        "disclaimer.yaml": _DISCLAIMER.format_map(held),
        "helpline.yaml": _HELPLINE.format_map(held),
    } | {f"{SCHEMA_FOLDER}/{name}": text for name, text in schemas().items()}


def _quoted(text: str) -> str:
    """Return a text as YAML has it between double quotes; a text of JSON is one."""
    return json.dumps(text, ensure_ascii=False)


def _slug(text: str) -> str:
    """Return a text as the name of a file or a pack can have it, or ""."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


_PACK: Final = """\
# yaml-language-server: $schema=schema/pack.json
# The pack: what it is called, who answers for it, and its files in the order of the visit.
# A line that begins with # is a remark for you: nobody else sees or hears it.
# [A text in square brackets] is a placeholder: write your own in its place, without the brackets.
# To see what is still to do, type: kiosk check, and the name of this folder.

# A name for the pack, which stays as it is: small letters and hyphens. In another language it has the same.
id: {id}
lang: {lang}
title: {title}
# One line: what visitors find here.
summary: "[One line: what visitors find here]"
publisher: {publisher}
# Where the information comes from: a page or a leaflet, and its date.
source: {source}
# On which terms the text may be used, or who has permitted it.
licence: "[The licence, or who permitted the use and when]"

# Who checked the pack, on which day, and when it must be checked again. Write days as 2026-11-23.
review:
  checked_by: ""
  checked_on: ""
  next_check: ""

# The statements that the pack must carry, for whoever checks it. Without such a list delete this line, that
# file and the facts of the sections.
facts: facts.yaml

# The sections, in the order of the visit. For one more, copy a file of that folder and name the copy here.
sections:
  - sections/{section_file}.yaml

# A visit ends on these two.
disclaimer: disclaimer.yaml
helpline: helpline.yaml
"""

_FACTS: Final = """\
# yaml-language-server: $schema=schema/facts.json
# What the pack must carry: each statement with a name, such as A1. A section names those that it carries.
A1: "[One statement that visitors must hear]"
"""

_SECTION: Final = """\
# yaml-language-server: $schema=../schema/page.json
# A section. Write to be heard: sentences of 20 words or fewer, paragraphs of 3 sentences or fewer.
title: {section}
# One line, which visitors hear where they choose a section.
summary: "[One line: what visitors find in this section]"
# The statements of facts.yaml that this section carries.
facts: [A1]
# Each paragraph begins with "- ". Under ">-" a text may hold any mark, and go on for several lines.
text:
  - >-
    [A paragraph, with the plain word first]
  - list:
      - >-
        [One thing of a list, or delete the list]
      - >-
        [Another thing]
"""

_DISCLAIMER: Final = """\
# yaml-language-server: $schema=schema/page.json
# What this information is not. A visit ends on this and on the helpline.
title: {disclaimer}
summary: "[One line: what this information is not for]"
text:
  - >-
    [What this information is not, in the publisher's words]
"""

_HELPLINE: Final = """\
# yaml-language-server: $schema=schema/helpline.json
# The last part: whom visitors can call. The kiosk says the number itself, twice, after the text.
title: {helpline}
summary: "[One line: whom visitors can call]"
# The number in groups, as people say it, such as 0800 123 4567. Call it before visitors do.
phone: {phone}
text:
  - >-
    [Who answers, and when]
"""
