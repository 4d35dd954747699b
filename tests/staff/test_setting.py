"""`kiosk set`: one key of the settings is changed, all else stays, and a wrong one changes nothing."""

import os
import stat
from pathlib import Path

import pytest

from kiosk import settings_file
from kiosk.errors import SettingsError, UsageError
from kiosk.staff.setting import setting

from .kiosk_command import kiosk

WRITTEN = """\
# Our settings.

volume: 3     # quiet, as the desk is near
"theme": 'calm'
pauses:       # longer ones
  sentence: 900  # measured
  # the others are as they come

# What ends it.
leave: up up down down
  left right left right   # ours
keys: arrows
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text(WRITTEN)
    return path


def changed(file: Path, *words: str) -> str:
    list(setting(file, words))
    return file.read_text()


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (("volume", "5"), "volume: 3     # quiet", "volume: 5     # quiet"),
        (("theme", "light-on-dark"), "\"theme\": 'calm'", '"theme": light-on-dark'),
        (("pauses.sentence", "700"), "sentence: 900  # measured", "sentence: 700  # measured"),
        (("pauses.item", "700"), "# measured\n", "# measured\n  item: 700\n"),
        (("signals", "false"), "keys: arrows\n", "keys: arrows\nsignals: false\n"),
        (
            ("leave", "down up left right up down left right"),
            "up up down down\n  left right left right   # ours",
            "down up left right up down left right   # ours",
        ),
    ],
)
def test_one_value_is_changed_and_every_other_character_stays(
    file: Path, words: tuple[str, ...], before: str, after: str
) -> None:
    assert before in WRITTEN
    assert changed(file, *words) == WRITTEN.replace(before, after)
    settings_file.load(file)


def test_a_key_is_taken_out_with_its_line(file: Path) -> None:
    list(setting(file, ["volume", "leave"], default=True))
    gone = (
        "volume: 3     # quiet, as the desk is near\n",
        "leave: up up down down\n  left right left right   # ours\n",
    )
    assert file.read_text() == WRITTEN.replace(gone[0], "").replace(gone[1], "")


def test_the_last_pause_that_is_taken_out_takes_the_word_with_it(file: Path) -> None:
    list(setting(file, ["pauses.sentence"], default=True))
    assert "pauses" not in file.read_text()
    assert settings_file.load(file).pauses.sentence == 600


def test_the_last_key_of_all_is_not_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("volume: 3\n")
    with pytest.raises(UsageError, match="delete it"):
        list(setting(path, ["volume"], default=True))
    assert path.read_text() == "volume: 3\n"


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("volume: 3", ("rate", "150"), "volume: 3\nrate: 150\n"),
        ("# only a remark\n", ("rate", "150"), "# only a remark\nrate: 150\n"),
        ("", ("pauses.item", "700"), "pauses:\n  item: 700\n"),
        ("pauses: {sentence: 900}\n", ("pauses.item", "700"), "pauses: {sentence: 900, item: 700}\n"),
        ("volume: 3\r\nkeys: arrows\r\n", ("volume", "5"), "volume: 5\r\nkeys: arrows\r\n"),
        ("volume: 3\r\n", ("rate", "150"), "volume: 3\r\nrate: 150\r\n"),
        ("\ufeffvolume: 3\n", ("volume", "5"), "\ufeffvolume: 5\n"),
        ("volume:\n", ("volume", "5"), "volume: 5\n"),
        ("volume: |\n  3\nkeys: arrows\n", ("volume", "5"), "volume: 5\nkeys: arrows\n"),
        ("pauses:\n    item: 1", ("pauses.title", "2"), "pauses:\n    item: 1\n    title: 2\n"),
    ],
)
def test_however_a_file_is_written(tmp_path: Path, text: str, words: tuple[str, ...], after: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(text.encode())
    list(setting(path, words))
    assert path.read_bytes() == after.encode()
    settings_file.load(path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("volume", "9"), '"volume" is "9", which is not possible here; write 1, 2, 3, 4 or 5'),
        (("volume", ""), "kiosk set --default KEY takes a key out of the file"),
        (("volume", "3", "leave", " "), "kiosk set --default KEY takes a key out of the file"),
        (("volume", "3 # loud"), "which is not possible here"),
        (("volume", "[3]"), "which is not possible here"),
        (("volume", "3\nkeys: arrows"), "which is not possible here"),
        (("volum", "3"), "There is no key 'volum'; did you mean volume?"),
        (("pauses", "3"), "There is no key 'pauses'"),
        (("leave", "up", "up", "down"), "a value with spaces goes in quotes"),
        (("leave", "up", "up"), "a value with spaces goes in quotes"),
        (("leaflet_printer", "Room"), '"leaflet_printer" stands here without "leaflet_file"'),
        (("leaflet_file", "a.pdf", "leaflet_printer", "Room"), 'there is no file "a.pdf" beside this one'),
        (("keys", "\udcff"), "is not text"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(file: Path, words: tuple[str, ...], told: str) -> None:
    with pytest.raises((UsageError, SettingsError)) as refused:
        list(setting(file, words))
    faults = getattr(refused.value, "faults", ())
    assert told in " ".join(map(str, (refused.value, *faults)))
    assert file.read_text() == WRITTEN


def test_aliases_that_lead_down_for_ever_are_refused_at_once(file: Path) -> None:
    text = "a0: &a0 {volume: 3}\n" + "".join(
        f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}, z: *a{n - 1}}}\n" for n in range(1, 30)
    )
    file.write_text(text)
    with pytest.raises((UsageError, SettingsError)):
        list(setting(file, ("pauses.item", "5")))
    assert file.read_text() == text


def test_two_that_belong_together_are_changed_together(file: Path) -> None:
    (file.parent / "leaflet.pdf").write_bytes(b"%PDF-1.7")
    list(setting(file, ("leaflet_printer", "Waiting_room", "leaflet_file", "leaflet.pdf")))
    assert settings_file.load(file).leaflet.printer == "Waiting_room"


def test_a_file_with_faults_of_its_own_is_told_and_can_be_mended(file: Path) -> None:
    file.write_text("volume: 9\nrate: 7\n")
    with pytest.raises(SettingsError) as refused:
        list(setting(file, ("keys", "arrows")))
    assert [fault.line for fault in refused.value.faults] == [1, 2]
    list(setting(file, ("volume", "3", "rate", "150")))
    assert file.read_text() == "volume: 3\nrate: 150\n"


@pytest.mark.parametrize("text", ["- a list\n", "a: b: c\n", "volume: 3\n---\nrate: 150\n", "\xff"])
def test_what_is_no_settings_file_stays_as_it_is(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises((UsageError, SettingsError)):
        list(setting(file, ("keys", "arrows")))
    assert file.read_bytes() == text.encode("latin-1")


def test_what_is_written_in_another_way_is_for_hands(file: Path) -> None:
    file.write_text("{volume: 3}\n")
    with pytest.raises(UsageError, match="change keys by hand"):
        list(setting(file, ("keys", "arrows")))
    assert changed(file, "volume", "5") == "{volume: 5}\n"


def test_what_it_was_and_is_is_told(file: Path) -> None:
    told = [*setting(file, ("volume", "5", "idle", "30", "signals", "false"))]
    assert told == [
        "volume: it was 3, and is now 5.",
        "idle: it was not set, which is the default, and is now 30.",
        "signals: it was not set, which is the default, and is now false.",
        f"Written to {file}. The kiosk takes it at its next start.",
    ]


def test_a_key_alone_is_told_of(file: Path) -> None:
    assert [*setting(file, ("volume",))] == [f"volume: it is 3 in {file}.", "It can be 1, 2, 3, 4 or 5."]
    assert file.read_text() == WRITTEN


def test_the_file_keeps_its_mode_and_a_link_stays_one(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    list(setting(link, ("volume", "5")))
    assert link.is_symlink()
    assert settings_file.load(file).defaults.gain == 4
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can have the file of another account")
def test_from_root_the_file_keeps_its_owner(file: Path) -> None:
    os.chown(file, 65534, 65534)
    list(setting(file, ("volume", "5")))
    assert (file.stat().st_uid, file.stat().st_gid) == (65534, 65534)


def test_as_staff_run_it_where_there_is_no_file_yet(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.yaml"
    ended = kiosk("set", "--settings", str(path), "volume", "3")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert path.read_text() == "volume: 3\n"
    ended = kiosk("--settings", str(path), "set", "volume", "9")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        'kiosk: "volume" is "9", which is not possible here; write 1, 2, 3, 4 or 5. Nothing was changed.\n'
    )
    assert path.read_text() == "volume: 3\n"
