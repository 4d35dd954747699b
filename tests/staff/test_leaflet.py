"""`kiosk leaflet`: a PDF of a pack or of one part of it, whole or not at all."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from handout.pdf import Pdf
from required import missing

from kiosk.errors import UsageError
from kiosk.staff import handouts
from kiosk.visit import edition

from . import small_pack
from .kiosk_command import kiosk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if find_spec("typst") is None:
        missing("no typst (uv sync --extra handout)")
    return small_pack.write(tmp_path / "small")


def headings(path: Path) -> list[str]:
    return [tag.text for tag in Pdf(path.read_bytes()).tree.all("H1", "H2")]


def changed(path: Path) -> str:
    pdf = Pdf(path.read_bytes())
    return str(pdf.file.docinfo["/ModDate"])[:16]


def test_it_makes_a_file_and_tells_how_much_paper_it_takes(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "leaflet.pdf"
    ended = kiosk("leaflet", str(folder), "--to", str(to))
    assert (ended.returncode, ended.stderr) == (0, "")
    pages = Pdf(to.read_bytes()).count
    assert pages > 1
    assert ended.stdout == f"{to}: {pages} pages of A4, {to.stat().st_size / 1000:.0f} kB.\n"
    assert headings(to) == [
        *("A small pack", "Contents", "Pain", "Leaflet", "Case studies", "Disclaimer", "Helpline")
    ]


def test_the_same_pack_makes_the_same_file_and_a_time_that_is_given_is_told(
    folder: Path, tmp_path: Path
) -> None:
    one, other, later = (tmp_path / name for name in ("one.pdf", "other.pdf", "later.pdf"))
    for to, env in ((one, {}), (other, {}), (later, {"SOURCE_DATE_EPOCH": "1700000000"})):
        assert kiosk("leaflet", str(folder), "--to", str(to), **env).returncode == 0
    assert one.read_bytes() == other.read_bytes()
    told = [
        str(pdf.file.docinfo["/ModDate"])[:16] for pdf in (Pdf(one.read_bytes()), Pdf(later.read_bytes()))
    ]
    assert told == ["D:20261123000000", "D:20231114221320"]


def test_one_part_comes_with_where_it_is_from_the_disclaimer_and_the_helpline(
    folder: Path, tmp_path: Path
) -> None:
    to = tmp_path / "pain.pdf"
    assert kiosk("leaflet", str(folder), "--part", "pain", "--to", str(to)).returncode == 0
    assert headings(to) == ["A small pack", "Pain", "Disclaimer", "Helpline"]


def test_a_part_that_is_not_there_is_told_with_those_that_are(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "none.pdf"
    ended = kiosk("leaflet", str(folder), "--part", "pian", "--to", str(to))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "kiosk: There is no part 'pian'; there are: pain, leaflet, case-studies, disclaimer, helpline.\n"
    )
    assert not to.exists()


def test_without_a_name_it_is_here_and_named_by_the_pack(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [own] = edition.load([folder])
    for part, name in ((None, "small.pdf"), ("pain", "small-pain.pdf")):
        [told] = handouts.leaflet(own, part=part)
        assert told.startswith(f"{name}: ")
        assert (tmp_path / name).is_file()


def test_a_file_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    [own] = edition.load([folder])
    with pytest.raises(UsageError, match=r"there is no folder .*; make it first"):
        list(handouts.leaflet(own, to=tmp_path / "none" / "a.pdf"))


def test_what_cannot_be_printed_is_told_and_leaves_the_file_as_it_was(folder: Path, tmp_path: Path) -> None:
    pain = folder / small_pack.PAIN
    pain.write_text(pain.read_text(encoding="utf-8").replace("Rest", "漢字"), encoding="utf-8")
    to = tmp_path / "kept.pdf"
    to.write_text("as it was")
    ended = kiosk("leaflet", str(folder), "--to", str(to))
    assert (ended.returncode, ended.stdout) == (65, "")
    assert ended.stderr == (
        "kiosk: The leaflet cannot be made: its letters lack 漢, 字; write it otherwise in: "
        "漢字 often helps people.\n"
    )
    assert to.read_text() == "as it was"
