"""`kiosk schema`: the schemas for an editor, in a folder."""

from pathlib import Path

from kiosk.pack.json_schema import schemas

from .kiosk_command import kiosk


def test_the_schemas_are_written_and_again_over_old_ones(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "schema"
    for _ in range(2):
        ended = kiosk("schema", str(folder))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.splitlines() == [f"Written: {folder / name}" for name in schemas()]
        assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == schemas()
        (folder / "pack.json").write_text("{}")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text("")
    ended = kiosk("schema", str(tmp_path / "schema"))
    line = f"kiosk: {tmp_path / 'schema'} is not a folder: name one for the schemas.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", line)
