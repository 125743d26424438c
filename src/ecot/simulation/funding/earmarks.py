"""Money with strings: what may not back food credit is used first, the oldest first; the rest is a debt.

`month` keeps the stock with `after_month`; `report` asks for dedicated funds at year end.
"""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.rights import Cents

_DECEMBER = 11


def after_month(stock_cents: Cents, *, received_cents: Cents, eligible_cents: Cents) -> Cents:
    """The restricted stock at the end of a month, int64 [draws]: eligible costs are paid from it first."""
    found: Cents = np.maximum(0, stock_cents + received_cents - eligible_cents)
    return found


def restricted_stock(received_cents: Cents, eligible_cents: Cents, opening_cents: int = 0) -> Cents:
    """The restricted stock at each month's end, int64 [draws, months], from what came and eligible costs."""
    found = np.empty_like(received_cents)
    stock = np.full(received_cents.shape[0], opening_cents, dtype=np.int64)
    for month in range(received_cents.shape[1]):
        stock = after_month(
            stock,
            received_cents=received_cents[:, month],
            eligible_cents=eligible_cents[:, month],
        )
        found[:, month] = stock
    return found


def stock_by_source(received_cents: Cents, eligible_cents: Cents) -> Cents:
    """What is left of each restricted source at each month's end, int64 [draws, months, sources].

    Both arrays as received, [draws, months, sources] and [draws, months]; the oldest money goes first,
    in a month the first source first.
    """
    draws, months, sources = received_cents.shape
    lots = np.zeros((draws, months, sources), dtype=np.int64)
    found = np.empty_like(received_cents)
    for month in range(months):
        lots[:, month] = received_cents[:, month]
        flat = lots.reshape(draws, -1)
        before = np.cumsum(flat, axis=1) - flat
        used = np.clip(eligible_cents[:, month, None] - before, 0, flat)
        lots = (flat - used).reshape(draws, months, sources)
        found[:, month] = lots.sum(axis=1)
    return found


def dedicated_funds(received_cents: Cents, eligible_cents: Cents, horizon: Horizon) -> Cents:
    """Restricted money unspent at each 31 December of the run, int64 [draws, closings, sources]."""
    closings = [
        month for month in range(horizon.months) if horizon.calendar_month(month) == _DECEMBER
    ]
    return stock_by_source(received_cents, eligible_cents)[:, closings]
