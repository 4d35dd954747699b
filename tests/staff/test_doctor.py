"""What `kiosk doctor` finds of the real voice and the real files, with a sound device and without one."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.errors import DeviceError, Fault, KioskError, SettingsError
from kiosk.settings import Hands, Leaflet, Settings, VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff.doctor import doctor

from . import small_pack
from .kiosk_command import kiosk

TODAY = date(2026, 11, 24)
WELL = Settings(voice=VoiceName.ESPEAK)


def device(trial: Utterance, voice: VoiceName) -> None:
    assert (trial.written, voice) == ("This is the voice of the kiosk.", VoiceName.ESPEAK)


def no_device(trial: Utterance, voice: VoiceName) -> None:
    raise DeviceError(f"It cannot be heard: {voice} has no device for {trial.id}; switch it on.")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "pack")


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
    pack: Path,
    *,
    settings: Callable[[], Settings] = lambda: WELL,
    today: date = TODAY,
    hear: Callable[[Utterance, VoiceName], None] = device,
) -> tuple[list[str], str]:
    return seen(doctor([pack], settings=settings, today=today, hear=hear))


def test_where_all_is_well_each_part_is_told(pack: Path) -> None:
    lines, error = told(pack)
    assert error == ""
    assert lines[:3] == [
        "settings: the clinic's are taken.",
        "keys: keyboard: A full keyboard.",
        "pack: A small pack, in en-GB, checked on 2026-11-23.",
    ]
    assert lines[3].startswith("voice: en-GB is said by espeak, as the clinic has set; the key of voices ")
    assert lines[4:] == [
        'sound: the device has played: "This is the voice of the kiosk.".',
        "terminal: not looked at, because this is none.",
    ]


def test_without_a_device_the_rest_is_told_too(pack: Path) -> None:
    lines, error = told(pack, hear=no_device)
    assert "sound: It cannot be heard: espeak has no device for 1; switch it on" in lines
    assert len(lines) == 6
    assert error == "Parts that somebody must see to: 1 of 6."


def test_a_fault_in_the_settings_is_told_with_its_place(pack: Path) -> None:
    def faulty() -> Settings:
        raise SettingsError("no", faults=(Fault("settings.yaml", 3, "what", "remedy"),) * 2)

    lines, error = told(pack, settings=faulty, hear=lambda *_: None)
    assert lines[0] == "settings: settings.yaml:3: what; remedy (faults in all: 2)"
    assert error


def test_a_pack_that_is_refused_does_not_hide_the_rest(pack: Path) -> None:
    (pack / small_pack.PAIN).write_text("titel: Pain\n")
    lines, error = told(pack)
    assert lines[2].startswith('pack: facts.yaml:1: the fact "A1" is carried by no section; say it in ')
    assert lines[2].endswith(" (faults in all: 4)")
    assert lines[3].startswith("sound: ")  # which voice is asked for depends on the pack
    assert error


def test_a_key_profile_that_the_kiosk_would_refuse_is_told(pack: Path) -> None:
    lines, error = told(pack, settings=lambda: replace(WELL, hands=Hands(keys="nosuch")))
    assert lines[1].startswith("keys: ")
    assert "nosuch" in lines[1]
    assert error


@pytest.mark.parametrize(
    ("does", "told_of_it"),
    [
        ("print('desk accepting requests since now')", "printer: desk takes what is to be printed."),
        ("sys.exit('lpstat: Invalid destination name.')", "printer: lpstat: Invalid destination name."),
        ("print('desk not accepting requests since now')", "printer: desk not accepting requests since now;"),
    ],
)
def test_the_printer_of_the_leaflet_is_asked_for(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, told_of_it: str
) -> None:
    lpstat = tmp_path / "bin" / "lpstat"
    lpstat.parent.mkdir()
    lpstat.write_text(f"#!{sys.executable}\nimport sys\nassert sys.argv[1:] == ['-a', 'desk']\n{does}\n")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", str(lpstat.parent))
    lines, _ = told(pack, settings=lambda: replace(WELL, leaflet=Leaflet("desk", "leaflet.pdf")))
    assert any(line.startswith(told_of_it) for line in lines), lines


@pytest.mark.requirement("K62")
def test_a_pack_that_nobody_has_checked_or_whose_check_is_due_is_told(pack: Path) -> None:
    file = pack / "pack.yaml"
    text = file.read_text()
    file.write_text(text.replace('next_check: ""', "next_check: 2026-11-23"))
    assert "pack: A small pack, in en-GB: a check was due 2026-11-23; have it checked" in told(pack)[0]
    assert told(pack, today=date(2026, 11, 23))[1] == ""
    file.write_text(text.replace("checked_on: 2026-11-23", 'checked_on: ""'))
    assert "pack: A small pack, in en-GB: nobody has checked it; have it checked" in told(pack)[0]


@pytest.mark.requirement("K11")
def test_a_language_without_a_voice_is_told(pack: Path) -> None:
    file = pack / "pack.yaml"
    file.write_text(file.read_text().replace("lang: en-GB", "lang: en-GB\n"))
    for each in pack.rglob("*.yaml"):
        each.write_text(each.read_text().replace("lang: en-GB", "lang: gd"))
    lines, _ = told(pack)
    assert any(line.startswith(("voice: ", "pack: ")) and "gd" in line for line in lines)


def test_a_voice_that_is_set_and_not_there_is_told(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.speech.voices.Voices.speaking", lambda *_: (VoiceName.ESPEAK_M6,))
    lines, error = told(pack)
    assert (
        "voice: espeak is set and is not there for en-GB; espeak-m6 says it; install it or set another"
        in lines
    )
    assert error


def test_as_json_it_is_one_document_with_what_is_told(pack: Path) -> None:
    (document,), _ = seen(doctor([pack], settings=lambda: WELL, today=TODAY, as_json=True, hear=no_device))
    entries = {entry["part"]: entry for entry in json.loads(document)}
    assert entries["sound"] == {
        "part": "sound",
        "well": False,
        "found": "It cannot be heard: espeak has no device for 1",
        "remedy": "switch it on",
    }
    assert entries["pack"]["well"]


def test_the_command_ends_with_an_error_where_a_part_is_not_well(pack: Path) -> None:
    ended = kiosk("--settings", str(pack / "none.yaml"), "doctor", "--pack", str(pack))
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[0].startswith("settings: ")
    assert "Parts that somebody must see to: " in ended.stderr
