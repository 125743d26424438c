"""Who joins a fund that nobody has to join, and what it costs the fund: docs/algorithms/behaviour.md, 1.

`members` fills voluntary seats with the joiners in their fixed order; `report` prints `selection`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ecot.rules.allocation import AllocationRule, allocate_many
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import RuleKind
from ecot.simulation.behaviour.choosing import (
    contribution_rule,
    median_month_cents,
    on_step,
    suggested_cents,
    wished_euros,
)
from ecot.simulation.behaviour.temper import Temper, temper
from ecot.simulation.population.households import CHUNK, Households, households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.scenario.parts import Attendance, Behaviour, Population, TakeUp
from ecot.simulation.scenario.scenario import Scenario
from ecot.values.money import BASIS_POINTS

Floats = NDArray[np.float64]
Cents = NDArray[np.int64]

CHILD_AGE_MAX = 17
"""Last age of a child where no allocation rule says another."""

_SAMPLE = CHUNK
_LEVEL_MAX, _LEVEL_TURNS = 40.0, 60


class JoiningError(Exception):
    """Nobody, or almost nobody, would join: the scenario has no members to fill its seats with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered at month 0, by value: two scenarios with one offer have the same joiners."""

    seed: int
    population: Population
    behaviour: Behaviour
    contribution: ContributionRule | None
    allocation: AllocationRule | None
    median_month_cents: float

    @property
    def child_age_max(self) -> int:
        """The last age of a child for the allocation."""
        return CHILD_AGE_MAX if self.allocation is None else self.allocation.child_age_max


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The territory and those of it who join; amounts are means of households, cents a month.

    `income_index` is E[y | joined] / E[y | offered], y per consumption unit; `lost_cents` is S, what
    voluntariness takes off the mean contribution (MODEL §7.1). All are 1 and 0 when compulsory.
    """

    take_up: float
    income_index: float
    offered_cents: float
    joined_cents: float
    lost_cents: float
    poor_offered: float
    poor_joined: float


def offer_of(scenario: Scenario) -> Offer:
    """The offer of a scenario's first month."""
    allocation = scenario.in_force(RuleKind.ALLOCATION, 0)
    assert allocation is None or isinstance(allocation, AllocationRule), "a rule of its kind"
    return Offer(
        seed=scenario.seed,
        population=scenario.population,
        behaviour=scenario.behaviour,
        contribution=contribution_rule(scenario, 0),
        allocation=allocation,
        median_month_cents=median_month_cents(scenario),
    )


def join_chances(
    law: TakeUp, *, gain: Floats, is_poor: NDArray[np.bool_], solidarity: Floats, level: float
) -> Floats:
    """Λ(θ₀ + θ₁·gain + θ₂·poor + θ₃·κ), `gain` being the perceived gain over the mean allocation."""
    score = level + law.gain * gain + law.poor * is_poor + law.solidarity * solidarity
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -_LEVEL_MAX, _LEVEL_MAX))))


def fitted_level(
    law: TakeUp, *, gain: Floats, is_poor: NDArray[np.bool_], solidarity: Floats
) -> float:
    """θ₀ by bisection, so that the mean chance is the known take-up; `law.level` where it is unknown."""
    if law.rate_bp is None:
        return law.level
    low, high = -_LEVEL_MAX, _LEVEL_MAX
    for _ in range(_LEVEL_TURNS):
        level = (low + high) / 2
        chances = join_chances(law, gain=gain, is_poor=is_poor, solidarity=solidarity, level=level)
        low, high = (level, high) if chances.mean() * BASIS_POINTS < law.rate_bp else (low, level)
    return (low + high) / 2


def allocations_cents(rule: AllocationRule | None, found: Households) -> Cents:
    """What the allocation rule grants each household in a whole month."""
    if rule is None:
        return np.zeros(len(found), dtype=np.int64)
    return allocate_many(rule, found.adults.astype(np.int64), found.children.astype(np.int64))


def perceived_gain_cents(behaviour: Behaviour, *, allocation: Cents, contribution: Cents) -> Floats:
    """v·q·a − c: what a member feels to gain each month (MODEL §7.1)."""
    value = behaviour.credit_value_bp / BASIS_POINTS * behaviour.feasible_bp / BASIS_POINTS
    return np.asarray(value * allocation - contribution, dtype=np.float64)


