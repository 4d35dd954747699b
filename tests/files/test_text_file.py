"""A file is read only from inside its folder, only if it is one, and only if it is short and UTF-8."""

import os
import socket
from pathlib import Path

import pytest

from kiosk.files.text_file import MAX_BYTES, Place, one_line, read_text, shown

NAMED_AT = Place("pack.yaml", 7)


def told(root: Path, name: str) -> list[str]:
    text, faults = read_text(root, name, named_at=NAMED_AT)
    assert text is None
    return [str(fault) for fault in faults]


def test_a_file_is_read_with_its_line_ends_made_one(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffun: été\r\ndeux: 2\n".encode())

    assert read_text(tmp_path, "a.yaml") == ("un: été\ndeux: 2\n", [])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("b.yaml", "does not exist"),
        ("a.yaml/b.yaml", "does not exist"),
        ("folder", "is not a file (a folder, a pipe or a device)"),
        ("/etc/passwd", "is an absolute path"),
        ("C:/a.yaml", "is an absolute path"),
        ("folder\\a.yaml", "has a backslash in it"),
        ("../a.yaml", "leads out of its folder"),
        ("folder/../a.yaml", "leads out of its folder"),
    ],
)
def test_a_file_that_cannot_be_had_is_told_where_it_is_named(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.yaml").touch()

    (line,) = told(tmp_path, name)

    assert line.startswith(f'pack.yaml:7: "{name}" {what}; ')


def test_a_name_with_a_nul_in_it_is_no_file(tmp_path: Path) -> None:
    assert told(tmp_path, "a\0") == ['pack.yaml:7: "a<U+0000>" is not the name of a file; name a YAML file']


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert told(tmp_path, "pipe") == [
        'pack.yaml:7: "pipe" is not a file (a folder, a pipe or a device); name a YAML file'
    ]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets in folders")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may be 108 bytes long at most
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")

        (line,) = told(tmp_path, "socket")

    assert line.startswith('pack.yaml:7: "socket" cannot be read (')


@pytest.mark.parametrize("name", ["link.yaml", "folder/a.yaml", "sibling/a.yaml", "device"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "pack"
    outside = tmp_path / "elsewhere"
    sibling = tmp_path / "pack-2"  # begins like the pack's own folder
    for folder in (root, outside, sibling):
        folder.mkdir()
        (folder / "a.yaml").write_text("a: b")
    (root / "link.yaml").symlink_to(outside / "a.yaml")
    (root / "folder").symlink_to(outside)
    (root / "sibling").symlink_to("../pack-2")
    (root / "device").symlink_to("/dev/zero")

    (line,) = told(root, name)

    assert line == (
        f'pack.yaml:7: "{name}" is a link that leads out of its folder; put the file itself into the folder'
    )


def test_links_that_stay_inside_are_followed_and_loops_refused(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    root.mkdir()
    (root / "a.yaml").write_text("a: b")
    (root / "b.yaml").symlink_to("a.yaml")
    (root / "loop").symlink_to("loop")
    (tmp_path / "way-in").symlink_to(root)

    assert read_text(tmp_path / "way-in", "b.yaml") == ("a: b", [])
    (line,) = told(root, "loop")
    assert line.startswith('pack.yaml:7: "loop" cannot be read (')


def test_a_large_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(1 << 40)  # a hole of a terabyte takes no room on the disk, and all of it in memory

    assert told(tmp_path, "a.yaml") == [
        "a.yaml:1: the file is larger than 1 MB; split it into smaller files, or leave out what is not text"
    ]


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a" * MAX_BYTES)

    text, faults = read_text(tmp_path, "a.yaml")

    assert (len(text or ""), faults) == (MAX_BYTES, [])


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a: b\nc: é\n".encode("latin-1"), 2),
        ("a: b\n".encode("utf-16"), 1),
        (b"a: b\n\n\xed\xa0\x80", 3),
        (b"a: \xc0\x80", 1),
    ],
)
def test_a_file_in_another_encoding_is_refused_at_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    (tmp_path / "a.yaml").write_bytes(raw)

    assert told(tmp_path, "a.yaml") == [
        f"a.yaml:{line}: the file is not UTF-8 text; save it as UTF-8 in the editor"
    ]


def test_every_hidden_character_is_told_once_a_line_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: \x07x\x07\u200by\nb: z\x00\n", encoding="utf-8")

    text, faults = read_text(tmp_path, "a.yaml")

    assert text == "a: xy\nb: z\n"
    assert [(fault.line, fault.what) for fault in faults] == [
        (1, "character 4 of this line is U+0007, a control character"),
        (1, "character 7 of this line is U+200B ZERO WIDTH SPACE, an invisible character"),
        (2, "character 5 of this line is U+0000, a control character"),
    ]


def test_a_file_of_nothing_but_hidden_characters_is_told_shortly(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\x01\n" * 400_000)

    lines = told(tmp_path, "a.yaml")

    assert len(lines) == 101
    assert lines[-1].startswith("a.yaml:100: there may be more such characters from here on")


def test_a_tab_in_a_text_becomes_a_space_and_a_tab_before_it_ends_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a:\tb\nc: d\n")
    (tmp_path / "b.yaml").write_text("a:\n\tb\n\tc\n")

    text, (fault,) = read_text(tmp_path, "a.yaml")

    assert (text, str(fault)) == ("a: b\nc: d\n", "a.yaml:1: there is a tab in this line; use spaces")
    assert told(tmp_path, "b.yaml") == ["b.yaml:2: there is a tab in this line; use spaces"]


def test_accents_other_scripts_and_emoji_may_stand(tmp_path: Path) -> None:
    words = "naïve Ŵyth مرحبا 你好 ❤️ 1\u00a0000 e\u0301"
    (tmp_path / "a.yaml").write_text(words, encoding="utf-8")

    assert read_text(tmp_path, "a.yaml") == (words, [])


def test_texts_are_made_one_line_and_messages_short_and_visible() -> None:
    assert one_line(" a\n b\u00a0 c\n") == "a b c"
    assert shown("x" * 99 + "\x1b") == "x" * 60 + "..."
    assert shown("\x1b[31m\u202e") == "<U+001B>[31m<U+202E>"
