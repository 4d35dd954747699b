"""`kiosk html` and `kiosk epub`: a file, whole or not at all, and what staff should know of it."""

import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from required import missing

from . import small_pack
from .kiosk_command import kiosk

KINDS = ("html", "epub")


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., CompletedProcess[str]]:
    """Return the command that makes a handout of a small pack with the quickest voice."""
    if find_spec("lameenc") is None:
        missing("no lameenc (uv sync --extra handout)")
    folder = small_pack.write(tmp_path / "small")

    def run(kind: str, to: Path, *, fault: tuple[str, str] = ("", ""), **env: str) -> CompletedProcess[str]:
        pain = folder / small_pack.PAIN
        pain.write_text(small_pack.FILES[small_pack.PAIN].replace(*fault))
        return kiosk("--voice", "espeak", kind, str(folder), "--to", str(to), **env)

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_it_makes_a_file_and_tells_how_far_it_is(
    kind: str, tmp_path: Path, make: Callable[..., CompletedProcess[str]]
) -> None:
    to = tmp_path / f"handout.{kind}"
    ended = make(kind, to)
    assert (ended.returncode, ended.stderr) == (0, "")
    *chapters, last = ended.stdout.splitlines()
    titles = ("A small pack", "Pain", "Leaflet", "Case studies", "Disclaimer", "Helpline")
    assert chapters == [f"{number} of 6 is read aloud: {title}" for number, title in enumerate(titles, 1)]
    assert last == f"{to}: 1 minute of speech, {to.stat().st_size / 1e6:.1f} MB."
    if kind == "html":
        assert "Rest often helps people." in to.read_text(encoding="utf-8")
    else:
        assert "Rest often helps people." in zipfile.ZipFile(to).read("EPUB/c2.xhtml").decode()


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_voice_can_say_is_told(
    kind: str, tmp_path: Path, make: Callable[..., CompletedProcess[str]]
) -> None:
    ended = make(
        kind,
        tmp_path / "handout",
        fault=("list: [Rest often helps people.]", "{paragraph: nuqneH, lang: tlh}"),
    )
    assert ended.returncode == 0
    assert "No voice can say this, so it is only shown: nuqneH" in ended.stdout.splitlines()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_written_is_told_at_once_and_nothing_is_lost(
    kind: str, tmp_path: Path, make: Callable[..., CompletedProcess[str]]
) -> None:
    for to, reason in (
        (tmp_path, "it is not an ordinary file; name another."),
        (tmp_path / "none" / "a", f"there is no folder {tmp_path / 'none'}; make it first."),
    ):
        ended = make(kind, to)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == f"kiosk: {to} cannot be written: {reason}\n"
    kept = tmp_path / "kept"
    kept.write_text("as it was")
    ended = make(kind, kept, fault=("title: Pain\n", ""))
    assert ended.returncode == 65
    assert kept.read_text() == "as it was"


def test_the_time_of_a_book_is_given_or_that_of_the_check(
    tmp_path: Path, make: Callable[..., CompletedProcess[str]]
) -> None:
    to = tmp_path / "handout.epub"

    def modified(**env: str) -> str:
        assert make("epub", to, **env).returncode == 0
        package = zipfile.ZipFile(to).read("EPUB/package.opf").decode()
        return package.partition('"dcterms:modified">')[2].partition("<")[0]

    assert modified() == "2026-11-23T00:00:00Z"
    assert modified(SOURCE_DATE_EPOCH="1700000000") == "2023-11-14T22:13:20Z"
    ended = make("epub", to, SOURCE_DATE_EPOCH="soon")
    assert ended.returncode == 2
    assert ended.stderr == (
        "kiosk: SOURCE_DATE_EPOCH is 'soon', and no time; give it as seconds since 1970, or not at all.\n"
    )
