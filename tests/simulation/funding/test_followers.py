"""What follows the caisse's own month: households, payments, cash, third parties under their envelope."""

from __future__ import annotations

import numpy as np
import pytest

from ecot.simulation.funding.followers import Followers
from ecot.simulation.funding.following import MonthSums, following_cents
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.funding.rights import Cents
from ecot.simulation.funding.top_ups import per_household_cents, takers, within_envelope
from ecot.simulation.funding.worth import worth_year_cents
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.sources import AmountLaw, Source, Switch
from tests.simulation.funding.written import future, received, source


def cents(*values: int) -> Cents:
    return np.array(values, dtype=np.int64)


def sums(**said: int) -> MonthSums:
    plain = dict.fromkeys(
        ("households", "allocated_cents", "spent_cents", "reimbursed_cents", "cash_cents"), 0
    )
    return MonthSums(**{name: cents(value) for name, value in {**plain, **said}.items()})


def paid(each: Source, **said: int) -> int:
    (column,) = received(each).sources
    found = following_cents(column, sums(**said), basket_cents=26_67, month=0)
    return int(found[0])


@pytest.mark.parametrize(
    ("law", "amounts", "month", "expected"),
    [
        (AmountLaw.PER_HOUSEHOLD, {"household_month_cents": 3_00}, {"households": 400}, 1_200_00),
        (AmountLaw.SHOPS_FEE, {"rate_bp": 200}, {"reimbursed_cents": 720_000_00}, 14_400_00),
        (AmountLaw.SHOPS_FEE, {"rate_bp": 500}, {"reimbursed_cents": 720_000_00}, 36_000_00),
        (AmountLaw.FLOAT, {"rate_bp": 150}, {"cash_cents": 60_000_00}, 75_00),
        (AmountLaw.FLOAT, {"rate_bp": 150}, {"cash_cents": -60_000_00}, 0),
    ],
)
def test_followers_pay_what_published_checks_say(
    law: AmountLaw, amounts: dict[str, int], month: dict[str, int], expected: int
) -> None:
    """M-26: 2 and 5 % of 720 000; M-28: 900 a year on 60 000 at 1.5 %, 75 a month."""
    assert paid(source("s", law, **amounts), **month) == expected


def test_micro_gifts_are_counted_in_tickets() -> None:
    """1 000 tickets given, 10 % accept 0.30 less 10 %: 27.00. 26 670 spent is 1 000 baskets of 26.67."""
    said = {"gift_cents": 30, "accept_bp": 1_000, "withheld_bp": 1_000}
    given = source("a", AmountLaw.MICRO_GIFTS, tickets_month_count=1_000, **said)
    counted = source("a", AmountLaw.MICRO_GIFTS, **said)
    assert paid(given, spent_cents=5_00) == 27_00
    assert paid(counted, spent_cents=26_670_00) == 27_00


def test_the_bill_386_pays_three_quarters_of_the_pot() -> None:
    """F-16: of 480 000, the State 240 000 and local authorities 120 000; by month 30 000."""
    (bill,) = received(mechanisms=(Switch(mechanism="ppl_386"),)).sources
    found = following_cents(bill, sums(allocated_cents=40_000_00), basket_cents=1, month=0)
    assert found.tolist() == [30_000_00]


def test_a_family_fund_pays_what_is_missing_to_its_target() -> None:
    """F-11: 480 families who pay 30 or 60, target 90: 345 600 or 172 800 a year."""
    fund = source(
        "caf", AmountLaw.TOP_UP, target_cents=90_00, take_up_bp=10_000, envelope_year_cents=10**8
    )
    (fund,) = received(fund).sources
    everyone = np.ones(480, dtype=np.bool_)
    for contribution, yearly in ((30_00, 345_600_00), (60_00, 172_800_00), (95_00, 0)):
        found = per_household_cents(
            fund, contribution_cents=np.full(480, contribution), takers=everyone, month=0
        )
        assert 12 * int(found.sum()) == yearly


def test_an_aid_is_the_same_for_all_who_take_it() -> None:
    centre = source(
        "ccas", AmountLaw.TOP_UP, aid_cents=20_00, take_up_bp=10_000, envelope_year_cents=10**8
    )
    (centre,) = received(centre).sources
    found = per_household_cents(
        centre, contribution_cents=cents(10_00, 50_00), takers=np.array([True, False]), month=0
    )
    assert found.tolist() == [20_00, 0]


