"""What is written is there whole, belongs to whom it did, and leaves nothing beside it."""

import os
import stat
from pathlib import Path

import pytest

from kiosk.machine import whole_file

NOBODYS_PID = 2**22 + 1  # beyond what Linux gives


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    whole_file.write(tmp_path / "a", b"one")
    whole_file.write(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]


def test_a_file_that_is_written_anew_keeps_its_mode_and_a_private_one_begins_as_one(tmp_path: Path) -> None:
    whole_file.write(tmp_path / "a", b"one", private=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    (tmp_path / "a").chmod(0o644)
    whole_file.write(tmp_path / "a", b"two", private=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_what_a_process_that_is_no_more_has_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / f".a.{NOBODYS_PID}.part").write_bytes(b"half")
    (tmp_path / f".a.{os.getpid()}.part").write_bytes(b"by one of our number, before the power went")
    whole_file.write(tmp_path / "a", b"one")
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", [".a.1.part", ".b.4194305.part", ".a.x.part", ".a..part", "a.4194305.part"])
def test_what_another_writes_now_and_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    whole_file.write(tmp_path / "a", b"one")
    assert names(tmp_path) == sorted(["a", name])


def test_a_name_that_is_a_pattern_is_a_name(tmp_path: Path) -> None:
    (tmp_path / f".[ab]*.{NOBODYS_PID}.part").write_bytes(b"")
    whole_file.write(tmp_path / "[ab]*", b"one")
    assert names(tmp_path) == ["[ab]*"]


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a": b"one", "in/b": b"two", "in/deeper/c": b""}
    left = tmp_path / "room" / f".new.{NOBODYS_PID}.part"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"")
    whole_file.write_folder(tmp_path / "room" / "new", files)
    held = {path for path in (tmp_path / "room" / "new").rglob("*") if path.is_file()}
    assert {str(path.relative_to(tmp_path / "room" / "new")): path.read_bytes() for path in held} == files
    with pytest.raises(FileExistsError):
        whole_file.write_folder(tmp_path / "room" / "new", {"d": b""})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole_file.write_folder(tmp_path / "room" / "other", files)
    assert names(tmp_path / "room") == ["new"]


def test_the_file_and_its_name_are_kept_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = list[str]()
    fsync, replace = os.fsync, os.replace

    def kept(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def replaced(old: Path, new: Path) -> None:
        done.append("name")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", kept)
    monkeypatch.setattr(os, "replace", replaced)
    whole_file.write(tmp_path / "a", b"one")
    assert done == ["file", "name", "folder"]
