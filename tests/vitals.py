"""What a kiosk and its speaker take of the machine, by /proc (Linux)."""

from pathlib import Path
from typing import NamedTuple


class Vitals(NamedTuple):
    """Resident memory of the kiosk and of its speaker, MB. Of both together, how many."""

    kiosk: float
    speaker: float
    files: int
    threads: int
    processes: int


def vitals(kiosk: int) -> Vitals:
    """Return those of a process and all that it has started. It has one child, its speaker, or more."""
    children = _children(kiosk)
    every = [kiosk, *children]
    return Vitals(
        _memory(kiosk),
        sum(map(_memory, children)),
        sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in every),
        sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in every),
        len(every),
    )


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    found = [int(child) for child in text.split()]
    return [each for child in found for each in (child, *_children(child))]


def _memory(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    sizes = {line.split()[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return sizes["Rss:"] / 1024
