"""What a household gives in a month under the rule in force: docs/algorithms/behaviour.md, part 2.

On a scale the rule decides, through its own twin. Where the choice is free, a law fitted on published
facts draws it once, in float64, and rounds it once to the step; from there on it is whole cents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ecot.rules.contribution import ContributionRule, Mode, suggest_many
from ecot.rules.kinds import RuleKind
from ecot.simulation.population.households import Households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.scenario.parts import FreeChoice
from ecot.values.money import BASIS_POINTS

if TYPE_CHECKING:
    from ecot.simulation.behaviour.members import Members
    from ecot.simulation.scenario.scenario import Scenario

Cents = NDArray[np.int64]
Floats = NDArray[np.float64]

_CENTS = 100
_MONTHS, _TENTHS = 12, 10


def chosen_cents(members: Members, scenario: Scenario, month: int) -> Cents:
    """The contribution of each member in a month, int64 cents: free, on the scale in force, or nothing.

    A free choice keeps its ε for life; where the guidance has changed since the first month it moves
    by (g′/g)^λ. The rule's minimum, ceiling and step hold (MODEL §7.2).
    """
    rule = contribution_rule(scenario, month)
    if rule is None or rule.mode is Mode.NONE:
        return np.zeros(len(members), dtype=np.int64)
    if rule.mode is Mode.SCALE:
        return suggested_cents(rule, members.households)
    law = scenario.behaviour.free_choice
    median = median_month_cents(scenario)
    wish = wished_euros(law, members.households, inclination=members.inclination, median=median)
    wish *= moved(rule, contribution_rule(scenario, 0), members.households, law=law)
    free = on_step(rule, law, wish, households=members.households)
    return _mixed(rule, law, free, members=members)


def contribution_rule(scenario: Scenario, month: int) -> ContributionRule | None:
    """The contribution rule in force in a month of the scenario."""
    found = scenario.in_force(RuleKind.CONTRIBUTION, month)
    assert found is None or isinstance(found, ContributionRule), "a rule of its kind"
    return found


def median_month_cents(scenario: Scenario) -> float:
    """The median income per consumption unit of the territory, a month, grown as the scenario says."""
    year = territory_of(scenario.population).median_year
    growth = (BASIS_POINTS + scenario.population.income_growth_bp) / BASIS_POINTS
    return year * _CENTS / _MONTHS * growth


def wished_euros(
    law: FreeChoice, found: Households, *, inclination: Floats, median: float
) -> Floats:
    """exp(α + β·ln(y/y_ref) + σε) euros a month for each consumption unit, y being income per unit.

    Brought to the household by its units, as the guidance is (docs/decisions, free choice by unit).
    """
    units = found.unit_tenths.astype(np.float64) / _TENTHS
    relative = found.income_cents / units / median
    wish = law.level + law.slope * np.log(np.maximum(relative, _LEAST)) + law.spread * inclination
    return np.asarray(units * np.exp(np.minimum(wish, _HIGHEST_LOG)))


_LEAST = 1e-9
_HIGHEST_LOG = 20.0


def moved(
    rule: ContributionRule,
    first: ContributionRule | None,
    households: Households,
    *,
    law: FreeChoice,
) -> Floats:
    """(g′/g)^λ, guidance in force against that of the first month; 1 where there is none to compare."""
    whole = np.ones(len(households))
    if first is None or first == rule or first.scale is None or rule.scale is None:
        return whole
    before, now = suggested_cents(first, households), suggested_cents(rule, households)
    compared = (before > 0) & (now > 0)
    ratio = np.divide(now, before, out=whole, where=compared)
    return np.asarray(ratio ** (law.response_bp / BASIS_POINTS))


def on_step(
    rule: ContributionRule, law: FreeChoice, wish: Floats, *, households: Households
) -> Cents:
    """A wish in euros brought down to the rule's step, then within its minimum and the highest amount."""
    step = rule.step_cents
    most = law.most_cents * households.unit_tenths.astype(np.int64) // _TENTHS
    if rule.ceiling_cents is not None:
        most = np.minimum(most, rule.ceiling_cents)
    stepped = step * np.floor(wish * (_CENTS / step)).astype(np.int64)
    within = np.minimum(stepped, most - most % step)
    return np.asarray(np.maximum(within, minimum_cents(rule, households)))


def minimum_cents(rule: ContributionRule, households: Households) -> Cents:
    """The least that the rule lets each household pledge."""
    others = households.adults.astype(np.int64) + households.children - 1
    return np.asarray(rule.minimum_cents + rule.minimum_extra_cents * np.maximum(others, 0))


def suggested_cents(rule: ContributionRule, households: Households) -> Cents:
    """What the scale or the guidance of the rule gives, through the rule's own twin."""
    return suggest_many(
        rule,
        income_cents=households.income_cents.astype(np.int64),
        adults=households.adults.astype(np.int64),
        children=households.children.astype(np.int64),
        food_budget_cents=households.food_cents.astype(np.int64),
    )


def _mixed(rule: ContributionRule, law: FreeChoice, free: Cents, *, members: Members) -> Cents:
    """A part follows the guidance exactly, a part gives the minimum, the rest chooses freely."""
    follow = law.follow_bp / BASIS_POINTS if rule.scale is not None else 0.0
    least = law.minimum_bp / BASIS_POINTS
    if not follow and not least:
        return free
    coin = members.follows
    given = np.where(coin < follow, suggested_cents(rule, members.households), free)
    asks_least = (coin >= follow) & (coin < follow + least)
    return np.where(asks_least, minimum_cents(rule, members.households), given)
