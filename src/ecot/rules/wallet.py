"""What becomes of MonA not spent when a month opens: docs/algorithms/wallet.md.

The allocation run calls it before crediting; what it takes returns to the common pot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money_arrays import EXACT_INTEGER, Cents, Whole, assert_whole, largest, smallest


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRule(Parameters):
    """How much a household may keep from month to month, and whether it may give to another."""

    carry_over_months: Annotated[int, Bound(0, 24, "Mois gardés", Unit.MONTHS)] | None
    transfers_allowed: bool

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        if self.carry_over_months is None:
            kept = "Les MonA non dépensés se gardent sans limite."
        elif self.carry_over_months == 0:
            kept = "Les MonA non dépensés retournent au pot commun à l'ouverture du mois suivant."
        else:
            times = "une fois" if self.carry_over_months == 1 else f"{self.carry_over_months} fois"
            kept = (
                f"À l'ouverture du mois, un foyer garde au plus {times} sa dernière allocation ;"
                " le reste retourne au pot commun."
            )
        given = "peut" if self.transfers_allowed else "ne peut pas"
        return f"{kept} Un foyer {given} donner des MonA à un autre foyer."


def surplus(rule: WalletRule, *, balance_cents: int, last_allocation_cents: int) -> int:
    """What exceeds the carry-over cap before the month is credited, in cents, never negative.

    A household that was never allocated anything has no measure of its cap: nothing is taken.
    """
    assert last_allocation_cents >= 0, "an allocation is not negative"
    if rule.carry_over_months is None or last_allocation_cents == 0:
        return 0
    return max(0, balance_cents - rule.carry_over_months * last_allocation_cents)


def surplus_many(rule: WalletRule, *, balance_cents: Whole, last_allocation_cents: Whole) -> Cents:
    """The twin of `surplus`: int32 or int64 arrays of one shape, int64 cents of that shape."""
    assert_whole(balance_cents, last_allocation_cents)
    assert smallest(last_allocation_cents) >= 0, "an allocation is not negative"
    if rule.carry_over_months is None:
        return np.zeros(balance_cents.shape, dtype=np.int64)
    assert rule.carry_over_months * largest(last_allocation_cents) < EXACT_INTEGER, "64 bits"
    kept = np.multiply(last_allocation_cents, rule.carry_over_months, dtype=np.int64)
    taken = np.maximum(balance_cents - kept, 0)
    return np.where(last_allocation_cents > 0, taken, 0)
