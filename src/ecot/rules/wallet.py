"""What becomes of MonA not spent when a month opens: docs/algorithms/wallet.md.

The allocation run calls it before crediting; what it takes returns to the common pot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ecot.rules.parameters import Bound, Parameters, Unit


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
