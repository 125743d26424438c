"""Sources that follow the caisse's own month: so much a household, a ticket, a payment, a euro kept.

`month` calls it with the month's sums, and multiplies by the rights of `Receipts.is_open`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ecot.simulation.funding.amounts.drawn import share_of
from ecot.simulation.funding.rights import Cents
from ecot.simulation.scenario.sources import AmountLaw, Source
from ecot.values.money import BASIS_POINTS

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSums:
    """What the caisse did in a month, int64 [draws] each: `cash_cents` as the month opens."""

    households: Cents
    allocated_cents: Cents
    spent_cents: Cents
    reimbursed_cents: Cents
    cash_cents: Cents


def following_cents(source: Source, sums: MonthSums, *, basket_cents: int, month: int) -> Cents:
    """What the source pays for a month, int64 [draws], rights and envelope aside; rounded once, half up."""
    match source.law:
        case AmountLaw.PER_HOUSEHOLD:
            each = source.amount("household_month_cents", month)
            pot = share_of(sums.allocated_cents, source.amount("pot_share_bp", month))
            return sums.households * each + pot
        case AmountLaw.SHOPS_FEE:
            return share_of(sums.reimbursed_cents, source.amount("rate_bp", month))
        case AmountLaw.FLOAT:
            kept = np.maximum(sums.cash_cents, 0)
            return _divided(kept * source.amount("rate_bp", month), _YEAR * BASIS_POINTS)
        case AmountLaw.MICRO_GIFTS:
            return _micro_gifts(source, sums, basket_cents=basket_cents, month=month)
        case _:
            raise AssertionError(f"{source.law} does not follow the month")


def _micro_gifts(source: Source, sums: MonthSums, *, basket_cents: int, month: int) -> Cents:
    """Tickets × accept × gift × (1 − commission); without tickets of its own, those of the caisse."""
    net_bp = BASIS_POINTS - source.amount("withheld_bp", month)
    rate = source.amount("accept_bp", month) * net_bp * source.amount("gift_cents", month)
    tickets = source.amount("tickets_month_count", month)
    if tickets:
        whole = np.full_like(sums.spent_cents, tickets)
        return _divided(whole * rate, BASIS_POINTS * BASIS_POINTS)
    whole = _divided(sums.spent_cents, max(1, basket_cents))
    return _divided(whole * rate, BASIS_POINTS * BASIS_POINTS)


def _divided(amounts: Cents, by: int) -> Cents:
    return (2 * amounts + by) // (2 * by)
