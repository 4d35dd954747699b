"""Tests in several processes (pytest-xdist) on one machine.

Keeps one decision: a test that listens has the machine to itself, because what it hears is timed.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

# The folders of the tests are what is locked: nothing is made for it, and nothing is left.
GOING_ON: Final = Path(__file__).parent
DOOR: Final = GOING_ON / "machine"


@contextlib.contextmanager
def its_place(config: pytest.Config, *, alone: bool) -> Iterator[None]:
    """Wait until a test may begin: `alone` until no other goes on, else until none goes on that is alone."""
    if not hasattr(config, "workerinput"):  # all tests are in one process
        yield
        return
    with contextlib.ExitStack() as going_on:
        with _locked(DOOR, fcntl.LOCK_EX):  # who waits is let in before those who come later
            going_on.enter_context(_locked(GOING_ON, fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        yield


@contextlib.contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    file = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(file, how)
        yield
    finally:
        os.close(file)