def test_one_in_five_eligible_households_takes_it_for_life() -> None:
    fund = source(
        "caf",
        AmountLaw.TOP_UP,
        target_cents=90_00,
        take_up_bp=2_000,
        ceiling_cents=1_200_00,
        children_only=1,
        envelope_year_cents=10**8,
    )
    (fund,) = received(fund).sources
    count = 20_000
    children = np.arange(count) % 2
    incomes = np.where(np.arange(count) % 4 < 2, 1_200_00, 1_200_01)
    found = takers(fund, seed=42, start=0, children=children, unit_income_cents=incomes)
    eligible = (children == 1) & (incomes == 1_200_00)
    assert not found[~eligible].any()
    assert abs(found[eligible].mean() - 0.2) < 4 * (0.16 / eligible.sum()) ** 0.5
    part = takers(
        fund,
        seed=42,
        start=8_000,
        children=children[8_000:],
        unit_income_cents=incomes[8_000:],
    )
    assert np.array_equal(part, found[8_000:])


@pytest.mark.parametrize(("queue", "waits"), [(0, 0), (1, 40)])
def test_an_envelope_stops_or_lets_wait(queue: int, waits: int) -> None:
    """Envelope of 100, 70 paid, 70 asked: 30 is paid; the 40 left are lost, or wait."""
    fund = source("f", AmountLaw.TOP_UP, take_up_bp=10_000, envelope_year_cents=100, queue=queue)
    (fund,) = received(fund).sources
    found, waiting = within_envelope(
        fund, asked_cents=cents(70), paid_in_year_cents=cents(70), waiting_cents=cents(0)
    )
    assert (found.tolist(), waiting.tolist()) == ([30], [waits])


def played(each: Source, *, asked: int, months: int = 26) -> list[int]:
    scenario = future(each, months=months)
    found = receipts(scenario, first_draw=0, draws=1)
    followers = Followers(found, scenario)
    return [
        int(followers.top_ups(month, np.array([[asked]]), cents())[0, 0]) for month in range(months)
    ]


def test_an_envelope_opens_again_each_january() -> None:
    said = {"take_up_bp": 10_000, "envelope_year_cents": 100, "lag_months": 1}
    stops = played(source("f", AmountLaw.TOP_UP, **said), asked=40)
    assert stops[:5] == [0, 40, 40, 20, 0]
    assert stops[12:16] == [40, 40, 20, 0]
    queues = played(source("f", AmountLaw.TOP_UP, queue=1, **said), asked=40)
    assert queues[12:14] == [100, 0]


def test_followers_ask_the_sums_of_the_month_and_the_cash_of_the_last() -> None:
    fee = source("commerces", AmountLaw.SHOPS_FEE, rate_bp=200)
    bank = source("livret", AmountLaw.FLOAT, rate_bp=1_200, from_month=1)
    scenario = future(fee, bank, months=3)
    followers = Followers(receipts(scenario, first_draw=0, draws=2), scenario)
    flows = np.zeros((2, 3, len(Flow)), dtype=np.int64)
    flows[:, :, Flow.REIMBURSED] = [[100_00, 200_00, 300_00]] * 2
    flows[:, :, Flow.CASH] = [[50_000_00, 60_000_00, 0], [-1, 70_000_00, 0]]
    found = np.stack([followers.following(month, flows[:, month]) for month in range(3)], axis=1)
    assert found[:, :, 0].tolist() == [[2_00, 4_00, 6_00]] * 2
    assert found[:, :, 1].tolist() == [[0, 500_00, 600_00], [0, 0, 700_00]]


def test_what_a_follower_pays_may_be_signed() -> None:
    """A convention of twelve months, renewed with 0.8: only the first year is signed."""
    each = source(
        "f", AmountLaw.PER_HOUSEHOLD, household_month_cents=1, renew_bp=8_000, lag_months=2
    )
    found = received(each, draws=20)
    signed = found.signed_of(np.where(found.is_open, 5, 0).astype(np.int64))
    assert signed[:, :, 0].tolist() == [[0, 0, *[5] * 10, *[0] * 24]] * 20


def test_what_brings_no_euro_says_what_it_is_worth() -> None:
    """M-27: 1 % of 720 000 is 7 200. M-29: two people lent, 144 180 at most each. Wallets: 6 % of 1 000."""
    lapsed = source("perdu", AmountLaw.IN_KIND, worth_share_bp=100)
    lent = source(
        "prete",
        AmountLaw.IN_KIND,
        worth_year_cents=200_000_00,
        units_count=2,
        cap_year_cents=144_180_00,
    )
    melts = source("fonte", AmountLaw.IN_KIND, worth_float_bp=600)
    worth = [
        worth_year_cents(each, issued_cents=720_000_00, wallets_cents=1_000_00)
        for each in received(lapsed, lent, melts).sources
    ]
    assert worth == [7_200_00, 288_360_00, 60_00]
