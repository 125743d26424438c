"""What a household pledges each month: docs/algorithms/contribution.md.

Free on trust with a guidance that suggests, or on a voted scale. The helper page shows the
suggestion, the pledge's deed asks whether an amount is accepted. No income is ever kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.rules.scale import Scale, ScaleBase, contribution_on_scale, household_contribution
from ecot.rules.scale_arrays import household_contribution_many
from ecot.values.money import BASIS_POINTS, format_rate, round_half_up, share, short_euros
from ecot.values.money_arrays import Cents, Whole, assert_whole, share_many
from ecot.values.refusal import Reason, Refused

__all__ = [
    "ContributionRule",
    "Limit",
    "Mode",
    "Scale",
    "ScaleBase",
    "Suggestion",
    "accept_pledge",
    "contribution_on_scale",
    "suggest",
    "suggest_many",
]

NO_CONTRIBUTION_HERE = Reason(
    "NO_CONTRIBUTION_HERE",
    "Dans cette caisse, on ne cotise pas : vous n'avez rien à payer.",
)
PLEDGE_BELOW_MINIMUM = Reason(
    "PLEDGE_BELOW_MINIMUM",
    "{amount} par mois, c'est moins que le minimum voté ({minimum})."
    " Choisissez {minimum} ou plus ; si c'est difficile en ce moment, parlez-nous-en.",
)
PLEDGE_ABOVE_CEILING = Reason(
    "PLEDGE_ABOVE_CEILING",
    "{amount} par mois, c'est plus que le plafond voté ({ceiling}). Merci ! Choisissez {ceiling}"
    " ou moins ; pour donner davantage, faites un don à part.",
)
PLEDGE_OFF_STEP = Reason(
    "PLEDGE_OFF_STEP",
    "Les cotisations vont de {step} en {step}. Choisissez {below} ou {above} par mois.",
)
CEILING_BELOW_MINIMUM = Reason(
    "CEILING_BELOW_MINIMUM",
    "Le plafond ({ceiling}) est plus bas que le minimum ({minimum})."
    " Relevez le plafond ou abaissez le minimum.",
)
SCALE_MISSING = Reason(
    "SCALE_MISSING",
    "La cotisation suit un barème, mais le barème n'est pas donné. Ajoutez-le,"
    " ou choisissez la cotisation libre.",
)
SCALE_WITHOUT_USE = Reason(
    "SCALE_WITHOUT_USE", "Sans cotisation, il n'y a pas de barème. Retirez-le."
)
STEP_MISSES_LIMIT = Reason(
    "STEP_MISSES_LIMIT",
    "Le minimum et le plafond doivent tomber sur un pas de {step}. Changez l'un ou l'autre.",
)


class Mode(StrEnum):
    """How the amount is chosen."""

    FREE = "free"
    SCALE = "scale"
    NONE = "none"


class Limit(StrEnum):
    """What decided the suggested amount."""

    SCALE = "scale"
    FOOD_BUDGET = "food_budget"
    MINIMUM = "minimum"
    CEILING = "ceiling"
    NO_GUIDANCE = "no_guidance"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRule(Parameters):
    """Free with a guidance, on a scale, or none; minimum, ceiling and step of a pledge.

    `scale` is the law where the mode is a scale, and only a guidance where the mode is free.
    """

    mode: Mode
    minimum_cents: Annotated[int, Bound(0, 1_000_00, "Minimum", Unit.CENTS)]
    ceiling_cents: Annotated[int, Bound(1, 10_000_00, "Plafond", Unit.CENTS)] | None = None
    step_cents: Annotated[int, Bound(1, 100_00, "Pas", Unit.CENTS)] = 1_00
    minimum_extra_cents: Annotated[int, Bound(0, 1_000_00, "Minimum par autre", Unit.CENTS)] = 0
    scale: Scale | None = None
    food_share_max_bp: (
        Annotated[int, Bound(1, 10_000, "Part du budget alimentaire", Unit.BASIS_POINTS)] | None
    ) = None

    def check_together(self) -> Refused | None:
        """A scale where one is needed, itself sound; limits in order and on the step."""
        if self.mode is Mode.NONE:
            return Refused(SCALE_WITHOUT_USE) if self.scale is not None else None
        if self.mode is Mode.SCALE and self.scale is None:
            return Refused(SCALE_MISSING)
        minimum, ceiling = self.minimum_cents, self.ceiling_cents
        if ceiling is not None and ceiling < minimum:
            facts = {"ceiling": short_euros(ceiling), "minimum": short_euros(minimum)}
            return Refused(CEILING_BELOW_MINIMUM, facts)
        limits = (minimum, ceiling or 0, self.minimum_extra_cents)
        if any(limit % self.step_cents for limit in limits):
            return Refused(STEP_MISSES_LIMIT, {"step": short_euros(self.step_cents)})
        return None if self.scale is None else self.scale.check()

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        if self.mode is Mode.NONE:
            return "On ne cotise pas."
        from_ = "chaque mois"
        if self.minimum_cents:
            from_ = f"à partir de {short_euros(self.minimum_cents)} par mois"
        if self.minimum_extra_cents:
            from_ += f" et {short_euros(self.minimum_extra_cents)} par autre personne"
        until = ""
        if self.ceiling_cents is not None:
            until = f", jusqu'à {short_euros(self.ceiling_cents)}"
        steps = f", de {short_euros(self.step_cents)} en {short_euros(self.step_cents)}"
        if self.mode is Mode.SCALE:
            said = f"La cotisation suit un barème, {from_}{until}{steps}, sans justificatif."
        else:
            said = f"Chaque foyer choisit sa cotisation, {from_}{until}{steps}, sans justificatif."
        if self.scale is None:
            return said
        name = "Barème" if self.mode is Mode.SCALE else "Repère, jamais une obligation"
        food = ""
        if self.food_share_max_bp is not None:
            part = format_rate(self.food_share_max_bp)
            food = f" Le montant proposé ne dépasse pas {part} du budget alimentaire déclaré."
        return f"{said} {name}. {self.scale.sentence()}{food}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An amount proposed for a month, and what it weighs in what the household declared.

    `limited_by` says what decided the amount; a share is unknown where its base was not said or 0.
    """

    amount_cents: int
    limited_by: Limit
    share_of_income_bp: int | None
    share_of_food_budget_bp: int | None

    def sentence(self) -> str:
        """The suggestion in plain words."""
        weight = ""
        if self.share_of_income_bp is not None:
            weight = f", soit {format_rate(self.share_of_income_bp)} de votre revenu"
        return (
            f"Un repère pour vous : {short_euros(self.amount_cents)} par mois{weight}."
            f" {_LIMIT_WORDS[self.limited_by]} Vous restez libre de votre choix."
        )


