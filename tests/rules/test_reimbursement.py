"""The tables of docs/algorithms/reimbursement.md."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.rules.reimbursement import ReimbursementRule, Rhythm, due_on, period, remit
from ecot.values.month import Span


def rule(minimum_cents=0, fee_bp=0, rhythm=Rhythm.MONTHLY, delay_days=10):
    return ReimbursementRule(
        rhythm=rhythm, minimum_cents=minimum_cents, delay_days=delay_days, fee_bp=fee_bp
    )


@pytest.mark.parametrize(
    ("minimum_cents", "fee_bp", "owed_cents", "paid_cents", "fee_cents"),
    [
        (10_00, 0, 9_99, 0, 0),
        (10_00, 0, 10_00, 10_00, 0),
        (10_00, 200, 100_00, 98_00, 2_00),
        (10_00, 200, 10_25, 10_04, 21),
        (0, 0, 0, 0, 0),
        (0, 0, 1, 1, 0),
        (0, 0, -5_00, 0, 0),
    ],
)
def test_the_worked_table(minimum_cents, fee_bp, owed_cents, paid_cents, fee_cents):
    found = remit(rule(minimum_cents, fee_bp), owed_cents)
    assert (found.paid_cents, found.fee_cents) == (paid_cents, fee_cents)


@given(st.integers(0, 1_000_00), st.integers(0, 1_000), st.integers(-(10**6), 10**8))
def test_all_that_is_owed_is_settled_or_nothing_is(minimum_cents, fee_bp, owed_cents):
    found = remit(rule(minimum_cents, fee_bp), owed_cents)
    assert found.paid_cents >= found.fee_cents >= 0
    assert found.paid_cents + found.fee_cents in (0, owed_cents)


@pytest.mark.parametrize(
    ("rhythm", "delay_days", "day", "days", "due"),
    [
        (
            Rhythm.MONTHLY,
            10,
            date(2024, 2, 29),
            Span(date(2024, 2, 1), date(2024, 2, 29)),
            date(2024, 3, 10),
        ),
        (
            Rhythm.WEEKLY,
            3,
            date(2026, 3, 1),
            Span(date(2026, 2, 23), date(2026, 3, 1)),
            date(2026, 3, 4),
        ),
        (
            Rhythm.WEEKLY,
            3,
            date(2026, 3, 2),
            Span(date(2026, 3, 2), date(2026, 3, 8)),
            date(2026, 3, 11),
        ),
    ],
)
def test_the_days_that_go_together(rhythm, delay_days, day, days, due):
    chosen = rule(rhythm=rhythm, delay_days=delay_days)
    assert period(chosen, day) == days
    assert days.ends_on is not None
    assert due_on(chosen, days.ends_on) == due
