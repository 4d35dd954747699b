"""What `kiosk doctor` finds of the settings, the keys and the printer."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import Fault, SettingsError, UsageError
from kiosk.settings import Hands, Leaflet, Settings
from kiosk.staff.examination import set_up

from .found import WELL, told, without_packs


def test_the_settings_are_told() -> None:
    assert str(set_up.settings(lambda: WELL)[0]) == "settings: the clinic's are taken."
    assert str(set_up.settings(Settings)[0]) == "settings: none are set: everything is as the kiosk comes."


def test_a_fault_in_the_settings_is_told_with_its_place() -> None:
    def faulty() -> Settings:
        raise SettingsError("no", faults=(Fault("settings.yaml", 3, "what", "remedy"),) * 2)

    diagnosis, settings = set_up.settings(faulty)
    assert str(diagnosis) == "settings: settings.yaml:3: what; remedy (faults in all: 2)"
    assert settings == Settings()


def test_a_fault_of_the_command_line_is_told() -> None:
    def wrong() -> Settings:
        raise UsageError("The file is not there; name another.")

    assert str(set_up.settings(wrong)[0]) == "settings: The file is not there; name another"


def test_the_key_profile_is_told() -> None:
    assert told(set_up.keys, without_packs()) == ["keys: keyboard: A full keyboard."]


def test_a_key_profile_that_the_kiosk_would_refuse_is_told() -> None:
    (line,) = told(set_up.keys, without_packs(replace(WELL, hands=Hands(keys="nosuch"))))
    assert line.startswith("keys: ")
    assert "nosuch" in line


def test_without_a_printer_none_is_told() -> None:
    assert told(set_up.printer, without_packs()) == []


@pytest.mark.parametrize(
    ("does", "told_of_it"),
    [
        ("print('desk accepting requests since now')", "printer: desk takes what is to be printed."),
        ("sys.exit('lpstat: Invalid destination name.')", "printer: lpstat: Invalid destination name.;"),
        ("print('desk not accepting requests since now')", "printer: desk not accepting requests since now;"),
        ("sys.exit(1)", "printer: CUPS does not know it;"),
    ],
)
def test_the_printer_of_the_leaflet_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, told_of_it: str
) -> None:
    lpstat = tmp_path / "bin" / "lpstat"
    lpstat.parent.mkdir()
    lpstat.write_text(f"#!{sys.executable}\nimport sys\nassert sys.argv[1:] == ['-a', 'desk']\n{does}\n")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", str(lpstat.parent))
    (line,) = told(set_up.printer, without_packs(replace(WELL, leaflet=Leaflet("desk", "leaflet.pdf"))))
    assert line.startswith(told_of_it)


def test_where_there_is_no_cups_the_remedy_is_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = told(set_up.printer, without_packs(replace(WELL, leaflet=Leaflet("desk", "leaflet.pdf"))))
    assert lines == ["printer: CUPS does not answer: there is no lpstat; install Debian's cups-client"]
