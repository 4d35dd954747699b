"""Packs with one id are one subject in several languages; whatever else is given together is refused."""

from pathlib import Path

import pytest
from test_loader import SMALL_PACK, edit, write

from kiosk.errors import PackError
from kiosk.pack.subject import folders, load


def pack(folder: Path, *, lang: str = "en-GB", pack_id: str = "small-pack") -> Path:
    folder.mkdir(parents=True)
    for name, text in SMALL_PACK.items():
        write(folder, name, text)
    edit(folder, "pack.yaml", "lang: en-GB", f"lang: {lang}")
    edit(folder, "pack.yaml", "id: small-pack", f"id: {pack_id}")
    return folder


def refused(*named: Path) -> list[str]:
    with pytest.raises(PackError, match="cannot be one subject") as error:
        load(named)
    return [str(fault) for fault in error.value.faults]


def test_packs_are_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    welsh, english = pack(tmp_path / "a", lang="cy"), pack(tmp_path / "b")
    assert [(found.folder, found.pack.lang) for found in load([english, welsh])] == [
        (english, "en-GB"),
        (welsh, "cy"),
    ]


def test_a_folder_of_packs_stands_for_them_and_other_folders_do_not_count(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "x" / "dystonia"), pack(tmp_path / "x" / "dystonia.cy", lang="cy")
    (tmp_path / "x" / "phrases").mkdir()
    (tmp_path / "x" / "notes.txt").write_text("Nothing.")
    assert folders([tmp_path / "x"]) == [first, second]
    assert [found.pack.lang for found in load([tmp_path / "x"])] == ["en-GB", "cy"]


def test_the_packs_in_a_folder_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = [f"{number * 7 % 20:02}" for number in range(20)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.yaml").touch()
    assert [folder.name for folder in folders([tmp_path])] == sorted(names)


def test_a_folder_without_a_pack_is_told_as_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(PackError) as error:
            load([folder])
        assert str(error.value.faults[0]).startswith('pack.yaml:1: "pack.yaml" does not exist')


def test_two_packs_in_one_language_are_refused(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "a"), pack(tmp_path / "b", lang="EN-gb")
    assert refused(first, second) == [
        (
            f'{second}/pack.yaml:2: "lang" is "en-GB", as in {first}/pack.yaml; '
            "write the language that the pack is in, or give one of the two"
        )
    ]


def test_two_subjects_are_refused(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "a"), pack(tmp_path / "b", lang="cy", pack_id="other")
    assert refused(first, second) == [
        (
            f'{second}/pack.yaml:1: "id" is "other", and in {first}/pack.yaml it is "small-pack"; '
            "write the same id in all languages, or give one subject only"
        )
    ]


def test_the_faults_of_all_packs_are_told_at_once_each_with_its_folder(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "a"), pack(tmp_path / "b", lang="cy")
    for folder in (first, second):
        edit(folder, "helpline.yaml", "phone:", "phnoe:")
    assert [told.partition(": ")[0] for told in refused(first, second)] == [
        f"{first}/helpline.yaml:4",
        f"{second}/helpline.yaml:4",
    ]
