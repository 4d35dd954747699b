"""The leaflet is handed to CUPS: to an `lp` that obeys the interface of the real one."""

import asyncio
import sys
from pathlib import Path

import pytest

from kiosk import paper
from kiosk.paper import Paper
from kiosk.settings import Leaflet
from kiosk.visit.events import LeafletAsked, Notice

LP = """#!{python}
import sys
arguments = sys.argv[1:]
assert arguments[0] == "-d" and arguments[2] == "--" and len(arguments) == 4, arguments
{does}
"""


class Queue:
    """An `lp` on the path, and what was printed."""

    def __init__(self, folder: Path) -> None:
        self._lp = folder / "lp"
        self._jobs = folder / "jobs"
        self.takes()

    def takes(self) -> None:
        self.does(f"open({str(self._jobs)!r}, 'a').write(' '.join(arguments) + '\\n')")

    def does(self, what: str) -> None:
        self._lp.write_text(LP.format(python=sys.executable, does=what))
        self._lp.chmod(0o755)

    def leave(self) -> None:
        self._lp.unlink()

    @property
    def jobs(self) -> list[str]:
        return self._jobs.read_text().splitlines() if self._jobs.exists() else []


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Queue:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Queue(tmp_path)


async def asked(*, times: int = 1) -> int:
    """Ask for the leaflet, one after the other; return how often that failed."""
    failures = list[bool]()
    printing = Paper(Leaflet("desk", "/srv/a leaflet.pdf"), failed=lambda: failures.append(True))
    for _ in range(times):
        printing.hear(Notice("Something else"))
        printing.hear(LeafletAsked())
        await printing.idle()
    return len(failures)


async def test_one_copy_is_handed_to_the_printer_that_is_set(queue: Queue) -> None:
    assert await asked() == 0
    assert queue.jobs == ["-d desk -- /srv/a leaflet.pdf"]


async def test_a_complaint_of_the_queue_is_a_failure_for_the_log(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue.does("sys.exit('lp: The printer or class does not exist.')")
    assert await asked() == 1
    assert "The printer or class does not exist." in caplog.text


async def test_without_cups_it_fails_in_words(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    queue.leave()
    assert await asked() == 1
    assert "lp" in caplog.text


async def test_a_queue_that_never_answers_is_given_up(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    queue.does("import time; time.sleep(600)")
    monkeypatch.setattr(paper, "PATIENCE", 0.2)
    async with asyncio.timeout(30):
        assert await asked() == 1
    assert "does not answer" in caplog.text


async def test_a_failure_does_not_stop_the_next_one(queue: Queue) -> None:
    queue.does("sys.exit('lp: no')")
    assert await asked(times=2) == 2
