from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, nextafter
from random import Random

import pytest
from hands import STEADY, Hand, Keyboard, RawKey, pressed
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.filters import (
    LADDER,
    LONGEST_REPEAT_GAP,
    USUAL,
    Filter,
    Refusal,
    Steadiness,
    Verdict,
)
from kiosk.keys.strokes import Stroke
from kiosk.settings import SAME_KEY

START = 1000.0  # a monotonic clock begins anywhere
QUICKEST = Steadiness(same_key=0.0)

Event = tuple[str, float] | tuple[str, float, Stroke]
Strokes = list[tuple[str, float, Stroke]]


def verdicts(judge: Filter, events: Sequence[Event], *, until: float = inf) -> list[Verdict]:
    """Give the filter each event, and wake it when it asks for it."""
    told: list[Verdict] = []
    for key, at, *stroke in events:
        while judge.due is not None and judge.due <= at:
            told += judge.wake(judge.due)
        told += judge.press(key, at, *stroke)
    return [*told, *judge.wake(until)]


def accepted(judge: Filter, events: Sequence[Event]) -> list[tuple[str, float]]:
    return [(verdict.key, verdict.at) for verdict in verdicts(judge, events) if verdict.accepted]


def told(events: Iterable[RawKey]) -> Strokes:
    return [(event.key, event.at, event.stroke) for event in events]


def meant(events: Iterable[RawKey]) -> list[tuple[str, float]]:
    return [(event.key, event.at) for event in events if event.meant]


def held(key: str, *, at: float, until: float, delay: float, interval: float) -> list[Event]:
    """Return what a terminal without releases tells of a held key."""
    events: list[Event] = [(key, at)]
    repeat, count = at + delay, 0
    while repeat < until:
        events.append((key, repeat))
        count += 1
        repeat = at + delay + count * interval
    return events


def before(at: float) -> float:
    return nextafter(at, 0)


# K21: the same key


@pytest.mark.requirement("K21")
def test_the_usual_refusal_of_the_same_key_is_half_a_second() -> None:
    usual = Filter().steadiness
    assert (usual.same_key, usual.any_key, usual.hold) == (0.5, 0.0, 0.0)


@pytest.mark.requirement("K21")
@pytest.mark.parametrize("same_key", SAME_KEY[1:])
def test_the_same_key_is_refused_until_its_time_is_over(same_key: float) -> None:
    steadiness = Steadiness(same_key=same_key)
    over = START + same_key
    for at, refusal in ((before(over), Refusal.SAME_KEY), (over, None), (over + 0.001, None)):
        assert verdicts(Filter(steadiness), [("right", START), ("right", at)]) == [
            Verdict("right", START),
            Verdict("right", at, refusal),
        ]


@pytest.mark.requirement("K21")
def test_without_a_refusal_time_every_press_counts() -> None:
    presses: list[Event] = [("r", START), ("r", START), ("r", START + 0.01), ("r", START + 0.15)]
    assert accepted(Filter(QUICKEST), presses) == [(key, at) for key, at, *_ in presses]


@pytest.mark.requirement("K21")
def test_a_refused_press_begins_the_time_anew() -> None:
    presses: list[Event] = [("r", START + gap) for gap in (0, 0.4, 0.8, 1.2)]
    assert accepted(Filter(), presses) == [("r", START)]
    assert accepted(Filter(), [*presses, ("r", START + 1.2 + 0.5)])[1:] == [("r", START + 1.7)]


@pytest.mark.requirement("K21")
def test_another_key_is_not_refused_for_it() -> None:
    presses: list[Event] = [("right", START), ("left", START), ("right", START + 0.1)]
    assert accepted(Filter(), presses) == [("right", START), ("left", START)]


@pytest.mark.requirement("K28")
def test_caps_lock_makes_no_other_key() -> None:
    judge = Filter()
    assert verdicts(judge, [("R", START), ("r", START + 0.1)]) == [
        Verdict("R", START),
        Verdict("r", START + 0.1, Refusal.SAME_KEY),
    ]
    assert accepted(Filter(QUICKEST), [("R", START), ("r", START + 0.6), ("R", START + 0.65)]) == [
        ("R", START)
    ]


def test_a_change_counts_from_the_next_press() -> None:
    judge = Filter(QUICKEST)
    assert accepted(judge, [("r", START)])
    judge.steadiness = Steadiness(same_key=2.0)
    assert not accepted(judge, [("r", START + 1.9)])
    judge.steadiness = Steadiness(same_key=0.2)
    assert accepted(judge, [("r", START + 2.8)])


