"""The signal sounds: where each is heard among the sentences, and that it never comes over them."""

from itertools import dropwhile

import pytest
from visit_walk import Walk

from kiosk.settings import GoOn, Settings
from kiosk.speech.utterance import Signal
from kiosk.visit.events import LineCut, LineSaid, LineSaying, SignalHeard
from kiosk.visit.reader import Reader
from kiosk.visit.view import ScreenName

CHOSEN, END, REFUSED = Signal.CHOSEN, Signal.END, Signal.REFUSED
PROMPT = ["That is the end of this part.", "Next: Second.", "Press Right to go on."]


def heard(walk: Walk, *keys: str) -> list[str]:
    """Hear all; press keys, hearing everything before each; return the sentences and signals of the last."""
    for key in keys:
        walk.speaker.say_all()
        walk.events.clear()
        walk.press(key)
    walk.speaker.say_all()
    return since_cleared(walk)


def since_cleared(walk: Walk) -> list[str]:
    told = []
    for event in walk.events:
        match event:
            case LineSaying(utterance=said):
                told.append(said.written)
            case SignalHeard(signal):
                told.append(signal)
            case _:
                pass
    return told


def reader(walk: Walk) -> Reader:
    return walk.visit._reader  # noqa: SLF001 - what the visit does with a press that counts for nothing


# --- The end.


@pytest.mark.requirement("K07")
def test_a_part_that_was_heard_to_its_end_ends_with_a_signal_before_the_prompt(in_first: Walk) -> None:
    assert heard(in_first)[-7:] == ["One.", "Two is here.", "Three.", END, *PROMPT]


def test_whatever_has_steps_ends_with_one_signal_and_the_welcome_and_the_thanks_with_none(walk: Walk) -> None:
    seen = set()
    sounds = heard(walk)
    while True:
        view = walk.visit.view
        seen.add(view.screen)
        if view.screen in {ScreenName.WELCOME, ScreenName.THANKS}:
            assert END not in sounds
        else:
            prompts = dropwhile(lambda line: line.kind != "prompt", view.lines)
            assert sounds.count(END) == 1
            assert sounds[sounds.index(END) + 1 :] == [line.text for line in prompts]
        if view.screen is ScreenName.THANKS:
            break
        sounds = heard(walk, "right")
    assert seen == set(ScreenName) - {ScreenName.HELP, ScreenName.CHOICES, ScreenName.TRY_OUT}
    assert heard(walk, "?")[-2:] == [END, "Press Question mark twice to go back to: Thank you."]
    assert heard(walk, "k")[-2:] == [END, "Press Left to go back to: Help."]
    assert set(walk.speaker.signals) == {END}


def test_by_sentence_the_signal_comes_with_the_last() -> None:
    walk = Walk(settings=Settings(go_on=GoOn.SENTENCE))
    assert heard(walk, "right", "1", "down") == ["Two is here."]
    assert heard(walk, "down") == ["Three.", END, *PROMPT]


def test_who_comes_back_to_the_end_of_a_part_hears_no_signal(in_first: Walk) -> None:
    assert heard(in_first, "right", "left")[2:] == PROMPT


def test_the_end_that_is_heard_again_is_signalled_again(in_first: Walk) -> None:
    assert heard(in_first, "r") == ["Three.", END, *PROMPT]


@pytest.mark.requirement("K29")
@pytest.mark.parametrize(
    ("keys", "words", "then"),
    [
        (("1", "down", "down", "down", "down"), "That was the last sentence.", PROMPT[0]),
        (("1", "up"), "This is the first sentence.", "One."),
        (("up",), "This is the first in the list.", "1. First"),
        (("down",) * 6, "That was the last in the list.", "That is the end of the list."),
    ],
)
def test_at_an_edge_the_signal_follows_the_words(keys: tuple[str, ...], words: str, then: str) -> None:
    walk = Walk()
    walk.press("right", *keys)
    assert heard(walk)[:3] == [words, END, then]


def test_at_an_edge_while_speech_is_paused_it_stays_paused(in_first: Walk) -> None:
    in_first.hear_until("Three.")
    in_first.press("p")
    assert heard(in_first, "down") == ["That was the last sentence.", END]
    assert in_first.paused()


# --- Chosen.


