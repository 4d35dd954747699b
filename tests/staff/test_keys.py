"""`kiosk keys` lists the profiles, and prints one as a table or all that is wrong with it."""

import re
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.errors import ExitCode
from kiosk.keys.profile import named, shipped


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert cli.main(["keys", *arguments]) == ExitCode.OK
    return capsys.readouterr().out.splitlines()


def test_each_profile_is_listed_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys)

    assert [line.split(maxsplit=1) for line in lines] == [[name, named(name).title] for name in shipped()]


@pytest.mark.parametrize("name", shipped())
def test_a_profile_is_printed_with_every_key(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    title, *rows = printed(capsys, name)

    keymap = named(name).keymap
    keys = [*keymap.intents, *keymap.switches, *keymap.headphones]
    assert title == named(name).title
    assert [row.split()[0] for row in rows[: len(keys)]] == keys
    assert rows[len(keys) :] == ["What has no key is offered in the lists of the visit."] * named(name).lists


def test_a_row_says_key_name_label_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [re.split(r"  +", row) for row in printed(capsys, "keyboard")]

    assert ["?", "Question mark", "?", "help"] in rows
    assert ["0", "0", "0", "choose by number 10"] in rows


def test_the_faults_of_a_file_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text("title: Ours\nkeys: {right: next, left: back, enter: choos}\n")

    assert cli.main(["keys", str(file)]) == ExitCode.DATA

    out, err = capsys.readouterr()
    assert out == ""
    assert "ours.yaml:2: " in err
    assert err.endswith(f"kiosk: The key profile {file} cannot be used.\n")
