"""docs/algorithms/indicators.md, « What would close it » (MODEL §20.2–3, §17 A12)."""

from fractions import Fraction

import pytest

from ecot.simulation.indicators.closing import (
    Balance,
    balance_of,
    break_even_households,
    closing,
    largest_households,
    margin_cents,
    required_mean_contribution,
)
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Costs
from ecot.simulation.scenario.sources import AmountLaw, PayerClass
from tests.simulation.outcomes import outcome, scenario, source


def balance(**said: int | Fraction) -> Balance:
    usual: dict[str, int | Fraction] = {
        "households": 400,
        "reimbursed_cents": Fraction(10_000 * 95 * 98, 10_000),
        "variable_cents": 200,
        "growing_cents": 0,
        "contribution_cents": 7_000,
        "fixed_cents": 900_000,
        "outside_cents": 0,
        "paid": Fraction(98, 100),
    }
    return Balance(**{name: Fraction(said.get(name, each)) for name, each in usual.items()})


def left_cents(month: Balance, *, contribution: int | None = None, households: int | None = None):
    """Money in less money out, written a second time: the judge of both formulas."""
    count = month.households if households is None else households
    each = month.contribution_cents if contribution is None else contribution
    money_in = count * (each * month.paid + month.growing_cents) + month.outside_cents
    return money_in - count * (month.reimbursed_cents + month.variable_cents) - month.fixed_cents


def test_the_two_worked_numbers():
    assert required_mean_contribution(balance(outside_cents=2_400_000)) == 58_78
    month = balance(growing_cents=4_500)
    assert margin_cents(month) == 18_50
    assert break_even_households(month).value == 487


@pytest.mark.parametrize("outside", [0, 1_000_000, 2_400_000, 3_333_333])
def test_one_cent_less_leaves_a_hole(outside):
    month = balance(outside_cents=outside)
    needed = required_mean_contribution(month)
    assert needed is not None
    assert left_cents(month, contribution=needed) >= 0 > left_cents(month, contribution=needed - 1)


@pytest.mark.parametrize("growing", [2_700, 4_500, 9_000])
def test_one_household_less_leaves_a_hole(growing):
    month = balance(growing_cents=growing)
    size = int(break_even_households(month).number)
    assert left_cents(month, households=size) >= 0 > left_cents(month, households=size - 1)


def test_where_no_size_closes_it_the_sentence_says_what_each_household_lacks():
    month = balance(outside_cents=3_000_000)
    found = break_even_households(month)
    assert found.value is None
    assert "26,50\u00a0€ de plus qu'il n'apporte" in found.why  # 68.60 − 93.10 − 2
    most = int(largest_households(month).number)
    assert most == 792  # 21 000 / 26.50
    assert left_cents(month, households=most) >= 0 > left_cents(month, households=most + 1)


def test_outside_money_that_pays_all_asks_nothing():
    assert required_mean_contribution(balance(outside_cents=9_000_000)) == 0
    assert required_mean_contribution(balance(paid=0)) is None
    assert break_even_households(balance(growing_cents=4_500, outside_cents=900_000)).value == 0


def test_a_run_is_read_as_its_mean_month():
    city = source("city", PayerClass.PUBLIC)
    top_up = source("caf", PayerClass.PUBLIC, AmountLaw.TOP_UP)
    run = outcome(
        {
            Flow.HOUSEHOLDS: [[2, 4], [4, 2]],
            Flow.SPENT: [[1_200, 2_400], [2_400, 1_200]],
            Flow.REIMBURSED: [[1_200, 2_400], [2_400, 1_200]],
            Flow.DUE: [[200, 400], [400, 200]],
            Flow.COLLECTED: [[100, 200], [200, 100]],
            Flow.COSTS: [[1_100, 1_180], [1_180, 1_100]],
        },
        of=scenario(
            sources=[city, top_up],
            costs=Costs(household_month_cents=10, transaction_cents=5, basket_cents=100),
        ),
        receipts={"city": [[90, 90]] * 2, "caf": [[60, 120], [120, 60]]},
    )
    assert balance_of(run) == Balance(
        households=Fraction(3),
        reimbursed_cents=Fraction(600),
        variable_cents=Fraction(40),  # 10, and 6 baskets at 5
        growing_cents=Fraction(30),
        contribution_cents=Fraction(100),
        fixed_cents=Fraction(1_020),
        outside_cents=Fraction(90),
        paid=Fraction(1, 2),
    )


def test_nobody_has_nothing_to_close():
    found = closing(outcome({Flow.HOUSEHOLDS: [[0]]}))
    assert {each.value for each in found.values()} == {None}
    assert all(each.why for each in found.values())
