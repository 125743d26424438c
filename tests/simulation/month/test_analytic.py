"""MODEL §17 A: cases that can be computed by hand, to the cent, and waits of a known mean."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.simulation.month.inputs import Sum
from ecot.simulation.month.playing import play_households
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Opening
from ecot.simulation.streams import coin_threshold
from tests.simulation.month import cases

MONTHS = 24
FEE = ReimbursementRule(rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=0, fee_bp=200)


def one_kind(number, *, contribution, allocation, **changed):
    terms = cases.terms((contribution,) * number, (allocation,) * number)
    return cases.inputs(replace(terms, **changed), months=MONTHS)


def cash(given, **books):
    return cases.played(given, cases.accounts(months=MONTHS, **books))[Flow.CASH][0].tolist()


def test_1_all_pay_and_spend_all():
    given = one_kind(7, contribution=55_00, allocation=100_00)
    expected = [10_000_00 + 7 * (t + 1) * (55_00 - 100_00) for t in range(MONTHS)]
    assert cash(given, opening=Opening(cash_cents=10_000_00)) == expected


def test_2_contribution_equal_to_allocation_keeps_the_reserve():
    given = one_kind(7, contribution=100_00, allocation=100_00)
    assert cash(given, opening=Opening(cash_cents=123_45)) == [123_45] * MONTHS


def test_3_nothing_spent_fills_wallets_to_the_cap_and_the_rest_is_broken():
    given = cases.inputs(
        cases.terms((0,), (100_00,), carry=2), months=5, spending=cases.always_spent(0)
    )
    flows = cases.played(given, cases.accounts(months=5))
    assert flows[Flow.WALLETS][0].tolist() == [100_00, 200_00, 300_00, 300_00, 300_00]
    assert flows[Flow.BROKEN][0].tolist() == [0, 0, 0, 100_00, 100_00]


def test_4_everyone_leaves_each_month_and_leaves_their_wallet():
    terms = cases.terms((0, 0), (100_00, 40_00), exit_threshold=cases.ALWAYS)
    given = cases.inputs(
        terms,
        months=4,
        spending=cases.always_spent(0),
        opening_wallet_cents=cases.whole(5_00, 6_00),
    )
    flows = cases.played(given, cases.accounts(months=4, opening=Opening(wallet_cents=11_00)))
    assert flows[Flow.BROKEN][0].tolist() == [11_00, 140_00, 140_00, 140_00]
    assert flows[Flow.EXITS][0].tolist() == flows[Flow.ENTRIES][0].tolist() == [2] * 4


def test_5_nobody_pays():
    given = replace(
        one_kind(7, contribution=55_00, allocation=100_00),
        unpaid_thresholds=cases.whole(cases.ALWAYS),
    )
    flows = cases.played(given, cases.accounts(months=MONTHS))
    assert not flows[Flow.COLLECTED].any()
    assert (flows[Flow.DUE] == 7 * 55_00).all()


@pytest.mark.parametrize("number", [1, 400])
def test_6_n_households_are_n_times_one(number):
    one = one_kind(1, contribution=55_13, allocation=100_07)
    many = one_kind(number, contribution=55_13, allocation=100_07)
    spent = {"spending": cases.always_spent(6_000)}
    alone, together = (
        cases.played(replace(each, **spent), cases.accounts(months=MONTHS)) for each in (one, many)
    )
    for flow in Flow:
        assert together[flow].tolist() == (number * alone[flow]).tolist()


def test_7_the_fee_stays_in_the_reserve():
    given = one_kind(7, contribution=100_00, allocation=100_00)
    reserve = cash(given, reimbursement=[FEE] * MONTHS)
    assert reserve == [14_00 * (t + 1) for t in range(MONTHS)]


def smallest(holds, low, high):
    """The smallest whole number that holds, by bisection."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def result_of_a_month(number, *, contribution, outside_cents, allocation=100_00):
    """MODEL §20: 95 % spent and nothing kept, fee 2 %, 2.00 a household, 9 000.00 fixed."""
    terms = cases.terms((contribution,) * number, (allocation,) * number, carry=0)
    given = cases.inputs(terms, months=1, spending=cases.always_spent(9_500))
    books = cases.accounts(
        months=1,
        reimbursement=[FEE],
        outside=cases.outside(months=1, month_cents=(outside_cents,)),
        living=cases.living(1, fixed=9_000_00, household=2_00),
    )
    return int(cases.played(given, books)[Flow.CASH][0, 0])


