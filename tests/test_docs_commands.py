"""Every command that the documents show runs as it is shown, or stands in a table with the reason.

The documents are followed as a reader would: from top to bottom, each in a folder of its own that looks like
the checkout. Nothing needs a sound device, and nothing is written into the checkout.
"""

import contextlib
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import termios
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Final

import pytest
from ended import LIMIT_SECONDS, ended
from made_up import write_made_up
from required import missing
from shown import DOCUMENTS, ROOT, shown_in

from kiosk.arguments import parser
from kiosk.errors import UsageError


@dataclass(frozen=True)
class Instead:
    """Why a command is not run as any other, what is run in its place, if anything, and how that ends."""

    reason: str
    run: str = ""
    ends_with: int = 0


NOT_WELL = Instead("nobody has checked the pack, and there is no sound device", "kiosk doctor", ends_with=1)
OF_LETTERS = Instead("it needs a terminal", "kiosk doctor --help")
PRESSED = Instead("it needs somebody who presses keys", "kiosk doctor --help")
INSTALLS = "it installs"
AS_A_SERVICE = "it needs a machine with the service, and tests/deploy has one"
MEASURES = "it measures for minutes"
RUN_OF_TESTS = "uv run pytest"  # of whichever tests, with whatever options
OF_ALL = "a step of .ci/run, and longer than all that is here"
NOT_AS_SHOWN: Final = {
    "pip install uv": Instead(INSTALLS),
    "uv sync --extra handout": Instead(INSTALLS),
    "uv sync --extra pico --extra handout": Instead(INSTALLS),
    "apt-get install pulseaudio pulseaudio-utils libasound2-plugins espeak-ng alsa-utils "
    "speech-dispatcher speech-dispatcher-espeak-ng fenrir python3-speechd yasr": Instead(INSTALLS),
    "sudo apt-get install pipx": Instead(INSTALLS),
    "pipx install dist/*.whl": Instead(INSTALLS),
    "pipx ensurepath": Instead(INSTALLS),
    "uv build --wheel": Instead("tests/test_wheel.py does"),
    "pip wheel --use-pep517 -w wheels 'dist/speaking_kiosk-0.1.0-py3-none-any.whl[pico]'": Instead(
        "tests/deploy/test_install.py does"
    ),
    "sudo ~/.local/bin/kiosk install": Instead(INSTALLS, "kiosk install --help"),
    "kiosk install --dry-run": Instead(
        "it is for Debian; tests/staff/test_install.py does", "kiosk install --help"
    ),
    "kiosk install [--cage] [--dry-run]": Instead(INSTALLS, "kiosk install --help"),
    "kiosk doctor": NOT_WELL,
    "uv run run_kiosk.py doctor": NOT_WELL,
    "kiosk doctor --screen-height MM --distance MM": OF_LETTERS,
    "uv run run_kiosk.py doctor --screen-height 299 --distance 600": OF_LETTERS,
    "kiosk doctor --press": PRESSED,
    "uv run run_kiosk.py doctor --press": PRESSED,
    "lpstat -e": Instead("it needs CUPS"),
    "sudo systemctl start kiosk": Instead(AS_A_SERVICE),
    "sudo systemctl stop kiosk": Instead(AS_A_SERVICE),
    "sudo systemctl start getty@tty1": Instead(AS_A_SERVICE),
    "sudo /opt/kiosk/bin/kiosk-prepare-console unlock": Instead("it is for the consoles of a machine"),
    "systemctl status kiosk": Instead(AS_A_SERVICE),
    "sudo journalctl --unit=kiosk --unit=kiosk-fallback --boot": Instead(AS_A_SERVICE),
    "bash .ci/run": Instead("it runs this test"),
    RUN_OF_TESTS: Instead("it runs this test"),
    "uv run ruff format": Instead(OF_ALL),
    "uv run ruff check": Instead(OF_ALL),
    "uv run mypy": Instead(OF_ALL),
    "uv run lint-imports": Instead(OF_ALL),
    "uv run run_kiosk.py narrate [PACK] [--to DIR]": Instead(
        "it needs a microphone and a person", "kiosk narrate --help"
    ),
    "kiosk narrate [PACK]": Instead("it needs a microphone and a person", "kiosk narrate --help"),
    "uv run bench/speed.py --rig PATH/soundrig.py --json figures.json": Instead(
        MEASURES, "uv run bench/speed.py --help"
    ),
    "uv run bench/speed.py --rig PATH/soundrig.py --rounds 12": Instead(
        MEASURES, "uv run bench/speed.py --help"
    ),
    "uv run bench/size.py [--rig PATH/soundrig.py]": Instead(MEASURES, "uv run bench/size.py --help"),
    "uv run bench/size.py": Instead(MEASURES, "uv run bench/size.py --help"),
    "uv run bench/endurance.py [--rig PATH/soundrig.py]": Instead(
        MEASURES, "uv run bench/endurance.py --help"
    ),
    "uv run bench/soak.py --rig PATH/soundrig.py [--days N] [--visits N] [--speed N] [--keys N]": Instead(
        MEASURES, "uv run bench/soak.py --help"
    ),
    "uv run bench/soak.py --rig PATH/soundrig.py": Instead(MEASURES, "uv run bench/soak.py --help"),
    "uv run bench/tremor.py [--hands NAME ...] [--any-key S ...] [--more SHARE] [--releases] [--shipped] "
    "[--seed N]": Instead(MEASURES, "uv run bench/tremor.py --help"),
    "uv run bench/tremor.py": Instead(MEASURES, "uv run bench/tremor.py --help"),
    "uv run --extra pico bench/voices.py --sentences 24": Instead(MEASURES, "uv run bench/voices.py --help"),
    "uv run --extra pico python bench/stops.py": Instead(MEASURES),
    "PYTHONPATH=tests uv run --extra pico python -m bench.marks": Instead(MEASURES),
}
# What a reader fills in, the first that fits.
FILLED_IN: Final = (
    ("--settings FILE", "--settings settings.yaml"),
    ("--voice NAME", "--voice espeak"),
    ("--part NAME", "--part your-turn"),
    ("KEY VALUE", "volume 3"),
    ("NAME", "arrows"),
    ("PACK", "content/waiting-room"),
    ("DIR", "content/waiting-room"),
    ("FOLDER", "new-pack"),
    ("PART", "symptoms"),
    ("TEXT", "'botulinum toxin'"),
    ("WORD", "dystonia"),
    ("HOW", "sentence"),
    ("FILE", "file"),
)
# What is typed at the questions of `kiosk new`.
ANSWERS: Final = (
    *("How our waiting room works", "", "Our clinic", "A leaflet of the clinic, 2026", "020 7946 0000"),
    "Where things are",
)
# What a command needs that may not be installed: the module, and how to have it.
NEEDS: Final = {
    "html": ("lameenc", "uv sync --extra handout"),
    "epub": ("lameenc", "uv sync --extra handout"),
    "leaflet": ("typst", "uv sync --extra handout"),
}
# On each welcome: with one language, and with several.
WELCOME: Final = re.compile(rb"Press any big key to begin\.|Press 1 for English\.")


