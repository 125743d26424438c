"""How money fills the months in which it was awaited: the tables of docs/algorithms/arrears.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.operations.contributions.spreading import Awaited, spread
from ecot.values.month import Month

JANUARY = Month(2025, 1)
FIFTY_A_MONTH = [Awaited(JANUARY.plus(rank), 5000) for rank in range(3)]


@pytest.mark.parametrize(
    ("received", "filled", "advance"),
    [
        (0, [0, 0, 0], 0),
        (5000, [5000, 0, 0], 0),
        (7000, [5000, 2000, 0], 0),
        (15000, [5000, 5000, 5000], 0),
        (23000, [5000, 5000, 5000], 8000),
        (10000, [5000, 5000, 0], 0),
        (-1, [0, 0, 0], 0),
    ],
)
def test_money_fills_the_oldest_month_first(received, filled, advance):
    found = spread(FIFTY_A_MONTH, received)
    assert [month.filled_cents for month in found.months] == filled
    assert found.advance_cents == advance


@pytest.mark.parametrize(
    ("awaited", "received", "months_without"),
    [
        ([5000, 5000], 0, 2),
        ([5000, 5000, 5000], 0, 3),
        ([5000, 5000, 5000], 7000, 1),
        ([5000, 5000, 5000], 15000, 0),
        ([0, 0, 0], 0, 0),
        ([], 0, 0),
        ([5000, 5000], 5000, 1),
    ],
)
def test_a_month_without_is_one_in_which_nothing_came(awaited, received, months_without):
    calls = [Awaited(JANUARY.plus(rank), cents) for rank, cents in enumerate(awaited)]
    assert spread(calls, received).months_without == months_without


CALLS = st.lists(st.integers(0, 40_000), max_size=40).map(
    lambda amounts: [Awaited(JANUARY.plus(rank), cents) for rank, cents in enumerate(amounts)]
)


@given(calls=CALLS, received=st.integers(-50_000, 2_000_000))
def test_no_cent_is_lost_no_month_overfilled_none_filled_before_an_older_one(calls, received):
    found = spread(calls, received)
    filled = sum(month.filled_cents for month in found.months)
    assert filled + found.advance_cents == max(received, 0)
    assert all(0 <= month.filled_cents <= month.awaited_cents for month in found.months)
    touched = [month for month in found.months if month.missing_cents]
    assert all(month.filled_cents == 0 for month in touched[1:])
    assert found.advance_cents == 0 or not touched


@given(calls=CALLS, parts=st.lists(st.integers(1, 60_000), max_size=12))
def test_partial_payments_fill_like_their_sum_and_an_advance_fills_later_calls(calls, parts):
    whole = spread(calls, sum(parts))
    known = len(calls) // 2
    early = spread(calls[:known], sum(parts))
    assert whole.months[:known] == early.months
    assert sum(month.filled_cents for month in whole.months[known:]) <= early.advance_cents


@given(calls=CALLS, received=st.integers(0, 1_000_000), more=st.integers(0, 100_000))
def test_more_money_never_makes_anybody_later(calls, received, more):
    assert spread(calls, received + more).months_without <= spread(calls, received).months_without


@given(calls=CALLS, received=st.integers(0, 1_000_000))
def test_letting_go_settles_the_past_and_leaves_no_advance(calls, received):
    before = spread(calls, received)
    after = spread(calls, received + before.missing_cents)
    assert after.missing_cents == 0
    assert after.advance_cents == before.advance_cents
