"""docs/algorithms/indicators.md, « Whom it reaches » (MODEL §17 A8–A10)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.simulation.indicators.inequality import concentration, gini, kakwani, redistribution
from ecot.simulation.indicators.people import net_transfer_cents, people
from ecot.simulation.outcome import Flow
from tests.simulation.outcomes import outcome, seated

INCOMES = np.array([10.0, 20, 30, 40])
ONES = np.ones(4)
incomes = st.lists(st.integers(1, 10**6), min_size=2, max_size=12)


def test_the_worked_incomes():
    assert gini(INCOMES, ONES) == pytest.approx(0.25)
    paid = np.array([0.0, 0, 5, 15])
    moved = redistribution(INCOMES, INCOMES + 5 - paid, ONES)
    assert moved.reynolds_smolensky == pytest.approx(0.125)
    assert moved.gini_after == pytest.approx(0.125)
    assert moved.reranking == pytest.approx(0)
    assert concentration(paid, INCOMES, ONES) == pytest.approx(0.625)
    assert kakwani(paid, INCOMES, ONES) == pytest.approx(0.375)


@given(incomes)
def test_a_constant_share_changes_no_inequality(drawn):
    """A8."""
    income, weights = np.array(drawn, dtype=float), np.ones(len(drawn))
    moved = redistribution(income, 0.9 * income, weights)
    assert kakwani(0.1 * income, income, weights) == pytest.approx(0, abs=1e-12)
    assert moved.reynolds_smolensky == pytest.approx(0, abs=1e-12)
    assert moved.gini_after == pytest.approx(moved.gini_before, abs=1e-12)


@given(incomes)
def test_an_equal_sum_weighs_by_its_whole_gini(drawn):
    """A9."""
    income, weights = np.array(drawn, dtype=float), np.ones(len(drawn))
    assert concentration(weights, income, weights) == pytest.approx(0, abs=1e-12)
    weighing, before = kakwani(weights, income, weights), gini(income, weights)
    assert weighing is not None
    assert before is not None
    assert weighing + before == pytest.approx(0, abs=1e-12)


@given(incomes, st.integers(0, 100))
def test_a_marginal_rate_below_one_reranks_nobody(drawn, percent):
    """A10."""
    income, weights = np.array(drawn, dtype=float), np.ones(len(drawn))
    paid = np.maximum(0, income - 1_000) * percent / 101
    assert redistribution(income, income - paid, weights).reranking == pytest.approx(0, abs=1e-12)


@given(incomes)
def test_a_tax_without_transfer_obeys_kakwani(drawn):
    """RS = K·g / (1 − g) at mean rate g."""
    income, weights = np.array(drawn, dtype=float), np.ones(len(drawn))
    paid = 0.05 * income + 1e-7 * income**2
    rate = paid.sum() / income.sum()
    moved = redistribution(income, income - paid, weights)
    expected = kakwani(paid, income, weights) * rate / (1 - rate)
    assert moved.reynolds_smolensky == pytest.approx(expected, abs=1e-9)


@given(incomes)
def test_weights_count_as_that_many_people(drawn):
    income = np.array(drawn, dtype=float)
    weights = (1 + np.arange(len(drawn)) % 3).astype(np.float64)
    repeated = np.repeat(income, weights.astype(int))
    assert gini(income, weights) == pytest.approx(gini(repeated, np.ones(len(repeated))))


def test_overtaking_is_seen():
    moved = redistribution(np.array([10.0, 20]), np.array([20.0, 10]), np.ones(2))
    assert moved.reranking == pytest.approx(1 / 3)
    assert moved.reynolds_smolensky == pytest.approx(1 / 3)


COUPLE_AND_ONE = seated(
    weight=[1.0, 2],
    adults=[2, 1],
    children=[1, 0],
    unit_tenths=[18, 10],
    income_cents=[180_000, 250_000],
    decile=[0, 9],
    is_poor=[True, False],
    contribution_cents=[20_00, 150_00],
    allocation_cents=[140_00, 100_00],
    relief_year_cents=[0, 396_00],
)


def test_the_net_transfer_counts_the_relief_of_a_month():
    assert net_transfer_cents(COUPLE_AND_ONE).tolist() == [120_00, -17_00]


def test_who_gains_is_told_by_decile():
    found = people(outcome({Flow.CASH: [[0]]}, people=COUPLE_AND_ONE), line_cents=None)
    rows = found["net_transfer_by_decile_cents"].rows
    assert rows == [120_00, *[None] * 8, -17_00]
    assert "2, 3" in found["net_transfer_by_decile_cents"].why
    assert found["persons_by_decile_share"].rows[0] == 0.6
    assert found["net_gainers_share"].value == pytest.approx(1 / 3)
    assert found["equity_share"].value == 1
    assert found["poverty_share_before"].value is None


def test_the_mean_by_decile_is_of_persons():
    both = seated(
        adults=[3, 1], allocation_cents=[40_00, 0], contribution_cents=[0, 0], income_cents=[1, 1]
    )
    found = people(outcome({Flow.CASH: [[0]]}, people=both), line_cents=None)
    assert found["net_transfer_by_decile_cents"].rows[0] == 30_00


def test_poverty_counts_credit_at_what_it_is_worth_to_its_holder():
    three = seated(
        income_cents=[950_00, 900_00, 2_000_00],
        allocation_cents=[60_00, 100_00, 100_00],
        contribution_cents=[0, 0, 0],
        adults=[1, 1, 2],
        unit_tenths=[10, 10, 15],
    )
    found = people(outcome({Flow.CASH: [[0]]}, people=three), line_cents=1_000_00)
    assert found["poverty_share_before"].value == 0.5
    assert found["poverty_share_after"].value == 0.25  # 950 + 54 passes the line, 900 + 90 does not
    assert found["poverty_gap_before"].value == pytest.approx((0.05 + 0.10) / 4)
    assert found["poverty_gap_after"].value == pytest.approx(0.01 / 4)


def test_generosity_is_by_participant():
    run = outcome({Flow.ALLOCATED: [[300, 301]], Flow.PARTICIPANTS: [[2, 2]]})
    assert people(run, line_cents=None)["generosity_cents"].value == 150
