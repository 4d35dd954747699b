from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from random import Random

import pytest
from hands import STEADY, Hand, Keyboard, RawKey, pressed
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.keys.filters import LADDER, USUAL, Filter, Steadiness
from kiosk.keys.strokes import Stroke
from kiosk.keys.tryout import MOST, PRESSES, QUIET, Tried, Tryout

START = 1000.0


def tried(events: Sequence[RawKey], usual: Steadiness = USUAL, *, releases: bool = False) -> Tried:
    tryout = Tryout(usual, releases=releases)
    for event in events:
        tryout.seen(event.key, event.at, event.stroke)
    return tryout.tried()


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a model of a hand, not secrets


def struck(*gaps: float, key: str = "enter") -> list[RawKey]:
    """Return presses with these gaps between them."""
    return [RawKey(key, at, Stroke.PRESS, meant=True) for at in accumulate(gaps, initial=START)]


def with_bounces(*bounces: float, rest: float) -> list[RawKey]:
    """Return five presses, each with bounces after these gaps, and a rest from the last bounce on."""
    return struck(*((*bounces, rest) * 4), *bounces)


@pytest.mark.parametrize("gap", [0.63, 1.0, 1.9, 5.0, 30.0])
def test_a_steady_hand_keeps_what_the_clinic_has_set(gap: float) -> None:
    assert tried(struck(*[gap] * 4)) == Tried(presses=5, bounces=0, proposal=USUAL, fits=True)
    slow = Steadiness(same_key=0.5, any_key=0.2, hold=0.3)
    assert tried(struck(*[gap] * 4), slow).proposal == slow


@pytest.mark.parametrize(("gap", "step"), [(0.6, 1), (0.3, 1), (0.24, 0), (0.2, 0)])
def test_a_quick_steady_hand_is_not_slowed_down(gap: float, step: int) -> None:
    assert tried(struck(*[gap] * 4)) == Tried(presses=5, bounces=0, proposal=LADDER[step], fits=True)


@pytest.mark.parametrize(
    ("bounce", "same_key"),
    [
        (0.13, 0.2),
        (0.16, 0.2),
        (0.17, 0.5),
        (0.4, 0.5),
        (0.41, 1.0),
        (0.7, 1.0),
    ],
)
def test_the_least_step_is_proposed_that_stops_the_bounces(bounce: float, same_key: float) -> None:
    found = tried(with_bounces(bounce, rest=max(4 * bounce, 2.6)), LADDER[0])
    assert (found.presses, found.bounces, found.fits) == (5, 5, True)
    assert found.proposal.same_key == same_key


def test_a_second_press_as_slow_as_presses_are_is_no_bounce() -> None:
    found = tried(with_bounces(0.8, rest=3.2))
    assert (found.presses, found.bounces) == (10, 0)


@pytest.mark.parametrize("presses", [3, 4, 6, 8])
def test_presses_are_told_from_bounces_however_often_one_pressed(presses: int) -> None:
    bounced = struck(*((0.15, 0.2, 1.2) * (presses - 1)), 0.15, 0.2)
    found = tried(bounced)
    assert (found.presses, found.bounces) == (presses, 2 * presses)
    assert tried(struck(*[0.9] * (presses - 1))).presses == presses


def test_a_neighbour_calls_for_a_refusal_of_any_key() -> None:
    presses = struck(*[1.5] * 4)
    stray = RawKey("right", START + 0.2, Stroke.PRESS, meant=False)
    found = tried([presses[0], stray, *presses[1:]])
    assert found == Tried(presses=5, bounces=1, proposal=Steadiness(same_key=0.5, any_key=0.3), fits=True)
    later = RawKey("right", START + 0.25, Stroke.PRESS, meant=False)
    assert tried([presses[0], later, *presses[1:]]).proposal == Steadiness(same_key=1.0, any_key=0.5)


def test_of_many_bounces_the_slowest_tenth_is_left_out() -> None:
    quick, slow = 0.15, 0.7
    few = struck(quick, 3.0, slow, 3.0, 3.0, 3.0)
    assert tried(few).proposal.same_key == 1.0
    many = struck(*[quick, quick, quick, 3.0] * 3, quick, slow, 3.0)
    assert tried(many).presses == 5
    assert tried(many).proposal == USUAL


def test_presses_as_quick_as_bounces_are_told_to_be_too_quick() -> None:
    found = tried(with_bounces(0.3, rest=0.55))
    assert found == Tried(presses=5, bounces=5, proposal=USUAL, fits=False)


