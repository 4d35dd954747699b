"""What a pack's files may hold, for an author's editor: a JSON Schema for each kind of file.

Keeps one decision: nothing is said twice. The schemas are made of the models by which a pack is loaded, and
the words for a key are those of the checker.
"""

import json
from typing import Any, Final

from kiosk.files.schema import Entry
from kiosk.pack.schema import (
    MEANINGS,
    CaseStudiesPage,
    FactsFile,
    HelplinePage,
    PackFile,
    Page,
    Person,
)

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"  # the newest that each editor's YAML support knows
_KINDS: Final[dict[str, type[Entry | FactsFile]]] = {
    "pack": PackFile,
    "page": Page,
    "case-studies": CaseStudiesPage,
    "person": Person,
    "helpline": HelplinePage,
    "facts": FactsFile,
}


def schemas() -> dict[str, str]:
    """Return the name and the text of each schema's file."""
    return {f"{kind}.json": _text(model.model_json_schema()) for kind, model in _KINDS.items()}


def _text(schema: dict[str, Any]) -> str:
    for model in (schema, *schema.get("$defs", {}).values()):
        model.pop("title", None)
        for key, held in model.get("properties", {}).items():
            for made_up in ("title", "default"):  # by pydantic, from the key's own name
                held.pop(made_up, None)
            if "$ref" not in held:  # beside which nothing counts
                held["description"] = f"Write {MEANINGS[key]}."
    return json.dumps({"$schema": _DRAFT, **schema}, indent=2) + "\n"
