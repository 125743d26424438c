"""A contribution scale in its normal form, in whole cents: docs/algorithms/contribution.md.

Knots, a jump at each knot, a marginal rate on its right, a floor, a ceiling and a step: every scale
that a committee may draw (share of income, brackets, fixed steps, quotient) is one of these.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import BASIS_POINTS, format_rate, round_half_up, short_euros
from ecot.values.refusal import Reason, Refused

SCALE_LENGTHS = Reason(
    "SCALE_LENGTHS",
    "Le barème doit avoir autant de seuils ({knots}) que de taux ({rates}) et de sauts ({jumps}),"
    " un au moins. Complétez la ligne qui manque.",
)
SCALE_KNOTS = Reason(
    "SCALE_KNOTS",
    "Les seuils du barème doivent commencer à 0 et aller en montant. Remettez-les dans l'ordre.",
)
SCALE_CEILING = Reason(
    "SCALE_CEILING",
    "Le plafond du barème ({ceiling}) est plus bas que son plancher ({floor})."
    " Relevez le plafond ou abaissez le plancher.",
)

CHILD_TENTHS = 3
EXTRA_ADULT_TENTHS = 5
PARENT_HALF_PARTS = 4


class ScaleBase(StrEnum):
    """What the scale is read on: the income of the month, whole or divided."""

    HOUSEHOLD = "household"
    CONSUMPTION_UNIT = "consumption_unit"
    QUOTIENT_FAMILIAL = "quotient_familial"
    HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Parameters):
    """A contribution by monthly income, in the normal form; never falling as the income rises."""

    knots_cents: tuple[Annotated[int, Bound(0, 1_000_000_00, "Seuil", Unit.CENTS)], ...]
    rates_bp: tuple[Annotated[int, Bound(0, 10_000, "Taux", Unit.BASIS_POINTS)], ...]
    jumps_cents: tuple[Annotated[int, Bound(0, 10_000_00, "Saut", Unit.CENTS)], ...]
    floor_cents: Annotated[int, Bound(0, 10_000_00, "Plancher", Unit.CENTS)]
    ceiling_cents: Annotated[int, Bound(0, 10_000_00, "Plafond", Unit.CENTS)] | None
    step_cents: Annotated[int, Bound(1, 100_00, "Pas", Unit.CENTS)]
    base: ScaleBase

    def check_together(self) -> Refused | None:
        """One rate and one jump per knot, knots from 0 upwards, a ceiling above the floor."""
        lengths = {len(self.knots_cents), len(self.rates_bp), len(self.jumps_cents)}
        if len(lengths) > 1 or not self.knots_cents:
            return Refused(
                SCALE_LENGTHS,
                {
                    "knots": len(self.knots_cents),
                    "rates": len(self.rates_bp),
                    "jumps": len(self.jumps_cents),
                },
            )
        rising = all(a < b for a, b in zip(self.knots_cents, self.knots_cents[1:], strict=False))
        if self.knots_cents[0] != 0 or not rising:
            return Refused(SCALE_KNOTS)
        if self.ceiling_cents is not None and self.ceiling_cents < self.floor_cents:
            facts = {"ceiling": short_euros(self.ceiling_cents)}
            return Refused(SCALE_CEILING, {**facts, "floor": short_euros(self.floor_cents)})
        return None

    def sentence(self) -> str:
        """The scale as a citizen reads it."""
        parts = [part for index in range(len(self.knots_cents)) for part in self._bracket(index)]
        if self.floor_cents or not parts:
            first = " pour la première" if self.base is ScaleBase.HEAD else ""
            parts.append(f"au moins {short_euros(self.floor_cents)}{first}")
        if self.ceiling_cents is not None:
            parts.append(f"au plus {short_euros(self.ceiling_cents)}")
        return f"{_BASE_WORDS[self.base]} : {', '.join(parts)}."

    def _bracket(self, index: int) -> list[str]:
        knot, rate, jump = self.knots_cents[index], self.rates_bp[index], self.jumps_cents[index]
        said = []
        if jump:
            more = f" de plus à partir de {short_euros(knot)}" if knot else ""
            said.append(f"{short_euros(jump)}{more}")
        if rate and index + 1 < len(self.knots_cents):
            until = short_euros(self.knots_cents[index + 1])
            said.append(f"{format_rate(rate)} de la tranche de {short_euros(knot)} à {until}")
        elif rate:
            beyond = f" au-delà de {short_euros(knot)}" if knot else ""
            said.append(f"{format_rate(rate)}{beyond}")
        return said


_BASE_WORDS = {
    ScaleBase.HOUSEHOLD: "Selon le revenu du mois",
    ScaleBase.CONSUMPTION_UNIT: "Pour chaque unité du foyer (1 pour la première personne, 0,5 par"
    " autre adulte, 0,3 par enfant), selon le revenu du mois par unité",
    ScaleBase.QUOTIENT_FAMILIAL: "Selon le quotient familial",
    ScaleBase.HEAD: "Pour chaque personne du foyer, selon le revenu du mois par personne",
}


def contribution_on_scale(scale: Scale, base_cents: int) -> int:
    """The contribution at a base, in cents: exact brackets, then one rounding to the step.

    c(x) = min(ceiling, max(floor, step·⌊raw(x) / (10⁴·step)⌉)); a knot belongs to the bracket on
    its right; a negative base counts as 0. (MODEL §4)
    """
    base_cents = max(0, base_cents)
    raw = 0
    for index in range(bisect_right(scale.knots_cents, base_cents)):
        knot = scale.knots_cents[index]
        until = min(base_cents, _next_knot(scale, index, base_cents))
        raw += BASIS_POINTS * scale.jumps_cents[index] + scale.rates_bp[index] * (until - knot)
    amount_cents = scale.step_cents * round_half_up(raw, BASIS_POINTS * scale.step_cents)
    amount_cents = max(scale.floor_cents, amount_cents)
    return amount_cents if scale.ceiling_cents is None else min(scale.ceiling_cents, amount_cents)


def household_contribution(scale: Scale, *, income_cents: int, adults: int, children: int) -> int:
    """The contribution of a household at a monthly income, on the base that the scale is read on.

    By consumption unit the amount is multiplied back by the units (tenths, rounded half up, then
    floor and ceiling hold for each unit). The quotient gives one amount per household. By head each
    person adds the amount at the income per person; the floor is owed once, by the first.
    """
    income_cents = max(0, income_cents)
    if scale.base is ScaleBase.QUOTIENT_FAMILIAL:
        parts = half_parts(children=children)
        return contribution_on_scale(scale, round_half_up(2 * income_cents, parts))
    if scale.base is ScaleBase.HEAD:
        return _by_head(scale, income_cents, adults + children)
    if scale.base is ScaleBase.CONSUMPTION_UNIT:
        tenths = consumption_tenths(adults=adults, children=children)
        per_unit = contribution_on_scale(scale, round_half_up(10 * income_cents, tenths))
        return round_half_up(per_unit * tenths, 10)
    return contribution_on_scale(scale, income_cents)


def consumption_tenths(*, adults: int, children: int) -> int:
    """Consumption units in tenths: 10 for the first, 5 per other of 14 or more, 3 per child."""
    assert adults + children > 0, "a household has somebody"
    others = max(0, adults - 1)
    younger = children if adults else children - 1
    return 10 + EXTRA_ADULT_TENTHS * others + CHILD_TENTHS * younger


def half_parts(*, children: int) -> int:
    """Half-parts of the family quotient: 4 for the parents or the lone adult, then by children.

    One for each of the first two children, two for the third, one for each beyond: the convention
    of the family branch; its legal text was not read.
    """
    third = 1 if children > 2 else 0  # noqa: PLR2004 (the third child counts a whole part)
    return PARENT_HALF_PARTS + children + third


def _by_head(scale: Scale, income_cents: int, heads: int) -> int:
    assert heads > 0, "a household has somebody"
    each_cents = round_half_up(income_cents, heads)
    other_cents = contribution_on_scale(replace(scale, floor_cents=0), each_cents)
    return contribution_on_scale(scale, each_cents) + (heads - 1) * other_cents


def _next_knot(scale: Scale, index: int, otherwise: int) -> int:
    following = index + 1
    return scale.knots_cents[following] if following < len(scale.knots_cents) else otherwise
