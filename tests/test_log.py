"""The log of a real visit in which everything fails: JSON lines, and nothing of what is read or pressed."""

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kiosk_on_pty import said
from pty_terminal import PATIENCE, Terminal, children_of, eventually

from kiosk.pack import loader
from kiosk.paths import bundled_pack

LEAKY = Path(__file__).with_name("leaky_kiosk.py")
RUN = 4  # words in a row that tell which sentence it was
SETTINGS = """\
any_key: 0
same_key: 0
leaflet_printer: nobody
leaflet_file: leaflet.pdf
"""


# What must be there, or the visit proves nothing: each fault that was made.
FAULTS = (
    "speaker: This line makes no sense and is passed over.",
    "speaker: This line is not for the speaker: Rendered",
    "speaker: espeak: This sentence cannot be said. TextError",
    "speaker: The speaker ends by a fault of its own: tests/leaky_kiosk.py:",
    "the speaker has ended (-9) and is replaced",
    "lp has not taken the leaflet: ",
    "UserWarning at tests/leaky_kiosk.py:",
    "a fault of a thread",
    "told at asyncio/base_events.py:",
)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Yield the file of a log; no line of it may tell on a visitor."""
    yield tmp_path / "kiosk.log"
    text = (tmp_path / "kiosk.log").read_text(encoding="utf-8")
    for part in loader.load(bundled_pack()).parts:
        assert (
            not re.search(rf"\b({part.id}|{part.title})\b", text) or part.id == "leaflet"
        )  # printed, or not
    told = runs(text)
    for file in bundled_pack().rglob("*.yaml"):
        assert not told & runs(file.read_text(encoding="utf-8")), file


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def started(folder: Path, log: Path) -> Terminal:
    (folder / "settings.yaml").write_text(SETTINGS)
    (folder / "leaflet.pdf").write_bytes(b"%PDF")
    options = {"transcript": folder / "transcript.jsonl", "settings": folder / "settings.yaml", "log": log}
    arguments = [word for name, file in options.items() for word in (f"--{name}", str(file))]
    return Terminal(str(LEAKY), *arguments)


def test_a_visit_in_which_everything_fails_leaves_nothing_of_itself_in_the_log(
    tmp_path: Path, log: Path
) -> None:
    terminal = started(tmp_path, log)
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"c2")  # at the title of this part the engine raises
        eventually(lambda: "The next sentence cannot be read aloud. It is on the screen." in said(tmp_path))
        terminal.type(b"c91")  # the leaflet: the printer refuses
        eventually(
            lambda: "The leaflet cannot be printed now. To have it, ask at the desk." in said(tmp_path)
        )
        [speaker] = children_of(terminal.process.pid)
        os.kill(speaker, signal.SIGKILL)
        eventually(lambda: "(-9)" in log.read_text(encoding="utf-8"))
        before = len(said(tmp_path))
        terminal.type(b"h")  # at its title the renderer raises, twice
        eventually(
            lambda: "The next sentence cannot be read aloud. It is on the screen." in said(tmp_path)[before:]
        )
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE) == 0
        assert not terminal.shows("Traceback")
    finally:
        terminal.close()
    logged = str(lines(log))
    for each in FAULTS:
        assert each in logged


def test_a_fault_of_the_kiosks_own_is_logged_without_what_stood_on_the_screen(
    tmp_path: Path, log: Path
) -> None:
    terminal = started(tmp_path, log)
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"z")
        assert terminal.process.wait(PATIENCE) == 1
    finally:
        terminal.close()
    assert lines(log)[-1]["level"] == "CRITICAL"
    assert lines(log)[-1]["traceback"][0] == "TextError"