# K23: any key


@pytest.mark.requirement("K23")
@pytest.mark.parametrize("any_key", [0.1, 0.3, 1.0])
@pytest.mark.parametrize("key", ["down", "right"])
def test_any_key_is_refused_until_its_time_is_over(any_key: float, key: str) -> None:
    steadiness = Steadiness(same_key=0.0, any_key=any_key)
    over = START + any_key
    for at, refusal in ((before(over), Refusal.ANY_KEY), (over, None), (over + 0.001, None)):
        assert verdicts(Filter(steadiness), [("right", START), (key, at)]) == [
            Verdict("right", START),
            Verdict(key, at, refusal),
        ]


@pytest.mark.requirement("K23")
def test_without_a_time_a_neighbour_counts_at_once() -> None:
    assert len(accepted(Filter(), [("right", START), ("down", START)])) == 2


@pytest.mark.requirement("K23")
def test_a_refused_neighbour_does_not_begin_the_time_anew() -> None:
    judge = Filter(Steadiness(any_key=0.3))
    assert accepted(judge, [("right", START), ("down", START + 0.2), ("up", START + 0.31)]) == [
        ("right", START),
        ("up", START + 0.31),
    ]


@pytest.mark.requirement("K23")
def test_bounces_and_holds_of_the_accepted_key_begin_the_time_anew() -> None:
    steadiness = Steadiness(any_key=0.3)
    bounced: list[Event] = [("right", START), ("right", START + 0.2), ("down", START + 0.4)]
    assert accepted(Filter(steadiness), bounced) == [("right", START)]
    spasm = held("right", at=START, until=START + 3, delay=0.6, interval=0.04)
    assert accepted(Filter(steadiness), [*spasm, ("down", START + 3.1)]) == [("right", START)]
    assert accepted(Filter(steadiness), [*spasm, ("down", START + 3.3)])[1:] == [("down", START + 3.3)]


# K22: held keys, where a terminal tells no releases


@pytest.mark.requirement("K22")
@pytest.mark.parametrize("steadiness", LADDER)
@pytest.mark.parametrize("delay", [0.25, 0.4, 0.5, 0.6, 0.66])
@pytest.mark.parametrize("interval", [0.03, 0.033, 0.04, 0.092, 0.1])
def test_a_key_held_for_ten_seconds_acts_once(steadiness: Steadiness, delay: float, interval: float) -> None:
    stream = held("right", at=START, until=START + 10, delay=delay, interval=interval)
    assert len(stream) > 90
    found = verdicts(Filter(steadiness), stream)
    assert [verdict.at for verdict in found] == [at for _, at, *_ in stream]  # each press has one verdict
    assert [verdict.at for verdict in found if verdict.accepted] == [START]


@pytest.mark.requirement("K22")
@pytest.mark.parametrize("steadiness", LADDER[:4])
def test_a_terminal_that_falters_does_not_let_a_held_key_through(steadiness: Steadiness) -> None:
    stream = held("right", at=START, until=START + 5, delay=0.6, interval=0.04)
    for hole in (0.12, 0.19, 0.3, 0.5, 0.7):
        late = [(key, at if at < START + 2 else at + hole) for key, at, *_ in stream]
        assert accepted(Filter(steadiness), late) == [("right", START)]


@pytest.mark.requirement("K22")
@pytest.mark.parametrize("gap", [0.5, 0.6, 0.75])
def test_a_press_that_may_be_a_repeat_waits_to_see_whether_one_follows(gap: float) -> None:
    at = START + gap
    due = at + LONGEST_REPEAT_GAP
    judge = Filter()
    judge.press("right", START)
    assert judge.press("right", at) == ()
    assert judge.due == due
    assert judge.wake(before(due)) == ()
    assert judge.wake(due) == (Verdict("right", at),)
    assert judge.wake(due + 1) == ()


@pytest.mark.requirement("K22")
def test_what_follows_a_press_that_waits_tells_whether_the_key_is_held() -> None:
    at = START + 0.6
    due = at + LONGEST_REPEAT_GAP
    presses: list[Event] = [("right", START), ("right", at)]
    assert verdicts(Filter(), [*presses, ("right", before(due))])[1:] == [
        Verdict("right", at, Refusal.HELD),
        Verdict("right", before(due), Refusal.HELD),
    ]
    assert verdicts(Filter(), [*presses, ("right", due)])[1:] == [
        Verdict("right", at),
        Verdict("right", due, Refusal.SAME_KEY),
    ]