_LIMIT_WORDS = {
    Limit.SCALE: "C'est ce que donne le repère voté pour un foyer comme le vôtre.",
    Limit.FOOD_BUDGET: "Le repère est plus haut, mais il pèserait trop sur votre budget alimentaire.",
    Limit.MINIMUM: "C'est le minimum voté.",
    Limit.CEILING: "C'est le plafond voté.",
    Limit.NO_GUIDANCE: "Aucun repère n'a été voté : c'est le minimum.",
}


def suggest(
    rule: ContributionRule,
    *,
    income_cents: int,
    adults: int,
    children: int,
    food_budget_cents: int | None = None,
) -> Suggestion:
    """The amount on the guidance, never more than the voted part of the food budget declared.

    `income_cents` and `food_budget_cents` are of one month; a food budget that was not said limits
    nothing. Then down to the step, and within the minimum and ceiling that a pledge must keep.
    """
    minimum_cents = _minimum(rule, adults + children)
    amount_cents, limited_by = minimum_cents, Limit.NO_GUIDANCE
    if rule.scale is not None:
        amount_cents = household_contribution(
            rule.scale, income_cents=income_cents, adults=adults, children=children
        )
        amount_cents = rule.step_cents * round_half_up(amount_cents, rule.step_cents)
        limited_by = Limit.SCALE
    if rule.food_share_max_bp is not None and food_budget_cents is not None:
        affordable = share(max(0, food_budget_cents), rule.food_share_max_bp)
        affordable -= affordable % rule.step_cents
        if affordable < amount_cents:
            amount_cents, limited_by = affordable, Limit.FOOD_BUDGET
    if amount_cents < minimum_cents:
        amount_cents, limited_by = minimum_cents, Limit.MINIMUM
    if rule.ceiling_cents is not None and amount_cents > rule.ceiling_cents:
        amount_cents, limited_by = rule.ceiling_cents, Limit.CEILING
    return Suggestion(
        amount_cents=amount_cents,
        limited_by=limited_by,
        share_of_income_bp=_part(amount_cents, income_cents),
        share_of_food_budget_bp=_part(amount_cents, food_budget_cents or 0),
    )