def test_12_the_required_mean_contribution_is_the_one_found_by_trying():
    """c* = (400·(93.10 + 2) + 9 000 − 24 000) / 400 = 57.60 where all pay."""
    found = smallest(
        lambda cents: result_of_a_month(400, contribution=cents, outside_cents=24_000_00) >= 0,
        0,
        200_00,
    )
    assert found == 57_60


@pytest.mark.parametrize(
    ("contribution", "households"),
    [
        (70_00, 453),  # margin 70 + 45 − 93.10 − 2 = 19.90; 9 000 / 19.90 = 452.3
        (68_60, 487),  # what 70 brings with 2 % unpaid (MODEL §20.3): 9 000 / 18.50 = 486.5
    ],
)
def test_12_the_break_even_size_is_the_one_found_by_trying(contribution, households):
    found = smallest(
        lambda number: (
            result_of_a_month(number, contribution=contribution, outside_cents=45_00 * number) >= 0
        ),
        1,
        2_000,
    )
    assert found == households


def test_14_a_hazard_of_two_percent_is_a_mean_stay_of_fifty_months():
    """10 million household-months: the mean stay has a deviation of 0.22 %."""
    seats, draws, months = 10_000, 20, 50
    terms = cases.terms((0,) * seats, (0,) * seats, exit_threshold=coin_threshold(200))
    given = cases.inputs(terms, months=months, draws=draws)
    sums = play_households(given).sums
    stay = sums[:, :, Sum.HOUSEHOLDS].sum() / sums[:, :, Sum.EXITS].sum()
    assert stay == pytest.approx(50, rel=0.01)


def test_a_closed_fund_empties_as_the_hazard_says():
    """Without refill 0.98^24 = 61.6 % are left after 24 months (4 deviations of a binomial)."""
    seats, draws = 1_000, 50
    terms = cases.terms((0,) * seats, (0,) * seats, exit_threshold=coin_threshold(200))
    given = cases.inputs(terms, months=24, draws=draws, refill=False)
    left = play_households(given).sums[:, -1, Sum.HOUSEHOLDS].sum() / (seats * draws)
    chance = 0.98**24
    assert left == pytest.approx(chance, abs=4 * (chance * (1 - chance) / (seats * draws)) ** 0.5)


def test_unpaid_and_slow_months_fall_as_often_as_said():
    seats, draws, months = 500, 40, 12
    spent = replace(
        cases.always_spent(6_000, draws), low_thresholds=np.full(draws, coin_threshold(2_000))
    )
    terms = cases.terms((100,) * seats, (100_00,) * seats, carry=0)
    given = cases.inputs(
        terms,
        months=months,
        draws=draws,
        unpaid_thresholds=np.full(draws, coin_threshold(200)),
        spending=replace(spent, first_month_bp=9_200),
    )
    sums = play_households(given).sums.sum(axis=(0, 1))
    count = seats * draws * months
    unpaid = sums[Sum.UNPAID] / (100 * count)
    assert unpaid == pytest.approx(0.02, abs=4 * (0.02 * 0.98 / count) ** 0.5)
    spread = 0.4 * (0.2 * 0.8 / count) ** 0.5
    assert sums[Sum.SPENT] / (100_00 * count) == pytest.approx(0.92, abs=4 * spread)
