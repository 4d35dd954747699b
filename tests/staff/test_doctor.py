"""What `kiosk doctor` prints: a line for each part, whatever becomes of the others; and how it ends."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from answering import AnsweringTerminal
from ended import LIMIT_SECONDS
from tui_pty import eventually

from kiosk.errors import Fault, KioskError, SettingsError
from kiosk.settings import Settings
from kiosk.staff import doctor
from kiosk.staff.examination.diagnosis import Diagnosis, well
from kiosk.staff.examination.examined import Examined

from . import small_pack
from .examination.found import WELL, no_device, well_kiosk, without_packs
from .kiosk_command import ROOT, kiosk
from .kiosk_command import no_device as without_sound

PARTS = (
    *("settings", "keys", "pack", "check", "voice", "volume", "sound", "hearing", "terminal", "letters"),
    *("colours", "glyphs", "releases", "disk", "clock", "service", "program"),
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "pack")


@pytest.fixture(autouse=True)
def _nobody_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in without_sound(tmp_path).items():
        monkeypatch.setenv(name, value)


def seen(lines: Iterator[str]) -> tuple[list[str], str]:
    """Return the lines, and the error behind the last one."""
    told = list[str]()
    try:
        for line in lines:
            told.append(line)
    except KioskError as error:
        return told, str(error)
    return told, ""


def told(
    examined: Examined, *, settings: Callable[[], Settings] = lambda: WELL, as_json: bool = False
) -> tuple[list[str], str]:
    return seen(doctor.doctor(examined, settings=settings, as_json=as_json))


def parts(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.partition(":")[0] for line in lines)


def test_where_all_is_well_each_part_is_told(pack: Path) -> None:
    lines, error = told(well_kiosk(pack, now=datetime.now(tz=UTC)))
    assert error == ""
    assert parts(lines) == PARTS
    assert lines[0] == "settings: the clinic's are taken."


def test_without_a_device_the_rest_is_told_too(pack: Path) -> None:
    lines, error = told(replace(well_kiosk(pack, now=datetime.now(tz=UTC)), hear=no_device))
    assert "sound: It cannot be heard: espeak has no device for 1; switch it on" in lines
    assert parts(lines) == tuple(part for part in PARTS if part != "hearing")
    assert error == "Parts that somebody must see to: 1 of 16."


def test_a_fault_in_the_settings_does_not_hide_the_rest(pack: Path) -> None:
    def faulty() -> Settings:
        raise SettingsError("no", faults=(Fault("settings.yaml", 3, "what", "remedy"),) * 2)

    lines, error = told(replace(well_kiosk(pack), hear=lambda *_: None), settings=faulty)
    assert lines[0] == "settings: settings.yaml:3: what; remedy (faults in all: 2)"
    assert parts(lines) == PARTS
    assert error


def test_a_pack_that_is_refused_does_not_hide_the_rest(pack: Path) -> None:
    examined = well_kiosk(pack)
    (pack / small_pack.PAIN).write_text("titel: Pain\n")
    lines, error = told(replace(examined, editions=()))
    assert lines[1].startswith('pack: facts.yaml:1: the fact "A1" is carried by no section; say it in ')
    assert lines[1].endswith(" (faults in all: 4)")
    assert parts(lines)[2:] == ("keys", *PARTS[5:])  # which voice is asked for depends on the pack
    assert error


def test_as_json_it_is_one_document_with_what_is_told(pack: Path) -> None:
    (document,), _ = told(replace(well_kiosk(pack), hear=no_device), as_json=True)
    entries = {entry["part"]: entry for entry in json.loads(document)}
    assert entries["sound"] == {
        "part": "sound",
        "well": False,
        "found": "It cannot be heard: espeak has no device for 1",
        "remedy": "switch it on",
    }
    assert entries["pack"]["well"]


def test_a_look_that_fails_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def the_moon(_: Examined) -> Iterator[Diagnosis]:
        yield well("moon", "it is there")
        raise RuntimeError("clouds")

    found = doctor.within_limit(the_moon, without_packs())
    assert [str(each) for each in found] == [
        "moon: it is there.",
        "the moon: the doctor itself has failed here; kiosk --log FILE doctor keeps why",
    ]
    assert "clouds" in caplog.text


def test_a_look_that_comes_to_no_end_is_not_waited_for() -> None:
    never = Event()

    def the_stars(_: Examined) -> Iterator[Diagnosis]:
        never.wait()
        yield well("stars", "counted")

    (found,) = doctor.within_limit(the_stars, without_packs(), seconds=0.05)
    never.set()
    assert str(found) == "the stars: no answer within 0.05 seconds; switch the machine off and on"


# --- The command.


def test_the_command_ends_with_an_error_where_a_part_is_not_well(pack: Path) -> None:
    ended = kiosk("--settings", str(pack / "none.yaml"), "doctor", "--pack", str(pack))
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[0].startswith("settings: ")
    assert "Parts that somebody must see to: " in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--distance", "600"], "--screen-height and --distance go together: write both, in millimetres."),
        (["--distance", "0"], "argument --distance: '0' is not 50 to 10000 millimetres."),
        (["--screen-height", "nan"], "argument --screen-height: 'nan' is not 50 to 10000 millimetres."),
    ],
)
def test_a_length_that_cannot_be_is_refused(arguments: list[str], sentence: str) -> None:
    ended = kiosk("doctor", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"kiosk: {sentence}")


def test_keys_are_pressed_in_a_terminal_only() -> None:
    ended = kiosk("doctor", "--press")
    assert (ended.returncode, ended.stdout) == (69, "")
    assert ended.stderr == (
        "kiosk: Keys can be pressed in a terminal only; start the doctor in the kiosk's own.\n"
    )


def test_each_key_is_told_as_it_is_pressed_on_the_kiosks_own_terminal() -> None:
    terminal = AnsweringTerminal(kitty=True)
    try:
        process = subprocess.Popen(
            [sys.executable, "run_kiosk.py", "--keys", "arrows", "doctor", "--press"],
            cwd=ROOT,
            stdin=terminal.descriptor,
            stdout=terminal.descriptor,
            stderr=terminal.descriptor,
            start_new_session=True,
        )
        eventually(lambda: "\x1b[>27u" in terminal.shown)
        terminal.type(b"\x1b[1;1:1C\x1b[1;1:3C\x1b[99;1:1;99u\x1b[99;1:3u\x03")
        assert process.wait(LIMIT_SECONDS) == 1
        eventually(lambda: "kiosk: Parts that somebody must see to: 2 of 2." in terminal.shown)
        assert terminal.is_as_before
        assert "right: Right, go on\r\n" in terminal.shown
        assert "  right was held for 0.0" in terminal.shown
        assert "unknown key: c means nothing in the profile arrows; " in terminal.shown
        assert "keys: never came: left, up, down, enter; " in terminal.shown
    finally:
        terminal.close()


def test_a_json_document_may_go_into_a_file_while_the_terminal_is_asked(pack: Path) -> None:
    terminal, doctor_of_pack = AnsweringTerminal(kitty=True), ("doctor", "--json", "--pack", str(pack))
    try:
        ended = subprocess.run(
            [sys.executable, "run_kiosk.py", *doctor_of_pack, "--screen-height", "299", "--distance", "600"],
            cwd=ROOT,
            stdin=terminal.descriptor,
            capture_output=True,
            timeout=LIMIT_SECONDS,
            check=False,
            start_new_session=True,
        )
        entries = {entry["part"]: entry for entry in json.loads(ended.stdout)}
        assert entries["releases"]["found"] == (
            "the terminal tells when a key is let go (kitty keyboard protocol)"
        )
        assert entries["letters"]["found"].startswith("a capital H is 7.8 mm high with 24 rows")
        assert terminal.is_as_before
    finally:
        terminal.close()
