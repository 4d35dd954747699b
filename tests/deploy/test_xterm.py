"""xterm with deploy/Xresources on a real X server: no menu comes, and keys reach what runs in it."""

# ruff: noqa: S607 - programs of Debian's, wherever they are

import os
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
from required import missing
from x_server import do, x_server

from deploy.clinic import DEPLOY, eventually

SHOWS_KEYS = "stty raw -echo; printf begun; exec cat -v"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    for program, package in {"xterm": "xterm", "import": "imagemagick"}.items():
        if shutil.which(program) is None:
            missing(f"no {program} (Debian's package {package})")
    with x_server(1280, 720) as display:
        yield display


def picture_changes(display: str, *, kind: str) -> dict[str, bool]:
    """Return whether the screen changes when Ctrl and a button are held, and when a key is pressed."""
    env = os.environ | {"DISPLAY": display, "XENVIRONMENT": str(DEPLOY / "Xresources")}
    terminal = subprocess.Popen(
        ["xterm", "-class", kind, "-fullscreen", "-e", "sh", "-c", SHOWS_KEYS],
        env=env,
        stderr=subprocess.DEVNULL,
    )

    def picture() -> bytes:
        return subprocess.run(
            ["import", "-window", "root", "rgb:-"], env=env, capture_output=True, check=True
        ).stdout

    def changes(*keys: str) -> bool:
        before = picture()
        do(display, *keys)
        time.sleep(1.0)  # the point itself: nothing comes
        return picture() != before

    try:
        eventually(lambda: len(set(picture())) > 1)
        do(display, "mousemove", "300", "300")
        time.sleep(1.0)  # until the letters stand
        changed = {"menu": changes("keydown", "ctrl", "mousedown", "1")}
        do(display, "mouseup", "1", "keyup", "ctrl")
        return changed | {"key": changes("key", "ctrl+c")}
    finally:
        terminal.kill()
        terminal.wait()


def test_no_menu_comes_and_keys_reach_the_kiosk(display: str) -> None:
    assert picture_changes(display, kind="Kiosk") == {"menu": False, "key": True}


def test_as_it_comes_xterm_has_a_menu(display: str) -> None:
    assert picture_changes(display, kind="XTerm")["menu"]
