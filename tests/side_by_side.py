"""Tests in several processes (pytest-xdist) on one machine.

Keeps one decision: a test that listens has the machine to itself, because what it hears is timed.
"""

import contextlib
import fcntl
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest


@contextlib.contextmanager
def its_place(config: pytest.Config, *, alone: bool) -> Iterator[None]:
    """Wait until a test may begin: `alone` until no other goes on, else until none goes on that is alone."""
    run = getattr(config, "workerinput", {}).get("testrunuid")
    if run is None:  # all tests are in one process
        yield
        return
    with _opened(run, "tests") as tests, _opened(run, "door") as door:
        with _locked(door, fcntl.LOCK_EX):  # who waits is let in before those who come later
            fcntl.flock(tests, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def _opened(run: str, name: str) -> BinaryIO:
    return Path(tempfile.gettempdir(), f"kiosk-{run}-{name}.lock").open("ab")


@contextlib.contextmanager
def _locked(file: BinaryIO, how: int) -> Iterator[None]:
    fcntl.flock(file, how)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
