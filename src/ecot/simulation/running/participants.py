"""Who has a seat when the run starts, for deciles and scales: a sample where there are too many.

`run` calls it once. Nothing here depends on a draw.
"""

from __future__ import annotations

import numpy as np

from ecot.rules.gift import GiftRule
from ecot.rules.kinds import RuleKind
from ecot.simulation.behaviour import Members, chosen_cents, members
from ecot.simulation.funding.relief import (
    HouseholdYears,
    relief_of_households,
    taxable_income_year_cents,
)
from ecot.simulation.funding.top_ups import per_household_cents
from ecot.simulation.month.inputs import Whole
from ecot.simulation.outcome import Participants
from ecot.simulation.running.growing import seats_by_month
from ecot.simulation.running.terms import allocation_cents, thirds_of
from ecot.simulation.scenario.scenario import Scenario

MOST_SHOWN = 1 << 16
_YEAR = 12


def participants_of(scenario: Scenario) -> Participants:
    """The households of month 0, the first 65 536 of them, each weighing as many as it stands for."""
    there = int(seats_by_month(scenario.growth, 1)[0])
    count = min(there, MOST_SHOWN)
    held = members(scenario, start=0, count=count)
    homes = held.households
    due, allocation = chosen_cents(held, scenario, 0), allocation_cents(scenario, held, 0)
    top_up: Whole = np.zeros(count, dtype=np.int64)
    for third in thirds_of(scenario, held, start=0):
        if third.source.from_month <= 0:
            top_up += per_household_cents(
                third.source, contribution_cents=due, takers=third.takers, month=0
            )
    return Participants(
        weight=np.full(count, there / count if count else 0.0),
        adults=homes.adults.astype(np.int64),
        children=homes.children.astype(np.int64),
        income_cents=homes.income_cents.astype(np.int64),
        unit_tenths=homes.unit_tenths.astype(np.int64),
        decile=homes.decile,
        is_poor=homes.is_poor,
        contribution_cents=due,
        allocation_cents=allocation,
        top_up_cents=top_up,
        relief_year_cents=_relief(scenario, held, due=due, allocation=allocation),
    )


def _relief(scenario: Scenario, held: Members, *, due: Whole, allocation: Whole) -> Whole:
    """What tax relief each would use in a year like month 0, by the policy of receipts in force."""
    rule = scenario.in_force(RuleKind.GIFT, 0)
    if rule is None:
        return np.zeros(len(held), dtype=np.int64)
    assert isinstance(rule, GiftRule), "a rule of its kind"
    income = held.households.income_cents.astype(np.int64)
    tax = held.households.tax_due_year_cents.astype(np.int64)
    year = HouseholdYears(
        paid_cents=_YEAR * due,
        received_cents=_YEAR * allocation,
        taxable_income_cents=taxable_income_year_cents(income, tax),
        tax_due_cents=tax,
    )
    return relief_of_households(rule, scenario.start, year).used_cents
