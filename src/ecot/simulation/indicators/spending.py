"""Where the credit goes: by type of shop, on the territory, against a food budget.

docs/algorithms/indicators.md, « Where it goes ». No displacement of purchases is measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ecot.reference.loading import territory
from ecot.simulation.indicators.figure import Found, Value
from ecot.simulation.indicators.numbers import nearest, part
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.scenario.parts import Shops
from ecot.values.money import BASIS_POINTS

NO_SHOPS = "Le scénario ne dit pas dans quels commerces on dépense."
NO_DISPLACEMENT = (
    "Les achats qui auraient été faits de toute façon y sont : aucune enquête ne les mesure."
)
DAYS_IN_MONTH = Fraction(365, 12)


def spending(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    shops = outcome.scenario.shops
    draws, months, _ = outcome.flows.shape
    spent = nearest(Fraction(int(outcome.flow(Flow.SPENT).sum()), draws * months))
    by_shop: dict[str, Value] = dict(
        zip(
            [each.name for each in shops],
            cut(spent, [each.share_bp for each in shops]),
            strict=True,
        )
    )
    return {
        "spent_by_shop_cents": Found(by_shop or None, "" if shops else NO_SHOPS),
        "lm3": Found(local_multiplier(shops), NO_DISPLACEMENT if shops else NO_SHOPS),
        **_food(outcome),
    }


def cut(amount_cents: int, weights: Sequence[int]) -> list[int]:
    """Cut an amount by weights into whole cents that sum to it: the largest remainders get the rest."""
    total = sum(weights)
    if total <= 0:
        return [0 for _ in weights]
    parts = [amount_cents * weight // total for weight in weights]
    left = amount_cents - sum(parts)
    by_remainder = sorted(
        range(len(weights)), key=lambda rank: (-(amount_cents * weights[rank] % total), rank)
    )
    for rank in by_remainder[:left]:
        parts[rank] += 1
    return parts


def local_multiplier(shops: Sequence[Shops]) -> float | None:
    """LM3 = 1 + L2 + L2·L3: what a euro spent makes on the territory in three turns."""
    total = sum(each.share_bp for each in shops)
    if not total:
        return None
    second = sum(Fraction(each.share_bp * each.local_bp, BASIS_POINTS * total) for each in shops)
    third = sum(
        Fraction(each.share_bp * each.local_bp * each.suppliers_local_bp, BASIS_POINTS**2 * total)
        for each in shops
    )
    return float(1 + second + third)


def _food(outcome: Outcome) -> Mapping[str, Found]:
    seated = outcome.participants
    received = float((seated.allocation_cents * seated.weight).sum())
    units = float((seated.unit_tenths * seated.weight).sum()) / 10
    heads = float(((seated.adults + seated.children) * seated.weight).sum())
    france = territory("france")
    per_unit = france.number(
        "reference_budgets", "unaf_mean_per_consumption_unit_june_2024", "food_eur_month"
    )
    per_day = france.number("reference_budgets", "nutrition_minimum", "eur_day_person")
    nobody = "Aucun foyer n'a de place dans cette caisse."
    budget = None if per_unit is None else part(received, 100 * per_unit * units)
    minimum = None
    if per_day is not None:
        minimum = part(received, 100 * per_day * float(DAYS_IN_MONTH) * heads)
    dated = "Repère de 2024, non indexé." if budget is not None else nobody
    older = "Étude de 2010–2013, non indexée." if minimum is not None else nobody
    return {
        "food_budget_share": Found(budget, dated),
        "nutrition_minimum_share": Found(minimum, older),
    }
