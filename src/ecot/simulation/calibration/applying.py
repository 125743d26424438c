"""What was learnt, put into a scenario: rates at their means, and the level of free contributions.

The level is the one at which the scenario's own members pledge, on average, what the book's do.
"""

from __future__ import annotations

from dataclasses import replace

from ecot.rules.contribution import Mode
from ecot.simulation.behaviour.choosing import chosen_cents, contribution_rule
from ecot.simulation.behaviour.members import Members, members
from ecot.simulation.calibration.posterior import Known
from ecot.simulation.scenario.scenario import Scenario
from ecot.values.money import BASIS_POINTS

LOWEST, HIGHEST, HALVINGS = -3.0, 9.0, 40
MOST_WEIGHT = 100_000
"""The keys of a scenario file that a calibration sets."""
KEYS = (
    "behaviour.exit_bp",
    "behaviour.unpaid_bp",
    "behaviour.unpaid_weight",
    "behaviour.spend_bp",
    "behaviour.free_choice.level",
)


def applied(scenario: Scenario, known: Known, *, mean_cents: float | None) -> Scenario:
    """The scenario with the means of what the book taught; its assumptions are left to the caller."""
    habits = scenario.behaviour
    low = BASIS_POINTS - known.slow_bp
    told = replace(
        habits,
        exit_bp=round(known.leaving.mean * BASIS_POINTS),
        unpaid_bp=round(known.unpaid.mean * BASIS_POINTS),
        unpaid_weight=min(MOST_WEIGHT, round(known.unpaid.hits + known.unpaid.misses)),
        spend_bp=BASIS_POINTS - round(known.slow.mean * low),
        spend_low_bp=known.slow_bp,
    )
    found = replace(scenario, behaviour=told)
    return found if mean_cents is None else levelled(found, mean_cents=mean_cents)


def levelled(scenario: Scenario, *, mean_cents: float) -> Scenario:
    """The level of free choice that gives a mean contribution; nothing moves where a scale decides."""
    rule = contribution_rule(scenario, 0)
    count = scenario.growth.households[0][1]
    if rule is None or rule.mode is not Mode.FREE or not count:
        return scenario
    seated = members(scenario, start=0, count=count)
    low, high = LOWEST, HIGHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _mean(_with_level(scenario, middle), seated) < mean_cents:
            low = middle
        else:
            high = middle
    return _with_level(scenario, round((low + high) / 2, 4))


def _with_level(scenario: Scenario, level: float) -> Scenario:
    law = replace(scenario.behaviour.free_choice, level=level)
    return replace(scenario, behaviour=replace(scenario.behaviour, free_choice=law))


def _mean(scenario: Scenario, seated: Members) -> float:
    return float(chosen_cents(seated, scenario, 0).mean())