RUN_ALREADY: Final[set[str]] = set()  # in another document, well, and with nothing of that one's own
OF_ONE_DOCUMENT: Final = "my-pack"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like the checkout, with what the documents take for granted."""
    like = tmp_path / "checkout"
    like.mkdir()
    for each in ROOT.iterdir():
        if each.name not in {".git", ".venv", "docs"}:
            (like / each.name).symlink_to(each)
    shutil.copytree(ROOT / "docs", like / "docs")  # docs/make_pictures.py writes beside itself
    (like / "settings.yaml").write_text("volume: 3\n")
    for name, lang in (("dystonia", "en-GB"), ("dystonia.cy", "cy")):
        pack = shutil.copytree(ROOT / "content" / "waiting-room", like / "packs" / name) / "pack.yaml"
        pack.write_text(pack.read_text().replace("lang: en-GB", f"lang: {lang}"))
    write_made_up(like / "packs" / "phrases" / "cy.yaml")
    return like


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a machine without a sound device, whose clinic has set the quickest voice."""
    (tmp_path / "asound.conf").write_text("")
    settings = tmp_path / "config" / "kiosk" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("voice: espeak\n")
    unset = {name: value for name, value in os.environ.items() if name not in {"ACCESSIBLE", "NO_COLOR"}}
    return unset | {
        "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"),
        "PULSE_SERVER": f"unix:{tmp_path}/nobody",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "STATE_DIRECTORY": str(tmp_path / "state"),
        "TERM": "xterm-256color",
    }


@pytest.mark.requirement("K64")
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_command_that_is_shown_runs(document: Path, folder: Path, env: dict[str, str]) -> None:
    failed = []
    for command, place in {shown.command: shown.place for shown in shown_in(document)}.items():
        problem = "" if command in RUN_ALREADY else run_as_told(command, folder, env)
        if problem:
            failed.append(f"{place}: {command}: {problem}")
        elif OF_ONE_DOCUMENT not in command:
            RUN_ALREADY.add(command)
    assert failed == []


