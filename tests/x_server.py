"""An X server without a screen, and the hands at it. Keeps one decision: each test has its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from required import missing

PARTS: Final = {"Xvfb": "xvfb", "xdotool": "xdotool"}  # programs, and Debian's packages
LIMIT_SECONDS: Final = 30.0


@contextmanager
def x_server(width: int, height: int) -> Iterator[str]:
    """Run one, and yield the display that it has found free. Skips where there is none to run."""
    if absent := [package for program, package in PARTS.items() if not shutil.which(program)]:
        missing(f"no {' and no '.join(absent)} (Debian's packages)")
    told, tells = os.pipe()
    server = subprocess.Popen(
        (
            *("Xvfb", "-displayfd", str(tells), "-nolisten", "tcp"),
            *("-screen", "0", f"{width}x{height}x24", "-dpi", "96"),
        ),
        pass_fds=(tells,),
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    try:
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.fail("the X server does not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(LIMIT_SECONDS)


def do(display: str, *what: str) -> None:
    """Press keys and buttons, as xdotool(1) names them."""
    subprocess.run(
        ("xdotool", *what),  # noqa: S607 - Debian's
        env=os.environ | {"DISPLAY": display},
        check=True,
        timeout=LIMIT_SECONDS,
    )
