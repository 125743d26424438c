"""What the tax gives back of a gift, to a household or a firm: the rules on the published inputs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from fractions import Fraction

from ecot.rules.gift import GiftRule, ReceiptPolicy, Tolerance, deductible_base
from ecot.rules.relief import (
    AidLaw,
    FirmLaw,
    HouseholdLaw,
    aid_relief,
    firm_relief,
    household_relief,
)
from ecot.simulation.reproducing.households import Inputs, cents, euros, whole_bp
from ecot.values.money import BASIS_POINTS

Found = Mapping[str, object]
ENOUGH_CENTS = 1_000_000_00
"""A taxable income, or a tax due, that limits nothing."""
PART_OF_INCOME_BP = 2_000
"""Of 1 M EUR: it limits nothing in these checks."""
MOST_TURNOVER = 100_000_000


def _surplus(given: Inputs) -> Found:
    """The relief on what is paid beyond what is received, for a household that owes enough tax."""
    split = GiftRule(policy=ReceiptPolicy.SPLIT)
    paid = given.get("contribution", given.get("contribution_per_month"))
    received = given.get("allocation", given.get("allocation_per_month"))
    months = int(given["months"])
    base = deductible_base(
        split,
        Tolerance(share_bp=0, year_cents=0),
        paid_cents=cents(paid) * months,
        received_cents=cents(received) * months,
    )
    law = HouseholdLaw(rate_bp=whole_bp(given["rate"]), income_share_bp=PART_OF_INCOME_BP)
    relief = household_relief(
        law, base_cents=base, taxable_income_cents=ENOUGH_CENTS, tax_due_cents=ENOUGH_CENTS
    )
    found = {"tax_reduction": euros(relief.used_cents)}
    return (
        {**found, "surplus_per_year": euros(base)} if "contribution_per_month" in given else found
    )


def _free_meals(given: Inputs) -> Found:
    law = AidLaw(
        rate_bp=whole_bp(given["rate"]),
        ceiling_cents=cents(given["ceiling"]),
        beyond=HouseholdLaw(rate_bp=0, income_share_bp=0),
    )
    relief = aid_relief(
        law,
        base_cents=10 * law.ceiling_cents,
        taxable_income_cents=ENOUGH_CENTS,
        tax_due_cents=ENOUGH_CENTS,
    )
    return {"max_reduction": euros(relief.used_cents)}


def _turning_point(given: Inputs) -> Found:
    """The last turnover, in whole euros, up to which the floor is the cap of what counts."""
    law = FirmLaw(
        rate_bp=BASIS_POINTS,
        beyond_rate_bp=BASIS_POINTS,
        beyond_cents=0,
        cap_floor_cents=cents(given["cap_floor"]),
        turnover_share_bp=whole_bp(given["turnover_share"]),
    )

    def counted(turnover: int) -> int:
        gift = 10 * law.cap_floor_cents
        relief = firm_relief(
            law, gift_cents=gift, turnover_cents=100 * turnover, tax_due_cents=ENOUGH_CENTS
        )
        return gift - relief.carried_cents

    beyond = bisect_left(range(MOST_TURNOVER), law.cap_floor_cents + 1, key=counted)
    return {"turnover": Fraction(beyond - 1)}


RELIEFS: Mapping[str, Callable[[Inputs], Found]] = {
    "F-14": _surplus,
    "M-03": _surplus,
    "M-04": _free_meals,
    "M-05": _turning_point,
}
