"""docs/packs.md: its commands run, one after the other, and its keys are those that there are."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.files.schema import keys_of
from kiosk.pack.schema import CaseStudiesPage, HelplinePage, PackFile, Page, Person
from kiosk.staff.checks import length

from .kiosk_command import LIMIT_SECONDS, ROOT
from .test_new import ANSWERS

TEXT = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(command) for command in re.findall(r"uv run run_kiosk\.py ([^`\n]+)", TEXT)]
OF_THE_SCREEN = ["--pack", "my-pack"]  # it never ends, and needs a terminal


@pytest.mark.requirement("K64")
def test_the_commands_run_in_their_order(tmp_path: Path) -> None:
    run = [each for each in COMMANDS if each not in ([], OF_THE_SCREEN)]
    assert [each[0] for each in run] == ["new", "check", "--plain", "say", "--pack", "voices", "schema"]
    for command in run:
        # What is said is kept in a file: there may be no sound device.
        to = ["--to", "said.wav"] if command[0] == "say" else []
        off = ["--voice", "off"] if command[0] == "--plain" else []
        ended = subprocess.run(
            [sys.executable, str(ROOT / "run_kiosk.py"), *command, *to, *off],
            cwd=tmp_path,
            input="\n".join(ANSWERS) + "\n" if command[0] == "new" else "\n" * 6,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_SECONDS,
            check=False,
            start_new_session=True,
        )
        assert (ended.returncode, ended.stderr) == (0, ""), command
        assert ended.stdout, command
    assert sorted(path.name for path in (tmp_path / "my-pack").iterdir()) == [
        "disclaimer.yaml",
        "facts.yaml",
        "helpline.yaml",
        "pack.yaml",
        "schema",
        "sections",
    ]


def keys_in(heading: str) -> list[str]:
    """Return the keys of the table below a heading."""
    table = TEXT.partition(f"### {heading}\n")[2].partition("\n#")[0]
    cells = re.findall(r"(?m)^\| (`[^|]+) \|", table)
    return [key for cell in cells for key in re.findall(r"`(\w+)`", cell)]


def test_each_key_is_told_of_and_no_other() -> None:
    assert keys_in("pack.yaml") == keys_of(PackFile)
    assert sorted(keys_in("A section, the leaflet, the disclaimer")) == sorted(keys_of(Page))
    assert sorted(keys_in("A person")) == sorted(keys_of(Person))
    for page, key in ((HelplinePage, "phone"), (CaseStudiesPage, "people")):
        assert set(keys_of(page)) - set(keys_of(Page)) == {key}
        assert f"has one more key: `{key}`" in TEXT or f"and one more key: `{key}`" in TEXT


def test_the_limits_are_those_that_are_looked_at() -> None:
    assert f"| a long sentence | {length.MOST_WORDS} words |" in TEXT
    assert f"| a long paragraph | {length.MOST_SENTENCES} sentences |" in TEXT
    assert f"| a high reading age | {length.HIGHEST_READING_AGE}; 9 to 11 is best |" in TEXT


def test_each_file_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    files = [link for link in links if not link.startswith("https://")]
    assert len(files) > 3
    assert [link for link in files if not (ROOT / "docs" / link).exists()] == []
