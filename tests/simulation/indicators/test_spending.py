"""docs/algorithms/indicators.md, « Where it goes » (MODEL §17 A17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.simulation.indicators.spending import cut, local_multiplier, spending
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Shops
from tests.simulation.outcomes import outcome, scenario, seated


def shop(name, share, local, suppliers):
    return Shops(name=name, share_bp=share, local_bp=local, suppliers_local_bp=suppliers)


def test_three_turns_of_a_euro():
    assert local_multiplier([shop("market", 10_000, 6_000, 4_000)]) == pytest.approx(1.84)
    assert local_multiplier([]) is None


def test_suppliers_weigh_by_what_reaches_them():
    two = [shop("farm", 5_000, 8_000, 5_000), shop("chain", 5_000, 2_000, 0)]
    assert local_multiplier(two) == pytest.approx(1 + 0.5 + 0.2)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_a_cut_gives_all(amount, weights):
    parts = cut(amount, weights)
    assert sum(parts) == (amount if sum(weights) else 0)
    assert min(parts) >= 0


def test_a_cut_gives_the_rest_to_the_largest_remainder():
    assert cut(100, [1, 1, 1]) == [34, 33, 33]
    assert cut(10, [1, 2]) == [3, 7]


def test_spending_by_shop_and_against_a_food_budget():
    run = outcome(
        {Flow.SPENT: [[100, 101]]},
        of=scenario(shops=[shop("a", 3, 0, 0), shop("b", 7, 0, 0)]),
        people=seated(allocation_cents=[144_90], unit_tenths=[10]),
    )
    found = spending(run)
    assert found["spent_by_shop_cents"].value == {"a": 30, "b": 71}  # 100.5 → 101
    assert found["food_budget_share"].value == pytest.approx(0.3)  # of 483
    assert found["nutrition_minimum_share"].value == pytest.approx(144.90 / (3.5 * 365 / 12))
    assert "ne les mesure" in found["lm3"].why
