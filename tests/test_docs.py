"""What the documents name is there, and what there is they name: commands of the kiosk, files, pictures."""

import argparse
import re
import tomllib
from pathlib import Path

from shown import DOCUMENTS, ROOT, names_in, shown_in

from kiosk import settings_file
from kiosk.arguments import parser

README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"


def commands() -> set[str]:
    (there,) = (each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))  # noqa: SLF001
    return set(there.choices)


def options() -> set[str]:
    return {option for action in parser()._actions for option in action.option_strings if len(option) > 2}  # noqa: SLF001


def test_the_readme_has_every_command_and_option_of_the_kiosk_and_no_other() -> None:
    shown = [each.command.split() for each in shown_in(README) if each.command.startswith("kiosk ")]
    assert {words[1] for words in shown if not words[1].startswith("-")} == commands()
    assert {words[1] for words in shown if words[1].startswith("-")} == options()


def test_the_commands_that_sentences_name_are_there() -> None:
    assert {name: document for document in DOCUMENTS for name in names_in(document) - commands()} == {}


def test_the_readme_leads_to_every_document() -> None:
    text = README.read_text(encoding="utf-8")
    documents = [str(each.relative_to(ROOT)) for each in DOCUMENTS if each != README]
    assert [each for each in documents if f"]({each})" not in text] == []


def test_each_file_that_is_linked_is_there() -> None:
    links = {
        (document, link)
        for document in DOCUMENTS
        for link in re.findall(r"\]\(([^)#\s]+)\)", document.read_text(encoding="utf-8"))
        if not link.startswith("https://")
    }
    assert len(links) > 50
    assert [each for each in links if not (each[0].parent / each[1]).exists()] == []


def test_the_settings_that_are_shown_can_be_used(tmp_path: Path) -> None:
    for document in (ROOT / "docs" / "installation.md", ROOT / "docs" / "settings.md"):
        (shown,) = re.findall(r"(?s)```yaml\n(.*?)```", document.read_text(encoding="utf-8"))
        (tmp_path / "settings.yaml").write_text(shown)
        for leaflet in re.findall(r"leaflet_file: (.*)", shown):  # it is to be put there before
            (tmp_path / leaflet).write_bytes(b"%PDF-1.7")
        assert settings_file.load(tmp_path / "settings.yaml").hands.keys == "arrows"


def test_the_rooms_that_are_told_are_those_that_there_are() -> None:
    (told,) = re.findall(r"(?m)^    kiosk/\n((?: {6}.*\n)+)", ARCHITECTURE.read_text(encoding="utf-8"))
    named = re.findall(r"(?m)^ {6}(\w+(?:\.py|/))  ", told)
    kiosk = ROOT / "kiosk"
    modules = [each.name for each in kiosk.glob("*.py") if each.name != "__init__.py"]
    folders = [f"{each.parent.name}/" for each in kiosk.glob("*/__init__.py")]
    assert sorted(named) == sorted(modules + folders)


def test_the_layers_that_are_told_are_those_that_are_kept() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        each["layers"] for each in configured["tool"]["importlinter"]["contracts"] if "layers" in each
    )
    (told,) = re.findall(r"(?m)^    (cli > .*\n(?: {8}.*\n)*)", ARCHITECTURE.read_text(encoding="utf-8"))
    assert " ".join(told.split()) == " > ".join(layers)
