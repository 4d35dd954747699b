"""What is typed comes line by line, and waiting for it can be ended by something else."""

import os
from collections.abc import Iterator

import pytest

from kiosk.staff.answers import TypedAnswers


@pytest.fixture
def typing() -> Iterator[tuple[TypedAnswers, int]]:
    reading, typing = os.pipe()
    yield TypedAnswers(reading), typing
    os.close(reading)


def test_lines_come_in_order_as_they_are_typed_and_then_there_are_none(
    typing: tuple[TypedAnswers, int],
) -> None:
    answers, keyboard = typing
    os.write(keyboard, b" K \n\nsk")
    os.write(keyboard, b"ip\nq")
    os.close(keyboard)
    assert [answers.next() for _ in range(6)] == ["K", "", "skip", "q", None, None]


def test_waiting_ends_when_something_else_comes_true_and_the_next_line_is_still_taken(
    typing: tuple[TypedAnswers, int],
) -> None:
    answers, keyboard = typing
    asked = iter([False, True])
    assert answers.next(unless=lambda: next(asked)) == ""
    os.write(keyboard, b"12\n")
    os.close(keyboard)
    assert answers.next(unless=lambda: False) == "12"
