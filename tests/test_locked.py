"""Nobody gets out: whatever is typed, sent or done to the terminal, the kiosk runs on or ends in order.

`-rP` prints how long the next key took to be heard after each; the clock of the transcript is the test's.
"""

import itertools
import signal
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kiosk_on_pty import kiosk, transcript
from pty_terminal import PATIENCE, ROOT, children_of, eventually, gone

STARTER = (str(ROOT / "deploy" / "bin" / "kiosk-start"),)
STEADY = "any_key: 0\nsame_key: 0\n"  # a test presses one key right after another, and soon the first again
LEAVE = "leave: up up down down left right left right\n"
# Three, so that each case leaves another page than it found.
KEYS = itertools.cycle([("h", "Helpline"), ("c", "Contents"), ("d", "Disclaimer")])


class Kiosk:
    """A kiosk on a terminal, and how long its keys took."""

    def __init__(self, folder: Path, *, settings: str = STEADY, starter: tuple[str, ...] = ()) -> None:
        self.folder, self.title = folder, ""
        # A folder of its own, for several of them run at once.
        here = {"RUNTIME_DIRECTORY": str(folder)}
        self.terminal = kiosk(folder, settings=settings, starter=starter, env=here)

    def stands(self) -> "Kiosk":
        eventually(lambda: self.terminal.shows("Press any big key to begin."))
        eventually(lambda: self.said("Welcome") is not None)
        return self

    def said(self, title: str, *, since: float = 0.0) -> float | None:
        """Return when a title was begun to be said, or None."""
        times = (
            line["t"]
            for line in transcript(self.folder)
            if line["event"] == "said" and line["written"] == title and line["t"] >= since
        )
        return next(times, None)

    def next_key_is_heard(self) -> float:
        """Press a big key; return the seconds until its title is said."""
        key, self.title = next(KEYS)
        pressed = time.monotonic()
        self.terminal.type(key.encode())
        eventually(lambda: self.said(self.title, since=pressed) is not None)
        assert self.terminal.process.poll() is None
        assert self.terminal.state() not in {"T", "Z", ""}
        return (self.said(self.title, since=pressed) or 0.0) - pressed

    def family(self) -> list[int]:
        return [self.terminal.process.pid, *children_of(self.terminal.process.pid)]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    started = Kiosk(tmp_path_factory.mktemp("standing"), starter=STARTER, settings=STEADY + LEAVE)
    try:
        yield started.stands()
    finally:
        started.terminal.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Kiosk]:
    started = Kiosk(tmp_path)
    try:
        yield started.stands()
    finally:
        started.terminal.close()