@lru_cache(maxsize=64)
def mean_allocation_cents(offer: Offer) -> float:
    """ā: the mean allocation of a household of the territory, on its first 32 768 households."""
    found = _territory_households(offer, start=0, count=_SAMPLE)
    return float(allocations_cents(offer.allocation, found).mean())


@lru_cache(maxsize=64)
def joining_level(offer: Offer) -> float:
    """θ₀ of an offer, fitted on the territory's first 32 768 households."""
    found, nature = _chunk(offer, 0)
    law = offer.behaviour.take_up
    gain = _gain(offer, found)
    return fitted_level(law, gain=gain, is_poor=found.is_poor, solidarity=nature.solidarity)


def joins(offer: Offer, found: Households, nature: Temper) -> NDArray[np.bool_]:
    """Which of these households join: everyone when compulsory, else by their own coin."""
    if offer.population.attendance is not Attendance.VOLUNTARY:
        return np.ones(len(found), dtype=np.bool_)
    chances = join_chances(
        offer.behaviour.take_up,
        gain=_gain(offer, found),
        is_poor=found.is_poor,
        solidarity=nature.solidarity,
        level=joining_level(offer),
    )
    return np.asarray(nature.joins < chances)


@lru_cache(maxsize=4096)
def joiners(offer: Offer, chunk: int) -> NDArray[np.int64]:
    """The numbers of the joiners among households 32 768·chunk and the following, in order."""
    found, nature = _chunk(offer, chunk)
    return np.flatnonzero(joins(offer, found, nature)) + chunk * CHUNK


def joiner_households(offer: Offer, chunk: int) -> tuple[Households, Temper]:
    """The joiners of a chunk themselves."""
    found, nature = _chunk(offer, chunk)
    inside = joiners(offer, chunk) - chunk * CHUNK
    mask = np.zeros(len(found), dtype=np.bool_)
    mask[inside] = True
    return found.taken(mask), nature.taken(mask)


def selection(scenario: Scenario) -> Selection:
    """How those who join differ from those who could, on the territory's first 32 768 households."""
    offer = offer_of(scenario)
    found, nature = _chunk(offer, 0)
    joined = joins(offer, found, nature)
    if not joined.any():
        raise JoiningError("Avec cette offre, personne ne viendrait. Revoyez le taux d'adhésion.")
    income = found.income_cents / found.unit_tenths
    due = _typical_cents(offer, found).astype(np.float64)
    return Selection(
        take_up=float(joined.mean()),
        income_index=float(income[joined].mean() / income.mean()),
        offered_cents=float(due.mean()),
        joined_cents=float(due[joined].mean()),
        lost_cents=float(due.mean() - due[joined].mean()),
        poor_offered=float(found.is_poor.mean()),
        poor_joined=float(found.is_poor[joined].mean()),
    )


def _gain(offer: Offer, found: Households) -> Floats:
    allocation = allocations_cents(offer.allocation, found)
    felt = perceived_gain_cents(
        offer.behaviour, allocation=allocation, contribution=_typical_cents(offer, found)
    )
    mean = mean_allocation_cents(offer)
    return felt / mean if mean > 0 else np.zeros(len(found))


def _typical_cents(offer: Offer, found: Households) -> Cents:
    """What is asked, or where the choice is free what such a household gives at ε = 0."""
    rule = offer.contribution
    if rule is None or rule.mode is Mode.NONE:
        return np.zeros(len(found), dtype=np.int64)
    if rule.mode is Mode.SCALE:
        return suggested_cents(rule, found)
    law = offer.behaviour.free_choice
    calm = np.zeros(len(found))
    wish = wished_euros(law, found, inclination=calm, median=offer.median_month_cents)
    return on_step(rule, law, wish, households=found)


def _chunk(offer: Offer, chunk: int) -> tuple[Households, Temper]:
    start = chunk * CHUNK
    correlation = offer.behaviour.take_up.correlation
    nature = temper(seed=offer.seed, start=start, count=CHUNK, correlation=correlation)
    return _territory_households(offer, start=start, count=CHUNK), nature


def _territory_households(offer: Offer, *, start: int, count: int) -> Households:
    return households(
        territory_of(offer.population),
        offer.population,
        seed=offer.seed,
        start=start,
        count=count,
        child_age_max=offer.child_age_max,
    )
