"""What is shown beside a scale, on the figures of docs/algorithms/contribution.md."""

from fractions import Fraction

import numpy as np
import pytest

from ecot.rules.scale import ScaleBase, contribution_on_scale, household_contribution
from ecot.rules.scale_reading import (
    Cliff,
    break_even_cents,
    cliffs,
    effective_rate_bp,
    exact_break_even,
    held,
    household_break_even_cents,
    households_by_bracket,
    is_monotone,
    marginal_rate_bp,
)
from tests.rules.examples import BRACKETS, FIVE_BY_FIVE, FIXED_STEPS, SHARE_OF_INCOME, scale


@pytest.mark.parametrize(
    ("base_cents", "rate_bp"),
    [(-1, 0), (0, 0), (499_99, 0), (500_00, 100), (1_200_00, 250), (1_800_00, 250), (10**9, 400)],
)
def test_the_marginal_rate(base_cents, rate_bp):
    assert marginal_rate_bp(BRACKETS, base_cents) == rate_bp


@pytest.mark.parametrize(
    ("on", "base_cents", "rate_bp"),
    [
        (SHARE_OF_INCOME, 200_00, 500),
        (SHARE_OF_INCOME, 2_000_00, 250),
        (BRACKETS, 1_800_00, 122),
        (BRACKETS, 3_000_00, 198),
        (scale([0], [10_000]), 1, 10_000),
        (BRACKETS, 0, None),
        (BRACKETS, -1, None),
    ],
)
def test_the_effective_rate(on, base_cents, rate_bp):
    """10/200 = 5 %; 22/1 800 = 1.222 %; 59.50/3 000 = 1.983 %."""
    assert effective_rate_bp(on, base_cents) == rate_bp


def test_cliffs():
    assert cliffs(BRACKETS) == ()
    assert cliffs(FIXED_STEPS) == (
        Cliff(400_00, 10_00),
        Cliff(600_00, 10_00),
        Cliff(800_00, 10_00),
    )
    assert cliffs(scale([0, 500], [10_000, 10_000], [0, 10])) == (Cliff(500_00, 10_01),)
    assert cliffs(scale([0, 500], [10_000, 0])) == ()


def test_a_jump_under_the_floor_or_over_the_ceiling_costs_what_is_left_of_it():
    on = scale([0, 400, 600, 800], [0] * 4, [30, 10, 10, 10], floor_cents=45_00)
    assert cliffs(on) == (Cliff(600_00, 5_00), Cliff(800_00, 10_00))
    low = scale([0, 400, 600, 800], [0] * 4, [30, 10, 10, 10], ceiling_cents=50_00)
    assert [each.knot_cents for each in cliffs(low)] == [400_00, 600_00]


def test_a_scale_within_its_bounds_never_falls():
    assert is_monotone(BRACKETS)
    assert is_monotone(FIXED_STEPS)
    assert not is_monotone(scale([0, 500], [100, -100]))
    assert not is_monotone(scale([0, 500], [100, 100], [0, -1]))


def test_the_break_even_income():
    assert break_even_cents(BRACKETS, 100_00, until_cents=10_000_00) == 4_012_38
    assert contribution_on_scale(BRACKETS, 4_012_37) == 99_99
    assert break_even_cents(FIXED_STEPS, 100_00, until_cents=10_000_00) is None
    assert break_even_cents(FIXED_STEPS, 30_00, until_cents=10_000_00) == 0
    assert break_even_cents(FIXED_STEPS, 60_00, until_cents=10_000_00) == 800_00


@pytest.mark.parametrize("allocation_cents", range(1, 40))
def test_the_break_even_income_is_the_lowest(allocation_cents):
    """On a scale of one cent for one, whatever the halving meets."""
    assert break_even_cents(scale([0], [10_000]), allocation_cents, until_cents=40) == (
        allocation_cents
    )


@pytest.mark.parametrize(
    ("on", "allocation_cents", "base_cents"),
    [
        (BRACKETS, 100_00, 4_012_50),
        (BRACKETS, 39_50, 2_500_00),
        (BRACKETS, 7_00, 1_200_00),
        (BRACKETS, 20_00, 1_720_00),
        (BRACKETS, 60_00, 3_012_50),
        (scale([0], [1]), 1, 10_000),
        (FIVE_BY_FIVE, 100_00, 4_000_00),
        (BRACKETS, 0, 0),
        (SHARE_OF_INCOME, 10_00, 0),
        (SHARE_OF_INCOME, 100_00, 4_000_00),
        (scale([0], [300]), 100_00, Fraction(10**6, 3)),
        (FIXED_STEPS, 45_00, 600_00),
        (FIXED_STEPS, 60_00, 800_00),
        (FIXED_STEPS, 60_01, None),
        (FIVE_BY_FIVE, 100_01, None),
    ],
)
def test_the_break_even_before_rounding(on, allocation_cents, base_cents):
    """The first is MODEL §20.1: 3 000 + (100 − 59.50) / 4 %."""
    assert exact_break_even(on, allocation_cents) == base_cents


def test_the_break_even_of_a_household():
    """2 adults by consumption unit: 1.5 · c(x) ≥ 100.00 from c(x) = 66.67, x = 3 179.13 (66.6652)."""
    on = scale([0, 500, 1_200, 2_500], [0, 100, 250, 400], base=ScaleBase.CONSUMPTION_UNIT)
    found = household_break_even_cents(on, 100_00, adults=2, children=0, until_cents=100_000_00)
    assert found == 4_768_69
    amounts = [
        household_contribution(on, income_cents=income, adults=2, children=0)
        for income in (found - 1, found)
    ]
    assert amounts[0] < 100_00 <= amounts[1]
    one = household_break_even_cents(on, 100_00, adults=1, children=0, until_cents=10_000_00)
    assert one == 4_012_38
    never = household_break_even_cents(on, 100_00, adults=1, children=0, until_cents=1_000_00)
    assert never is None
    free = household_break_even_cents(on, 0, adults=1, children=0, until_cents=1_000_00)
    assert free == 0


BASES = np.array([-1, 0, 499_99, 500_00, 1_199_99, 1_200_00, 2_500_00, 9_000_00])


def test_a_knot_belongs_to_the_bracket_that_it_opens():
    assert households_by_bracket(BRACKETS, BASES).tolist() == [3, 2, 1, 2]
    weights = np.array([1.0, 1, 1, 10, 10, 100, 1_000, 1_000])
    assert households_by_bracket(BRACKETS, BASES, weights).tolist() == [3, 20, 100, 2_000]
    assert households_by_bracket(BRACKETS, BASES[:3]).tolist() == [3, 0, 0, 0]


def test_who_is_held_at_the_floor_and_at_the_ceiling():
    amounts = np.array([10_00, 10_00, 12_50, 100_00])
    assert held(SHARE_OF_INCOME, amounts).floor_share == 0.5
    assert held(SHARE_OF_INCOME, amounts).ceiling_share is None
    capped = held(FIVE_BY_FIVE, np.array([0, 10_00, 12_50, 100_00]))
    assert (capped.floor_share, capped.ceiling_share) == (0.25, 0.25)
    weighted = held(SHARE_OF_INCOME, amounts, np.array([3.0, 3, 1, 1]))
    assert weighted.floor_share == 0.75