@pytest.mark.requirement("K22")
@pytest.mark.parametrize(("same_key", "gap"), [(0.0, 0.2), (0.2, 0.2), (0.5, 0.5), (0.5, 0.75)])
def test_where_repeats_begin_a_press_waits(same_key: float, gap: float) -> None:
    judge = Filter(Steadiness(same_key=same_key))
    judge.press("right", 0.0)
    assert judge.press("right", gap) == ()


@pytest.mark.requirement("K22")
@pytest.mark.parametrize(
    ("same_key", "gap"), [(0.0, before(0.2)), (0.0, 0.751), (0.5, 0.751), (1.0, 1.0), (0.5, 10)]
)
def test_elsewhere_a_press_acts_at_once(same_key: float, gap: float) -> None:
    judge = Filter(Steadiness(same_key=same_key))
    judge.press("right", 0.0)
    assert judge.press("right", gap) == (Verdict("right", gap),)


@pytest.mark.requirement("K22")
def test_after_a_held_key_is_let_go_a_press_counts() -> None:
    stream = held("right", at=START, until=START + 3, delay=0.6, interval=0.04)
    _, last, *_ = stream[-1]
    for pause in (0.5, 0.7, 0.8, 5):
        assert accepted(Filter(), [*stream, ("right", last + pause)]) == [
            ("right", START),
            ("right", last + pause),
        ]


@pytest.mark.requirement("K22")
def test_a_press_that_waits_acts_before_another_key() -> None:
    judge = Filter(Steadiness(any_key=0.1))
    judge.press("right", START)
    judge.press("right", START + 0.6)
    assert judge.press("down", START + 0.65) == (
        Verdict("right", START + 0.6),
        Verdict("down", START + 0.65, Refusal.ANY_KEY),
    )
    judge = Filter()
    judge.press("right", START)
    judge.press("right", START + 0.6)
    assert judge.press("down", START + 0.65) == (Verdict("right", START + 0.6), Verdict("down", START + 0.65))
    assert judge.due is None


@pytest.mark.requirement("K23")
def test_a_press_that_waited_is_the_last_accepted_one() -> None:
    presses: list[Event] = [("right", START), ("down", START + 0.2), ("right", START + 0.6)]
    for at in (START + 0.65, START + 0.75):
        found = verdicts(Filter(Steadiness(any_key=0.2)), [*presses, ("up", at)])
        assert found[-2:] == [Verdict("right", START + 0.6), Verdict("up", at, Refusal.ANY_KEY)]


def test_a_release_that_was_not_expected_takes_no_press_away() -> None:
    stream: list[Event] = [("right", START), ("right", START + 0.6), ("right", START + 0.65, Stroke.RELEASE)]
    assert accepted(Filter(), stream) == [("right", START), ("right", START + 0.6)]


def test_a_late_wake_does_not_take_a_press_for_a_held_key() -> None:
    judge = Filter()
    judge.press("right", START)
    judge.press("right", START + 0.6)
    assert judge.press("right", START + 0.75) == (
        Verdict("right", START + 0.6),
        Verdict("right", START + 0.75, Refusal.SAME_KEY),
    )


def test_it_forgets_what_was_pressed() -> None:
    judge = Filter()
    for number in range(1000):
        judge.press(str(number), START + number)
    assert len(vars(judge)["_sights"]) <= 3


# Terminals that tell releases


def kitty(steadiness: Steadiness = USUAL) -> Filter:
    return Filter(steadiness, releases=True)


@pytest.mark.requirement("K22")
@pytest.mark.parametrize("steadiness", LADDER)
def test_with_releases_repeats_never_act(steadiness: Steadiness) -> None:
    stream: list[Event] = [("right", START)]
    stream += [("right", START + 0.6 + n * 0.04, Stroke.REPEAT) for n in range(250)]
    stream += [("right", START + 10.7, Stroke.RELEASE)]
    assert verdicts(kitty(steadiness), stream) == [Verdict("right", START)]


def test_with_releases_nothing_waits() -> None:
    judge = kitty()
    for at in (START, START + 0.6, START + 1.3):
        assert judge.press("right", at) == (Verdict("right", at),)
        assert judge.due is None


@pytest.mark.requirement("K21")
def test_with_releases_the_time_runs_from_when_the_key_was_let_go() -> None:
    let_go = START + 3
    for at, refusal in ((before(let_go + 0.5), Refusal.SAME_KEY), (let_go + 0.5, None)):
        stream: list[Event] = [("right", START), ("right", let_go, Stroke.RELEASE), ("right", at)]
        assert verdicts(kitty(), stream)[1:] == [Verdict("right", at, refusal)]


