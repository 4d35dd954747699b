"""Packs that mean harm, given to the kiosk as it is started: each is refused, or shown as it is.

What it costs is asked of the kernel when the process has ended: processor time, which other work on the
machine does not lengthen much, and the most memory that it held.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.errors import ExitCode
from kiosk.paths import data_folder

SECONDS, MEGABYTES = 2.0, 100.0
SECTION = "sections/finding-things.yaml"


@dataclass(frozen=True)
class Ended:
    code: int
    printed: str
    told: str
    seconds: float
    megabytes: float


# A process of its own, because the most memory of a process counts what its parent held when it was started.
STARTER = """
import json, os, sys
process = os.posix_spawn(sys.executable, [sys.executable, "-m", "kiosk", *sys.argv[1:]], os.environ)
_, status, used = os.wait4(process, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def started(pack: Path, *command: str) -> Ended:
    """Start a command, else the kiosk on a pack, in lines of text, with nobody to answer; and let it end."""
    arguments = command or ("--plain", "--voice", "off", "--pack", str(pack))
    ended = subprocess.run(
        [sys.executable, "-c", STARTER, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=pack.parent,
    )
    *printed, used = ended.stdout.splitlines()
    code, seconds, megabytes = json.loads(used)
    return Ended(code, "".join(printed), ended.stderr, seconds, megabytes)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(data_folder("content") / "waiting-room", tmp_path / "pack")


def section(text: str) -> Callable[[Path], None]:
    def write(pack: Path) -> None:
        (pack / SECTION).write_text(text, encoding="utf-8", newline="")

    return write


def paragraph(text: str) -> Callable[[Path], None]:
    return section(f"title: T\nsummary: S\ntext:\n  - >-\n    {text}\n")


def merges(pack: Path) -> None:
    lines = ["a0: &a0 {k0: v, l0: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: v}}" for n in range(1, 40)]
    section("\n".join([*lines, "title: {<<: *a39}"]))(pack)


def aliases(pack: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    section("\n".join([*lines, "title: *a11"]))(pack)


def pipe(pack: Path) -> None:
    (pack / SECTION).unlink()
    os.mkfifo(pack / SECTION)


def folder(pack: Path) -> None:
    (pack / SECTION).unlink()
    (pack / SECTION).mkdir()


def link_out(pack: Path) -> None:
    (pack.parent / "secret.yaml").write_text("title: Secret\nsummary: S\ntext: [Secret words.]\n")
    (pack / SECTION).unlink()
    (pack / SECTION).symlink_to(pack.parent / "secret.yaml")


def link_to_a_device(pack: Path) -> None:
    (pack / SECTION).unlink()
    (pack / SECTION).symlink_to("/dev/zero")


def vast(pack: Path) -> None:
    with (pack / SECTION).open("ab") as file:
        file.truncate(100 << 20)


REFUSED = {
    "a bomb of merged keys": merges,
    "a bomb of aliases": aliases,
    "50,000 nested brackets": section("title: " + "[" * 50_000),
    "a pipe": pipe,
    "a folder": folder,
    "a link out of the pack": link_out,
    "a link to a device": link_to_a_device,
    "100 MB": vast,
    "NUL": paragraph("one \x00 two"),
    "NUL, escaped": section('title: "one \\0 two"\nsummary: S\ntext: [Words.]\n'),
    "ESC": paragraph("one \x1b[2J two"),
    "ESC, escaped": section('title: "one \\e[2J two"\nsummary: S\ntext: [Words.]\n'),
    "OSC 52": paragraph("one \x1b]52;c;cm0gLXJm\x07 two"),
    "C1": paragraph("one \x9b2J two"),
    "an override of the direction": paragraph("one \u202eowt\u202c three"),
    "U+0001": paragraph("\x010A one two"),
    "a tag": section("title: !!python/object/apply:os.system ['touch made']\nsummary: S\ntext: [Words.]\n"),
}
SHOWN = {
    "[/]": "Call [/] now.",
    "[@click=...]": "See [@click=app.quit]this[/] and [red]that[/red].",
    "s' 100 times": "s'" * 100,
    "open 56 times": "open" * 56,
    "a word of 10,000 letters": "w" + "o" * 9_998 + "d",
    "64 symbols": "Words " + "#*@!%^&+=~|;?$" * 4 + "#*@!%^&+",
    "braces": "One {phone} and {0} and %s.",
    "markup of another engine": "<genfile file='made'>one</genfile>",
    "phonemes": "It is [[h@l'oU]] here.",
}


def files(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.requirement("K64")
@pytest.mark.parametrize("harm", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_plain_words_at_once_and_nothing_is_changed(
    pack: Path, harm: Callable[[Path], None]
) -> None:
    harm(pack)
    before = files(pack.parent)
    ended = started(pack)
    assert ended.code == ExitCode.DATA
    assert ended.printed == ""
    *faults, last = ended.told.splitlines()
    assert last.startswith("kiosk: ")
    assert faults
    assert all(re.match(r"(pack|sections/finding-things)\.yaml:\d+: .+; .", fault) for fault in faults)
    assert ended.told.replace("\n", "").isprintable()
    assert "Secret" not in ended.told
    assert "Traceback" not in ended.told
    assert files(pack.parent) == before
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


@pytest.mark.parametrize("command", ["check", "leaflet", "html", "epub"])
@pytest.mark.parametrize(
    "name", ["a bomb of merged keys", "50,000 nested brackets", "a pipe", "100 MB", "OSC 52"]
)
def test_no_command_of_the_staff_is_harmed_either(pack: Path, name: str, command: str) -> None:
    REFUSED[name](pack)
    before = files(pack.parent)
    ended = started(pack, command, str(pack), *(["--to", "made"] if command in {"html", "epub"} else []))
    assert ended.code == ExitCode.DATA
    assert f"{SECTION}:" in ended.told + ended.printed or "pack.yaml:" in ended.told + ended.printed
    assert (ended.told + ended.printed).replace("\n", "").isprintable()
    assert files(pack.parent) == before
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_means_nothing_to_the_kiosk_is_shown_as_it_is(pack: Path, text: str) -> None:
    (pack / SECTION).write_text(f"title: T\nsummary: S\ntext:\n  - >-\n    {text}\n", encoding="utf-8")
    before = files(pack.parent)
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", "--plain", "--voice", "off", "--pack", str(pack)],
        input="\n\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=pack.parent,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert text in ended.stdout
    assert files(pack.parent) == before
