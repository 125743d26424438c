"""A scale on the households of a territory: brackets, held shares, means by decile.

`ecot scale` calls it. Contributions are the twin's cents; counts and means are estimates over the
households drawn, and say so. No behaviour: everybody pays what the scale says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.rules.scale import Scale
from ecot.rules.scale_arrays import (
    base_many,
    contribution_on_scale_many,
    household_contribution_many,
)
from ecot.rules.scale_reading import Held, held, households_by_bracket
from ecot.simulation.population import Households, Territory, households
from ecot.simulation.scenario.parts import Population
from ecot.values.money import BASIS_POINTS

DECILES = 10


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket of the scale, and the households of the territory that stand on it (estimated)."""

    from_cents: int
    until_cents: int | None
    rate_bp: int
    jump_cents: int
    households: int
    share_bp: int


@dataclass(frozen=True, slots=True)
class Decile:
    """A tenth of the territory's people by income per consumption unit; means of its households."""

    decile: int
    mean_income_cents: int
    mean_contribution_cents: int
    effective_rate_bp: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What a scale does on a territory; amounts a month, means rounded to the cent."""

    drawn: int
    brackets: tuple[Bracket, ...]
    deciles: tuple[Decile, ...]
    mean_contribution_cents: int
    held: Held


def applied(
    scale: Scale, territory: Territory, population: Population, *, seed: int, count: int
) -> Applied:
    """The scale on `count` households drawn in the territory with a seed; the same for the same seed."""
    assert count > 0, "somebody is drawn"
    drawn = households(territory, population, seed=seed, start=0, count=count)
    incomes = drawn.income_cents
    adults, children = drawn.adults.astype(np.int64), drawn.children.astype(np.int64)
    read_on = base_many(scale.base, incomes, adults=adults, children=children)
    amounts = household_contribution_many(
        scale, income_cents=incomes, adults=adults, children=children
    )
    return Applied(
        drawn=count,
        brackets=_brackets(scale, read_on, territory.households_count),
        deciles=_deciles(drawn, amounts),
        mean_contribution_cents=_mean(amounts),
        held=held(scale, contribution_on_scale_many(scale, read_on)),
    )


def _brackets(scale: Scale, read_on: NDArray[np.int64], total: int) -> tuple[Bracket, ...]:
    shares = households_by_bracket(scale, read_on) / read_on.size
    ends = (*scale.knots_cents[1:], None)
    rows = zip(scale.knots_cents, ends, scale.rates_bp, scale.jumps_cents, shares, strict=True)
    return tuple(
        Bracket(knot, until, rate, jump, round(part * total), round(part * BASIS_POINTS))
        for knot, until, rate, jump, part in rows
    )


def _deciles(drawn: Households, amounts: NDArray[np.int64]) -> tuple[Decile, ...]:
    found = []
    for number in range(DECILES):
        here = drawn.decile == number
        if not here.any():
            continue
        income, amount = int(drawn.income_cents[here].sum(dtype=np.int64)), int(amounts[here].sum())
        rate = round(amount * BASIS_POINTS / income) if income else 0
        means = (_mean(drawn.income_cents[here]), _mean(amounts[here]))
        found.append(Decile(number + 1, *means, rate))
    return tuple(found)


def _mean(cents: NDArray[np.int32] | NDArray[np.int64]) -> int:
    return round(int(cents.sum(dtype=np.int64)) / cents.size)