def suggest_many(
    rule: ContributionRule,
    *,
    income_cents: Whole,
    adults: Whole,
    children: Whole,
    food_budget_cents: Whole | None = None,
) -> Cents:
    """The twin of `suggest`: its amounts, int64 cents, for arrays of one shape (int32 or int64).

    A food budget is said by every household of the arrays, or by none.
    """
    assert_whole(income_cents)
    assert income_cents.shape == adults.shape == children.shape, "one count of each per household"
    others = np.maximum(adults.astype(np.int64) + children - 1, 0)
    minimum_cents: Cents = rule.minimum_cents + rule.minimum_extra_cents * others
    amount_cents = minimum_cents
    if rule.scale is not None:
        amount_cents = household_contribution_many(
            rule.scale, income_cents=income_cents, adults=adults, children=children
        )
        step = rule.step_cents
        amount_cents = step * ((2 * amount_cents + step) // (2 * step))
    if rule.food_share_max_bp is not None and food_budget_cents is not None:
        affordable = share_many(np.maximum(food_budget_cents, 0), rule.food_share_max_bp)
        affordable -= affordable % rule.step_cents
        amount_cents = np.minimum(amount_cents, affordable)
    amount_cents = np.maximum(amount_cents, minimum_cents)
    if rule.ceiling_cents is not None:
        amount_cents = np.minimum(amount_cents, rule.ceiling_cents)
    return amount_cents


def accept_pledge(rule: ContributionRule, amount_cents: int, *, persons: int = 1) -> int | Refused:
    """Accept a monthly amount on a step, between the minimum and the ceiling of the rule.

    `persons` counts who participates, where the minimum grows with each extra person. On a scale
    too: no income is proved, so what is checked is minimum, step and ceiling.
    """
    if rule.mode is Mode.NONE:
        return Refused(NO_CONTRIBUTION_HERE)
    amount, minimum_cents = short_euros(amount_cents), _minimum(rule, persons)
    if amount_cents < minimum_cents:
        facts = {"amount": amount, "minimum": short_euros(minimum_cents)}
        return Refused(PLEDGE_BELOW_MINIMUM, facts)
    if rule.ceiling_cents is not None and amount_cents > rule.ceiling_cents:
        facts = {"amount": amount, "ceiling": short_euros(rule.ceiling_cents)}
        return Refused(PLEDGE_ABOVE_CEILING, facts)
    over = amount_cents % rule.step_cents
    if over:
        below = short_euros(amount_cents - over)
        above = short_euros(amount_cents - over + rule.step_cents)
        step = short_euros(rule.step_cents)
        return Refused(PLEDGE_OFF_STEP, {"step": step, "below": below, "above": above})
    return amount_cents


def _minimum(rule: ContributionRule, persons: int) -> int:
    return rule.minimum_cents + rule.minimum_extra_cents * max(0, persons - 1)


def _part(amount_cents: int, of_cents: int) -> int | None:
    return round_half_up(amount_cents * BASIS_POINTS, of_cents) if of_cents > 0 else None
