"""docs/algorithms/behaviour.md, parts 3 to 5: leaving, not paying, spending."""

from math import log

import numpy as np
import pytest

from ecot.rules.kinds import RuleKind
from ecot.simulation.behaviour import (
    exit_thresholds,
    spending,
    unpaid_chances,
    unpaid_thresholds,
)
from ecot.simulation.behaviour.paying import beta_quantiles
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.streams import COIN_SIDES
from tests.simulation.people import always, flat, future, held, household


def threshold(*, cost=0, is_new=False, after_cut=False, allocation=100_00, **law):
    scenario = future(behaviour=Behaviour(**law), rules={RuleKind.ALLOCATION: always(flat(100_00))})
    found = exit_thresholds(
        held(household(income=1_000_00)),
        scenario,
        contribution_cents=np.array([cost]),
        allocation_cents=np.array([allocation]),
        is_new=is_new,
        after_cut=after_cut,
    )
    return int(found[0])


def test_thresholds_worked_by_hand():
    assert threshold() == 41_943
    assert threshold(is_new=True, exit_in_first_months=log(2)) == 83_047
    assert threshold(is_new=False, exit_in_first_months=log(2)) == 41_943
    assert threshold(after_cut=True, exit_after_cut=log(2)) == 83_047
    assert threshold(exit_bp=0, is_new=True, exit_in_first_months=5.0) == 0
    assert threshold(exit_bp=10_000) == COIN_SIDES


def test_what_weighs_makes_leave():
    """ā is the territory's mean, 1.445 adults: a burden of 0.5 ā weighs as in the table."""
    scenario = future(rules={RuleKind.ALLOCATION: always(flat(100_00))})
    from ecot.simulation.behaviour.joining import mean_allocation_cents, offer_of

    half = round(mean_allocation_cents(offer_of(scenario)) / 2)
    assert threshold(cost=90_00 + half, exit_by_burden=1.0) == pytest.approx(68_703, abs=3)
    assert threshold(cost=90_00, exit_by_burden=1.0) == 41_943


def test_a_burden_beyond_all_measure_empties_the_fund_and_stays_a_chance():
    assert threshold(cost=10**12, exit_by_burden=100.0) == COIN_SIDES


@pytest.mark.parametrize("chance", [0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999])
def test_beta_of_2_and_98_against_its_closed_form(chance):
    """F(x) = 1 − (1 − x)^99 − 99·x·(1 − x)^98, the chance of two or more of 99."""
    x = beta_quantiles(np.array([chance]), 2.0, 98.0)[0]
    assert 1 - (1 - x) ** 99 - 99 * x * (1 - x) ** 98 == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (0.5, 24.5), (24.5, 0.5), (3.0, 1.0), (1.0, 4.0)])
def test_other_beta_laws_against_theirs(a, b):
    chance = (np.arange(20_000) + 0.5) / 20_000
    x = beta_quantiles(chance, a, b)
    assert np.all(np.diff(x) > 0)
    assert x.mean() == pytest.approx(a / (a + b), rel=2e-3)
    if a == 1.0:
        assert np.allclose(1 - (1 - x) ** b, chance, atol=1e-6)
    if b == 1.0:
        assert np.allclose(x**a, chance, atol=1e-6)


def test_unpaid_rates_have_their_mean_and_their_spread_and_are_each_their_draws_own():
    scenario = future()
    rates = unpaid_chances(scenario, first_draw=0, draws=4_000)
    assert rates.mean() == pytest.approx(0.02, abs=5e-4)
    assert rates.std() == pytest.approx((0.02 * 0.98 / 101) ** 0.5, rel=0.05)
    assert np.median(rates) == pytest.approx(0.016895, rel=0.03)
    later = unpaid_thresholds(scenario, first_draw=37, draws=5)
    assert later.tolist() == unpaid_thresholds(scenario, first_draw=0, draws=50)[37:42].tolist()


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ({"unpaid_weight": 0}, 41_943),
        ({"unpaid_bp": 0}, 0),
        ({"unpaid_bp": 10_000}, COIN_SIDES),
    ],
)
def test_a_certain_rate_is_the_same_in_every_draw(law, expected):
    scenario = future(behaviour=Behaviour(**law))
    assert set(unpaid_thresholds(scenario, first_draw=0, draws=9).tolist()) == {expected}


@pytest.mark.parametrize(
    ("mean", "low", "expected"),
    [
        (9_200, 6_000, (6_000, 419_430)),
        (10_000, 6_000, (6_000, 0)),
        (6_000, 6_000, (6_000, COIN_SIDES)),
        (5_000, 6_000, (5_000, COIN_SIDES)),
        (0, 6_000, (0, COIN_SIDES)),
    ],
)
def test_spending_keeps_its_mean(mean, low, expected):
    law = spending(future(behaviour=Behaviour(spend_bp=mean, spend_low_bp=low)))
    assert (law.low_bp, law.slow_threshold) == expected
    chance = law.slow_threshold / COIN_SIDES
    assert chance * law.low_bp + (1 - chance) * 10_000 == pytest.approx(mean, abs=0.01)
    assert law.first_month_bp == 5_000
