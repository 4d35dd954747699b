import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import GAINS, RATES, Adjustments, Pauses, Settings, Theme


@pytest.mark.requirement("K10")
def test_the_rates_go_from_three_quarters_to_twice_the_default_in_6_to_8_steps() -> None:
    default = RATES[Settings().defaults.rate]
    assert default == 125
    assert 6 <= len(RATES) <= 8
    assert RATES[0] <= 0.75 * default
    assert RATES[-1] == 2 * default
    assert sorted(set(RATES)) == list(RATES)


@pytest.mark.requirement("K08")
def test_the_volumes_are_at_most_6_db_apart_over_at_least_18_db() -> None:
    steps = [louder - quieter for quieter, louder in itertools.pairwise(GAINS)]
    assert all(0 < step <= 6 for step in steps)
    assert GAINS[-1] - GAINS[0] >= 18
    assert GAINS[-1] == 0.0


def test_a_visitor_can_be_both_louder_and_quieter_than_the_default() -> None:
    default = Settings().defaults.gain
    assert 0 < default < len(GAINS) - 1


@given(st.lists(st.tuples(st.booleans(), st.integers(min_value=-3, max_value=3)), max_size=30))
def test_adjustments_stay_in_their_tables(steps: list[tuple[bool, int]]) -> None:
    adjustments = Adjustments()
    for rate, by in steps:
        adjustments = adjustments.faster(by) if rate else adjustments.louder(by)
        assert 0 <= adjustments.rate < len(RATES)
        assert 0 <= adjustments.gain < len(GAINS)


def test_an_adjustment_is_a_new_value_and_the_default_stays() -> None:
    settings = Settings()
    changed = settings.defaults.faster(1).louder(-1)
    assert (RATES[changed.rate], GAINS[changed.gain]) == (150, -12.0)
    assert settings.defaults == Adjustments()


def test_at_either_end_nothing_changes() -> None:
    fastest = Adjustments().faster(100)
    assert RATES[fastest.rate] == 250
    assert fastest.faster(1) == fastest
    quietest = Adjustments().louder(-100)
    assert GAINS[quietest.gain] == -24.0
    assert quietest.louder(-1) == quietest


@pytest.mark.requirement("K42")
def test_other_colours_lead_round_all_themes() -> None:
    adjustments = Adjustments()
    seen = []
    for _ in Theme:
        adjustments = adjustments.recoloured()
        seen.append(adjustments.theme)
    assert set(seen) == set(Theme)
    assert adjustments == Adjustments()


def test_longer_pauses_follow_longer_stretches() -> None:
    pauses = Pauses()
    assert 0 < pauses.end < pauses.sentence <= pauses.item <= pauses.title <= pauses.paragraph
