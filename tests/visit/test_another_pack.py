"""A pack about something else: nothing in the program knows what the bundled pack is about."""

from datetime import date
from pathlib import Path

import pytest
from visit_walk import Walk

from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import data_folder
from kiosk.staff.check import check
from kiosk.visit.view import ScreenName

WAITING_ROOM = data_folder("content") / "waiting-room"
PROGRAM = Path(__file__).parents[2] / "kiosk"
# Where it is named: which pack is the bundled one, and what an id or a recording's name may look like.
NAMED_IN = {"paths.py", "speech/excerpt.py", "pack/schema.py", "keys/tryout.py"}


@pytest.fixture(scope="module")
def waiting_room() -> Pack:
    return loader.load(WAITING_ROOM)


@pytest.mark.requirement("K61")
def test_by_next_alone_all_of_it_is_heard_and_it_ends_on_the_disclaimer_and_the_number(
    waiting_room: Pack,
) -> None:
    walk = Walk(waiting_room)
    walk.hear("right")
    heard = list[list[str]]()
    while walk.visit.view.screen is not ScreenName.THANKS:
        heard.append(walk.hear("right"))
    titles = ["Finding things", "Your turn", "If you feel worse", "Disclaimer", "Help after your visit"]
    assert [page[0] for page in heard] == [*titles, "Thank you"]
    assert [part.title for part in waiting_room.parts] == titles
    said = {sentence for page in heard for sentence in page}
    assert "A list of 4." in said
    assert "If you cannot speak, raise a hand or ask somebody near you to get help." in said
    assert "1: It is hard to breathe or to swallow." in walk.spoken
    assert "The helpline number is 1 1 1." in walk.spoken


@pytest.mark.requirement("K63")
def test_the_checker_finds_no_error_in_it() -> None:
    assert "Errors: 0." in list(check([WAITING_ROOM], today=date(2026, 11, 24)))[-1]


def test_the_program_does_not_know_what_packs_are_about() -> None:
    about = ("dystonia", "waiting-room")
    knows = {
        str(file.relative_to(PROGRAM))
        for file in PROGRAM.rglob("*.py")
        if any(word in file.read_text(encoding="utf-8").lower() for word in about)
    }
    assert knows == NAMED_IN
