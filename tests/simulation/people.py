"""Scenarios and households for the tests of behaviour."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import RuleKind
from ecot.rules.parameters import Parameters
from ecot.rules.presets import MONTPELLIER_2023
from ecot.rules.scale import Scale, ScaleBase
from ecot.simulation.behaviour import Members
from ecot.simulation.population import Households
from ecot.simulation.scenario.parts import Behaviour, Growth, Population
from ecot.simulation.scenario.scenario import DatedRule, Scenario
from ecot.values.month import Month

MEDIAN_MONTH = 19_670_00 / 12


def future(
    *,
    rules: Mapping[RuleKind, tuple[DatedRule, ...]] | None = None,
    population: Population | None = None,
    behaviour: Behaviour | None = None,
    households: int = 400,
    seed: int = 42,
) -> Scenario:
    """Montpellier 2023, and what a test changes of it."""
    plain = {kind: always(MONTPELLIER_2023.parameters(kind)) for kind in MONTPELLIER_2023.rules}
    return Scenario(
        slug="test",
        name="Test",
        start=Month(2026, 1),
        seed=seed,
        rules={**plain, **(rules or {})},
        population=population or Population(poor_share_bp=4_800),
        behaviour=behaviour or Behaviour(),
        growth=Growth(households=((0, households),)),
    )


def always(parameters: Parameters) -> tuple[DatedRule, ...]:
    return (DatedRule(from_month=0, parameters=parameters),)


def share(rate_bp: int, *, floor: int = 0) -> Scale:
    """A plain share of the income of a consumption unit."""
    return Scale(
        knots_cents=(0,),
        rates_bp=(rate_bp,),
        jumps_cents=(0,),
        floor_cents=floor,
        ceiling_cents=None,
        step_cents=1,
        base=ScaleBase.CONSUMPTION_UNIT,
    )


def free(*, guidance: Scale | None = None, **changed: Any) -> ContributionRule:
    """A free choice from 1 euro by steps of 1 euro, and what a test changes of it."""
    plain = ContributionRule(mode=Mode.FREE, minimum_cents=1_00, step_cents=1_00, scale=guidance)
    return replace(plain, **changed)


def flat(cents: int) -> AllocationRule:
    """As much for each adult, nothing for a child."""
    return AllocationRule(
        base_cents=cents, extra_adult_cents=cents, extra_child_cents=0, child_age_max=17
    )


def household(*, income: int, adults: int = 1, units: int = 10, count: int = 1) -> Households:
    """Alike households."""

    def small(value: int) -> NDArray[np.int8]:
        return np.full(count, value, dtype=np.int8)

    def large(value: int) -> NDArray[np.int32]:
        return np.full(count, value, dtype=np.int32)

    return Households(
        adults=small(adults),
        children=small(0),
        unit_tenths=small(units),
        half_parts=small(4),
        age_band=small(1),
        decile=small(4),
        income_cents=large(income),
        tax_due_year_cents=large(0),
        food_cents=large(200_00),
        is_poor=np.zeros(count, dtype=np.bool_),
        weight=np.ones(count),
    )


def held(found: Households, *, inclination: float = 0.0, follows: float = 0.5) -> Members:
    count = len(found)
    seats = np.arange(count)
    return Members(
        seats=seats,
        numbers=seats,
        households=found,
        solidarity=np.zeros(count),
        inclination=np.full(count, inclination),
        follows=np.full(count, follows),
    )