def test_what_is_not_run_is_shown_somewhere() -> None:
    shown = {each.command for document in DOCUMENTS for each in shown_in(document)}
    assert len(shown) > len(NOT_AS_SHOWN) + 20
    assert NOT_AS_SHOWN.keys() - shown == set()


def test_the_steps_of_all_checks_are_checked() -> None:
    steps = (ROOT / ".ci" / "run").read_text().splitlines()
    of_all = [command for command, instead in NOT_AS_SHOWN.items() if instead.reason == OF_ALL]
    assert [
        command for command in of_all if not any(step.strip().startswith(command) for step in steps)
    ] == []


def run_as_told(command: str, folder: Path, env: dict[str, str]) -> str:
    """Run a command, or what is run in its place; return what is wrong, or ""."""
    instead = NOT_AS_SHOWN.get(RUN_OF_TESTS if RUN_OF_TESTS in command else command)
    if instead is None:
        return run(filled_in(command), folder, env)
    if instead.run:
        options = set(re.findall(r"--[a-z-]+", command)) - {"--extra"}
        return run(instead.run, folder, env, telling_of=options, ends_with=instead.ends_with)
    files = re.findall(r"\S+\.py", command)
    return "".join(f"there is no {file}" for file in files if not (ROOT / file).exists())


def filled_in(command: str) -> str:
    """Return a command without the brackets of what may be left out, and with what a reader fills in."""
    command = command.replace("[", "").replace("]", "")
    for written, meant in FILLED_IN:
        command = re.sub(rf"(?<![\w/]){re.escape(written)}\b", meant, command)
    return command


def run(
    command: str, folder: Path, env: dict[str, str], *, telling_of: Iterable[str] = (), ends_with: int = 0
) -> str:
    """Run a command in the folder; return what is wrong with its end, or "".

    `telling_of` are options that it must print.
    """
    words = program(shlex.split(command, comments=True))
    if not words:
        return "it is neither run nor in the table"
    asked = asked_of_the_kiosk(words)
    typed = "\n" * 6
    if asked:
        if asked.command in {None, "preview"} and not asked.plain:
            return start_and_end(words, folder, env)
        if asked.command == "say" and asked.to is None:
            words += ["--to", "said.wav"]  # there is no sound device
        if asked.command == "new":
            typed = "\n".join(ANSWERS)
    told = ended(sys.executable, *words, folder=folder, typed=typed, env=env)
    if told.returncode != ends_with:
        return f"it ends with {told.returncode}: {told.stderr.strip()}"
    return "".join(f"it does not know {option}" for option in telling_of if option not in told.stdout)


def program(words: list[str]) -> list[str]:
    """Return what Python is given to run a command: a file or a module, and its arguments; else nothing."""
    if words[:2] == ["uv", "run"]:
        words = words[4:] if words[2] == "--extra" else words[2:]
    if words[0] == "kiosk":
        words = ["run_kiosk.py", *words[1:]]
    if words[0] == "python":
        return words[1:]
    return words if words[0].endswith(".py") else []


def asked_of_the_kiosk(words: list[str]) -> Namespace | None:
    """Return what a command asks of the kiosk; None where it is another program's, or for help alone."""
    kiosk = [["run_kiosk.py"], ["-m", "kiosk"]]
    arguments = next((words[len(each) :] for each in kiosk if words[: len(each)] == each), None)
    if arguments is None or {"--help", "--version"} & {*arguments}:
        return None
    try:
        asked = parser().parse_args(arguments)
    except UsageError:  # which the command itself will tell
        return None
    module, remedy = NEEDS.get(asked.command, ("kiosk", ""))
    if find_spec(module) is None:
        missing(f"no {module} ({remedy})")
    return asked


def start_and_end(words: list[str], folder: Path, env: dict[str, str]) -> str:
    """Start the kiosk on a terminal of 24 rows by 80 columns, and end it by SIGTERM once it has drawn."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env=env,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    output = bytearray()
    too_long = Timer(LIMIT_SECONDS, process.kill)
    too_long.start()
    with contextlib.suppress(OSError):  # the kiosk has ended, and its terminal with it
        while not WELCOME.search(output):
            output += os.read(master, 1 << 16)
        process.terminate()
        while os.read(master, 1 << 16):  # what it draws last, or it would wait for us
            continue
    process.wait()
    too_long.cancel()
    os.close(master)
    if WELCOME.search(output) and process.returncode == 0:
        return ""
    return f"it ends with {process.returncode} and shows {output.decode(errors='replace')[-300:]!r}"
