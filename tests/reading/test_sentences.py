import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reading.sentences import Span, split

# Text that is thick with what could end a sentence.
PIECES = st.sampled_from(
    ["A", "b", "Dr", "No", "e.g", "J", "5", ".", "!", "?", "…", '"', "”", "(", ")", " ", "\n", "\u00a0", "-"]
)
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    "sentences",
    [
        ["It starts early.", "It spreads."],
        ["Is it rare?", "Yes!", "Very."],
        ["It begins in a limb…", "Then it spreads."],
        ["Wait...", "Then go."],
        ["It lasts 5 years.", "30% of carriers develop it."],
        ["“It is rare.”", "“Is it?”", "(It is.)", "[So it is.]"],
        ['He said "no."', "'Never,' she said."],
        ["It is free.", "£5 is welcome."],
        ["A list item without a full stop"],
        ["Rapid jerking movements.", "A last one without a full stop"],
        ["Dystoniamatters! is a magazine.", "It has stories."],
        ["Ask (Dr. Smith) or Mr. Jones, Mrs. Hill, Ms. Lee or Prof. Hay.", "They know."],
        ["St. James is near.", "Ask there."],
        ["Drugs, e.g. Baclofen, i.e. Lioresal, etc. Or approx. 5 vs. 6."],
        ["J. Smith and J. K. Rowling of the U.K. Society came.", "They left."],
        ["Take 2.5 mg.", "Then rest."],
        ["See No. 5 and no. 6.", "Is it catching?", "No.", "It is inherited."],
        ["It helps (drugs, etc.) Then rest."],
        ["It helps (so do drugs.)", "Then rest."],
        ["1. Take it.", "2. Leave it."],
        ["... And then it stopped."],
        ["Ring 020 7793 3650.", "You can ring 999."],
    ],
)
def test_a_passage_is_cut_where_a_reader_would_stop(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [span.of(text) for span in split(text)] == sentences


def test_white_space_belongs_to_no_sentence() -> None:
    text = "  One.\n\n Two. \t"
    assert split(text) == (Span(2, 6), Span(9, 13))


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_nothing_but_white_space_has_no_sentence(text: str) -> None:
    assert split(text) == ()


@given(TEXTS)
def test_sentences_hold_all_but_white_space_once_and_in_order(text: str) -> None:
    spans = split(text)
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(covered)
    for span in spans:
        assert span.of(text)
        assert span.of(text) == span.of(text).strip()


@given(TEXTS)
def test_every_sentence_has_something_to_say_if_the_text_has(text: str) -> None:
    spans = split(text)
    if any(character.isalpha() for character in text):
        assert all(any(character.isalnum() for character in span.of(text)) for span in spans)
    else:
        assert len(spans) <= 1