def test_a_held_key_is_one_press_and_no_bounce() -> None:
    spasms = replace(STEADY, spasm=1.0)
    for keyboard in (Keyboard(), Keyboard(delay=0.25, interval=0.092), Keyboard(releases=True)):
        events = list(pressed(spasms, keyboard, ["enter"] * 5, rest=(0.8, 2), draw=seeded(1)))
        assert tried(events, releases=keyboard.releases) == Tried(
            presses=5, bounces=0, proposal=USUAL, fits=True
        )


def test_strikes_quicker_than_tremor_are_bounces_even_if_there_are_five() -> None:
    found = tried(struck(*[0.1] * 4))
    assert (found.presses, found.bounces) == (1, 4)


def test_a_clinics_refusal_of_any_key_does_not_slow_a_quick_hand_down() -> None:
    clinics = Steadiness(same_key=0.2, any_key=1.0)
    assert tried(struck(*[1.26] * 4), clinics).proposal == clinics
    assert tried(struck(*[1.1] * 4), clinics).proposal == Steadiness(same_key=0.2)


def test_a_burst_alone_is_one_press() -> None:
    found = tried(struck(*[0.15] * 9))
    assert (found.presses, found.bounces) == (1, 9)


def test_nothing_seen_proposes_nothing_new() -> None:
    assert tried([]) == Tried(presses=0, bounces=0, proposal=USUAL, fits=True)
    assert tried(struck()) == Tried(presses=1, bounces=0, proposal=USUAL, fits=True)


@pytest.mark.requirement("K28")
def test_caps_lock_makes_no_other_key() -> None:
    presses = with_bounces(0.15, rest=1.5)
    mixed = [replace(press, key="nN"[number % 2]) for number, press in enumerate(presses)]
    assert tried(mixed) == tried([replace(press, key="n") for press in presses])


def test_it_is_over_when_nothing_follows_the_fifth_press() -> None:
    tryout = Tryout()
    for press in struck(*[1.0] * 3):
        tryout.seen(press.key, press.at)
        assert tryout.due is None
    tryout.seen("enter", START + 4)
    assert tryout.due == START + 4 + QUIET
    tryout.seen("enter", START + 4.2)
    assert tryout.due == START + 4.2 + QUIET


HANDS = st.builds(
    Hand,
    bounce=st.floats(0, 0.9),
    bounces=st.integers(0, 4),
    stray=st.floats(0, 0.5),
    spasm=st.floats(0, 0.5),
)


def let_go_after_one_repeat(events: Sequence[RawKey], keyboard: Keyboard) -> bool:
    """Whether some key was held for one repeat, and the terminal does not tell when keys are let go."""

    def follows(before: RawKey, after: RawKey, gap: float) -> bool:
        return before.key == after.key and abs(after.at - before.at - gap) < 1e-6

    repeats = [
        index
        for index, (before, after) in enumerate(pairwise(events), 1)
        if follows(before, after, keyboard.delay)
    ]
    return not keyboard.releases and any(
        index + 1 == len(events) or not follows(events[index], events[index + 1], keyboard.interval)
        for index in repeats
    )


@given(
    HANDS,
    st.builds(Keyboard, delay=st.floats(0.25, 0.66), interval=st.floats(0.03, 0.1), releases=st.booleans()),
    st.sampled_from(LADDER),
    st.randoms(use_true_random=False),
)
def test_what_is_proposed_lets_the_presses_through_and_no_bounce(
    hand: Hand, keyboard: Keyboard, usual: Steadiness, draw: Random
) -> None:
    events = list(pressed(hand, keyboard, ["enter"] * PRESSES, rest=(2.6, 6.0), draw=draw))
    assume(not let_go_after_one_repeat(events, keyboard))  # which nobody can tell from two presses (Filter)
    found = tried(events, usual, releases=keyboard.releases)
    judge = Filter(found.proposal, releases=keyboard.releases)
    verdicts = [verdict for event in events for verdict in judge.press(event.key, event.at, event.stroke)]
    acted = [(verdict.key, verdict.at) for verdict in (*verdicts, *judge.wake(1e9)) if verdict.accepted]
    assert acted == [(event.key, event.at) for event in events if event.meant]
    assert found.presses == PRESSES
    assert found.fits


def test_a_stuck_key_is_taken_for_so_long_and_no_longer() -> None:
    presses = struck(1.0, 1.0, 1.0, 1.0)
    stuck = struck(*[0.033] * 2 * MOST, key="space")
    shortly = replace(stuck[0], at=stuck[-1].at + QUIET)
    all_of_it = [*presses, *(replace(each, at=each.at + 10.0) for each in (*stuck, shortly))]
    tryout = Tryout()
    for event in all_of_it:
        tryout.seen(event.key, event.at, event.stroke)
    assert tryout.due == all_of_it[MOST - 1].at + QUIET
    assert tryout.tried() == tried(all_of_it[:MOST])
