"""The kiosk as it is installed: from its wheel, into an empty environment, with nothing of the checkout."""

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from ended import ended
from kiosk_on_pty import said, transcript
from pty_terminal import PATIENCE, ROOT, Terminal, eventually
from required import missing
from wheels import built

from kiosk.staff.installation import program

INSTALLING_SECONDS = 240.0  # far more than downloading takes
DATA = ("audio", "content", "deploy")  # folders that the wheel carries as they are
REPORT = "docs/conformance.md"
DOCUMENTS = (
    REPORT,
    "docs/installation.md",
    "docs/settings.md",
)  # of a folder that stays behind, but for these


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the checkout."""
    return built(tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Installed:
    """An installed kiosk: its command, and its Python."""

    command: Path
    python: Path

    def __call__(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return run(str(self.command), *arguments, typed=typed)


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel as docs/installation.md does, by pipx, into an empty virtual environment."""
    home = tmp_path_factory.mktemp("pipx")
    if not shutil.which("pipx"):
        missing("no pipx (Debian's pipx)")
    places = {"PIPX_HOME": str(home), "PIPX_BIN_DIR": str(home / "bin")}
    made = run("pipx", "install", str(wheel), seconds=INSTALLING_SECONDS, **places)
    if made.returncode:
        missing(f"no wheel can be installed here: {made.stderr}")
    return Installed(home / "bin" / "kiosk", home / "venvs" / "speaking-kiosk" / "bin" / "python")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in an empty folder, with nothing that leads Python to the checkout."""
    for variable in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "ACCESSIBLE"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield folder
    assert list(folder.iterdir()) == []  # nothing is left where staff happened to stand


def run(
    *command: str, typed: str = "", seconds: float = PATIENCE, **env: str
) -> subprocess.CompletedProcess[str]:
    return ended(*command, typed=typed, seconds=seconds, env=os.environ | env)


def of_the_checkout() -> dict[str, bytes]:
    """Return what is in the checkout, under the names that it is to have in the wheel."""
    listed = run("git", "-C", str(ROOT), "ls-files", "-z", "kiosk", *DATA, *DOCUMENTS)
    if listed.returncode:
        missing(f"no git, or no checkout: {listed.stderr}")
    names = listed.stdout.rstrip("\0").split("\0")
    return {
        name if name.startswith("kiosk/") else f"kiosk/_data/{name}": (ROOT / name).read_bytes()
        for name in names
    }


def test_the_wheel_has_every_file_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        modes = {each.filename: each.external_attr >> 16 for each in archive.infolist()}
    expected = of_the_checkout()
    assert packed.keys() == expected.keys()
    assert [name for name in expected if packed[name] != expected[name]] == []
    scripts = [name for name in expected if name.startswith("kiosk/_data/deploy/bin/")]
    assert [name for name in scripts if not modes[name] & 0o100] == []


def test_an_installation_from_the_checkout_has_the_same_files(wheel: Path) -> None:
    assert program.files(ROOT) == program.files(wheel)


def test_every_folder_of_data_that_the_program_opens_is_in_the_wheel(wheel: Path) -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "kiosk").rglob("*.py"))
    opened = set(re.findall(r'data_folder\("(\w+)"\)', code))
    assert {"audio", "content"} <= opened
    with zipfile.ZipFile(wheel) as archive:
        carried = {name.split("/")[2] for name in archive.namelist() if name.startswith("kiosk/_data/")}
    assert opened - carried == set()


def test_it_is_the_installed_one_that_runs(installed: Installed) -> None:
    where = run(str(installed.python), "-c", "import kiosk; print(*kiosk.__path__)").stdout.strip()
    assert Path(where).is_relative_to(installed.python.parents[1])
    assert not (Path(where).parent / "content").exists()
    assert installed("--version").stdout == f"kiosk {version('speaking-kiosk')}\n"


@pytest.mark.requirement("K64")
def test_a_visit_in_lines_of_text_reads_the_first_part(installed: Installed) -> None:
    visit = installed("--plain", "--voice", "off", typed="\n\n\n\n")
    assert visit.returncode == 0, visit.stderr
    assert "The facts come from The Dystonia Society." in visit.stdout
    assert "Part 1 of 12" in visit.stdout
    assert visit.stderr == ""


def test_the_commands_of_staff_find_what_they_need(installed: Installed) -> None:
    checked = installed("check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "Errors: 0." in checked.stdout
    assert installed("conformance").stdout == (ROOT / REPORT).read_text(encoding="utf-8")
    assert "number-pad" in installed("keys").stdout
    told = installed("doctor").stdout
    assert "pack: Generalised dystonia, in en-GB" in told
    assert "voice: en-GB is said by" in told


def test_a_word_of_the_lexicon_is_said_as_the_lexicon_has_it(installed: Installed, tmp_path: Path) -> None:
    recorded = tmp_path / "said.wav"
    words = ("botulinum toxin", "--to", str(recorded))
    ours = installed("--voice", "espeak", "say", *words)
    assert (ours.returncode, ours.stderr) == (0, "")
    here = run(sys.executable, str(ROOT / "run_kiosk.py"), "--voice", "espeak", "say", *words)
    assert ours.stdout == here.stdout
    assert recorded.stat().st_size > 10_000


def test_a_visitor_comes_to_the_helpline_on_the_screen(
    installed: Installed, elsewhere: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("any_key: 0\nlarge_print: 4\n")  # its letters are a file of the package
    terminal = Terminal(
        str(installed.command),
        *("--transcript", str(tmp_path / "transcript.jsonl"), "--settings", str(settings)),
        python=installed.python,
        folder=elsewhere,
    )
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"\x1b[C")
        eventually(lambda: "Contents" in said(tmp_path))
        terminal.type(b"h")
        eventually(lambda: "Helpline" in said(tmp_path))
        eventually(lambda: terminal.shows("020 7793 3650"))
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE) == 0
    finally:
        terminal.close()
    assert transcript(tmp_path)[-1]["reason"] == "SIGTERM"
    assert not terminal.shows("Traceback")