XTERM_FUNCTION_KEYS = (
    *(f"O{letter}" for letter in "PQRS"),
    *(f"[{n}~" for n in (15, *range(17, 22), 23, 24)),
)
TYPED: dict[str, bytes] = {
    **{f"Ctrl+{chr(code + 0x40)}": bytes((code,)) for code in b"\x11\x03\x1a\x1c\x13\x04\x10"},
    **{f"F{n}": f"\x1b{key}".encode() for n, key in enumerate(XTERM_FUNCTION_KEYS, 1)},
    **{f"F{n} of the console": f"\x1b[[{letter}".encode() for n, letter in enumerate("ABCDE", 1)},
    "F1 to F12 of kitty": b"".join(b"\x1b[1;1%c" % each for each in b"PQS") + b"\x1b[13~\x1b[57376u",
    "Ctrl+C, Q, Z and \\ of kitty": b"\x1b[99;5u\x1b[113;5u\x1b[122;5u\x1b[92;5u",
    "Alt and letters": b"\x1bq\x1bx\x1b:\x1b1",
    "Alt+F4, Ctrl+Alt+Delete, Ctrl+Alt+F2": b"\x1b[1;3S\x1b[3;7~\x1b[1;7Q",
    "Alt and a sequence": b"\x1b\x1b[A\x1b\x1bOP",
    "CSI: modes, reset, answers": b"\x1b[?999;1h\x1b[!p\x1b[>0;276;0c\x1b[?62;4c\x1b[1;1R\x1b[4;1;2;3;4;5;6x",
    "CSI with 5,000 parameters": b"\x1b[" + b"1;" * 5000 + b"m",
    "OSC: title, clipboard, colour": b"\x1b]0;q\x07\x1b]52;c;cm0gLXJm\x1b\\\x1b]11;rgb:0000/0000/0000\x07",
    "DCS, SOS, PM, APC": b"\x1bP+q544e\x1b\\\x1bXq\x1b\\\x1b^q\x1b\\\x1b_Gi=1;OK\x1b\\",
    "a paste": b"\x1b[200~quit\r:q!\r\x1b[201~",
    "mouse, three ways": b"\x1b[M \xf0\xf0\x1b[<0;5;5M\x1b[<0;5;5m\x1b[32;5;5M",
    "size reports and focus": b"\x1b[48;0;0;0;0t\x1b[8;1;1t\x1b[4;0;0t\x1b[I\x1b[O",
    "kitty: no such code": b"\x1b[1114112;5u\x1b[99999999999999999999;1u\x1b[55296u\x1b[57358u",
    "kitty: no such form": b"\x1b[;;;u\x1b[99;5:9u\x1b[97;999u\x1b[99;5:3u\x1b[::::u\x1b[<1u\x1b[=31;1u",
    "kitty: flags that nobody asked for": b"\x1b[?0u\x1b[?31u\x1b[?0u",
    "no UTF-8": b"\xff\xfe\xe9\xf8\x88\x80\x80\x80\xed\xa0\x80\xc0\xaf",
    "C1 as bytes, and NUL": b"\x9bx\x9dx\x9c\x90x\x00\x00",
    "16,000 keys": b"x" * 16_000,
    "16,000 bytes that are no keys": bytes(range(0x80, 0x100)) * 125,
    "16,000 mouse clicks": b"\x1b[M\xf0\xf0\xf0" * 16_000,
}
UNFINISHED = {
    "half of UTF-8": b"\xe2\x82",
    "a paste without an end": b"\x1b[200~q",
    "CSI": b"\x1b[",
    "SS3": b"\x1bO",
    "OSC": b"\x1b]52;c;",
    "DCS": b"\x1bP+q",
    "mouse": b"\x1b[M ",
    "Esc": b"\x1b",
    "Esc three times": b"\x1b\x1b\x1b",
    "a character set": b"\x1b!",
    "the keys of staff": b"\x1b[A\x1b[A\x1b[B\x1b[B\x1b[D\x1b[C\x1b[D",
}
SIGNALS = ("INT", "QUIT", "TSTP", "TTIN", "TTOU", "USR1", "USR2", "PIPE", "CONT", "WINCH")
SIZES = [(1, 1), (300, 60), (0, 0), (2, 300), (1, 60), (300, 1), (20, 6), (80, 24)]


def told(case: str, seconds: float) -> None:
    print(f"{case}: the next key is heard after {seconds:.2f} s")  # noqa: T201 - the figures of docs/faults.md


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_what_is_typed_leaves_it_running(
    standing: Kiosk, typed: bytes, request: pytest.FixtureRequest
) -> None:
    standing.terminal.type(typed)
    told(request.node.callspec.id, standing.next_key_is_heard())


@pytest.mark.parametrize("typed", UNFINISHED.values(), ids=UNFINISHED)
def test_what_is_left_unfinished_is_forgotten(
    standing: Kiosk, typed: bytes, request: pytest.FixtureRequest
) -> None:
    standing.terminal.type(typed)
    time.sleep(0.5)  # the point itself: it is forgotten after 0.4 s
    told(request.node.callspec.id, standing.next_key_is_heard())


@pytest.mark.parametrize("name", SIGNALS)
def test_no_signal_of_keys_is_heard(standing: Kiosk, name: str) -> None:
    standing.terminal.process.send_signal(signal.Signals[f"SIG{name}"])
    told(name, standing.next_key_is_heard())


def test_one_that_was_stopped_goes_on(standing: Kiosk) -> None:
    standing.terminal.process.send_signal(signal.SIGSTOP)
    eventually(lambda: standing.terminal.state() == "T")
    standing.terminal.process.send_signal(signal.SIGCONT)
    told("SIGSTOP and SIGCONT", standing.next_key_is_heard())


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
def test_no_size_ends_it(standing: Kiosk, size: tuple[int, int]) -> None:
    standing.terminal.size(*size)
    told(f"a size of {size}", standing.next_key_is_heard())


def test_no_row_of_sizes_ends_it(standing: Kiosk) -> None:
    for width, height in [(1 + n * 3 % 300, 1 + n * 7 % 60) for n in range(300)] + [(80, 24)]:
        standing.terminal.size(width, height)
    told("301 sizes in a row", standing.next_key_is_heard())


def test_while_nothing_is_read_it_speaks_on_and_then_the_screen_is_whole(standing: Kiosk) -> None:
    terminal = standing.terminal
    terminal.block()
    for number in range(120):  # each a whole frame: far more than a terminal holds
        terminal.size(300, 59 + number % 2)
        if number % 20 == 0:
            told("output blocked", standing.next_key_is_heard())
    terminal.size(80, 24)
    standing.next_key_is_heard()
    before = len(terminal.output)
    terminal.read_on()
    eventually(lambda: standing.title.encode() in terminal.output[before:])
    told("output read again", standing.next_key_is_heard())


