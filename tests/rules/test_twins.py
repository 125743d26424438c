"""Array twins against the scalar law, cent by cent; DRILL=1 plays 3 000 cases of each."""

import os
from functools import partial

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecot.rules.contribution import ContributionRule, Mode, suggest, suggest_many
from ecot.rules.gift import GiftRule, ReceiptPolicy, Tolerance, deductible_base_many
from ecot.rules.reimbursement import ReimbursementRule, Rhythm, remit, remit_many
from ecot.rules.relief import firm_relief_many, household_relief_many, wealth_relief_many
from ecot.rules.reserve import Enough, ReserveRule, Shortage, cut, cut_many, judge, judge_many
from ecot.rules.scale import (
    Scale,
    ScaleBase,
    consumption_tenths,
    contribution_on_scale,
    half_parts,
    household_contribution,
)
from ecot.rules.scale_arrays import (
    CHUNK,
    base_many,
    consumption_tenths_many,
    contribution_on_scale_many,
    half_parts_many,
    household_contribution_many,
)
from ecot.rules.wallet import WalletRule, surplus, surplus_many
from tests.rules.examples import (
    BRACKETS,
    FIRM,
    FIVE_BY_FIVE,
    FIXED_STEPS,
    LAW,
    SHARE_OF_INCOME,
    WEALTH,
    scale,
)

CASES = settings(max_examples=3_000 if os.environ.get("DRILL") == "1" else 40, deadline=None)
INCOME_MAX = 10**9


@st.composite
def scales(draw):
    """Any scale that the class allows, rates and jumps up to their bounds in any order."""
    beyond = draw(st.sets(st.integers(1, 4_000_00) | st.integers(1, 1_000_000_00), max_size=6))
    knots = (0, *sorted(beyond))
    each = len(knots)
    rates = st.sampled_from([0, 100, 250, 400]) | st.integers(0, 10_000)
    jumps = st.just(0) | st.integers(0, 10_000_00)
    floor = draw(st.just(0) | st.integers(0, 10_000_00))
    made = Scale(
        knots_cents=knots,
        rates_bp=tuple(draw(st.lists(rates, min_size=each, max_size=each))),
        jumps_cents=tuple(draw(st.lists(jumps, min_size=each, max_size=each))),
        floor_cents=floor,
        ceiling_cents=draw(st.none() | st.integers(floor, 10_000_00)),
        step_cents=draw(st.sampled_from([1, 5, 7, 50, 100, 10_000])),
        base=draw(st.sampled_from(ScaleBase)),
    )
    assert made.check() is None
    return made


INCOMES = st.lists(st.integers(-5, INCOME_MAX) | st.integers(0, 5_000_00), min_size=1, max_size=12)


def at_every_knot(on, incomes):
    """The incomes drawn, then each knot and its two neighbours."""
    return [*incomes, *(knot + gap for knot in on.knots_cents for gap in (-1, 0, 1))]


@CASES
@given(scales(), INCOMES, st.sampled_from([np.int32, np.int64]))
@example(BRACKETS, [4_012_38], np.int32)
@example(SHARE_OF_INCOME, [], np.int64)
@example(FIXED_STEPS, [-1], np.int32)
@example(FIVE_BY_FIVE, [699_99, 700_00], np.int64)
def test_a_scale_on_many_bases(on, incomes, whole):
    bases = at_every_knot(on, incomes)
    found = contribution_on_scale_many(on, np.array(bases, dtype=whole))
    assert found.dtype == np.int64
    assert found.tolist() == [contribution_on_scale(on, base) for base in bases]


@CASES
@given(scales(), st.lists(st.integers(0, 4 * 10**14), min_size=1, max_size=8))
@example(scale([0, 1], [10_000, 10_000]), [4 * 10**14])
@example(scale([0, 1, 2, 3], [0, 10_000, 0, 10_000]), [4 * 10**14, 2**37 - 1, 2**37, 2**37 + 1])
def test_a_scale_beyond_what_a_float_carries(on, bases):
    found = contribution_on_scale_many(on, np.array(bases, dtype=np.int64))
    assert found.tolist() == [contribution_on_scale(on, base) for base in bases]


def test_bases_that_64_bits_do_not_hold_are_our_own_mistake():
    with pytest.raises(AssertionError, match="64 bits"):
        contribution_on_scale_many(scale([0], [10_000]), np.array([10**15]))
    with pytest.raises(AssertionError, match="whole numbers"):
        contribution_on_scale_many(BRACKETS, np.array([1.0]))


