import pytest

from kiosk.reading.lexicon import Lexicon
from kiosk.settings import Pauses
from kiosk.speech.utterance import Utterance
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import Line, LineKind

TEXT = "Ring 020 7793 3650 now."


def utterances_of(text: str, *, lang: str = "en-GB") -> list[Utterance]:
    made = Utterances(lambda lang: Lexicon(lang=lang), Pauses(sentence=1, paragraph=2, phone_group=3))
    line = Line(LineKind.PARAGRAPH, text, lang, 1)
    return list(made.of_line(line, part="", text=text, last=True))


@pytest.mark.requirement("K14")
def test_a_number_is_said_again_to_be_written_down_a_pause_after_each_group() -> None:
    said = utterances_of(TEXT)
    assert [(each.spoken, each.pause) for each in said] == [
        ("Ring 0 2 0, 7 7 9 3, 3 6 5 0 now.", 2),
        ("0 2 0", 3),
        ("7 7 9 3", 3),
        ("3 6 5 0", 3),
    ]
    assert {each.written for each in said} == {TEXT}


@pytest.mark.requirement("K03")
def test_each_group_stands_for_its_own_digits_in_the_sentence() -> None:
    marked = [
        {TEXT[place.written_start : place.written_end] for place in each.places}
        for each in utterances_of(TEXT)[1:]
    ]
    assert marked == [{"020"}, {"7793"}, {"3650"}]


@pytest.mark.requirement("K11")
def test_the_rules_of_english_are_kept_from_another_language() -> None:
    text = "Agor 9:00, £12."
    assert [each.spoken for each in utterances_of(text, lang="cy")] == [text]
    assert [each.spoken for each in utterances_of(text)] == ["Agor 9 o'clock, 12 pounds."]


def test_an_item_s_number_is_said_before_it_and_is_no_word_of_it() -> None:
    made = Utterances(lambda lang: Lexicon(lang=lang), Pauses())
    item = Line(LineKind.ITEM, "Have 999.", "en-GB", 1, number=12)
    (said,) = made.of_line(item, part="", text=item.text, last=True)
    assert said.spoken == "12: Have 999."
    assert [said.spoken[each.spoken_start : each.spoken_end] for each in said.places] == ["Have", "999"]
    (alone,) = utterances_of("Have 999.")
    assert (said.as_written.spoken, said.as_written.places) == (alone.spoken, alone.places)


def test_numbers_never_come_twice() -> None:
    said = utterances_of(TEXT)
    assert len({each.id for each in said}) == len(said)
