"""The kiosk as a new user starts it: the real program on a real terminal (a pty), with its real speaker."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0  # seconds; far more than is needed, so that a busy machine fails nothing


class Terminal:
    """The kiosk on a terminal of 24 rows by 80 columns."""

    def __init__(
        self,
        *arguments: str,
        command: tuple[str, ...] = ("run_kiosk.py",),
        python: Path = Path(sys.executable),
        folder: Path = ROOT,
    ) -> None:
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, (24, 80))
        self.modes = termios.tcgetattr(self.slave)
        self.output = bytearray()
        self.process = subprocess.Popen(
            [python, *command, *arguments],
            cwd=folder,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=os.environ | {"TERM": "xterm-256color"},
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                self.output += os.read(self.master, 1 << 16)
            except OSError:
                return

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def shows(self, text: str) -> bool:
        return text.encode() in self.output

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.slave)
        os.close(self.master)


@pytest.fixture
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    command = getattr(request, "param", ("run_kiosk.py",))
    settings = tmp_path / "settings.yaml"
    settings.write_text("any_key: 0\n")  # a test presses one key right after another
    started = Terminal(
        *("--transcript", str(tmp_path / "transcript.jsonl"), "--settings", str(settings)), command=command
    )
    yield started
    started.close()


def eventually(check: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def transcript(folder: Path) -> list[dict[str, Any]]:
    file = folder / "transcript.jsonl"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def said(folder: Path) -> list[str]:
    return [line["written"] for line in transcript(folder) if line["event"] == "said"]


@pytest.mark.requirement("K01")
@pytest.mark.parametrize(
    "terminal", [("run_kiosk.py",), ("-m", "kiosk")], ids=["run_kiosk.py", "python -m kiosk"], indirect=True
)
def test_first_screen_three_keys_and_a_clean_end(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: terminal.shows("Press any big key to begin."))
    eventually(lambda: "Welcome" in said(tmp_path))

    terminal.type(b"x")
    eventually(lambda: "Contents" in said(tmp_path))
    terminal.type(b"2")
    eventually(lambda: "Symptoms" in said(tmp_path))
    terminal.type(b"\x1b[C")
    eventually(lambda: "Types and causes" in said(tmp_path))
    assert terminal.shows("Types and causes")

    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.modes
    eventually(lambda: terminal.shows("\x1b[?1049l"))  # the screen that was there before
    eventually(lambda: terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l"))
    assert not terminal.shows("Traceback")

    lines = transcript(tmp_path)
    assert lines[0]["event"] == "started"
    assert lines[-1] == {"t": lines[-1]["t"], "event": "ended", "reason": "SIGTERM"}
    keys = [(line["key"], line["intent"]) for line in lines if line["event"] == "key"]
    assert keys == [("x", None), ("2", "choose-number 2"), ("right", "next")]
    assert [line["t"] for line in lines] == sorted(line["t"] for line in lines)


# What a bad cable, a mouse, a paste or a strange terminal sends; each ends or deafens Textual's own reading.
GARBAGE = {
    "no UTF-8": b"\xff\xfe\xe9x",
    "half of UTF-8": b"\xc3A\xe2\x82",
    "a mouse beyond column 95": b"\x1b[M \xf0\xf0",
    "a mouse click": b"\x1b[<0;5;5M\x1b[<0;5;5m",
    "a key code beyond Unicode": b"\x1b[1114112;5u",
    "a paste without an end": b"\x1b[200~q",
    "a size report": b"\x1b[48;0;0;0;0t",
    "an unfinished sequence": b"\x1b[",
    "an unfinished command": b"\x1bP+q",
    "chords that end programs": b"\x03\x04\x11\x13\x1a\x1c",
}


def test_nothing_that_a_terminal_sends_ends_the_kiosk(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    for number, sent in enumerate(GARBAGE.values(), 1):
        terminal.type(sent)
        time.sleep(0.6)  # the point itself: what is unfinished is forgotten after 0.4 s
        terminal.type(b"h")
        eventually(lambda: said(tmp_path)[-1:] == ["Helpline"])
        terminal.type(b"\x1b[D")
        eventually(lambda: said(tmp_path)[-1:] != ["Helpline"])
        assert terminal.process.poll() is None, f"ended after {list(GARBAGE)[number - 1]}"


@pytest.mark.requirement("K22")
def test_where_the_terminal_tells_releases_a_held_key_acts_once(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    terminal.type(b"\x1b[?27u")
    keys = {b"99;1:%d;99u": "Contents", b"50;1:%d;50u": "Symptoms", b"1;1:%dC": "Types and causes"}
    for key, heard in keys.items():
        terminal.type(b"".join(b"\x1b[" + key % stroke for stroke in (1, *[2] * 30, 3)))
        eventually(lambda heard=heard: heard in said(tmp_path))  # type: ignore[misc]

    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
    pressed = [(line["key"], line["intent"]) for line in transcript(tmp_path) if line["event"] == "key"]
    assert pressed == [("c", "contents"), ("2", "choose-number 2"), ("right", "next")]
    eventually(lambda: terminal.shows("\x1b[?1049l"))
    asked, given_back, left = map(terminal.output.rfind, (b"\x1b[=2;2u", b"\x1b[<u", b"\x1b[?1049l"))
    assert 0 < asked < given_back < left


def test_closing_the_terminal_ends_the_kiosk_and_its_speaker(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    speakers = children_of(terminal.process.pid)
    assert speakers

    terminal.process.send_signal(signal.SIGHUP)

    assert terminal.process.wait(PATIENCE) == 0
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in speakers))
    assert transcript(tmp_path)[-1]["reason"] == "SIGHUP"


def test_a_killed_kiosk_leaves_no_speaker_behind(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    speakers = children_of(terminal.process.pid)
    assert speakers

    terminal.process.kill()

    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in speakers))


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the kiosk without a terminal."""
    return subprocess.run(
        [sys.executable, "run_kiosk.py", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_without_a_terminal_one_line_says_so() -> None:
    ended = run()
    assert (ended.returncode, ended.stdout) == (69, "")
    assert ended.stderr == "kiosk: The kiosk needs a terminal to draw on; start it in one.\n"


def test_help_is_plain_text() -> None:
    ended = run("--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "--transcript FILE" in ended.stdout
    assert ended.stdout.isascii()
    assert "\x1b" not in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--voice", "off"], "kiosk: The screen goes with the voice: --voice off needs --plain.\n"),
        (["--nonsense"], "kiosk: unrecognized arguments: --nonsense. --help tells what can be asked for.\n"),
        (["--transcript", "/"], "kiosk: The transcript cannot be written to /: Is a directory.\n"),
        (["--log", "/"], "kiosk: The log cannot be written to /: Is a directory.\n"),
    ],
)
def test_a_wrong_argument_is_one_line(arguments: list[str], line: str) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", line)


def test_a_refused_pack_tells_every_fault_and_starts_nothing(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: X\ntitle: A\ntitle: B\n", encoding="utf-8")
    terminal = Terminal("--pack", str(tmp_path), "--transcript", str(tmp_path / "transcript.jsonl"))
    try:
        assert terminal.process.wait(PATIENCE) == 65
        eventually(lambda: terminal.shows("kiosk: "))
        assert terminal.shows("pack.yaml:3: ")
        assert not terminal.shows("Traceback")
        assert not terminal.shows("\x1b[?1049h")
    finally:
        terminal.close()
    assert said(tmp_path) == []


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "content" / "generalised-dystonia", tmp_path / "pack")


def test_a_preview_takes_up_what_is_saved_and_ends_with_ctrl_c(pack_folder: Path, tmp_path: Path) -> None:
    log = ("--transcript", str(tmp_path / "transcript.jsonl"))
    terminal = Terminal(*log, "preview", str(pack_folder))
    section = pack_folder / "sections" / "what-it-is.yaml"
    right = section.read_text()
    try:
        eventually(lambda: terminal.shows("Press any big key to begin."))
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"\x1b[C")
        eventually(lambda: "Contents" in said(tmp_path))
        time.sleep(0.6)  # a press that comes sooner is taken for a slip of the hand
        terminal.type(b"\x1b[C")
        eventually(lambda: "What it is" in said(tmp_path))
        section.write_text(right.replace("title: What it is", "titel: Broken"))
        eventually(lambda: any(line.startswith("Not taken up.") for line in said(tmp_path)))
        section.write_text(right.replace("title: What it is", "title: What it can be"))
        eventually(lambda: terminal.shows("What it can be"))
        terminal.type(b"\x03")
        assert terminal.process.wait(PATIENCE) == 0
        assert termios.tcgetattr(terminal.slave) == terminal.modes
    finally:
        terminal.close()


def test_a_second_kiosk_is_one_line_and_the_first_speaks_on(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    second = Terminal()
    try:
        assert second.process.wait(PATIENCE) == 75
        eventually(lambda: second.output.endswith(b" end that one first.\r\n"))
        assert second.output.startswith(b"kiosk: Another kiosk of this account runs already, ")
        assert second.output.count(b"\n") == 1
    finally:
        second.close()
    terminal.type(b"h")
    eventually(lambda: "Helpline" in said(tmp_path))


def test_the_keys_that_the_clinic_has_set_end_it_for_staff(tmp_path: Path) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("leave: up up down down left right left right\n")
    terminal = Terminal(
        *("--transcript", str(tmp_path / "transcript.jsonl"), "--settings", str(settings)),
    )
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"".join(b"\x1b[" + each for each in (b"A", b"A", b"B", b"B", b"D", b"C", b"D", b"C")))
        assert terminal.process.wait(PATIENCE) == 10
        assert termios.tcgetattr(terminal.slave) == terminal.modes
    finally:
        terminal.close()
