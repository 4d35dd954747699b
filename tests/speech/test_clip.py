from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.clip import AUDIBLE, Mark, sample_of, trimmed


def mark(sample: int) -> Mark:
    return Mark(sample=sample, start=sample, end=sample + 1)


def test_silence_at_both_ends_goes_and_the_marks_move_with_the_sound() -> None:
    quiet = [AUDIBLE, -AUDIBLE, 0]
    samples, marks = trimmed(array("h", [*quiet, 900, 0, 0, -900, *quiet]), (mark(0), mark(4), mark(9)))
    assert list(samples) == [900, 0, 0, -900]
    assert [(each.sample, each.start) for each in marks] == [(0, 0), (1, 4), (4, 9)]


def test_what_is_silent_throughout_is_empty() -> None:
    assert trimmed(array("h", [0, AUDIBLE, -AUDIBLE]), (mark(1),)) == (array("h"), (Mark(0, 1, 2),))


@given(st.lists(st.integers(-32768, 32767), max_size=50), st.lists(st.integers(0, 60)))
def test_what_is_left_begins_and_ends_audibly_and_its_marks_lie_in_it_in_order(
    levels: list[int], places: list[int]
) -> None:
    samples, marks = trimmed(array("h", levels), tuple(mark(place) for place in sorted(places)))
    assert sum(abs(level) > AUDIBLE for level in levels) == sum(abs(level) > AUDIBLE for level in samples)
    assert all(abs(samples[end]) > AUDIBLE for end in (0, -1) if samples)
    assert all(0 <= each.sample <= len(samples) for each in marks)
    assert all(before.sample <= after.sample for before, after in pairwise(marks))


def test_the_sample_of_a_character_is_that_of_the_word_that_holds_it() -> None:
    marks = (Mark(10, 2, 5), Mark(300, 6, 9), Mark(900, 12, 14))
    found = [sample_of(marks, written) for written in range(16)]
    assert found == [0, 0, 10, 10, 10, 10, *[300] * 6, *[900] * 4]
    assert sample_of((), 4) == 0
