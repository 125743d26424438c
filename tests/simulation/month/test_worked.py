"""The worked tables of docs/algorithms/simulated-month.md."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.simulation.month.books import check_books
from ecot.simulation.month.households import Households
from ecot.simulation.month.inputs import Sum
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Delays, Opening
from tests.simulation.month import cases

TWO = cases.terms((55_00, 70_00), (100_00, 140_00), carry=1)
OPENING = Opening(cash_cents=1_000_00, wallet_cents=30_01, owed_to_shops_cents=40_00)
FEE = ReimbursementRule(rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=10, fee_bp=250)


def two_households(**changed):
    return cases.inputs(
        TWO,
        opening_wallet_cents=cases.whole(15_01, 15_00),
        spending=cases.always_spent(3_000),
        **changed,
    )


def their_caisse(**changed):
    return cases.accounts(
        opening=OPENING,
        delays=Delays(collect_months=0, reimburse_months=1),
        reimbursement=[FEE] * 3,
        outside=cases.outside(month_cents=(20_00,)),
        living=cases.living(fixed=10_00, household=2_00),
        **changed,
    )


def test_the_worked_table_to_the_cent():
    flows = cases.played(two_households(), their_caisse())
    expected = {
        Flow.COLLECTED: [125_00, 125_00, 125_00],
        Flow.SPENT: [81_00, 128_70, 144_00],
        Flow.BROKEN: [0, 0, 60_31],
        Flow.WALLETS: [189_01, 300_31, 336_00],
        Flow.REIMBURSED: [39_00, 78_97, 125_48],
        Flow.FEES: [1_00, 2_03, 3_22],
        Flow.OWED_TO_SHOPS: [81_00, 128_70, 144_00],
        Flow.RECEIVED: [20_00, 20_00, 20_00],
        Flow.COSTS: [14_00, 14_00, 14_00],
        Flow.CASH: [1_092_00, 1_144_03, 1_149_55],
        Flow.HOUSEHOLDS: [2, 2, 2],
        Flow.EXITS: [0, 0, 0],
        Flow.HELD: [0, 0, 0],
    }
    assert {flow: flows[flow][0].tolist() for flow in expected} == expected


@pytest.mark.parametrize(
    ("collect_months", "collected"), [(0, [0, 62_50, 62_50]), (1, [0, 0, 62_50])]
)
def test_half_of_what_was_not_paid_comes_the_month_after(collect_months, collected):
    delays = Delays(collect_months=collect_months, reimburse_months=1)
    flows = cases.played(
        two_households(unpaid_thresholds=cases.whole(cases.ALWAYS)),
        replace(their_caisse(), arrears_bp=5_000, delays=delays),
    )
    assert flows[Flow.COLLECTED][0].tolist() == collected


@pytest.mark.parametrize(("cash", "interest"), [(1_092_00, 1_09), (-1_092_00, -10_92)])
def test_interest_and_overdraft(cash, interest):
    nobody = cases.inputs(cases.terms((0,), (0,)), months=1)
    books = cases.accounts(
        months=1,
        opening=Opening(cash_cents=cash),
        living=cases.living(1, interest_bp=120, overdraft_bp=1_200),
    )
    flows = cases.played(nobody, books)
    assert flows[Flow.INTEREST][0, 0] == interest
    assert flows[Flow.CASH][0, 0] == cash + interest


@pytest.mark.parametrize(
    ("shortage", "allocated", "held"),
    [
        (Shortage.CUT, 192_00, 48_00),
        (Shortage.HOLD, 0, 240_00),
        (Shortage.FREEZE, 240_00, 0),
        (None, 240_00, 0),
    ],
)
def test_the_voted_answer_to_a_shortage(shortage, allocated, held):
    rule = None
    if shortage is not None:
        rule = ReserveRule(cover_bp=12_000, safety_months=0, shortage=shortage, cut_bp=8_000)
    books = cases.accounts(
        opening=Opening(cash_cents=175_00, wallet_cents=30_01), reserve=[rule] * 3
    )
    flows = cases.played(two_households(), books, together=True)
    assert flows[Flow.ALLOCATED][0, 0] == allocated
    assert flows[Flow.HELD][0, 0] == held


def test_restricted_money_backs_no_credit_and_pays_the_costs_first():
    rule = ReserveRule(cover_bp=10_000, safety_months=0, shortage=Shortage.HOLD)
    opening = Opening(cash_cents=175_00, restricted_cents=100_00, wallet_cents=30_01)
    books = cases.accounts(
        opening=opening, reserve=[rule] * 3, living=cases.living(fixed=60_00), months=3
    )
    flows = cases.played(two_households(), books, together=True)
    assert flows[Flow.HELD][0, 0] == 240_00
    assert flows[Flow.RESTRICTED][0].tolist() == [40_00, 0, 0]


def test_a_spoilt_cent_is_seen_in_each_book():
    flows = np.zeros((2, 3, len(Flow)), dtype=np.int64)
    check_books(flows, Opening(cash_cents=0))
    for spoilt in (Flow.COSTS, Flow.BROKEN, Flow.FEES):
        wrong = flows.copy()
        wrong[1, 2, spoilt] = 1
        with pytest.raises(AssertionError, match=r"does not add up in \[draw, month\] \[1, 2\]"):
            check_books(wrong, Opening(cash_cents=0))


def test_opening_wallets_count_in_the_books():
    with pytest.raises(AssertionError, match="WALLETS"):
        cases.played(two_households(), cases.accounts(opening=Opening(cash_cents=0)))


def test_arrears_are_those_of_the_month_before():
    """One household owes 55.00 in month 0, then 20.00; half comes a month late: 27.50, 10.00."""
    given = cases.inputs(
        cases.terms((55_00,), (100_00,)),
        cases.terms((20_00,), (100_00,), from_month=1),
        unpaid_thresholds=cases.whole(cases.ALWAYS),
    )
    flows = cases.played(given, cases.accounts(arrears_bp=5_000))
    assert flows[Flow.COLLECTED][0].tolist() == [0, 27_50, 10_00]


def test_a_held_month_leaves_the_measure_of_the_cap():
    """Nothing is spent. One month may be kept: 100.00; after the held month, none: all is taken.

    A held month that counted as an allocation of nothing would leave no measure, and take nothing.
    """
    given = cases.inputs(
        cases.terms((0,), (100_00,), carry=1),
        cases.terms((0,), (100_00,), carry=0, from_month=2),
        opening_wallet_cents=cases.whole(60_00),
        spending=cases.always_spent(0),
    )
    households = Households(given)
    for month, theta_bp in enumerate([10_000, 0, 10_000]):
        households.open_month(month)
        households.close_month(month, cases.whole(theta_bp))
    assert households.sums[0, :, Sum.WALLETS].tolist() == [160_00, 100_00, 100_00]
    assert households.sums[0, :, Sum.BROKEN].tolist() == [0, 60_00, 100_00]


def test_a_cut_allocation_is_the_next_measure_of_the_cap():
    """Granted at 70 %: the next month keeps 70.00, the cap of one month of what was last granted."""
    given = cases.inputs(cases.terms((0,), (100_00,), carry=1), spending=cases.always_spent(0))
    households = Households(given)
    for month, theta_bp in enumerate([7_000, 7_000, 7_000]):
        households.open_month(month)
        households.close_month(month, cases.whole(theta_bp))
    assert households.sums[0, :, Sum.WALLETS].tolist() == [70_00, 140_00, 140_00]
    assert households.sums[0, :, Sum.BROKEN].tolist() == [0, 0, 70_00]
