"""The leaflet is handed to CUPS: to the real one, and for what fails to an `lp` with the same interface."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from required import missing

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


# --- The real CUPS, with a queue that prints into nothing and keeps what it was given.
PATIENCE = 30.0  # seconds; far more than it takes
CUPSD = """
Listen {folder}/socket
PreserveJobFiles Yes
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
<Location /admin>
Allow all
</Location>
"""
FILES = """
FileDevice Yes
User lp
Group lp
"""
FOLDERS = {
    "ServerRoot": "root",
    "CacheDir": "cache",
    "StateDir": "state",
    "RequestRoot": "spool",
    "TempDir": "tmp",
}
LOGS = ("AccessLog", "ErrorLog", "PageLog")


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Start CUPS with the queue "desk", for this test alone; return the folder of what it was given."""
    cupsd = shutil.which("cupsd", path=f"{os.environ['PATH']}:/usr/sbin")
    if not (cupsd and shutil.which("lp")):
        missing("no CUPS (Debian's packages cups-daemon and cups-client)")
    if os.geteuid() != 0:
        missing("only root can start a CUPS of its own")
    folder = Path("/tmp") / f"cups-{os.getpid()}"  # noqa: S108 - a socket's name must be short
    folder.mkdir(mode=0o755)
    for name in FOLDERS.values():
        (folder / name).mkdir()
        shutil.chown(folder / name, "lp", "lp")
    (folder / "cupsd.conf").write_text(CUPSD.format(folder=folder))
    lines = [f"{key} {folder / name}" for key, name in FOLDERS.items()]
    lines += [f"{key} {folder / 'cache' / key}" for key in LOGS]
    (folder / "cups-files.conf").write_text(FILES + "\n".join(lines) + "\n")
    monkeypatch.setenv("CUPS_SERVER", str(folder / "socket"))
    with subprocess.Popen(
        [cupsd, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    ) as process:
        try:
            eventually((folder / "socket").exists)
            queue = ("-p", "desk", "-E", "-v", "file:/dev/null", "-m", "raw")
            subprocess.run([Path(cupsd).with_name("lpadmin"), *queue], check=True, capture_output=True)
            yield folder / "spool"
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder)


def eventually(check: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


async def test_cups_prints_one_copy_of_the_very_file(cups: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "-o a leaflet.pdf"
    pdf.write_bytes(b"%PDF-1.7\nof some length" * 100)
    failures = list[bool]()
    printing = Paper(Leaflet("desk", str(pdf)), failed=lambda: failures.append(True))
    printing.hear(LeafletAsked())
    await printing.idle()
    assert failures == []
    eventually(done)
    (job,) = done()
    assert job.startswith("desk-1 ")
    (kept,) = cups.glob("d*")  # noqa: ASYNC240 - nothing else runs
    assert kept.read_bytes() == pdf.read_bytes()


def done() -> list[str]:
    """Return a line for each job that the queue has printed."""
    asked = subprocess.run(
        ["lpstat", "-W", "completed", "-o", "desk"],  # noqa: S607 - wherever CUPS has it
        check=True,
        capture_output=True,
        text=True,
    )
    return asked.stdout.splitlines()


@pytest.mark.usefixtures("cups")
async def test_a_printer_that_cups_does_not_know_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pdf = tmp_path / "leaflet.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    failures = list[bool]()
    printing = Paper(Leaflet("nowhere", str(pdf)), failed=lambda: failures.append(True))
    printing.hear(LeafletAsked())
    await printing.idle()
    assert failures == [True]
    assert "does not exist" in caplog.text