def test_every_cent_up_to_a_thousand_euros_over_several_chunks():
    """Ties of a half cent and of half a step are all met on the way."""
    bases = np.arange(1_000_00, dtype=np.int32).reshape(100, -1)
    assert bases.size > 2 * CHUNK
    for on in (BRACKETS, FIVE_BY_FIVE, FIXED_STEPS):
        found = contribution_on_scale_many(on, bases)
        assert found.shape == bases.shape
        assert found.ravel().tolist() == [contribution_on_scale(on, x) for x in range(1_000_00)]


@pytest.mark.parametrize("first", [0, 10**11])
def test_a_half_step_goes_up_with_every_step(first):
    """Half of an odd number of steps, in floats and (from 10¹¹) in integers: k + ½ is k + 1."""
    counts = np.arange(first, first + 2_000, dtype=np.int64)
    for step in range(1, 4_000, 7):
        on = scale([0], [5_000], step_cents=step)
        found = contribution_on_scale_many(on, step * (2 * counts + 1))
        assert (found == step * (counts + 1)).all()
        below = contribution_on_scale_many(on, step * (2 * counts + 1) - 1)
        assert (below == step * counts).all()


def test_integers_read_a_scale_as_floats_do():
    """A last base of 10¹⁴ is too large for floats and takes the whole array to integers: same cents."""
    on = scale([0, 500, 1_200], [100, 250, 400], [3, 0, 10])
    bases = [-5_00, -1, 0, 1, 499_99, 500_00, 1_199_99, 1_200_00, 10**14]
    found = contribution_on_scale_many(on, np.array(bases))
    assert found.tolist() == [contribution_on_scale(on, base) for base in bases]


@pytest.mark.parametrize("step_cents", [1, 2])
def test_just_below_a_half_goes_down(step_cents):
    """At 0.01 %, 49.99 gives 0.4999 cent and 50.00 half a cent; two cents are asked twice the base."""
    on = scale([0], [1], step_cents=step_cents)
    bases = [step_cents * 50_00 - 1, step_cents * 50_00]
    assert [contribution_on_scale(on, base) for base in bases] == [0, step_cents]
    assert contribution_on_scale_many(on, np.array(bases)).tolist() == [0, step_cents]


def test_the_consumption_units_of_every_small_household():
    rows = [(adults, children) for adults in range(5) for children in range(5)][1:]
    found = consumption_tenths_many(*(np.array(column) for column in zip(*rows, strict=True)))
    assert found.tolist() == [
        consumption_tenths(adults=adults, children=children) for adults, children in rows
    ]
    parts = half_parts_many(np.arange(5))
    assert parts.tolist() == [half_parts(children=children) for children in range(5)]
    assert found.dtype == parts.dtype == np.int64


RESERVE = ReserveRule(cover_bp=10_000, safety_months=0, shortage=Shortage.HOLD)
WALLET = WalletRule(carry_over_months=2, transfers_allowed=False)
SPLIT = GiftRule(policy=ReceiptPolicy.SPLIT)
TOLERANCE = Tolerance(share_bp=2_500, year_cents=73_00)


@pytest.mark.parametrize(
    ("twin", "names"),
    [
        (partial(judge_many, RESERVE), ("reserve_cents", "outstanding_cents", "intended_cents")),
        (partial(surplus_many, WALLET), ("balance_cents", "last_allocation_cents")),
        (partial(deductible_base_many, SPLIT, TOLERANCE), ("paid_cents", "received_cents")),
        (
            partial(household_relief_many, LAW),
            ("base_cents", "taxable_income_cents", "tax_due_cents"),
        ),
        (partial(wealth_relief_many, WEALTH), ("base_cents", "tax_due_cents")),
        (partial(firm_relief_many, FIRM), ("gift_cents", "turnover_cents", "tax_due_cents")),
        (consumption_tenths_many, ("adults", "children")),
    ],
)
def test_amounts_are_never_floats(twin, names):
    """Each of a twin's arrays in turn: money in floats is our own mistake, wherever it comes in."""
    whole = dict.fromkeys(names, np.array([1]))
    twin(**whole)
    for name in names:
        with pytest.raises(AssertionError):
            twin(**{**whole, name: np.array([1.0])})


def test_nobody_is_an_empty_answer():
    nobody = np.array([], dtype=np.int32)
    assert contribution_on_scale_many(BRACKETS, nobody).tolist() == []


HOUSEHOLDS = st.lists(
    st.tuples(
        st.integers(-5, INCOME_MAX) | st.integers(0, 10_000_00),
        st.integers(0, 9),
        st.integers(0, 9),
    ).filter(lambda row: row[1] + row[2] > 0),
    min_size=1,
    max_size=20,
)


