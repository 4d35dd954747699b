"""A busy morning in half a minute, with sound and faults: the kiosk answers after each, and does not grow.

bench/soak.py has a week of it, with the figures. Here memory has a looser bound, and nothing is timed.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from busy_day import Kind, typed, visitors
from kiosk_on_pty import said
from pty_terminal import PATIENCE, Terminal, children_of, eventually
from speech.faults import FrailServer, hide_alsa
from vitals import Vitals, vitals

from kiosk.keys.filters import LONGEST_REPEAT_GAP, REPEATS_BEGIN

pytestmark = pytest.mark.sound

SPEED = 40.0
VISITS = 6
MOST_GROWTH = 1.15  # of the kiosk's memory, which is still warming up; in a week it is less than 1.05
HELPLINE = "Helpline"
HELD = REPEATS_BEGIN[1] + LONGEST_REPEAT_GAP  # seconds; a press that comes later is none of a held key
# After these H means what it always does; the others may leave the keys to help or to a switch.
KINDS = (Kind.THROUGH, Kind.CHOOSES, Kind.PEOPLE, Kind.SETTINGS, Kind.LEANS)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrailServer]:
    hide_alsa(monkeypatch, tmp_path)
    server = FrailServer(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", server.server)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def terminal(server: FrailServer, tmp_path: Path) -> Iterator[Terminal]:
    del server  # it is there first
    (tmp_path / "settings.yaml").write_text("same_key: 0\nany_key: 0\nvoice: espeak\n")
    files = {"settings": "settings.yaml", "transcript": "transcript.jsonl", "log": "kiosk.log"}
    started = Terminal(
        "run_kiosk.py",
        *(word for name, file in files.items() for word in (f"--{name}", str(tmp_path / file))),
    )
    yield started
    started.close()


def well(terminal: Terminal, folder: Path) -> Vitals:
    """Return what the kiosk takes of the machine, when it has answered a key aloud and has one speaker."""
    heard = said(folder).count(HELPLINE)
    end = time.monotonic() + PATIENCE
    while said(folder).count(HELPLINE) == heard:
        assert time.monotonic() < end, "it does not answer"
        terminal.type(b"h")
        time.sleep(HELD)  # a busy kiosk may take one that follows others for a held key
    eventually(lambda: len(children_of(terminal.process.pid)) == 1)
    assert terminal.process.poll() is None
    return vitals(terminal.process.pid)


def levels(log: Path) -> list[str]:
    return [json.loads(line)["level"] for line in log.read_text(encoding="utf-8").splitlines()]


def test_after_many_visits_and_every_fault_it_is_as_it_was(
    terminal: Terminal, server: FrailServer, tmp_path: Path
) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    coming = (each for each in visitors(Random(1)) if each.kind in KINDS)  # noqa: S311 - what visitors do

    def visits() -> None:
        for _ in range(VISITS):
            typed(next(coming), terminal.type, speed=SPEED, clock=time.monotonic, sleep=time.sleep)

    def signalled(number: signal.Signals) -> Callable[[], None]:
        return lambda: os.kill(children_of(terminal.process.pid)[0], number)

    def flood() -> None:
        terminal.type(b"\x1b[B\x1b[A" * 2000)

    def server_restarts() -> None:
        server.kill()
        server.start()

    visits()
    flood()  # what it takes for so many keys that wait, it keeps for the next; it must not take it twice
    first = well(terminal, tmp_path)
    assert "WARNING" not in levels(tmp_path / "kiosk.log")
    chaos: dict[str, Callable[[], object]] = {
        "the speaker is killed": signalled(signal.SIGKILL),
        "the speaker hangs": signalled(signal.SIGSTOP),
        "the sound server is killed and started": server_restarts,
        "keys come as fast as they can": flood,
    }
    for fault, happens in chaos.items():
        happens()
        visits()
        now = well(terminal, tmp_path)
        assert now.kiosk < first.kiosk * MOST_GROWTH, fault
        assert now.speaker < first.speaker * MOST_GROWTH, fault
        assert (now.files, now.threads, now.processes) == (first.files, first.threads, first.processes), fault
    assert "ERROR" not in levels(tmp_path / "kiosk.log")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