def test_a_lost_release_loses_no_later_press() -> None:
    slow = Steadiness(hold=1.0)
    assert accepted(kitty(), [("right", START), ("right", START + 0.5)])[1:] == [("right", START + 0.5)]
    assert verdicts(kitty(slow), [("right", START), ("right", START + 0.5)]) == [
        Verdict("right", START, Refusal.LET_GO),
        Verdict("right", START + 0.5),
    ]


@pytest.mark.parametrize("hold", [0.1, 0.5, 2.0])
def test_a_slow_key_counts_when_it_has_been_held(hold: float) -> None:
    due = START + hold
    judge = kitty(Steadiness(hold=hold))
    assert judge.press("right", START) == ()
    assert judge.due == due
    assert judge.wake(before(due)) == ()
    assert judge.wake(due) == (Verdict("right", START),)
    assert judge.press("right", due + 1, Stroke.RELEASE) == ()


@pytest.mark.parametrize("hold", [0.1, 0.5, 2.0])
def test_a_slow_key_let_go_before_is_refused(hold: float) -> None:
    due = START + hold
    for at, refusal in ((before(due), Refusal.LET_GO), (due, None)):
        judge = kitty(Steadiness(hold=hold))
        judge.press("right", START)
        assert judge.press("right", at, Stroke.RELEASE) == (Verdict("right", START, refusal),)
        assert judge.due is None


def test_a_slow_key_repeats_while_it_waits() -> None:
    judge = kitty(Steadiness(hold=1.0))
    judge.press("right", START)
    assert judge.press("right", START + 0.6, Stroke.REPEAT) == ()
    assert judge.press("right", START + 1.02, Stroke.REPEAT) == (Verdict("right", START),)


def test_a_neighbour_that_is_brushed_takes_nothing_from_a_slow_key() -> None:
    stream: list[Event] = [
        ("down", START),
        ("right", START + 0.1),
        ("down", START + 0.2, Stroke.RELEASE),
        ("right", START + 1.0, Stroke.RELEASE),
    ]
    for any_key in (0.0, 0.3):
        assert verdicts(kitty(Steadiness(any_key=any_key, hold=0.5)), stream) == [
            Verdict("down", START, Refusal.LET_GO),
            Verdict("right", START + 0.1),
        ]


@pytest.mark.requirement("K23")
def test_of_two_slow_keys_held_together_the_second_is_a_neighbour() -> None:
    stream: list[Event] = [("right", START), ("down", START + 0.1)]
    assert verdicts(kitty(Steadiness(any_key=0.3, hold=0.5)), stream) == [
        Verdict("right", START),
        Verdict("down", START + 0.1, Refusal.ANY_KEY),
    ]
    assert len(accepted(kitty(Steadiness(hold=0.5)), stream)) == 2


def test_without_releases_no_key_is_slow() -> None:
    assert Filter(Steadiness(hold=2.0)).press("right", START) == (Verdict("right", START),)


# The ladder


def test_the_ladder_goes_from_quickest_to_steadiest() -> None:
    for step, next_step in pairwise(LADDER):
        assert step.steadier() == next_step
        assert next_step.quicker() == step
    assert LADDER[0].quicker() == LADDER[0]
    assert LADDER[-1].steadier() == LADDER[-1]
    assert USUAL in LADDER


def test_beside_the_ladder_the_next_step_is_taken() -> None:
    clinics = Steadiness(same_key=0.5, any_key=0.4, hold=0.2)
    assert clinics.steadier() == Steadiness(same_key=1.0, any_key=0.5, hold=0.2)
    assert clinics.quicker() == Steadiness(same_key=0.5, any_key=0.3, hold=0.2)