@CASES
@given(scales(), HOUSEHOLDS)
@example(scale([0], [250], base=ScaleBase.HOUSEHOLD), [(1_000_01, 2, 1), (-5, 1, 0)])
@example(scale([0], [250], base=ScaleBase.QUOTIENT_FAMILIAL), [(1_000_01, 2, 1), (-5, 1, 0)])
@example(scale([0], [250], base=ScaleBase.HEAD), [(1_000_01, 2, 1), (-5, 1, 0)])
@example(scale([0], [250], base=ScaleBase.CONSUMPTION_UNIT), [(INCOME_MAX, 9, 9), (0, 0, 1)])
def test_a_scale_on_many_households(on, households):
    incomes, adults, children = (np.array(column) for column in zip(*households, strict=True))
    found = household_contribution_many(on, income_cents=incomes, adults=adults, children=children)
    assert found.dtype == np.int64
    assert found.tolist() == [
        household_contribution(on, income_cents=income, adults=adult, children=child)
        for income, adult, child in households
    ]
    tall = household_contribution_many(
        on, income_cents=incomes[:, None], adults=adults[:, None], children=children[:, None]
    )
    assert tall.tolist() == found[:, None].tolist()


@st.composite
def contributions(draw):
    """A rule of contribution, with or without scale, limits and part of the food budget."""
    minimum = draw(st.integers(0, 1_000_00))
    return ContributionRule(
        mode=Mode.FREE,
        minimum_cents=minimum,
        minimum_extra_cents=draw(st.just(0) | st.integers(0, 1_000_00)),
        ceiling_cents=draw(st.none() | st.integers(max(1, minimum), 10_000_00)),
        step_cents=draw(st.sampled_from([1, 50, 100, 500])),
        scale=draw(st.none() | scales()),
        food_share_max_bp=draw(st.none() | st.integers(1, 10_000)),
    )


def test_a_food_budget_holds_many_suggestions():
    """A tenth of 1 000 is 100; a tenth of 155 is 15.50, and 15 on a step of 1."""
    rule = ContributionRule(
        mode=Mode.FREE,
        minimum_cents=0,
        step_cents=1_00,
        scale=scale([0], [1_000]),
        food_share_max_bp=1_000,
    )
    one = {"income_cents": np.array([1_000_00]), "adults": np.array([1]), "children": np.array([0])}
    assert suggest_many(rule, **one).tolist() == [100_00]
    assert suggest_many(rule, **one, food_budget_cents=np.array([155_00])).tolist() == [15_00]


@CASES
@given(contributions(), HOUSEHOLDS, st.none() | st.integers(-100, 2_000_00))
def test_what_is_suggested_to_many(rule, households, food):
    incomes, adults, children = (np.array(column) for column in zip(*households, strict=True))
    budgets = None if food is None else food + np.arange(len(households)) * 37_13
    found = suggest_many(
        rule, income_cents=incomes, adults=adults, children=children, food_budget_cents=budgets
    )
    assert found.dtype == np.int64
    assert found.tolist() == [
        suggest(
            rule,
            income_cents=income,
            adults=adult,
            children=child,
            food_budget_cents=None if budgets is None else int(budgets[place]),
        ).amount_cents
        for place, (income, adult, child) in enumerate(households)
    ]


CENTS = st.integers(0, 10**12)
ROWS = st.lists(st.tuples(st.integers(-(10**12), 10**12), CENTS, CENTS), min_size=1, max_size=20)


@CASES
@given(st.none() | st.integers(0, 24), ROWS)
@example(2, [(240_01, 120_00, 0), (50_00, 0, 0), (5, 1, 0)])
def test_the_surplus_of_many_wallets(months, rows):
    rule = WalletRule(carry_over_months=months, transfers_allowed=False)
    balances, allocations, _ = (np.array(column) for column in zip(*rows, strict=True))
    found = surplus_many(rule, balance_cents=balances, last_allocation_cents=allocations)
    assert found.dtype == np.int64
    assert found.tolist() == [
        surplus(rule, balance_cents=balance, last_allocation_cents=allocation)
        for balance, allocation, _ in rows
    ]


def test_a_wallet_of_32_bits_keeps_all_its_months():
    """24 × 1 000 000.00 passes 2³¹ and is not cut short."""
    rule = WalletRule(carry_over_months=24, transfers_allowed=False)
    wallet = np.array([1_00], dtype=np.int32)
    allocation = np.array([1_000_000_00], dtype=np.int32)
    found = surplus_many(rule, balance_cents=wallet, last_allocation_cents=allocation)
    assert found.tolist() == [0]


