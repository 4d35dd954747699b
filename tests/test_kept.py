"""What a real kiosk keeps and takes up, on a terminal: counts at its end, other packs at its welcome."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from kiosk_on_pty import said, transcript
from pty_terminal import PATIENCE, ROOT, Terminal
from staff import small_pack

from kiosk import delivered
from kiosk.counts import file
from kiosk.errors import ExitCode

RIGHT: Final = b"\x1b[C"
LEFT: Final = b"\x1b[D"
OLD, NEW = "Zinnia", "Yarrow"  # words that nothing else says
KILLS: Final = 10
SEED: Final = 8
# The welcome is heard to its end before other packs are taken up.
LONGER: Final = 3 * PATIENCE
# A kiosk whose speaker is beyond its reach at the end.
ENDLESS: Final = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from kiosk.speech.process import SpeakerProcess
from kiosk.__main__ import main

async def close(self):
    raise ProcessLookupError

SpeakerProcess.close = close
sys.exit(main())
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Return how a kiosk is started with settings, which waits at its welcome then."""
    started = list[Terminal]()

    def starting(settings: str = "", *, program: str = "run_kiosk.py") -> Terminal:
        (tmp_path / "settings.yaml").write_text(f"any_key: 0\nsame_key: 0\n{settings}")
        options = ("--transcript", "transcript.jsonl"), ("--settings", "settings.yaml")
        named = (each for name, path in options for each in (name, str(tmp_path / path)))
        terminal = Terminal(program, *named)
        started.append(terminal)
        eventually(lambda: "Welcome" in said(tmp_path))
        return terminal

    yield starting
    for terminal in started:
        terminal.close()


def eventually(check: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGER
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def written(tmp_path: Path, name: str) -> Path:
    """Return a pack whose title and first part are named so."""
    folder = small_pack.write(tmp_path / "given" / name)
    for path, title in ((folder / small_pack.PAIN, "Pain"), (folder / "pack.yaml", "A small pack")):
        path.write_text(path.read_text().replace(f"title: {title}", f"title: {name}"))
    return folder


def heard(folder: Path, word: str) -> int:
    """Return in how many sentences a word was said."""
    return sum(word in sentence for sentence in said(folder))


def screens(folder: Path) -> list[str]:
    return [line["part"] or line["name"] for line in transcript(folder) if line["event"] == "screen"]


def go(terminal: Terminal, folder: Path, *places: str, key: bytes = RIGHT) -> None:
    for place in places:
        before = len(screens(folder))
        terminal.type(key)
        eventually(lambda before=before: len(screens(folder)) > before)  # type: ignore[misc]
        assert screens(folder)[-1] == place


def test_a_visit_that_has_begun_ends_in_the_old_words_and_the_next_welcome_has_the_new_ones(
    start: Callable[[], Terminal], tmp_path: Path
) -> None:
    delivered.update(written(tmp_path, OLD))
    terminal = start()
    eventually(lambda: heard(tmp_path, OLD) > 0)
    go(terminal, tmp_path, "contents")
    delivered.update(written(tmp_path, NEW))
    looked_often = time.monotonic() + 3 * delivered.LOOK_EVERY
    while time.monotonic() < looked_often:
        go(terminal, tmp_path, "pain")
        go(terminal, tmp_path, "contents", key=LEFT)
    go(terminal, tmp_path, "pain", "leaflet", "case-studies", "case-studies/jo", "disclaimer", "helpline")
    go(terminal, tmp_path, "thanks")
    assert heard(tmp_path, NEW) == 0
    go(terminal, tmp_path, "welcome")
    eventually(lambda: heard(tmp_path, NEW) > 0)
    assert screens(tmp_path)[-1] == "welcome"
    go(terminal, tmp_path, "contents", "pain")
    eventually(lambda: NEW in said(tmp_path))
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0


def test_a_kiosk_whose_pack_is_broken_speaks_the_one_before(
    start: Callable[[], Terminal], tmp_path: Path, state: Path
) -> None:
    delivered.update(written(tmp_path, OLD))
    delivered.update(written(tmp_path, NEW))
    (state / "packs" / "2" / "01" / "helpline.yaml").write_bytes(b"\x00torn")
    start()
    eventually(lambda: heard(tmp_path, OLD) > 0)
    assert heard(tmp_path, NEW) == 0


def test_an_update_that_is_killed_at_any_time_leaves_the_old_pack_or_the_new_one(tmp_path: Path) -> None:
    packs = [written(tmp_path, name) for name in (OLD, NEW)]
    delivered.update(packs[0])
    chance = random.Random(SEED)  # noqa: S311 - the same at each run
    began = time.monotonic()
    update(packs[1]).wait(PATIENCE)
    takes = time.monotonic() - began
    assert spoken() == NEW
    for turn in range(KILLS):
        before = spoken()
        updating = update(packs[turn % 2])
        time.sleep(chance.uniform(0, takes))
        updating.kill()
        updating.wait(PATIENCE)
        assert spoken() in {before, packs[turn % 2].name}
    update(packs[0]).wait(PATIENCE)
    assert spoken() == OLD


def update(folder: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    words = [sys.executable, "run_kiosk.py", "update", str(folder)]
    return subprocess.Popen(words, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def spoken() -> str:
    """Return the title of what a kiosk would speak that starts now; it is the one that is current."""
    (edition,) = delivered.newer().load()
    assert edition.pack.title == edition.pack.parts[0].title
    assert delivered.deliveries().current != delivered.BUNDLED
    return edition.pack.title


def test_the_counts_are_written_at_its_end_and_add_up_over_two_starts(
    start: Callable[[], Terminal], tmp_path: Path, state: Path
) -> None:
    for times in (1, 2):
        terminal = start()
        go(terminal, tmp_path, "contents", "what-it-is")
        if times == 1:
            assert not (state / file.COUNTS_FILE).exists()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE) == 0
        (counts,) = file.read(state).values()
        assert (counts.visits, counts.opened) == (times, {"what-it-is": times})
        (tmp_path / "transcript.jsonl").unlink()
    assert [*json.loads((state / file.COUNTS_FILE).read_text())] == ["weeks"]


def test_the_counts_are_written_where_the_speaker_cannot_be_ended(
    start: Callable[..., Terminal], tmp_path: Path, state: Path
) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS)
    terminal = start(program=str(tmp_path / "endless.py"))
    go(terminal, tmp_path, "contents", "what-it-is")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == ExitCode.FAILURE
    (counts,) = file.read(state).values()
    assert counts.visits == 1


def test_with_counts_off_nothing_is_written(
    start: Callable[[str], Terminal], tmp_path: Path, state: Path
) -> None:
    terminal = start("counts: false\n")
    go(terminal, tmp_path, "contents", "what-it-is")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
    assert not state.exists()


def test_a_state_that_cannot_be_written_stops_no_visit(
    start: Callable[[], Terminal], tmp_path: Path, state: Path
) -> None:
    state.write_text("a file where a folder should be")
    terminal = start()
    go(terminal, tmp_path, "contents", "what-it-is")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