def test_the_keys_of_staff_mean_nothing_with_another_between(standing: Kiosk) -> None:
    arrows = [b"\x1b[" + each for each in (b"A", b"A", b"B", b"B", b"D", b"C", b"D", b"C")]
    for after in range(1, len(arrows)):
        standing.terminal.type(b"".join([*arrows[:after], b"x", *arrows[after:]]))
    told("the keys of staff with others between", standing.next_key_is_heard())


def test_they_mean_nothing_where_the_clinic_has_set_none(fresh: Kiosk) -> None:
    fresh.terminal.type(
        b"".join(b"\x1b[" + each for each in (b"A", b"A", b"B", b"B", b"D", b"C", b"D", b"C"))
    )
    fresh.next_key_is_heard()


def hang_up(started: Kiosk) -> None:
    started.terminal.hang_up()


def send(*signals: signal.Signals) -> Callable[[Kiosk], None]:
    def do(started: Kiosk) -> None:
        for number in signals:
            started.terminal.process.send_signal(number)

    return do


ENDS = {
    "SIGTERM": send(signal.SIGTERM),
    "SIGHUP": send(signal.SIGHUP),
    "SIGTERM and SIGHUP": send(signal.SIGTERM, signal.SIGHUP, signal.SIGTERM, signal.SIGHUP),
    "the terminal is closed": hang_up,
}


def is_over(started: Kiosk, family: list[int]) -> None:
    """It has ended in order, and nothing of it is left."""
    assert started.terminal.process.wait(PATIENCE) == 0
    eventually(lambda: gone(family[1:]))
    assert b"Traceback" not in started.terminal.output
    log = (started.folder / "log").read_text()
    assert "ERROR" not in log
    assert "CRITICAL" not in log


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_ends_in_order(fresh: Kiosk, end: Callable[[Kiosk], None]) -> None:
    fresh.next_key_is_heard()
    family = fresh.family()
    assert len(family) > 1
    end(fresh)
    is_over(fresh, family)
    if end is not hang_up:
        assert termios.tcgetattr(fresh.terminal.slave) == fresh.terminal.modes
        eventually(lambda: fresh.terminal.output.endswith(b"\x1b[?1049l\x1b[?25h"))


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_ends_in_order_while_nothing_is_read(fresh: Kiosk, end: Callable[[Kiosk], None]) -> None:
    fresh.terminal.block()
    for number in range(40):
        fresh.terminal.size(300, 59 + number % 2)
    fresh.next_key_is_heard()
    family, began = fresh.family(), time.monotonic()
    end(fresh)
    is_over(fresh, family)
    print(f"ended after {time.monotonic() - began:.2f} s")  # noqa: T201
    if end is not hang_up:
        assert termios.tcgetattr(fresh.terminal.slave) == fresh.terminal.modes


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3])
def test_no_key_stops_it_while_it_starts(tmp_path: Path, delay: float) -> None:
    started = Kiosk(tmp_path, starter=STARTER)
    terminal = started.terminal
    try:
        # Until the first line of the starter any program would be ended; by its second all is set.
        eventually(lambda: not termios.tcgetattr(terminal.slave)[3] & termios.ISIG)
        time.sleep(delay)  # the point itself: from another moment of the start on
        while not terminal.shows("\x1b[?1049h"):
            assert terminal.process.poll() is None
            terminal.type(b"\x03\x1c\x1a\x04\x13\x11\x1b[200~q\xff\x1b]0;q")
            time.sleep(0.01)
        time.sleep(0.5)  # what was left unfinished is forgotten
        started.next_key_is_heard()
    finally:
        terminal.close()


@pytest.mark.parametrize("delay", [0.2, 0.5, 0.9, 1.4])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_in_order_while_it_starts(tmp_path: Path, delay: float, number: signal.Signals) -> None:
    started = Kiosk(tmp_path, starter=STARTER)
    terminal = started.terminal
    try:
        time.sleep(delay)  # the point itself: at another moment of the start
        family = started.family()
        terminal.process.send_signal(number)
        # Before Python runs a line of ours the signal has its usual meaning: nothing is there to be ended.
        assert terminal.process.wait(PATIENCE) in {0, -number}
        eventually(lambda: gone(family[1:]))
        eventually(lambda: terminal.output.count(b"\x1b[?1049l") == terminal.output.count(b"\x1b[?1049h"))
        assert b"Traceback" not in terminal.output
    finally:
        terminal.close()
