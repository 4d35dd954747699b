"""An editor takes what the kiosk takes, and marks what it refuses; the shipped schemas are current."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_loader import SMALL_PACK

from kiosk.files import yaml_file
from kiosk.pack.json_schema import schemas
from kiosk.paths import bundled_pack, data_folder

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
KINDS = {"pack": "pack", "facts": "facts", "case-studies": "case-studies", "helpline": "helpline"}


def kind_of(name: str) -> str:
    """Return the kind of a file of a pack, by its name."""
    return "person" if name.startswith("case-studies/") else KINDS.get(Path(name).stem, "page")


def marks(name: str, held: Any) -> list[str]:  # noqa: ANN401 - what a file holds
    """Return what an editor marks in a file that holds something."""
    checker = jsonschema.Draft7Validator(SCHEMAS[f"{kind_of(name)}.json"])
    return [error.message for error in checker.iter_errors(held)]


def held_in(folder: Path, name: str) -> Any:  # noqa: ANN401 - what the file holds
    document, faults = yaml_file.read(folder, name)
    assert document
    assert not faults
    return document.value


@pytest.mark.requirement("K64")
def test_the_shipped_schemas_are_those_that_the_models_make_today() -> None:
    shipped = {
        file.name: file.read_text(encoding="utf-8") for file in (data_folder("content") / "schema").iterdir()
    }
    assert shipped == schemas(), "make them anew: uv run run_kiosk.py schema content/schema"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_schema_and_says_of_each_key_what_to_write(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft7Validator.check_schema(schema)
    for model in (schema, *schema.get("$defs", {}).values()):
        for key, held in model.get("properties", {}).items():
            assert "$ref" in held or held["description"].startswith("Write "), key


def test_an_editor_marks_nothing_in_the_packs_that_the_kiosk_takes(tmp_path: Path) -> None:
    shipped = [str(file.relative_to(bundled_pack())) for file in bundled_pack().rglob("*.yaml")]
    assert len(shipped) > 20
    assert [mark for name in shipped for mark in marks(name, held_in(bundled_pack(), name))] == []
    for name, text in SMALL_PACK.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert [mark for name in SMALL_PACK for mark in marks(name, held_in(tmp_path, name))] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("pack.yaml", {"titel": "A"}),
        ("pack.yaml", {"id": "Not an id"}),
        ("pack.yaml", {"sections": []}),
        ("pack.yaml", {"review": {"checked_by": "", "checked_on": "soon", "next_check": ""}}),
        ("sections/pain.yaml", {"title": ""}),
        ("sections/pain.yaml", {"text": [{"paragraf": "A"}]}),
        ("helpline.yaml", {"phone": "call us"}),
        ("helpline.yaml", {"link": "https://www.nhs.uk"}),
        ("case-studies/jo-bloggs.yaml", {"speak_name": "yes"}),
        ("facts.yaml", {"A1": ["A", "B"]}),
    ],
)
def test_an_editor_marks_what_the_kiosk_refuses(tmp_path: Path, name: str, change: dict[str, Any]) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(SMALL_PACK[name], encoding="utf-8")
    held = held_in(tmp_path, name)
    assert marks(name, held) == []
    assert len(marks(name, held | change)) == 1
