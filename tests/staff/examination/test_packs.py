"""What `kiosk doctor` finds of the packs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.staff.examination import packs

from .. import small_pack  # noqa: TID252 - beside these tests
from .found import told, well_kiosk


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "pack")


@pytest.mark.requirement("K62")
def test_a_pack_that_nobody_has_checked_or_whose_check_is_due_is_told(pack: Path) -> None:
    file = pack / "pack.yaml"
    text = file.read_text()
    checked = "pack: A small pack, in en-GB, checked on 23 November 2026"
    assert told(packs.reviews, well_kiosk(pack)) == [f"{checked}."]
    file.write_text(text.replace('next_check: ""', "next_check: 2026-11-23"))
    due = "pack: A small pack, in en-GB: a check was due 2026-11-23; have it checked"
    assert told(packs.reviews, well_kiosk(pack)) == [due]
    not_yet = well_kiosk(pack, now=datetime(2026, 11, 23, tzinfo=UTC))
    assert told(packs.reviews, not_yet) == [f"{checked}, to be checked again by 23 November 2026."]
    file.write_text(text.replace("checked_on: 2026-11-23", 'checked_on: ""'))
    assert told(packs.reviews, well_kiosk(pack)) == [
        "pack: A small pack, in en-GB, checked by nobody yet; have it checked"
    ]


def test_what_the_checker_finds_is_counted(pack: Path) -> None:
    def warnings() -> int:
        (line,) = told(packs.findings, well_kiosk(pack))
        assert line.startswith("check: errors 0, warnings ")
        return int(line.split()[4].rstrip(":."))

    before, leaflet = warnings(), pack / "leaflet.yaml"
    leaflet.write_text(
        leaflet.read_text()
        .replace("[Please take", '["[to be written] Please take')
        .replace("home.", 'home."')
    )
    assert warnings() == before + 1


def test_an_error_that_only_the_checker_finds_is_not_well(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.staff.check.counted", lambda *_, **__: (2, 1))
    assert told(packs.findings, well_kiosk(pack)) == [
        "check: errors 2, warnings 1; kiosk check names each, and what to write instead"
    ]
