"""What reaches the visitor's screen: frames, in the few sequences that are the kiosk's, and no fault."""

import re
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from kiosk_on_pty import kiosk, said
from pty_terminal import PATIENCE, ROOT, Terminal, eventually

KEPT = "the-value-of-a-local"
# Runs the kiosk with a part of it replaced by what fails, and keeps a value that nobody may see.
PROGRAM = """
import sys, threading, time
from kiosk.__main__ import main

def boom(*_, **__):
    kept = "the-value-" + "of-a-local"
    raise RuntimeError(kept)

def at_first(do):
    from kiosk.visit.host import Host
    begin = Host.begin
    def begun(self):
        begin(self)
        do(self)
    Host.begin = begun

{fault}
sys.exit(main())
"""
ENDS_IT = {
    "a widget's render": (
        "from kiosk.tui.widgets.rowed import Rowed; Rowed.render = Rowed.render_line = boom"
    ),
    "a handler of keys": "from kiosk.visit.host import Host; Host.press = boom",
    "a handler of a resize": "from kiosk.tui.app import KioskApp; KioskApp.on_resize = boom",
    "a timer": (
        "from textual._context import active_app;at_first(lambda _: active_app.get().set_timer(0.01, boom))"
    ),
    "the thread of the keys": "from kiosk.tui.terminal import Keys; Keys.of = boom",
    "the thread of the frames": "from kiosk.tui.writer import Writer; Writer._put = boom",
    "what an event is drawn from": "from kiosk.tui.scene import Scene; Scene.after = boom",
    "the loader": "from kiosk.visit import edition; edition.load = boom",
    "the speaker's line": "from kiosk.speech.client import Speech; Speech.receive = boom",
}
BY_A_KEY = {ENDS_IT["a handler of keys"], ENDS_IT["the thread of the keys"]}
IS_LOGGED = {
    "another thread": "at_first(lambda _: threading.Thread(target=boom).start())",
    "the end of an object": ("C = type('C', (), {'__del__': boom}); at_first(lambda _: C())"),
    "a task that nobody awaits": (
        "import asyncio\n"
        "async def task(): boom()\n"
        "at_first(lambda _: asyncio.get_running_loop().create_task(task()))"
    ),
    "a callback of the loop": (
        "import asyncio; at_first(lambda _: asyncio.get_running_loop().call_soon(boom))"
    ),
}


@pytest.mark.parametrize("fault", ENDS_IT.values(), ids=ENDS_IT)
def test_a_fault_ends_it_with_one_sentence(tmp_path: Path, fault: str) -> None:
    terminal = kiosk(tmp_path, command=("-c", PROGRAM.replace("{fault}", fault)))
    try:
        if fault in BY_A_KEY:
            eventually(lambda: "Welcome" in said(tmp_path))
            terminal.type(b"h")
        assert terminal.process.wait(PATIENCE) == 1
        assert termios.tcgetattr(terminal.slave) == terminal.modes
        eventually(lambda: terminal.output.endswith(b"--log FILE keeps the details.\r\n"))
        after = terminal.output.rpartition(b"\x1b[?25h")[2]
        assert after.startswith(b"kiosk: The kiosk has ended by a fault of its own;")
        assert after.count(b"\n") == 1
        for hidden in (b"Traceback", KEPT.encode(), b"RuntimeError"):
            assert hidden not in terminal.output
    finally:
        terminal.close()
    assert "RuntimeError" in (tmp_path / "log").read_text()


@pytest.mark.parametrize("fault", IS_LOGGED.values(), ids=IS_LOGGED)
def test_a_fault_that_harms_nothing_is_logged(tmp_path: Path, fault: str) -> None:
    terminal = kiosk(tmp_path, command=("-c", PROGRAM.replace("{fault}", fault)))
    try:
        eventually(lambda: "Welcome" in said(tmp_path))
        terminal.type(b"h")
        eventually(lambda: "Helpline" in said(tmp_path))
        terminal.process.terminate()
        assert terminal.process.wait(PATIENCE) == 0
        for hidden in (b"Traceback", KEPT.encode(), b"RuntimeError"):
            assert hidden not in terminal.output
    finally:
        terminal.close()
    assert "RuntimeError" in (tmp_path / "log").read_text()


