"""Nothing that a visit waits for reads the system's clock: it may be set meanwhile; a Raspberry has none."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

KIOSK = Path(__file__).resolve().parents[1] / "kiosk"
READS = {
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime")),
    *(f"{name}.{how}" for name in ("datetime", "date") for how in ("now", "today", "utcnow")),
}
# Who may know what day it is, and why.
MAY: dict[str, str] = {
    "cli.py": "staff are told which review is overdue",
    "counts/daily.py": "counts are of a week, and are written when a day is over",
    "staff/handouts.py": "a book tells the day on which it was made",
}


def readings(source: str) -> Iterator[str]:
    """Yield each name in a source by which the system's clock is read."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            name = ".".join(ast.unparse(node).split(".")[-2:])
            if name in READS:
                yield name
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{each.name}" for each in node.names if f"time.{each.name}" in READS)


def test_no_module_reads_the_systems_clock_but_those_named() -> None:
    found = {
        str(file.relative_to(KIOSK)): list(readings(file.read_text(encoding="utf-8")))
        for file in KIOSK.rglob("*.py")
    }
    assert {name for name, names in found.items() if names} == set(MAY)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import time\ntime.time()", ["time.time"]),
        ("from time import time", ["time.time"]),
        ("import datetime\ndatetime.datetime.now(datetime.UTC)", ["datetime.now"]),
        ("from datetime import date\nwhen = date.today", ["date.today"]),
        ("import time\ntime.monotonic(); time.sleep(1)\nfrom time import monotonic", []),
    ],
)
def test_each_way_of_reading_it_is_seen(source: str, names: list[str]) -> None:
    assert list(readings(source)) == names
