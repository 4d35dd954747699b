"""The kiosk as a new user starts it: the real program on a real terminal (a pty), with its real speaker."""

import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kiosk_on_pty import kiosk, said, transcript
from pty_terminal import PATIENCE, ROOT, Terminal, children_of, eventually, gone


@pytest.fixture
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    command = getattr(request, "param", ("run_kiosk.py",))
    started = kiosk(tmp_path, command=command)
    yield started
    started.close()


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
    eventually(lambda: gone(speakers))
    assert transcript(tmp_path)[-1]["reason"] == "SIGHUP"


def test_a_killed_kiosk_leaves_no_speaker_behind(terminal: Terminal, tmp_path: Path) -> None:
    eventually(lambda: "Welcome" in said(tmp_path))
    speakers = children_of(terminal.process.pid)
    assert speakers

    terminal.process.kill()

    eventually(lambda: gone(speakers))


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
    terminal = Terminal(
        "run_kiosk.py", "--pack", str(tmp_path), "--transcript", str(tmp_path / "transcript.jsonl")
    )
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
    terminal = Terminal("run_kiosk.py", *log, "preview", str(pack_folder))
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
    second = Terminal("run_kiosk.py")
    try:
        assert second.process.wait(PATIENCE) == 75
        eventually(lambda: second.output.endswith(b" end that one first.\r\n"))
        assert second.output.startswith(b"kiosk: Another kiosk of this account runs already, ")
        assert second.output.count(b"\n") == 1
    finally:
        second.close()
    terminal.type(b"h")
    eventually(lambda: "Helpline" in said(tmp_path))


def test_the_keys_that_the_clinic_has_set_have_it_tell_how_it_is(tmp_path: Path) -> None:
    keys = "status: up up down down left right left right\n"
    terminal = kiosk(tmp_path, settings=f"any_key: 0\nsame_key: 0\n{keys}")
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"".join(b"\x1b[" + each for each in (b"A", b"A", b"B", b"B", b"D", b"C", b"D", b"C")))
        eventually(lambda: any(sentence.startswith("Kiosk ") for sentence in said(tmp_path)))
        (status,) = (sentence for sentence in said(tmp_path) if sentence.startswith("Kiosk "))
        assert ", running for less than a minute. Pack: Generalised dystonia, checked by nobody" in status
        rest = r" Voice: [^.]+\. Sound is (on|off)\. Free disk: \d+ gigabytes\. Faults: \d+\.$"
        assert re.search(rest, status)
        eventually(lambda: terminal.shows("running for less than a minute."))
        terminal.type(b"h")
        eventually(lambda: "Helpline" in said(tmp_path))
        assert terminal.process.poll() is None
    finally:
        terminal.close()


def test_the_keys_that_the_clinic_has_set_end_it_for_staff(tmp_path: Path) -> None:
    terminal = kiosk(tmp_path, settings="leave: up up down down left right left right\n")
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"".join(b"\x1b[" + each for each in (b"A", b"A", b"B", b"B", b"D", b"C", b"D", b"C")))
        assert terminal.process.wait(PATIENCE) == 10
        assert termios.tcgetattr(terminal.slave) == terminal.modes
    finally:
        terminal.close()
