"""What the kiosk is to reach in a run of speed.py, and whether it did."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from figures import Row

# A figure, what of it, its unit and the most that it may be.
LIMITS = (
    ("key_to_sound", "median", "ms", 20.0),
    ("key_to_sound", "p95", "ms", 40.0),
    ("key_to_silence", "median", "ms", 15.0),
    ("key_to_silence", "p95", "ms", 30.0),
    ("key_to_new_sound", "median", "ms", 25.0),
    ("key_to_new_sound", "p95", "ms", 50.0),
    ("gap_size", "worst", "ms", 10.0),
    ("highlight_size", "median", "ms", 30.0),
    ("highlight_size", "p95", "ms", 60.0),
    ("highlight_error", "worst", "ms", 45.0),
    ("cpu_idle", "", "% of a core", 1.5),
    ("cpu_speaking", "", "% of a core", 6.0),
    ("first_word", "", "s", 1.0),
)
# The median is to be below that of every other program in the same run.
BELOW_ALL = ("key_to_sound", "key_to_new_sound")


def told(kiosk: Row, others: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each aim: what was reached, the limit, and whether that is within it."""
    for name, of, unit, limit in LIMITS:
        figure = kiosk.get(name)
        value = attrgetter(of)(figure) if of and figure else figure
        label = f"{name.replace('_', ' ')} {of}".strip()
        yield _line(label, value, limit, unit)
    for name in BELOW_ALL:
        medians = {row["program"]: row[name].median for row in others if row.get(name)}
        figure = kiosk.get(name)
        if medians and figure:
            nearest = min(medians, key=lambda program: medians[program])
            label = f"{name.replace('_', ' ')} median, below {nearest} (the next best)"
            yield _line(label, figure.median, medians[nearest], "ms")


def _line(label: str, value: float | None, limit: float, unit: str) -> str:
    if value is None:
        return f"not measured  {label} (limit {limit:g} {unit})"
    verdict = "reached" if value < limit else "NOT REACHED"
    return f"{verdict:12}  {label}: {value:.2f} {unit} (limit {limit:g})"
