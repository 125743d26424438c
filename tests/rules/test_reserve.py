"""The table of docs/algorithms/reserve.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.rules.reserve import Enough, ReserveRule, Short, Shortage, cut, judge

HOLD, CUT, FREEZE = Shortage.HOLD, Shortage.CUT, Shortage.FREEZE


def rule(cover_bp=10_000, shortage=HOLD, cut_bp=10_000, safety_months=0):
    return ReserveRule(
        cover_bp=cover_bp, safety_months=safety_months, shortage=shortage, cut_bp=cut_bp
    )


@pytest.mark.parametrize(
    ("chosen", "reserve_cents", "outstanding_cents", "intended_cents", "answer"),
    [
        (rule(), 5_000_00, 440_00, 320_00, Enough(4_240_00, safe=True)),
        (rule(), 760_00, 440_00, 320_00, Enough(0, safe=True)),
        (rule(), 759_99, 440_00, 320_00, Short(HOLD, 0, 1)),
        (rule(), -1_00, 0, 0, Short(HOLD, 0, 1_00)),
        (rule(shortage=CUT, cut_bp=5_000), 600_00, 440_00, 320_00, Short(CUT, 5_000, 160_00)),
        (rule(shortage=CUT, cut_bp=5_000), 599_99, 440_00, 320_00, Short(HOLD, 0, 160_01)),
        (rule(12_000, FREEZE), 911_99, 440_00, 320_00, Short(FREEZE, 10_000, 1)),
        (rule(12_000, FREEZE), 760_00, 440_00, 320_00, Short(FREEZE, 10_000, 152_00)),
        (rule(12_000, FREEZE), 759_99, 440_00, 320_00, Short(HOLD, 0, 152_01)),
        (rule(10_001), 1, 0, 1, Short(HOLD, 0, 1)),
        (rule(safety_months=2), 1_400_00, 440_00, 320_00, Enough(640_00, safe=True)),
        (rule(safety_months=2), 1_399_99, 440_00, 320_00, Enough(639_99, safe=False)),
    ],
)
def test_the_worked_table(chosen, reserve_cents, outstanding_cents, intended_cents, answer):
    found = judge(
        chosen,
        reserve_cents=reserve_cents,
        outstanding_cents=outstanding_cents,
        intended_cents=intended_cents,
    )
    assert found == answer


RULES = st.builds(
    ReserveRule,
    cover_bp=st.integers(10_000, 30_000),
    safety_months=st.integers(0, 24),
    shortage=st.sampled_from(Shortage),
    cut_bp=st.integers(1, 10_000),
)
AMOUNTS = st.integers(0, 10**8)


@given(RULES, st.integers(-(10**8), 10**9), AMOUNTS, AMOUNTS)
def test_what_is_missing_is_the_least_that_brings_the_cover_back(rule, reserve, owed, intended):
    found = judge(rule, reserve_cents=reserve, outstanding_cents=owed, intended_cents=intended)
    gap = found.missing_cents if isinstance(found, Short) else -found.spare_cents
    enough = judge(
        rule, reserve_cents=reserve + gap, outstanding_cents=owed, intended_cents=intended
    )
    short = judge(
        rule, reserve_cents=reserve + gap - 1, outstanding_cents=owed, intended_cents=intended
    )
    assert isinstance(enough, Enough)
    assert isinstance(short, Short)


@given(RULES, st.integers(0, 10**8), AMOUNTS, AMOUNTS)
def test_whatever_is_answered_each_mona_keeps_its_euro(rule, reserve, owed, intended):
    found = judge(rule, reserve_cents=reserve, outstanding_cents=owed, intended_cents=intended)
    given_out = intended if isinstance(found, Enough) else cut(intended, found.theta_bp)
    assert given_out == 0 or reserve >= owed + given_out


@given(st.lists(st.integers(0, 1_000_00), max_size=50), st.integers(0, 10_000))
def test_cut_lines_never_exceed_the_cut_of_their_sum(amounts, theta_bp):
    assert sum(cut(each, theta_bp) for each in amounts) <= cut(sum(amounts), theta_bp)


def test_a_cut_line_is_rounded_down():
    assert cut(10, 3_333) == 3
    assert cut(30, 3_333) == 9
    assert cut(120_00, 10_000) == 120_00


@pytest.mark.parametrize(("owed", "intended"), [(-1, 0), (0, -1)])
def test_amounts_due_are_not_negative(owed, intended):
    with pytest.raises(AssertionError):
        judge(rule(), reserve_cents=0, outstanding_cents=owed, intended_cents=intended)
    with pytest.raises(AssertionError):
        cut(-1, 5_000)