@pytest.mark.parametrize(
    ("times", "says"),
    [
        ({"same_key": 0.3}, "the same key is refused for 0.3 s: write one of 0, 0.2, 0.5, 1, 1.5, 2"),
        ({"any_key": 1.1}, "any key is refused for 1.1 s: write 0 to 1"),
        ({"any_key": -0.1}, "any key is refused for -0.1 s: write 0 to 1"),
        ({"hold": 2.5}, "a key counts after 2.5 s: write 0 to 2"),
        ({"hold": float("nan")}, "a key counts after nan s: write 0 to 2"),
    ],
)
def test_other_times_are_refused_with_what_to_write(times: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Steadiness(**times)


# What a steady hand meant

KEYS = st.lists(st.sampled_from(["right", "left", "up", "down", "enter"]), max_size=12)
KEYBOARDS = st.builds(
    Keyboard, delay=st.floats(0.25, 0.66), interval=st.floats(0.03, 0.1), releases=st.booleans()
)
HANDS = st.builds(
    Hand,
    bounce=st.floats(0, 0.9),
    bounces=st.integers(0, 6),
    stray=st.floats(0, 0.5),
    spasm=st.floats(0, 0.5),
)
DRAWS = st.randoms(use_true_random=False)
REPEATS_END = 0.76  # from there on a press is no first repeat


def as_seen(hand: Hand, keyboard: Keyboard) -> Hand:
    """Return the hand with spasms that a terminal can tell: without releases, those that repeat twice."""
    return hand if keyboard.releases else replace(hand, grip=(0.9, 3.0))


@pytest.mark.requirement("K21")
@pytest.mark.requirement("K22")
@given(st.sampled_from(LADDER[2:]), HANDS, KEYBOARDS, KEYS, DRAWS)
def test_a_hand_that_bounces_and_holds_is_heard_as_it_meant(
    steadiness: Steadiness, hand: Hand, keyboard: Keyboard, keys: list[str], draw: Random
) -> None:
    rest = max(steadiness.same_key, REPEATS_END)
    on_the_key = replace(as_seen(hand, keyboard), stray=0)
    events = list(pressed(on_the_key, keyboard, keys, rest=(rest, rest + 1), draw=draw))
    assert accepted(Filter(steadiness, releases=keyboard.releases), told(events)) == meant(events)


@pytest.mark.requirement("K23")
@given(st.sampled_from(LADDER[3:]), HANDS, KEYBOARDS, KEYS, DRAWS)
def test_a_hand_that_strikes_neighbours_is_heard_as_it_meant(
    steadiness: Steadiness, hand: Hand, keyboard: Keyboard, keys: list[str], draw: Random
) -> None:
    rest = max(steadiness.same_key, REPEATS_END)
    events = list(pressed(as_seen(hand, keyboard), keyboard, keys, rest=(rest, rest + 1), draw=draw))
    assert accepted(Filter(steadiness, releases=keyboard.releases), told(events)) == meant(events)


@pytest.mark.requirement("K21")
@given(st.sampled_from(SAME_KEY), KEYS, DRAWS)
def test_a_steady_hand_is_heard_at_any_pace_that_the_filter_allows(
    same_key: float, keys: list[str], draw: Random
) -> None:
    rest = max(same_key, LONGEST_REPEAT_GAP)
    events = list(pressed(STEADY, Keyboard(), keys, rest=(rest, rest + 0.5), draw=draw))
    assert accepted(Filter(Steadiness(same_key=same_key)), told(events)) == meant(events)


@pytest.mark.requirement("K22")
@pytest.mark.requirement("K24")
@given(st.builds(replace, st.sampled_from(LADDER), hold=st.floats(0, 2)), HANDS, KEYBOARDS, KEYS, DRAWS)
def test_each_press_gets_one_verdict(
    steadiness: Steadiness, hand: Hand, keyboard: Keyboard, keys: list[str], draw: Random
) -> None:
    events = told(pressed(hand, keyboard, keys, rest=(0, 1), draw=draw))
    judge = Filter(steadiness, releases=keyboard.releases)
    found = sorted((verdict.at, verdict.key) for verdict in verdicts(judge, events))
    assert found == sorted((at, key) for key, at, stroke in events if stroke is Stroke.PRESS)
    assert judge.due is None


@pytest.mark.requirement("K21")
@given(st.sampled_from(LADDER), HANDS, KEYBOARDS, KEYS, DRAWS)
def test_presses_act_in_their_order_and_never_within_the_refusal_time(
    steadiness: Steadiness, hand: Hand, keyboard: Keyboard, keys: list[str], draw: Random
) -> None:
    events = told(pressed(hand, keyboard, keys, rest=(0, 1), draw=draw))
    acted = accepted(Filter(steadiness, releases=keyboard.releases), events)
    assert [at for _, at in acted] == sorted(at for _, at in acted)
    for key, at in acted:
        seen = [then for name, then, _ in events if name == key and then < at]
        assert not seen or at >= max(seen) + steadiness.same_key
    for (_, at), (_, next_at) in pairwise(acted):
        assert next_at >= at + steadiness.any_key
