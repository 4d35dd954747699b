"""What `kiosk doctor` finds of the disk, the clock, the service and the program."""

import os
import shutil
import sys
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.staff.examination import machine, program
from kiosk.version import version

from .. import small_pack  # noqa: TID252 - beside these tests
from .found import NOW, told, well_kiosk, without_packs

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil's
Units = Callable[..., None]


def test_the_program_is_told() -> None:
    assert told(machine.program_version, without_packs()) == [f"program: kiosk {version()}."]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    return tmp_path / "state"


def test_room_for_what_the_kiosk_keeps_is_told_before_there_is_a_folder(state: Path) -> None:
    (line,) = told(machine.disk, without_packs())
    assert line.startswith("disk: ")
    assert line.endswith(f" MB are free for {state}.")
    assert not state.exists()


def test_a_full_disk_is_not_well(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 255_900_000))
    assert told(machine.disk, without_packs()) == [
        f"disk: 255 MB are free for {state}; make room: the kiosk needs 256 MB"
    ]


def test_a_folder_that_cannot_be_written_is_not_well(state: Path) -> None:
    state.write_text("a file in its place")
    assert told(machine.disk, without_packs()) == [
        f"disk: {state} cannot be written by this account; run the doctor as the kiosk's account"
    ]


def test_an_account_without_a_home_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "state_folder", lambda: None)
    (line,) = told(machine.disk, without_packs())
    assert line.endswith("nothing can be kept; give the kiosk's account a home")


def test_the_clock_is_told_with_its_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = small_pack.write(tmp_path / "pack")
    now = datetime.now(tz=UTC).astimezone(timezone(timedelta(hours=1), "BST"))
    for kept, told_of_it in (
        ("yes", "a time server keeps it"),
        ("no", "nobody keeps it right but you"),
        ("", "whether a time server keeps it is not known"),
    ):
        monkeypatch.setattr(
            program, "ask", lambda *_, kept=kept: program.Answer(well=True, written=kept, complaint="")
        )
        assert told(machine.clock, well_kiosk(pack, now=now)) == [
            f"clock: {now:%Y-%m-%d %H:%M}, time zone BST; {told_of_it}."
        ]


def test_a_clock_before_a_day_that_has_been_is_not_well(tmp_path: Path) -> None:
    pack = small_pack.write(tmp_path / "pack")
    file = pack / "pack.yaml"
    file.write_text(file.read_text().replace("checked_on: 2026-11-23", "checked_on: 2999-01-02"))
    assert told(machine.clock, well_kiosk(pack)) == [
        (
            f"clock: it says {NOW:%Y-%m-%d %H:%M}, time zone UTC, and 2999-01-02 has been; "
            "sudo timedatectl set-time 'YEAR-MONTH-DAY HOUR:MINUTE'"
        )
    ]
    before_the_program = well_kiosk(
        small_pack.write(tmp_path / "other"), now=datetime(1970, 1, 1, tzinfo=UTC)
    )
    (line,) = told(machine.clock, before_the_program)
    assert line.startswith("clock: it says 1970-01-01 00:00, time zone UTC, and 20")


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Units:
    """Return what gives units their properties, as systemctl shows them; one without is not there."""
    folder = tmp_path / "units"
    folder.mkdir()
    monkeypatch.setattr(machine, "_BOOTED", folder)
    systemctl = tmp_path / "bin" / "systemctl"
    systemctl.parent.mkdir()
    systemctl.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "assert sys.argv[1] == 'show' and '--property=NRestarts' in sys.argv\n"
        f"unit = pathlib.Path({str(folder)!r}) / sys.argv[2]\n"
        "none = 'NRestarts=0\\nLoadState=not-found\\nActiveState=inactive\\nSubState=dead'\n"
        "print(unit.read_text() if unit.exists() else none)\n"
    )
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", str(systemctl.parent), prepend=os.pathsep)

    def give(unit: str, *, load: str = "loaded", active: str, sub: str, again: int = 0) -> None:
        text = f"NRestarts={again}\nLoadState={load}\nActiveState={active}\nSubState={sub}\n"
        (folder / unit).write_text(text)

    return give


def test_without_systemd_no_service_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_BOOTED", tmp_path / "nothing")
    assert told(machine.service, without_packs()) == ["service: not looked at: systemd does not run here."]


@pytest.mark.usefixtures("units")
def test_without_a_unit_nothing_starts_it() -> None:
    assert told(machine.service, without_packs()) == [
        "service: no unit of the kiosk is installed: nothing starts it with the machine."
    ]


def test_a_service_that_runs_is_told_with_how_often_it_was_started_again(units: Units) -> None:
    units("kiosk.service", active="active", sub="running")
    assert told(machine.service, without_packs()) == ["service: kiosk.service is active (running)."]
    units("kiosk.service", active="active", sub="running", again=3)
    assert told(machine.service, without_packs()) == [
        "service: kiosk.service is active (running), started again by itself: 3."
    ]


def test_a_service_that_has_failed_is_not_well(units: Units) -> None:
    units("kiosk-cage.service", active="failed", sub="failed", again=5)
    assert told(machine.service, without_packs()) == [
        (
            "service: kiosk-cage.service is failed (failed), started again by itself: 5; "
            "journalctl -b -u kiosk-cage.service tells why"
        )
    ]
    units("kiosk-cage.service", load="bad-setting", active="inactive", sub="dead")
    assert told(machine.service, without_packs()) == [
        "service: kiosk-cage.service is bad-setting; systemctl status kiosk-cage.service"
    ]


def test_where_the_fallback_stands_on_the_screen_that_is_told(units: Units) -> None:
    units("kiosk.service", active="failed", sub="failed", again=5)
    units("kiosk-fallback.service", active="activating", sub="start")
    assert told(machine.service, without_packs()) == [
        (
            "service: the kiosk does not start, and the screen sends visitors to the desk; "
            "journalctl -b -u kiosk.service tells why"
        )
    ]


def test_a_program_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "LIMIT_SECONDS", 0.05)
    with pytest.raises(Exception, match="sleep does not answer: "):
        program.ask("sleep", "60")
