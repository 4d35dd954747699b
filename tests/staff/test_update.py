"""`kiosk update` and `kiosk rollback`: packs are swapped whole, checked first, and the old one is kept."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import write_made_up

from kiosk import delivered
from kiosk.delivered import Deliveries
from kiosk.errors import BusyError, DataError, PackError, UsageError
from kiosk.paths import bundled_pack
from kiosk.staff import update

from . import small_pack
from .kiosk_command import kiosk


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str], Path]:
    """Return how a pack comes from its author, by the title of its first part."""

    def written(title: str) -> Path:
        folder = small_pack.write(tmp_path / "given" / title)
        path = folder / small_pack.PAIN
        path.write_text(path.read_text().replace("title: Pain", f"title: {title}"))
        return folder

    return written


def spoken() -> str:
    """Return the title of the first part that a kiosk would speak that starts now."""
    return delivered.newer().load()[0].pack.parts[0].title


def kept(state: Path) -> list[str]:
    return sorted(each.name for each in (state / "packs").iterdir())


def test_without_a_delivery_the_kiosk_speaks_what_comes_with_it() -> None:
    assert delivered.folders() == (bundled_pack(),)
    assert spoken() == "What it is"


def test_an_update_is_spoken_and_the_one_before_is_kept(state: Path, given: Callable[[str], Path]) -> None:
    for title in ("One", "Two", "Three"):
        delivered.update(given(title))
        assert spoken() == title
    assert kept(state) == ["2", "3", "deliveries.json"]


def test_rollback_goes_back_and_once_more_forth(given: Callable[[str], Path]) -> None:
    delivered.update(given("One"))
    delivered.update(given("Two"))
    delivered.rollback()
    assert spoken() == "One"
    delivered.rollback()
    assert spoken() == "Two"


def test_rollback_of_the_first_update_is_what_comes_with_the_kiosk(given: Callable[[str], Path]) -> None:
    delivered.update(given("One"))
    delivered.rollback()
    assert spoken() == "What it is"
    delivered.update(given("Two"))
    assert spoken() == "Two"
    assert delivered.deliveries() == Deliveries("2", "")


def test_without_an_update_there_is_nothing_to_go_back_to() -> None:
    with pytest.raises(UsageError, match="nothing to go back to"):
        delivered.rollback()


def test_a_pack_with_faults_is_refused_with_all_of_them_and_nothing_is_changed(
    state: Path, given: Callable[[str], Path]
) -> None:
    delivered.update(given("One"))
    broken = given("Broken")
    for name in ("leaflet.yaml", "helpline.yaml"):
        path = broken / name
        path.write_text(path.read_text().replace("title:", "titel:"))
    before = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}
    with pytest.raises(PackError) as refused:
        delivered.update(broken)
    assert [fault.file for fault in refused.value.faults] == ["helpline.yaml", "leaflet.yaml"]
    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == before
    assert spoken() == "One"


def test_only_what_the_kiosk_reads_is_copied(state: Path, given: Callable[[str], Path]) -> None:
    pack = given("One")
    (pack / "notes.docx").write_bytes(bytes(1000))
    (pack / "sections" / "._pain.yaml").write_bytes(b"\x00")
    (pack / "elsewhere").symlink_to("/etc")
    os.mkfifo(pack / "sections" / "pipe.yaml")
    delivered.update(pack)
    copied = {str(path.relative_to(state / "packs" / "1" / "01")) for path in state.rglob("*.yaml")}
    assert copied == set(small_pack.FILES)


@pytest.mark.parametrize("trick", ["link", "pipe"])
def test_a_file_that_is_none_is_refused(given: Callable[[str], Path], trick: str) -> None:
    pack = given("One")
    (pack / "leaflet.yaml").unlink()
    if trick == "link":
        (pack / "leaflet.yaml").symlink_to("/etc/passwd")
    else:
        os.mkfifo(pack / "leaflet.yaml")
    with pytest.raises(PackError):
        delivered.update(pack)
    assert spoken() == "What it is"


def test_the_languages_of_a_subject_are_delivered_together_in_their_order(
    state: Path, given: Callable[[str], Path], tmp_path: Path
) -> None:
    packs = tmp_path / "packs"
    for name, lang in (("b-english", "en-GB"), ("a-welsh", "cy")):
        pack = shutil.copytree(given("One"), packs / name) / "pack.yaml"
        pack.write_text(pack.read_text().replace("lang: en-GB", f"lang: {lang}"))
    (packs / "phrases").mkdir()
    write_made_up(packs / "phrases" / "cy.yaml")
    told = [*update.update(packs)]
    assert [edition.pack.lang for edition in delivered.newer().load()] == ["cy", "en-GB"]
    assert (state / "packs" / "1" / "phrases" / "cy.yaml").is_file()
    assert told[0].startswith('The kiosk speaks "A small pack" (cy), ')
    assert told[1].startswith('The kiosk speaks "A small pack" (en-GB), ')


def test_the_same_pack_once_more_does_not_push_out_the_one_before(given: Callable[[str], Path]) -> None:
    delivered.update(given("One"))
    delivered.update(given("Two"))
    with pytest.raises(UsageError, match="that very pack already"):
        delivered.update(given("Two"))
    delivered.rollback()
    assert spoken() == "One"


@pytest.mark.parametrize("harm", ["gone", "broken"])
def test_where_the_current_one_cannot_be_used_the_one_before_is_spoken(
    state: Path, given: Callable[[str], Path], harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    delivered.update(given("One"))
    delivered.update(given("Two"))
    if harm == "gone":
        shutil.rmtree(state / "packs" / "2")
    else:
        (state / "packs" / "2" / "01" / "pack.yaml").write_text("titel: broken\n")
    assert spoken() == "One"
    assert "is passed over" in caplog.text
    shutil.rmtree(state / "packs" / "1")
    assert spoken() == "What it is"


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b'{"current": "1", "bef',
        b"[]",
        b'{"current": "1"}',
        b'{"current": "../../etc", "before": ""}',
        b'{"current": "/", "before": ""}',
        b'{"current": 1, "before": ""}',
        b"\xff",
    ],
)
def test_an_index_that_is_none_of_ours_is_as_good_as_none(
    state: Path, given: Callable[[str], Path], index: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    delivered.update(given("One"))
    (state / "packs" / "deliveries.json").write_bytes(index)
    assert spoken() == "What it is"
    assert "does not tell which pack is current" in caplog.text
    delivered.update(given("Two"))
    assert spoken() == "Two"


def test_an_update_in_place_of_a_broken_one_keeps_the_one_that_was_spoken(
    state: Path, given: Callable[[str], Path]
) -> None:
    delivered.update(given("One"))
    delivered.update(given("Two"))
    shutil.rmtree(state / "packs" / "2")
    delivered.update(given("Three"))
    assert spoken() == "Three"
    delivered.rollback()
    assert spoken() == "One"


def test_rollback_to_what_cannot_be_used_is_refused(state: Path, given: Callable[[str], Path]) -> None:
    delivered.update(given("One"))
    delivered.update(given("Two"))
    shutil.rmtree(state / "packs" / "1")
    with pytest.raises(DataError):
        delivered.rollback()
    assert spoken() == "Two"


def test_two_updates_at_once_are_one_after_the_other(state: Path, given: Callable[[str], Path]) -> None:
    delivered.update(given("One"))
    held = os.open(state / "packs", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with pytest.raises(BusyError):
        delivered.update(given("Two"))
    os.close(held)
    assert spoken() == "One"


def test_where_nothing_can_be_written_a_sentence_says_so(state: Path, given: Callable[[str], Path]) -> None:
    state.write_text("a file where a folder should be")
    with pytest.raises(UsageError, match=f"{state} cannot be had"):
        delivered.update(given("One"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may be another account")
def test_what_root_delivers_belongs_to_the_account_of_the_kiosk(
    state: Path, given: Callable[[str], Path]
) -> None:
    state.mkdir()
    os.chown(state, 65534, 65534)
    for folder in state.parents:
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)  # for the other account to come there
    before = os.umask(0o077)
    try:
        delivered.update(given("One"))
    finally:
        os.umask(before)
    owners = {(path.stat().st_uid, path.stat().st_gid) for path in (state, *state.rglob("*"))}
    assert owners == {(65534, 65534)}
    assert (os.geteuid(), os.getegid()) == (0, 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may be another account")
def test_a_link_of_that_account_leads_root_nowhere(
    state: Path, given: Callable[[str], Path], tmp_path: Path
) -> None:
    roots = tmp_path / "roots"
    roots.mkdir(mode=0o700)
    state.mkdir()
    os.chown(state, 65534, 65534)
    (state / "packs").symlink_to(roots)
    with pytest.raises(UsageError):
        delivered.update(given("One"))
    assert list(roots.iterdir()) == []


def test_as_staff_run_it(state: Path, given: Callable[[str], Path]) -> None:
    env = {"STATE_DIRECTORY": str(state)}
    ended = kiosk("update", str(given("One")), **env)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith('The kiosk speaks "A small pack" (en-GB), checked on 23 November 2026.\n')
    assert kiosk("script", "pain", **env).stdout.count("One") > 0
    ended = kiosk("rollback", **env)
    assert ended.stdout.startswith('The kiosk speaks "Generalised dystonia" (en-GB)')
    (given("Two") / "helpline.yaml").unlink()
    ended = kiosk("update", str(given("Two").parent / "Two"), **env)
    assert ended.returncode == 0
