from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import UsageError
from kiosk.staff import conformance as command
from kiosk.staff.conformance import conformance


def test_the_report_is_printed_as_it_stands() -> None:
    lines = list(conformance())
    assert lines == paths.conformance_report().read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("| K01 |") for line in lines)


def test_a_report_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "conformance_report", lambda: tmp_path / "conformance.md")
    with pytest.raises(UsageError, match="The report is not there"):
        list(conformance())
