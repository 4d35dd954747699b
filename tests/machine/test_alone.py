"""A second kiosk of an account is told so in one line, and the first is not disturbed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import BusyError, ExitCode
from kiosk.machine.alone import alone

IN_ANOTHER = "from kiosk.machine.alone import alone\nwith alone(): print('alone')"
KILLED = "import os\nfrom kiosk.machine.alone import alone\nwith alone(): os.kill(os.getpid(), 9)"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    return tmp_path


def another(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_a_second_one_is_told_so_and_the_next_after_the_first_is_alone() -> None:
    with alone():
        ended = another(IN_ANOTHER)
        assert "BusyError: Another kiosk of this account runs already" in ended.stderr
        with pytest.raises(BusyError) as busy, alone():
            pass
        assert busy.value.exit_code is ExitCode.BUSY
    assert another(IN_ANOTHER).stdout == "alone\n"


def test_one_that_is_killed_leaves_the_place_free() -> None:
    assert another(KILLED).returncode == -9
    with alone():
        pass


def test_where_the_folder_cannot_be_written_there_is_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(folder / "missing"))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with alone():
        assert (folder / f"kiosk-{os.getuid()}.lock").exists()


def test_where_no_folder_can_be_written_nobody_is_kept_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(folder / "missing"))
    monkeypatch.setattr("tempfile.tempdir", str(folder / "missing"))
    with alone(), alone():
        pass


def test_where_there_is_no_folder_for_a_while_nobody_is_kept_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_can_be_written() -> str:
        raise FileNotFoundError

    monkeypatch.setenv("RUNTIME_DIRECTORY", str(folder / "missing"))
    monkeypatch.setattr("tempfile.gettempdir", none_can_be_written)
    monkeypatch.setattr("kiosk.paths._TEMPORARY", folder / "missing")
    with alone(), alone():
        pass


def test_a_link_that_somebody_has_laid_is_not_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / f"kiosk-{os.getuid()}.lock").symlink_to(folder / "precious")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with alone():
        assert not (folder / "precious").exists()
