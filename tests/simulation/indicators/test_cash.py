"""docs/algorithms/indicators.md, « Cash »."""

import numpy as np
import pytest

from ecot.simulation.indicators.cash import cash
from ecot.simulation.indicators.numbers import mean_cents, order_quantile, wilson
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.sources import PayerClass
from tests.simulation.outcomes import outcome, scenario, source

FOUR_DRAWS = [[10, 20, 30], [10, -5, 5], [10, 5, -1], [10, 15, 20]]


def test_the_fan_of_the_page():
    found = cash(outcome({Flow.CASH: FOUR_DRAWS}))
    fan = found["cash_cents"].parts
    assert fan["p50"] == [10, 5, 5]
    assert fan["p05"] == [10, -5, -1]
    assert fan["p95"] == [10, 20, 30]
    assert (fan["draw"], fan["draw_path"]) == (2, [10, 5, -1])
    assert found["cash_min_cents"].value == {"p05": -5, "p25": -5, "p50": -1, "p75": 10, "p95": 10}


def test_a_deficit_once_is_a_deficit_for_good():
    found = cash(outcome({Flow.CASH: FOUR_DRAWS}))
    assert found["p_deficit"].value == [0, 0.25, 0.5]
    interval = found["p_deficit_interval"].parts
    assert (interval["low"][1], interval["high"][1]) == pytest.approx((0.0456, 0.6994), abs=5e-5)
    assert found["p_deficit_12"].value is None
    assert "s'arrête au mois 3" in found["p_deficit_12"].why
    assert found["solvency_12"].value is None


def test_a_thousand_draws_are_known_within_three_points():
    low, high = wilson(500, 1_000)
    assert (high - low) / 2 < 0.031
    assert wilson(0, 1_000)[0] == 0
    assert wilson(1_000, 1_000)[1] == 1


@pytest.mark.parametrize(
    ("horizon", "expected"), [(12, 0.0), (24, 0.5), (36, 0.5), (48, 0.5), (60, 1.0)]
)
def test_the_horizons_count_their_own_months(horizon, expected):
    paths = np.full((2, 60), 100)
    paths[0, 12] = -1  # the thirteenth month: not within twelve
    paths[1, 59] = -1
    found = cash(outcome({Flow.CASH: paths.tolist()}))
    assert found[f"p_deficit_{horizon}"].value == expected
    assert found[f"solvency_{horizon}"].value == 1 - expected


def test_restricted_money_does_not_pay_for_food():
    found = cash(outcome({Flow.CASH: [[10, 10]], Flow.RESTRICTED: [[10, 11]]}))
    assert found["p_deficit"].value == [0, 0]
    assert found["p_deficit_free"].value == [0, 1]


def test_credit_is_backed_by_cash_at_every_close():
    flows = {Flow.CASH: [[10, 10]], Flow.WALLETS: [[7, 7]], Flow.OWED_TO_SHOPS: [[3, 4]]}
    assert cash(outcome(flows))["p_unbacked"].value == [0, 1]


def test_signed_money_alone_runs_out_before_the_rest():
    city = source("city", PayerClass.PUBLIC)
    found = cash(
        outcome(
            {Flow.CASH: [[50, 40, 30]] * 3},
            of=scenario(sources=[city]),
            receipts={"city": [[20, 20, 20]] * 3},
            signed={"city": [[20, 0, 0]] * 3},
        )
    )
    assert found["runway_months"].value == 3  # 50, 40 − 20, 30 − 40
    kept = cash(outcome({Flow.CASH: [[50, 40, 30]]}))["runway_months"]
    assert kept.value is None
    assert "tient les 3 mois" in kept.why


def test_the_reserve_pays_its_months_of_burn():
    flows = {
        Flow.CASH: [[0, 0]],
        Flow.REIMBURSED: [[80, 80]],
        Flow.COSTS: [[30, 30]],
        Flow.COLLECTED: [[60, 50]],
    }
    found = cash(outcome(flows, of=scenario(cash_cents=220)))
    assert found["cash_over_burn_months"].value == 4  # 220 / 55
    free = cash(outcome({**flows, Flow.COLLECTED: [[110, 110]]}))
    assert free["cash_over_burn_months"].value is None


def test_where_the_remedy_is_applied_the_chance_says_so():
    found = cash(outcome({Flow.CASH: [[1]]}, of=scenario(overdraft=False)))
    assert "règle de pénurie" in found["p_deficit"].why


def test_a_quantile_was_drawn_and_a_mean_is_rounded_away_from_zero():
    assert int(order_quantile(np.array([1, 2, 3, 1_000]), 75)) == 3
    ones = np.ones(2)
    assert mean_cents(np.array([1, 2]), ones) == 2
    assert mean_cents(np.array([-1, -2]), ones) == -2
    assert mean_cents(np.array([], dtype=np.int64), np.array([])) is None
