"""Where the kiosk may find itself: no home, a full or read-only disk, any locale, a clock that jumps.

In each the real kiosk on a real terminal goes from the welcome to the helpline, and ends when it is asked to.
It may keep nothing and log nothing there; it must speak, take keys and be seen.
"""

import os
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from kiosk_on_pty import said, transcript
from pty_terminal import PATIENCE, Terminal, eventually
from required import missing

DAY = 24 * 3600  # seconds
EXEC = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
OWN_FOLDERS = ("STATE_DIRECTORY", "RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
NO_FOLDERS = ("env", *(word for name in OWN_FOLDERS for word in ("-u", name)))
SETTINGS = "any_key: 0\nsame_key: 0\nidle: 10\n"
WELCOME, PART, HELPLINE = "Welcome", "Symptoms", "Helpline"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own mounts")


def in_namespace(script: str, folder: Path) -> tuple[str, ...]:
    """Return what runs a program where the mounts of a shell script hold; $0 is the test's folder."""
    if not shutil.which("unshare") or os.geteuid():
        missing("mounts of the test's own need root and unshare (Debian's package util-linux)")
    return ("unshare", "--mount", "sh", "-ec", f'{script}\nexec "$@"', str(folder))


# What stands before the command; FOLDER is the test's own.
ENVIRONMENTS = {
    "LC_ALL=C": ("env", "LC_ALL=C"),
    "a locale that is not there": ("env", "LC_ALL=xx_XX.ISO-8859-1"),
    "no LANG": ("env", "-u", "LANG", "-u", "LC_ALL", "-u", "LANGUAGE"),
    "PYTHONIOENCODING=ascii": ("env", "PYTHONIOENCODING=ascii"),
    "TERM=linux": ("env", "TERM=linux"),
    "TERM=dumb": ("env", "TERM=dumb"),
    "no TERM": ("env", "-u", "TERM"),
    "no home": (*NO_FOLDERS, "-u", "HOME", "TMPDIR=FOLDER"),
    "a home that is not there": (*NO_FOLDERS, "HOME=/nobody/home", "TMPDIR=FOLDER"),
    "no XDG variables": (*NO_FOLDERS, "HOME=FOLDER", "TMPDIR=FOLDER"),
    "no folder for a moment": ("env", "TMPDIR=/proc", "RUNTIME_DIRECTORY=/proc"),
    "nothing in the environment": ("env", "-i", "TMPDIR=FOLDER"),
}
MOUNTS = {
    "a home that is read-only": (
        'mkdir "$0/home"; mount --bind "$0/home" "$0/home"; mount -o remount,bind,ro "$0/home"; '
        'export HOME="$0/home" STATE_DIRECTORY= RUNTIME_DIRECTORY= XDG_RUNTIME_DIR='
    ),
    "everything read-only but the transcript": (
        'mount --bind "$0" "$0"; mount -o remount,bind,ro /; mount -t tmpfs -o ro tmpfs /var/lib; '
        "export STATE_DIRECTORY= RUNTIME_DIRECTORY=/run TMPDIR=/var/tmp"
    ),
}


def visit(terminal: Terminal, folder: Path) -> None:
    """Go to a part and to the helpline, and end the kiosk as the service manager does."""
    eventually(lambda: WELCOME in said(folder))
    terminal.type(b"c2")
    eventually(lambda: PART in said(folder))
    assert terminal.shows(PART)
    terminal.type(b"h")
    eventually(lambda: HELPLINE in said(folder))
    end(terminal)
    assert transcript(folder)[-1]["reason"] == "SIGTERM"


def end(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.modes
    assert not terminal.shows("Traceback")
    assert not terminal.shows("Error")


@contextmanager
def kiosk(folder: Path, before: tuple[str, ...], *, log: Path | None = None) -> Iterator[Terminal]:
    """Start the kiosk behind another command, with its transcript on a disk that is well."""
    (folder / "settings.yaml").write_text(SETTINGS)
    options = {"settings": folder / "settings.yaml", "transcript": folder / "transcript.jsonl"}
    options |= {"log": log or folder / "kiosk.log"}
    arguments = [word for name, file in options.items() for word in (f"--{name}", str(file))]
    terminal = Terminal("-c", EXEC, *before, sys.executable, "run_kiosk.py", *arguments)
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.mark.parametrize("before", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_a_visit_is_the_same_in_any_environment(before: tuple[str, ...], tmp_path: Path) -> None:
    with kiosk(tmp_path, tuple(word.replace("FOLDER", str(tmp_path)) for word in before)) as terminal:
        visit(terminal, tmp_path)


@linux_only
@pytest.mark.parametrize("mounts", MOUNTS.values(), ids=MOUNTS)
def test_a_visit_is_the_same_where_nothing_can_be_written(mounts: str, tmp_path: Path) -> None:
    with kiosk(tmp_path, in_namespace(mounts, tmp_path)) as terminal:
        visit(terminal, tmp_path)


@linux_only
def test_a_visit_is_the_same_on_a_full_disk(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    mounts = (
        'mount -t tmpfs -o size=32k tmpfs "$0/full"; : > "$0/full/kiosk.log"; '
        'export STATE_DIRECTORY="$0/full" RUNTIME_DIRECTORY="$0/full" TMPDIR="$0/full"; '
        'cat /dev/zero > "$0/full/filled" 2> /dev/null || true; df -k "$0/full" > "$0/df"'
    )
    with kiosk(tmp_path, in_namespace(mounts, tmp_path), log=full / "kiosk.log") as terminal:
        visit(terminal, tmp_path)
    assert "100%" in (tmp_path / "df").read_text()


@linux_only
def test_a_transcript_on_a_full_disk_ends_and_the_visit_does_not(tmp_path: Path) -> None:
    (tmp_path / "transcript.jsonl").symlink_to("/dev/full")
    with kiosk(tmp_path, ()) as terminal:
        log = tmp_path / "kiosk.log"
        eventually(lambda: log.exists() and "its file cannot be written" in log.read_text())
        terminal.type(b"ch")
        eventually(lambda: terminal.shows(HELPLINE))
        end(terminal)


class Clock:
    """The system's clock as one kiosk and its speaker see it; their monotonic clock goes on."""

    def __init__(self, folder: Path) -> None:
        self._seconds = folder / "clock"
        self.library = folder / "clock.so"
        self.before = ("env", f"LD_PRELOAD={self.library}", f"JUMPING_CLOCK={self._seconds}")
        self.jump(0)

    def jump(self, seconds: int) -> None:
        """Have the clock so many seconds off, from now on."""
        with self._seconds.open("r+b" if self._seconds.exists() else "wb") as file:
            file.write(struct.pack("=q", seconds))


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    compiler = shutil.which("cc")
    if not compiler:
        missing("a clock that jumps has to be built: no cc (Debian's packages gcc and libc6-dev)")
    jumping = Clock(tmp_path)
    source = Path(__file__).with_name("jumping_clock.c")
    subprocess.run([compiler, "-Wall", "-shared", "-fPIC", "-o", jumping.library, source], check=True)
    return jumping


def test_the_clock_of_these_tests_jumps(clock: Clock) -> None:
    clock.jump(400 * DAY)
    told = "import time, datetime; print(int(time.time()), datetime.datetime.now().year, time.monotonic())"
    ended = subprocess.run(
        [*clock.before, sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    seconds, year, monotonic = ended.stdout.split()
    assert abs(int(seconds) - time.time() - 400 * DAY) < PATIENCE
    assert int(year) > datetime.now(UTC).year
    assert abs(float(monotonic) - time.monotonic()) < PATIENCE


def to_midnight() -> int:
    """Return how many seconds are left of this day, but for the last one."""
    now = datetime.now().astimezone()
    return DAY - (now.hour * 3600 + now.minute * 60 + now.second) - 1


@linux_only
@pytest.mark.parametrize(
    "jump", [DAY, -DAY, 365 * DAY, None], ids=["day on", "day back", "year on", "midnight"]
)
def test_a_clock_that_jumps_ends_no_visit_and_stops_no_word(
    jump: int | None, clock: Clock, tmp_path: Path
) -> None:
    with kiosk(tmp_path, clock.before) as terminal:
        eventually(lambda: WELCOME in said(tmp_path))
        terminal.type(b"c2")
        eventually(lambda: PART in said(tmp_path))
        before = count(tmp_path, "word")
        clock.jump(to_midnight() if jump is None else jump)
        eventually(lambda: count(tmp_path, "word") >= before + 10)
        assert [line["name"] for line in transcript(tmp_path) if line["event"] == "screen"][-1] == "reader"
        visit(terminal, tmp_path)


@linux_only
def test_after_the_clock_has_gone_back_a_visitor_is_still_asked(clock: Clock, tmp_path: Path) -> None:
    with kiosk(tmp_path, clock.before) as terminal:
        eventually(lambda: WELCOME in said(tmp_path))
        terminal.type(b"cp")  # paused: the 10 seconds begin
        clock.jump(-DAY)
        eventually(lambda: any("still there" in text for text in said(tmp_path)))
        end(terminal)


def count(folder: Path, event: str) -> int:
    return sum(line["event"] == event for line in transcript(folder))