def test_a_missing_library_is_one_sentence() -> None:
    for library in ("yaml", "pydantic", "textual"):
        program = (
            f"import sys; sys.modules[{library!r}] = None; from kiosk.__main__ import main; sys.exit(main())"
        )
        terminal = Terminal("-c", program)
        try:
            assert terminal.process.wait(PATIENCE) == 1
            eventually(lambda terminal=terminal: terminal.output.endswith(b"install it again.\r\n"))  # type: ignore[misc]
            assert terminal.output.startswith(b"kiosk: A part of the kiosk's program is missing or broken (")
            assert terminal.output.count(b"\n") == 1
        finally:
            terminal.close()


def test_a_warning_reaches_no_screen() -> None:
    program = "from kiosk.machine import unhandled; unhandled.log_all(); import warnings; warnings.warn('w')"
    ended = subprocess.run(
        [sys.executable, "-W", "always", "-c", program],
        capture_output=True,
        timeout=PATIENCE,
        check=True,
        cwd=ROOT,
    )
    assert ended.stderr == b""


# All that the kiosk itself sends to a terminal.
OURS = re.compile(
    r"\x1b\[(?:"
    r"[0-9;]*m"  # colours
    r"|(?:\d+;\d+)?H"  # where to write
    r"|\?(?:1049|25|7|2004|2026)[hl]"  # the screen, the cursor, the wrapping, marked pastes, whole frames
    r"|\?2026\$p|>25u|=2;2u|\?u|<u"  # whether frames are whole; the keyboard
    r")"
)


def foreign(output: bytes | bytearray) -> set[str]:
    """Return what is neither text nor a sequence of the kiosk's own, with a little of what follows."""
    text = OURS.sub("", output.decode(errors="surrogateescape"))
    return {
        text[at : at + 9] for at, char in enumerate(text) if not char.isprintable() and char not in "\r\n\xa0"
    }


HOSTILE = (
    "\x1b]52;c;cm0gLXJm\x07 \x1b[2J \x1bP+q544e\x1b\\ \x9b31m \x00 \x0e \x7f \u202e \u2066 \u200b"
    " [@click=app.quit]x[/] [bold]b[/bold] [/]"
)
# The pack's and the kiosk's own words with hostile text in each, as if nothing had been refused on its way.
POISONED = """
import dataclasses, sys
from kiosk.__main__ import main
from kiosk.visit import edition

KEPT = {"id", "lang", "kind", "phone", "link", "licence", "checked_on", "next_check", "checked_by"}

def poisoned(held):
    if dataclasses.is_dataclass(held):
        fields = {f.name: getattr(held, f.name) for f in dataclasses.fields(held) if f.init}
        return dataclasses.replace(held, **{n: poisoned(v) for n, v in fields.items() if n not in KEPT})
    if type(held) is str:
        return held + HOSTILE
    if type(held) is tuple:
        return tuple(map(poisoned, held))
    return held

load = edition.load
edition.load = lambda *a, **k: tuple(
    dataclasses.replace(e, pack=poisoned(e.pack)) for e in load(*a, **k)
)
HOSTILE = {hostile!r}
sys.exit(main())
"""


def test_nothing_in_a_text_steers_the_terminal(tmp_path: Path) -> None:
    program = POISONED.replace("{hostile!r}", repr(HOSTILE))
    terminal = kiosk(tmp_path, command=("-c", program))
    try:
        eventually(
            lambda: any("Generalised" in line for line in said(tmp_path)) or "Welcome" in said(tmp_path)
        )
        for key in (b"c", b"\x1b[C", b"\x1b[C", b"h", b"d", b"L", b"?", b"\x1b[C"):
            before = len(terminal.output)
            terminal.type(key)
            eventually(lambda before=before: len(terminal.output) > before)  # type: ignore[misc]
        eventually(lambda: terminal.shows("[@click=app.quit]"))
        terminal.process.terminate()
        assert terminal.process.wait(PATIENCE) == 0
        eventually(lambda: terminal.output.endswith(b"\x1b[?25h"))
        assert foreign(terminal.output) == set()
    finally:
        terminal.close()


def test_a_name_of_a_file_cannot_steer_it_either() -> None:
    hostile = "a\x1b]52;c;cm0=\x07\x9b2J\u202e"
    for arguments in (
        ["--pack", hostile],
        ["--settings", hostile],
        ["--transcript", f"{hostile}/x"],
        ["--keys", hostile],
        ["check", hostile],
        [hostile],
        ["keys", hostile],
    ):
        terminal = Terminal("run_kiosk.py", *arguments)
        try:
            assert terminal.process.wait(PATIENCE) in {1, 2, 65}
            eventually(lambda terminal=terminal: terminal.output.endswith(b"\n"))  # type: ignore[misc]
            assert foreign(terminal.output) == set()
        finally:
            terminal.close()
