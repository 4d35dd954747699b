"""The figures of a program and the table that sets them side by side. What was not measured is None."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]  # a program's figures by name, as they go into the JSON


@dataclass(frozen=True)
class Spread:
    """Median, 95 % (nearest rank), largest and number of some measurements."""

    median: float
    p95: float
    worst: float
    count: int


def spread(values: Iterable[float]) -> Spread | None:
    """Return the spread of measurements, or None where there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    rank = max(0, -(-95 * len(ordered) // 100) - 1)
    return Spread(
        median=round(statistics.median(ordered), 1),
        p95=round(ordered[rank], 1),
        worst=round(ordered[-1], 1),
        count=len(ordered),
    )


# The columns of the table: a figure's name, what stands above it (two lines).
COLUMNS = (
    ("key_to_sound", "key to", "sound"),
    ("key_to_silence", "key to", "silence"),
    ("key_to_new_sound", "key to", "new sound"),
    ("gap_error", "gap less", "pause"),
    ("highlight_error", "highlight", "late by"),
    ("cpu_idle", "CPU idle", "% of core"),
    ("cpu_speaking", "CPU spk.", "% of core"),
    ("memory_mb", "memory", "MB at most"),
    ("first_word", "first word", "s"),
)


def table(rows: Sequence[Row]) -> str:
    """Return rows of programs: medians and, after a stroke, 95 %; times in ms where the head says nothing."""
    width = max(len(row["program"]) for row in rows)
    lines = [
        f"{'':{width}}" + "".join(f"{first:>17}" for _, first, _ in COLUMNS),
        f"{'program':{width}}" + "".join(f"{second:>17}" for _, _, second in COLUMNS),
    ]
    for row in rows:
        name = f"{row['program']:{width}}"
        if missing := row.get("missing"):
            lines.append(f"{name}   {missing}")
        else:
            lines.append(name + "".join(f"{_cell(row.get(figure)):>17}" for figure, _, _ in COLUMNS))
    return "\n".join(lines)


def _cell(value: Spread | float | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, Spread):
        return f"{value.median:.1f} / {value.p95:.1f}"
    return f"{value:.2f}"
