"""A pack of 10,000 parts: a key press costs no more than in a small one. Counted, not timed."""

from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import Mock, patch

import pytest
from visit_walk import Walk, pack_of, paragraph, section

from kiosk.visit import sheet
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import Line

PARTS = 10_000


@dataclass
class Counted:
    """A visit, with every line and every utterance of a line counted as it is made."""

    walk: Walk
    lines: Mock
    utterances: Mock

    def made_by(self, key: str) -> tuple[int, int]:
        """Press a key; return how many lines, and how many utterances of lines, were made for it."""
        self.lines.reset_mock()
        self.utterances.reset_mock()
        self.walk.press(key)
        return self.lines.call_count, self.utterances.call_count


@pytest.fixture
def large() -> Iterator[Counted]:
    story = "It begins slowly. It may spread. It can be treated."
    pack = pack_of(*(section(f"s{n}", f"Section {n}", paragraph(story)) for n in range(PARTS)))
    of_line = Utterances.of_line
    with (
        patch.object(sheet, "Line", side_effect=Line) as lines,
        patch.object(Utterances, "of_line", autospec=True, side_effect=of_line) as utterances,
    ):
        yield Counted(Walk(pack), lines, utterances)


def test_in_a_part_a_key_makes_only_the_lines_of_its_page(large: Counted) -> None:
    large.walk.press("right", "right")
    made = {
        key: large.made_by(key)
        for key in ["right", "down", "up", "r", "p", "+", ".", "x", "h", "left", "?", "d", "k"]
    }
    assert made["right"] == (8, 3)
    assert all(lines <= 24 and utterances <= 3 for lines, utterances in made.values()), made


def test_the_lines_of_the_contents_are_made_once(large: Counted) -> None:
    lines, utterances = large.made_by("right")
    assert 2 * PARTS < lines < 2 * PARTS + 20
    assert utterances == 3
    large.walk.press("right", "right")
    made = {key: large.made_by(key) for key in ["c", "down", "up", "h", "left", "r", "x"]}
    assert made["c"] == (0, 3)
    assert all(lines <= 10 and utterances <= 3 for lines, utterances in made.values()), made
