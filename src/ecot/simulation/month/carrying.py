"""How much a wallet may hold: the law's cap asked once a household, and the widest wallet possible.

`households` calls both. The cap is read out of `rules.wallet.surplus_many` itself: what it leaves of a
wallet too full to be believed. A law that would not leave a constant there is caught by its test.
"""

from __future__ import annotations

import numpy as np

from ecot.rules.wallet import WalletRule, surplus_many
from ecot.simulation.month.inputs import Inputs, Whole
from ecot.values.money import BASIS_POINTS

_OVERFULL_CENTS = 2**60


def kept_at_most(rule: WalletRule, last_allocation_cents: Whole) -> Whole:
    """The most that may be kept when a month opens, for each last allocation; int64 of its shape."""
    overfull = np.full(last_allocation_cents.shape, _OVERFULL_CENTS)
    taken = surplus_many(rule, balance_cents=overfull, last_allocation_cents=last_allocation_cents)
    return overfull - taken


def widest_wallet(inputs: Inputs) -> int:
    """A bound on any wallet of any month: nobody spends less than the slowest, every month."""
    allocations = [int(each.allocation_cents.max(initial=0)) for each in inputs.terms]
    spent_bp = min(int(inputs.spending.low_bp.min()), inputs.spending.first_month_bp)
    kept = widest = int(inputs.opening_wallet_cents.max(initial=0))
    for month in range(len(inputs.seats)):
        rule, highest = inputs.terms_in(month).wallet, max(allocations)
        if rule is not None and rule.carry_over_months is not None and highest:
            kept = min(kept, int(kept_at_most(rule, np.array([highest]))[0]))
        wallet = kept + highest
        widest = max(widest, wallet)
        kept = wallet - wallet * spent_bp // BASIS_POINTS + 1
    return max(widest, kept)
