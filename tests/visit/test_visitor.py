from random import Random

import pytest
from hands import STEADY, Hand
from visit_walk import SMALL
from visitor import KEYBOARD, Kiosk, Outcome, Plan, Visitor, allowed

from kiosk.keys.filters import LADDER, USUAL, Steadiness
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack
from kiosk.visit.events import LineSaid, LineSaying, VisitEvent

NO_FILTERS = LADDER[0]
BOUNCING = Hand(bounce=1.0, bounces=1, stray=0.0, spasm=0.0)
STRAYING = Hand(bounce=0.0, stray=1.0, spasm=0.0)
MISSING = Hand(bounce=0.0, stray=0.0, spasm=0.0, miss=1.0)


def outcome_of(
    hand: Hand, steadiness: Steadiness, *, plan: Plan, target: int = 1, pack: Pack = SMALL, seed: int = 1
) -> Outcome:
    draw = Random(seed)  # noqa: S311 - a model of a hand, not secrets
    kiosk = Kiosk(pack, steadiness)
    return Visitor(kiosk, hand, keyboard=KEYBOARD, plan=plan, target=target, draw=draw).visit()


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("steadiness", LADDER)
@pytest.mark.parametrize("target", [1, 3])
def test_a_steady_hand_reaches_the_helpline_without_one_press_that_was_not_meant(
    plan: Plan, steadiness: Steadiness, target: int
) -> None:
    outcome = outcome_of(STEADY, steadiness, plan=plan, target=target)

    assert outcome.reached
    assert (outcome.unmeant, outcome.in_vain, outcome.unheard) == (0, 0, 0)
    assert outcome.presses <= outcome.least


@pytest.mark.parametrize("plan", Plan)
def test_a_steady_hand_reaches_the_helpline_of_the_bundled_pack(plan: Plan) -> None:
    outcome = outcome_of(STEADY, USUAL, plan=plan, target=4, pack=loader.load(bundled_pack()))

    assert outcome.reached
    assert (outcome.unmeant, outcome.in_vain, outcome.unheard) == (0, 0, 0)


def test_the_least_is_what_a_steady_hand_needs_to_go_through() -> None:
    outcome = outcome_of(STEADY, USUAL, plan=Plan.THROUGH)
    assert outcome.presses == outcome.least == 9  # the contents, five parts, three studies


@pytest.mark.requirement("K21")
def test_bounces_skip_parts_unless_the_same_key_is_refused() -> None:
    without = outcome_of(BOUNCING, NO_FILTERS, plan=Plan.THROUGH)
    assert without.unmeant > 0
    assert without.unheard > 0

    refused = outcome_of(BOUNCING, USUAL, plan=Plan.THROUGH)
    assert refused == outcome_of(STEADY, USUAL, plan=Plan.THROUGH)


def test_a_visitor_goes_back_to_hear_what_was_skipped() -> None:
    sometimes = Hand(bounce=0.3, bounces=1, stray=0.0, spasm=0.0)
    outcomes = [outcome_of(sometimes, NO_FILTERS, plan=Plan.THROUGH, seed=seed) for seed in range(20)]

    mended = [each for each in outcomes if each.reached and each.unmeant and not each.unheard]
    assert mended
    assert all(each.presses > each.least for each in mended)


@pytest.mark.requirement("K23")
def test_neighbours_act_unless_any_key_is_refused() -> None:
    assert outcome_of(STRAYING, USUAL, plan=Plan.CHOSEN).unmeant > 0

    refused = outcome_of(STRAYING, Steadiness(any_key=0.3), plan=Plan.CHOSEN)
    assert (refused.reached, refused.unmeant) == (True, 0)


def test_a_visitor_gives_up_who_strikes_another_key_each_time() -> None:
    outcome = outcome_of(MISSING, USUAL, plan=Plan.THROUGH)
    assert not outcome.reached
    assert not outcome.ended
    assert outcome.presses == allowed(outcome.least)
    assert outcome.in_vain == outcome.unmeant == outcome.presses


def test_a_visit_that_begins_anew_at_the_welcome_is_over() -> None:
    skipping = Hand(bounce=1.0, bounces=20, stray=0.0, spasm=0.0)
    outcome = outcome_of(skipping, NO_FILTERS, plan=Plan.THROUGH)
    assert outcome.ended
    assert not outcome.reached


def test_a_visitor_spends_half_as_many_presses_again_and_five_at_the_least() -> None:
    assert [allowed(least) for least in (3, 10, 20)] == [8, 15, 30]


def test_the_voice_takes_its_time_for_each_word_and_the_pause_after() -> None:
    kiosk = Kiosk(SMALL, USUAL)
    heard: list[tuple[float, VisitEvent]] = []
    kiosk.tell = lambda event: heard.append((kiosk.now, event))
    kiosk.receive()
    while kiosk.listen():
        pass

    begun = [(at, event) for at, event in heard if isinstance(event, LineSaying)]
    ended = [at for at, event in heard if isinstance(event, LineSaid)]
    assert len(begun) == len(ended) > 2
    for (at, event), end in zip(begun, ended, strict=True):
        assert end - at == pytest.approx(len(event.utterance.spoken.split()) * 60 / 125)
    (_, first), (next_at, _), *_ = begun
    assert next_at - ended[0] == pytest.approx(first.utterance.pause / 1000) != 0
