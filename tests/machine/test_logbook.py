"""The log: lines of JSON without words that are not the kiosk's own. It never stops or holds up anything."""

import contextlib
import json
import logging
import re
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import UsageError, VoiceError
from kiosk.machine import logbook, unhandled

WORDS = "what a visitor hears"
LIMIT_SECONDS = 30.0


@contextlib.contextmanager
def kept(path: Path) -> Iterator[logging.Logger]:
    """Keep the log as at a kiosk's start, when nobody else takes it yet; pytest does."""
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    root.handlers.clear()
    try:
        logbook.keep(path)
        yield logging.getLogger("kiosk")
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:], logging.raiseExceptions = handlers, raising
        root.setLevel(level)


def fail() -> None:
    raise ValueError(WORDS)


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_each_line_tells_when_how_bad_where_and_what(tmp_path: Path) -> None:
    with kept(tmp_path / "kiosk.log"):
        speech = logging.getLogger("kiosk.speech")
        speech.warning("the speaker %d\ndoes not answer", 7, extra={"detail": ["a"]})
    [line] = lines(tmp_path / "kiosk.log")
    assert datetime.fromisoformat(line.pop("time")).tzinfo
    assert line == {
        "level": "WARNING",
        "room": "kiosk.speech",
        "message": "the speaker 7\ndoes not answer",
        "detail": ["a"],
    }


def test_an_error_is_told_by_its_kind_and_place_and_never_by_its_words() -> None:
    def engine() -> None:
        raise KeyError(WORDS)

    def voice() -> None:
        try:
            engine()
        except KeyError as error:
            raise VoiceError(WORDS, detail=WORDS) from error

    with pytest.raises(VoiceError) as raised:
        voice()
    told = logbook.where(raised.value)
    assert WORDS not in str(told)
    assert [re.sub(r":\d+ in (.*\.)?", " ", each) for each in told] == [
        "VoiceError",
        "machine/test_logbook.py test_an_error_is_told_by_its_kind_and_place_and_never_by_its_words",
        "machine/test_logbook.py voice",
        "KeyError",
        "machine/test_logbook.py voice",
        "machine/test_logbook.py engine",
    ]


def test_the_systems_own_words_are_told() -> None:
    with pytest.raises(OSError, match="nobody") as raised:
        Path("/nobody/has/this").read_text(encoding="utf-8")
    assert logbook.kind(raised.value) == "FileNotFoundError: No such file or directory"


def test_of_what_a_library_logs_only_the_place_is_kept(tmp_path: Path) -> None:
    with kept(tmp_path / "kiosk.log"):
        try:
            fail()
        except ValueError:
            logging.getLogger("asyncio").exception("Exception in callback say('%s')", WORDS)
    [line] = lines(tmp_path / "kiosk.log")
    assert line["message"].startswith("told at machine/test_logbook.py:")
    assert line["traceback"][0] == "ValueError"
    assert WORDS not in str(line)


def test_what_python_would_print_is_logged_without_its_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))  # as they are, again, at the end
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)

    class Ends:
        def __del__(self) -> None:
            raise ValueError(WORDS)

    with kept(tmp_path / "kiosk.log"), warnings.catch_warnings():
        unhandled.log_all()
        warnings.simplefilter("always")
        warnings.warn(WORDS, UserWarning, stacklevel=1)
        Ends()
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    logged = lines(tmp_path / "kiosk.log")
    assert [line["message"].partition(" at ")[0] for line in logged] == [
        "UserWarning",
        "a fault where none can be raised (function)",
        "a fault of a thread",
    ]
    assert [line["traceback"][0] for line in logged[1:]] == ["ValueError", "ValueError"]
    assert WORDS not in str(logged)
    assert capfd.readouterr() == ("", "")


def test_files_are_few_and_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "FILE_BYTES", 1000)
    with kept(tmp_path / "kiosk.log") as log:
        for number in range(200):
            log.info("line %d", number)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 1 + logbook.OLD_FILES
    assert all(file.stat().st_size <= 1000 for file in files)
    assert lines(tmp_path / "kiosk.log")[-1]["message"] == "line 199"
    assert all(lines(file) for file in files)


def test_a_file_that_cannot_be_written_is_told_at_the_start(tmp_path: Path) -> None:
    told = pytest.raises(UsageError, match=r"The log cannot be written to .*nowhere/a: No such file")
    with told, kept(tmp_path / "nowhere" / "a"):
        pass


def in_a_process(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import logging\nfrom pathlib import Path\n{script}"],
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is full")
@pytest.mark.parametrize("path", ["Path('/dev/full')", "Path('journal')", "None"])
def test_what_cannot_be_logged_is_not_told_on_the_screen_and_raises_nothing(path: str) -> None:
    ended = in_a_process(
        "from kiosk.machine import logbook\n"
        "logbook.SOCKET = '/nobody/listens'\n"
        "logging.getLogger('kiosk').critical('before')\n"
        f"logbook.keep({path})\n"
        "logging.getLogger('kiosk').critical('after')\n"
        "logging.getLogger('asyncio').critical('after')\n"
        "print('goes on')"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "goes on\n", "")


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The system's log as journald opens it: a socket of datagrams."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as taken:
        taken.bind(str(tmp_path / "log"))
        taken.settimeout(LIMIT_SECONDS)
        monkeypatch.setattr(logbook, "SOCKET", str(tmp_path / "log"))
        yield taken


def test_the_journal_takes_the_same_lines_with_their_priority(journal: socket.socket) -> None:
    with kept(logbook.JOURNAL) as log:
        for level, priority in ((logging.INFO, 30), (logging.WARNING, 28), (logging.CRITICAL, 26)):
            log.log(level, "it is late")
            told, _, line = journal.recv(1 << 16).decode().partition("kiosk: ")
            assert told == f"<{priority}>"  # 8 times "daemon" (3), and the severity (syslog(3))
            assert json.loads(line)["message"] == "it is late"


def test_a_journal_that_hangs_holds_up_nothing_and_is_taken_up_again(journal: socket.socket) -> None:
    with kept(logbook.JOURNAL) as log:
        for number in range(2000):  # far more than wait in a socket; a blocking one would never return
            log.info("line %d", number)
        journal.setblocking(False)
        waiting = list(iter(lambda: received(journal), b""))
        assert b'"line 0"' in waiting[0]
        assert len(waiting) < 2000
        log.info("again")
        assert b'"again"' in received(journal)


def received(journal: socket.socket) -> bytes:
    try:
        return journal.recv(1 << 16)
    except BlockingIOError:
        return b""