@pytest.mark.requirement("K07")
def test_what_is_chosen_is_signalled_right_before_its_title(walk: Walk) -> None:
    walk.press("right")
    walk.hear_until("2. Second")
    walk.events.clear()
    walk.press("enter")
    assert heard(walk)[:2] == [CHOSEN, "Second"]
    assert heard(walk, "c", "1")[:2] == [CHOSEN, "First"]
    assert heard(walk, "c", "3", "1")[:2] == [CHOSEN, "Ann One"]


@pytest.mark.parametrize("key", ["right", "left", "c", "h", "d", "?", "home", "enter", "x", "+", "7"])
def test_where_nothing_was_chosen_the_words_come_first(key: str, in_first: Walk) -> None:
    assert heard(in_first, key)[0] not in set(Signal)


def test_a_key_cuts_a_signal_off(walk: Walk) -> None:
    heard(walk, "right")
    walk.press("1")
    assert walk.speaker.begin_signal()
    walk.events.clear()
    assert heard(walk, "right")[:1] == ["Second"]
    assert not any(isinstance(event, LineCut) for event in walk.events)


# --- Refused.


@pytest.mark.requirement("K24")
@pytest.mark.parametrize("waits", [False, True])
def test_a_refused_press_is_heard_when_nothing_is_said(*, waits: bool) -> None:
    walk = Walk(settings=Settings(go_on=GoOn.SENTENCE if waits else GoOn.PART))
    heard(walk, "right", "1")
    before = walk.visit.view
    walk.events.clear()
    reader(walk).sound(REFUSED)
    assert heard(walk) == [REFUSED]
    assert walk.visit.view == before


@pytest.mark.requirement("K24")
def test_a_refused_press_is_silent_over_speech_and_between_sentences(in_first: Walk) -> None:
    in_first.hear_until("One.")
    reader(in_first).sound(REFUSED)
    assert not in_first.speaker.begin_signal()
    in_first.speaker.say_sentence()  # to its end: the pause before the next
    reader(in_first).sound(REFUSED)
    in_first.events.clear()
    assert heard(in_first) == ["Two is here.", "Three.", END, *PROMPT]


@pytest.mark.requirement("K24")
def test_a_refused_press_leaves_what_is_paused_where_it_was(in_first: Walk) -> None:
    in_first.hear_until("Two is here.", words=2)
    in_first.press("p")
    reader(in_first).sound(REFUSED)
    in_first.events.clear()
    assert heard(in_first) == ["Speech is paused. Press P to go on."]
    reader(in_first).sound(REFUSED)
    in_first.events.clear()
    in_first.speaker.say_all()
    assert in_first.speaker.signals[-1:] == [REFUSED]
    assert in_first.paused()
    assert heard(in_first, "p") == ["Three.", END, *PROMPT]


def test_refused_presses_do_not_pile_up(in_first: Walk) -> None:
    heard(in_first)
    before = len(in_first.speaker.signals)
    reader(in_first).sound(REFUSED)
    in_first.speaker.begin_signal()
    for _ in range(10):
        reader(in_first).sound(REFUSED)
    in_first.speaker.say_all()
    assert in_first.speaker.signals[before:] == [REFUSED]


# --- Always.


def test_a_clinic_can_do_without() -> None:
    walk, signalled = Walk(settings=Settings(signals=False)), Walk()
    for key in ("right", "1", "down", "down", "down", "right", "c", "3", "1", "?"):
        without, sounds = heard(walk, key), heard(signalled, key)
        assert without == [each for each in sounds if each not in set(Signal)]
    reader(walk).sound(REFUSED)
    walk.speaker.say_all()
    assert walk.speaker.signals == []
    assert set(signalled.speaker.signals) == {CHOSEN, END}


def test_a_signal_that_cannot_be_sounded_takes_nothing_with_it(walk: Walk) -> None:
    heard(walk, "right")
    walk.press("1")
    walk.events.clear()
    assert walk.speaker.fail_sentence()
    assert heard(walk)[0] == "First"
    assert walk.notice == ""


def test_the_front_end_is_told_of_no_line_for_a_signal(walk: Walk) -> None:
    for key in ("right", "1", "down", "down", "up", "c", "3", "1"):
        walk.hear(key)
    said = {event.utterance.id for event in walk.events if isinstance(event, LineSaying)}
    ended = {event.utterance for event in walk.events if isinstance(event, LineSaid | LineCut)}
    assert ended <= said
    assert len(walk.speaker.signals) == sum(isinstance(event, SignalHeard) for event in walk.events) > 2
