"""The kernel equals a household-by-household walk with the scalar rules, to the cent, on any chunk."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecot.rules.reserve import Enough, ReserveRule, Shortage, judge
from ecot.rules.wallet import WalletRule
from ecot.simulation.month.households import Households
from ecot.simulation.month.inputs import Exits, Inputs, Spending, Sum, Terms
from ecot.simulation.month.playing import play_households
from tests.simulation.month.plain import plain_months, plain_shortage

coin_thresholds = st.one_of(st.just(0), st.just(2**21), st.integers(0, 2**21))
cents = st.integers(0, 400_00)


def rows(element, count):
    return st.lists(element, min_size=count, max_size=count).map(
        lambda row: np.array(row, dtype=np.int64)
    )


@st.composite
def some_exits(draw, seats, *, by_age):
    recent = draw(rows(coin_thresholds, seats)) if by_age else None
    return Exits(settled=draw(rows(coin_thresholds, seats)), recent=recent)


@st.composite
def some_terms(draw, seats, draws, from_month, *, by_age, by_draw):
    due = draw(rows(cents, seats))
    if by_draw:
        due = np.stack([draw(rows(cents, seats)) for _ in range(draws)])
    carry = draw(st.one_of(st.none(), st.integers(0, 3)))
    return Terms(
        from_month=from_month,
        contribution_cents=due,
        allocation_cents=draw(rows(cents, seats)),
        exits=draw(some_exits(seats, by_age=by_age)),
        exits_after_cut=draw(some_exits(seats, by_age=by_age)) if draw(st.booleans()) else None,
        wallet=WalletRule(carry_over_months=carry, transfers_allowed=False)
        if draw(st.booleans())
        else None,
        third_cents=np.zeros((0, seats), dtype=np.int64),
    )


@st.composite
def some_inputs(draw, *, may_freeze=False):
    seats, draws, months = draw(st.integers(1, 6)), draw(st.integers(1, 3)), draw(st.integers(1, 7))
    by_age, by_draw = draw(st.booleans()), draw(st.booleans())
    starts = [0, *draw(st.lists(st.integers(1, 6), max_size=2, unique=True).map(sorted))]
    start = 4 * draw(st.integers(0, 2))
    paths = st.one_of(st.just(seats), st.integers(0, seats)).map(lambda n: start + n)
    is_opening = draw(st.booleans())
    return Inputs(
        seed=draw(st.integers(0, 99)),
        first_draw=draw(st.integers(0, 9)),
        draws=draws,
        start=start,
        seats=draw(rows(paths, months)),
        persons=draw(rows(st.integers(1, 6), seats)),
        opening_wallet_cents=draw(rows(st.just(0) if is_opening else cents, seats)),
        terms=tuple(
            draw(some_terms(seats, draws, each, by_age=by_age, by_draw=by_draw)) for each in starts
        ),
        unpaid_thresholds=draw(rows(coin_thresholds, draws)),
        spending=Spending(
            low_bp=draw(rows(st.integers(0, 10_000), draws)),
            low_thresholds=draw(rows(coin_thresholds, draws)),
            first_month_bp=draw(st.integers(0, 10_000)),
        ),
        refill=draw(st.booleans()),
        may_freeze=may_freeze,
        is_opening=is_opening,
    )


@settings(max_examples=60, deadline=None)
@given(some_inputs())
def test_the_kernel_equals_the_walk(inputs):
    assert play_households(inputs).sums.tolist() == plain_months(inputs)


@settings(max_examples=30, deadline=None)
@given(some_inputs(may_freeze=True), st.sampled_from(Shortage), st.integers(0, 2_000_00))
def test_the_kernel_equals_the_walk_in_a_shortage(inputs, shortage, reserve):
    rule = ReserveRule(cover_bp=11_000, safety_months=0, shortage=shortage, cut_bp=7_777)
    households, draws = Households(inputs), inputs.draws
    frozen = np.zeros(draws, dtype=np.bool_)
    for month in range(len(inputs.seats)):
        households.open_month(month, frozen=frozen)
        granted = np.full(draws, 10_000)
        for draw in range(draws):
            answer = judge(
                rule,
                reserve_cents=reserve,
                outstanding_cents=int(households.wallets_cents()[draw]),
                intended_cents=int(households.sums[draw, month, Sum.INTENDED]),
            )
            is_short = not isinstance(answer, Enough)
            frozen[draw] = is_short and answer.action is Shortage.FREEZE
            granted[draw] = answer.theta_bp if is_short else 10_000
        households.close_month(month, granted)
    assert households.sums.tolist() == plain_shortage(inputs, reserve=reserve, rule=rule)


@settings(max_examples=20, deadline=None)
@given(some_inputs())
def test_wide_wallets_give_the_same_cents(inputs):
    """A caisse a million times richer does not fit 32 bits."""
    rich = [
        replace(each, allocation_cents=each.allocation_cents * 1_000_000) for each in inputs.terms
    ]
    wide = replace(inputs, terms=tuple(rich))
    assume(inputs.terms[0].allocation_cents.any())
    assert Households(wide).wallets.dtype == np.int64
    assert play_households(wide).sums.tolist() == plain_months(wide)
