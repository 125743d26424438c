"""The table of docs/algorithms/wallet.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.rules.wallet import WalletRule, surplus


@pytest.mark.parametrize(
    ("months", "balance_cents", "last_allocation_cents", "surplus_cents"),
    [
        (2, 30_00, 120_00, 0),
        (2, 240_00, 120_00, 0),
        (2, 240_01, 120_00, 1),
        (2, 450_00, 200_00, 50_00),
        (0, 12_34, 120_00, 12_34),
        (None, 999_99, 120_00, 0),
        (2, 50_00, 0, 0),
    ],
)
def test_the_worked_table(months, balance_cents, last_allocation_cents, surplus_cents):
    rule = WalletRule(carry_over_months=months, transfers_allowed=False)
    found = surplus(rule, balance_cents=balance_cents, last_allocation_cents=last_allocation_cents)
    assert found == surplus_cents


@given(st.integers(0, 24), st.integers(0, 10**7), st.integers(1, 10**6))
def test_what_is_kept_is_under_the_cap_and_nothing_is_made(months, balance, allocation):
    rule = WalletRule(carry_over_months=months, transfers_allowed=True)
    taken = surplus(rule, balance_cents=balance, last_allocation_cents=allocation)
    assert 0 <= taken <= balance
    assert balance - taken == min(balance, months * allocation)


def test_an_allocation_is_not_negative():
    with pytest.raises(AssertionError):
        surplus(
            WalletRule(carry_over_months=2, transfers_allowed=True),
            balance_cents=0,
            last_allocation_cents=-1,
        )
