"""A pack that is being written is heard as it was saved last, in a kiosk that stays where it is."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.staff.preview import for_authors, preview
from kiosk.visit.edition import Edition

from . import small_pack


class Host:
    nobody_there = False  # an author is in the middle of something

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.announced: list[str] = []

    def take_up(self, editions: Sequence[Edition]) -> None:
        self.titles.append(editions[0].pack.parts[0].title)

    def begin(self) -> None:
        raise AssertionError("the place is lost")

    def announce(self, text: str, *, lang: str) -> None:
        assert lang == "en-GB"
        self.announced.append(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "pack")


@pytest.fixture
def host() -> Host:
    return Host()


class Author:
    """Who has a pack previewed."""

    def __init__(self, folder: Path, host: Host) -> None:
        self._host = host
        self._newer = preview([folder])
        self._newer.load()

    def look(self) -> None:
        self._newer.look(self._host)


@pytest.fixture
def author(folder: Path, host: Host) -> Author:
    return Author(folder, host)


def save(folder: Path, change: Callable[[str], str], file: str = small_pack.PAIN) -> None:
    path = folder / file
    path.write_text(change(path.read_text()))


def retitled(title: str) -> Callable[[str], str]:
    return lambda text: text.replace("title: Pain", f"title: {title}")


def look_twice(author: Author) -> None:
    author.look()
    author.look()


def test_what_is_saved_is_taken_up_once(folder: Path, author: Author, host: Host) -> None:
    save(folder, retitled("Ache"))
    for _ in range(5):
        author.look()
    assert (host.titles, host.announced) == (["Ache"], [])


def test_without_a_save_nothing_happens(author: Author, host: Host) -> None:
    look_twice(author)
    assert (host.titles, host.announced) == ([], [])


def test_a_file_that_is_still_being_written_is_waited_for(folder: Path, author: Author, host: Host) -> None:
    save(folder, retitled("Ach"))
    author.look()
    save(folder, lambda text: text.replace("Ach", "Ache of a kind"))
    author.look()
    assert host.titles == []
    author.look()
    assert host.titles == ["Ache of a kind"]


@pytest.mark.requirement("K64")
def test_a_broken_save_is_told_with_file_line_and_remedy_and_the_last_good_one_stays(
    folder: Path, author: Author, host: Host
) -> None:
    save(folder, lambda text: text.replace("title:", "titel:"))
    look_twice(author)
    assert host.titles == []
    (told,) = host.announced
    assert told.startswith("Not taken up. sections/pain.yaml, line 1: ")
    assert "titel" in told
    save(folder, lambda text: text.replace("titel:", "title:"))
    look_twice(author)
    assert host.titles == ["Pain"]


def test_of_many_faults_the_first_are_told_and_how_many_there_are(
    folder: Path, author: Author, host: Host
) -> None:
    for part in ("leaflet", "disclaimer", "helpline"):
        save(folder, lambda text: text.replace("title:", "titel:"), f"{part}.yaml")
    look_twice(author)
    assert host.announced[0].count(", line 1: ") == 2
    assert host.announced[0].endswith("; kiosk check has all.")


def test_a_folder_that_is_taken_away_is_told_and_one_that_comes_back_is_taken_up(
    folder: Path, author: Author, host: Host
) -> None:
    folder.rename(folder.with_name("away"))
    look_twice(author)
    assert len(host.announced) == 1
    folder.with_name("away").rename(folder)
    look_twice(author)
    assert host.titles == ["Pain"]


def test_an_editor_that_replaces_the_file_is_seen(folder: Path, author: Author, host: Host) -> None:
    path = folder / small_pack.PAIN
    new = path.with_name("new")
    new.write_text(path.read_text().replace("title: Pain", "title: Ache"))
    os.replace(new, path)  # noqa: PTH105 - what editors call
    look_twice(author)
    assert host.titles == ["Ache"]


def test_a_preview_waits_for_its_author_and_ends_by_one_key() -> None:
    settings = for_authors(Settings())
    assert settings.leave == ("ctrl+c",)
    assert settings.patience.idle > 10 * 86400
    assert settings.hands == Settings().hands
