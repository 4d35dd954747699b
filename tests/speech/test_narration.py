"""What is written beside a recording says again what was written: the text, and each word's time."""

from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.speech.excerpt import Excerpt
from kiosk.speech.narration import OtherTextError, every_word, narration, written

TEXT = "One two. It's — “so”: #5 a-b!"
EXCERPT = Excerpt("pack/part/001", TEXT, (0, 9), 1)


def times(marks: list[tuple[int, float]], *, begin: float = 1.0, end: float = 3.0) -> dict[str, float]:
    return {
        TEXT[word.start : word.end]: round(word.seconds, 3)
        for word in every_word(EXCERPT, marks, begin=begin, end=end)
    }


def test_each_word_has_its_own_time_where_it_is_marked() -> None:
    marks = [(0, 1.1), (5, 1.3), (7, 1.5), (13, 2.0), (16, 2.4)]
    assert times(marks) == {"It's": 1.0, "—": 1.3, "“so”:": 1.5, "#5": 2.0, "a-b!": 2.4}


def test_a_mark_that_stands_for_several_words_is_shared_out_by_their_letters() -> None:
    assert times([(0, 1.0), (13, 2.3)]) == {"It's": 1.0, "—": 1.5, "“so”:": 1.7, "#5": 2.3, "a-b!": 2.6}


def test_words_that_are_marked_at_once_follow_each_other_all_the_same() -> None:
    assert list(times([(0, 1.0), (5, 1.0), (7, 1.0), (13, 1.0), (16, 1.0)]).values()) == [
        1.0,
        1.001,
        1.002,
        1.003,
        1.004,
    ]


def test_what_is_written_is_read_again_whatever_the_signs(tmp_path: Path) -> None:
    first = every_word(Excerpt("pack/part/001", TEXT, (0, 9), 0), [], begin=0.1, end=0.9)
    words = (*first, *every_word(EXCERPT, [(5, 1.3)], begin=1.0, end=3.0))
    file = tmp_path / "001.yaml"
    file.write_text(written(TEXT, lang="en-GB", words=words), encoding="utf-8")
    known = narration(file, TEXT, lang="en-GB")
    assert [(word.start, word.end) for word in known.words] == [(word.start, word.end) for word in words]
    for again, word in zip(known.words, words, strict=True):
        assert again.seconds == pytest.approx(word.seconds, abs=0.0005)
    assert all(one.seconds < two.seconds for one, two in pairwise(known.words))


def test_without_words_only_the_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "001.yaml"
    file.write_text(written(TEXT, lang="cy", words=()), encoding="utf-8")
    assert narration(file, TEXT, lang="cy").words == ()
    with pytest.raises(OtherTextError):
        narration(file, "Another text.", lang="cy")