@CASES
@given(st.integers(0, 1_000_00), st.integers(0, 1_000), ROWS)
@example(10_00, 200, [(9_99, 0, 0), (10_00, 0, 0), (10_25, 0, 0), (-5_00, 0, 0)])
@example(0, 0, [(1, 0, 0), (0, 0, 0)])
def test_what_many_shops_are_sent(minimum_cents, fee_bp, rows):
    rule = ReimbursementRule(
        rhythm=Rhythm.MONTHLY, minimum_cents=minimum_cents, delay_days=10, fee_bp=fee_bp
    )
    found = remit_many(rule, np.array([owed for owed, _, _ in rows]))
    expected = [remit(rule, owed) for owed, _, _ in rows]
    assert found.paid_cents.tolist() == [each.paid_cents for each in expected]
    assert found.fee_cents.tolist() == [each.fee_cents for each in expected]
    assert found.paid_cents.dtype == found.fee_cents.dtype == np.int64


@CASES
@given(st.integers(0, 10_000), ROWS)
def test_many_allocations_are_cut(theta_bp, rows):
    amounts = [amount for _, amount, _ in rows]
    each_theta = [theta_bp - theta_bp % (place + 1) for place in range(len(rows))]
    assert cut_many(np.array(amounts), theta_bp).tolist() == [
        cut(amount, theta_bp) for amount in amounts
    ]
    assert cut_many(np.array(amounts), np.array(each_theta)).tolist() == [
        cut(amount, theta) for amount, theta in zip(amounts, each_theta, strict=True)
    ]


def test_an_amount_of_32_bits_is_cut_whole():
    """90 % of 1 000 000.00: 10¹² basis points of a cent pass 2³¹ on their way."""
    assert cut_many(np.array([1_000_000_00], dtype=np.int32), 9_000).tolist() == [900_000_00]


RESERVES = st.builds(
    ReserveRule,
    cover_bp=st.just(10_000) | st.integers(10_000, 30_000),
    safety_months=st.integers(0, 3),
    shortage=st.sampled_from(Shortage),
    cut_bp=st.integers(1, 10_000),
)


@CASES
@given(
    RESERVES, st.lists(st.tuples(CENTS, CENTS, st.integers(-5, 20_000)), min_size=1, max_size=20)
)
@example(
    ReserveRule(cover_bp=10_000, safety_months=0, shortage=Shortage.CUT, cut_bp=8_000),
    [(1_000, 500, 10_000), (1_000, 500, 9_333), (1_000, 500, 9_334), (0, 0, 0)],
)
@example(
    ReserveRule(cover_bp=12_000, safety_months=0, shortage=Shortage.FREEZE),
    [(1_000, 1_000, 10_000), (1_000, 1_000, 9_990)],
)
def test_many_reserves_are_judged(rule, rows):
    """The reserve is drawn near what the cover asks, so that each answer comes."""
    outstanding, intended = ([row[place] for row in rows] for place in (0, 1))
    reserves = [(out + due) * part // 10_000 for out, due, part in rows]
    found = judge_many(
        rule,
        reserve_cents=np.array(reserves),
        outstanding_cents=np.array(outstanding),
        intended_cents=np.array(intended),
    )
    for place, (reserve, out, due) in enumerate(zip(reserves, outstanding, intended, strict=True)):
        law = judge(rule, reserve_cents=reserve, outstanding_cents=out, intended_cents=due)
        assert found.is_enough[place] == isinstance(law, Enough)
        if isinstance(law, Enough):
            seen = (found.spare_cents[place], found.is_safe[place], found.missing_cents[place])
            assert seen == (law.spare_cents, law.safe, 0)
            assert (found.theta_bp[place], found.is_frozen[place]) == (10_000, False)
        else:
            assert (found.missing_cents[place], found.spare_cents[place]) == (law.missing_cents, 0)
            assert found.theta_bp[place] == law.theta_bp
            assert found.is_frozen[place] == (law.action is Shortage.FREEZE)


@pytest.mark.parametrize(
    ("base", "income", "adults", "children", "read_on"),
    [
        (ScaleBase.HOUSEHOLD, 3_150_00, 2, 2, 3_150_00),
        (ScaleBase.HOUSEHOLD, -5_00, 1, 0, 0),
        (ScaleBase.CONSUMPTION_UNIT, 3_150_00, 2, 2, 1_500_00),
        (ScaleBase.QUOTIENT_FAMILIAL, 2_000_00, 2, 3, 500_00),
        (ScaleBase.HEAD, 1_200_00, 2, 1, 400_00),
    ],
)
def test_what_a_scale_is_read_on(base, income, adults, children, read_on):
    found = base_many(
        base,
        np.array([income], dtype=np.int64),
        adults=np.array([adults], dtype=np.int64),
        children=np.array([children], dtype=np.int64),
    )
    assert found.tolist() == [read_on]
    assert found.dtype == np.int64
