import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, sync_playwright
from required import missing

from kiosk.handout.mp3 import Track, track
from kiosk.handout.outline import Outline, outline
from kiosk.handout.read_aloud import ReadAloud
from kiosk.paths import bundled_pack
from kiosk.settings import VoiceName
from kiosk.visit import edition

from .packs import full, short

Bundled: TypeAlias = tuple[Outline, tuple[Track, ...]]
JAVA_SECONDS = 120.0  # far more than a checker takes


@pytest.fixture(scope="session")
def reading() -> ReadAloud:
    """The quickest voice: 15 seconds of speech in 10 ms."""
    return ReadAloud(VoiceName.ESPEAK)


@pytest.fixture(scope="session")
def tracks_of(reading: ReadAloud) -> Callable[[Outline], tuple[Track, ...]]:
    if find_spec("lameenc") is None:
        missing("no lameenc (uv sync --extra handout)")
    return lambda outline: tuple(track(reading.sound(chapter)) for chapter in outline.chapters)


@pytest.fixture(scope="session")
def typst() -> None:
    if find_spec("typst") is None:
        missing("no typst (uv sync --extra handout)")


@pytest.fixture(scope="session")
def full_tracks(tracks_of: Callable[[Outline], tuple[Track, ...]]) -> tuple[Track, ...]:
    return tracks_of(full())


@pytest.fixture(scope="session")
def short_tracks(tracks_of: Callable[[Outline], tuple[Track, ...]]) -> tuple[Track, ...]:
    return tracks_of(short())


@pytest.fixture(scope="session")
def bundled(tracks_of: Callable[[Outline], tuple[Track, ...]]) -> Bundled:
    [own] = edition.load([bundled_pack()])
    made = outline(own)
    return made, tracks_of(made)


@pytest.fixture(scope="package")  # while Playwright runs, no coroutine can be tested
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("no chromium (Debian's package chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def run_jar() -> Callable[..., subprocess.CompletedProcess[str]]:
    java = shutil.which("java")
    if java is None:
        missing("no java (Debian's package default-jre-headless)")

    def run(jar: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [java, "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", str(jar), *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=JAVA_SECONDS,
            check=False,
        )

    return run
