"""The command line: what is asked for, one line for what cannot be, and quiet ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 60.0
HELP = "--help tells what can be asked for."


def test_a_wrong_argument_of_a_staff_command_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments, line in (
        (["say"], f"the following arguments are required: TEXT. {HELP}"),
        (["say", "A", "--rate", "9"], f"argument --rate: '9' is not 92 to 250 words a minute. {HELP}"),
        (["say", "A", "--rate", "x"], f"argument --rate: 'x' is not 92 to 250 words a minute. {HELP}"),
        (
            ["say", "A", "--lang", "../x"],
            f"argument --lang: '../x' is no language tag, such as en-GB or cy. {HELP}",
        ),
        (["say", "A", "--to", "/"], "The sound cannot be written to /: it is not an ordinary file."),
        (["say", " "], "There is nothing to say: the text is empty."),
        (["script", "a", "b"], f"unrecognized arguments: b. {HELP}"),
    ):
        assert cli.main(arguments) == ExitCode.USAGE
        assert capsys.readouterr() == ("", f"kiosk: {line}\n")
    assert cli.main(["script", "--pack", str(tmp_path)]) == ExitCode.DATA
    out, err = capsys.readouterr()
    assert out == ""
    assert "pack.yaml" in err


@pytest.mark.parametrize("arguments", [["--pack", "NONE", "voices"], ["voices", "--pack", "NONE"]])
def test_the_pack_may_be_named_before_or_after_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == ExitCode.DATA
    assert "the pack in NONE" in capsys.readouterr().err


def test_the_bundled_pack_is_meant_when_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["voices"]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines()[-1].startswith("The kiosk says en-GB with ")


@pytest.mark.parametrize("lang", ["en-GB", "en-gb", "EN-gb"])
def test_a_language_may_be_written_in_any_case(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["say", "DYT1", "--lang", lang, "--to", str(tmp_path / "a.wav")]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("D Y T 1  /")


def test_words_need_no_quotation_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["say", "the", "gene", "--to", str(tmp_path / "a.wav")]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("the gene  /")


def test_help_names_the_commands_and_each_has_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, expected in (
        (["--help"], ["check ", "new ", "say ", "schema ", "script ", "voices ", "--transcript FILE"]),
        (["say", "--help"], ["TEXT", "--lang", "--rate", "--to FILE.wav"]),
        (["script", "--help"], ["PART", "--json", "--pack DIR"]),
        (["voices", "--help"], ["--all", "--pack DIR"]),
        (["check", "--help"], ["PACK", "--json", "--pack DIR"]),
        (["new", "--help"], ["FOLDER"]),
        (["schema", "--help"], ["FOLDER"]),
    ):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        out, err = capsys.readouterr()
        assert (ended.value.code, err) == (0, "")
        assert all(each in out for each in expected)
        assert out.isascii()
        assert "\x1b" not in out


def in_shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command.replace("kiosk", f"{sys.executable} run_kiosk.py", 1)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
    )


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    ended = in_shell("kiosk script | head -n 1")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "Part: welcome\n", "")


def test_an_installation_goes_to_its_end_when_nobody_reads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[int] = []

    def steps(*_: object, **__: object) -> Iterator[str]:
        for step in range(3):
            yield f"step {step}"
            taken.append(step)

    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr("kiosk.staff.install.install", steps)
    with os.fdopen(writing, "w", encoding="utf-8") as nobody_reads:
        monkeypatch.setattr("sys.stdout", nobody_reads)
        assert cli.main(["install"]) == ExitCode.OK
    assert taken == [0, 1, 2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is full")
def test_an_answer_that_cannot_be_written_is_one_line() -> None:
    ended = in_shell("kiosk voices > /dev/full")
    line = "kiosk: The answer cannot be written: No space left on device.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", line)
