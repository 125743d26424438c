"""What is always shown beside a scale: rates, cliffs, break-even, who sits where.

`ecot scale`, the reports and the pages that propose a scale call it. Exact: no float decides where
an income stands; shares and means are for reading only. docs/algorithms/contribution.md.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ecot.rules.scale import Scale, contribution_on_scale, household_contribution
from ecot.values.money import BASIS_POINTS, round_half_up
from ecot.values.money_arrays import Cents, Whole


def marginal_rate_bp(scale: Scale, base_cents: int) -> int:
    """The rate on one more cent of income before floor, ceiling and step, in basis points."""
    return scale.rates_bp[bisect_right(scale.knots_cents, max(0, base_cents)) - 1]


def effective_rate_bp(scale: Scale, base_cents: int) -> int | None:
    """The contribution as a part of its base, rounded half up; none where there is no base."""
    if base_cents <= 0:
        return None
    return round_half_up(contribution_on_scale(scale, base_cents) * BASIS_POINTS, base_cents)


@dataclass(frozen=True, slots=True)
class Cliff:
    """One more cent of income at this knot costs that much more, as floor, ceiling and step let it."""

    knot_cents: int
    cost_cents: int


def cliffs(scale: Scale) -> tuple[Cliff, ...]:
    """Where one more cent of income costs a jump, above the ground knot.

    A jump that floor, ceiling or step swallow whole is no cliff; one that they cut costs what is left.
    """
    found = []
    for knot, jump in zip(scale.knots_cents, scale.jumps_cents, strict=True):
        if knot and jump:
            before, after = (contribution_on_scale(scale, x) for x in (knot - 1, knot))
            if after > before:
                found.append(Cliff(knot, after - before))
    return tuple(found)


def is_monotone(scale: Scale) -> bool:
    """Whether the contribution never falls as the income rises: no rate and no jump below zero."""
    return min((*scale.rates_bp, *scale.jumps_cents)) >= 0


def break_even_cents(scale: Scale, allocation_cents: int, *, until_cents: int) -> int | None:
    """The lowest base at which one contributes what one receives; none up to `until_cents`."""
    if contribution_on_scale(scale, until_cents) < allocation_cents:
        return None
    low, high = 0, until_cents
    while low < high:
        middle = (low + high) // 2
        if contribution_on_scale(scale, middle) >= allocation_cents:
            high = middle
        else:
            low = middle + 1
    return low


def household_break_even_cents(
    scale: Scale, allocation_cents: int, *, adults: int, children: int, until_cents: int
) -> int | None:
    """The lowest monthly income at which a household contributes what it receives, on any base."""

    def contributes(income_cents: int) -> bool:
        amount_cents = household_contribution(
            scale, income_cents=income_cents, adults=adults, children=children
        )
        return amount_cents >= allocation_cents

    if not contributes(until_cents):
        return None
    low, high = 0, until_cents
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if contributes(middle) else (middle + 1, high)
    return low


def exact_break_even(scale: Scale, allocation_cents: int) -> Fraction | None:
    """The base, in cents, where the amount before rounding reaches the allocation; none if never.

    Floor and ceiling hold, the step does not: what a formula on paper gives (MODEL §20.1).
    """
    if allocation_cents <= scale.floor_cents:
        return Fraction(0)
    if scale.ceiling_cents is not None and scale.ceiling_cents < allocation_cents:
        return None
    sought, raw = BASIS_POINTS * allocation_cents, 0
    following = (*scale.knots_cents[1:], None)
    for knot, until, rate, jump in zip(
        scale.knots_cents, following, scale.rates_bp, scale.jumps_cents, strict=True
    ):
        raw += BASIS_POINTS * jump
        if raw >= sought:
            return Fraction(knot)
        reaches = rate > 0 and (until is None or raw + rate * (until - knot) >= sought)
        if reaches:
            return knot + Fraction(sought - raw, rate)
        if until is not None:
            raw += rate * (until - knot)
    return None


def households_by_bracket(
    scale: Scale, base_cents: Whole, weight: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """How many households (or their weights) stand in each bracket; a knot is of the one it opens."""
    knots = np.array(scale.knots_cents, dtype=np.int64)
    bracket = np.searchsorted(knots, np.maximum(base_cents, 0), side="right") - 1
    counted = np.bincount(bracket, weights=weight, minlength=len(knots))
    return counted.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Held:
    """The parts of households, from 0 to 1, held at the floor and at the ceiling; none: no ceiling."""

    floor_share: float
    ceiling_share: float | None


def held(
    scale: Scale, contribution_cents: Cents, weight: NDArray[np.float64] | None = None
) -> Held:
    """Who pays exactly the floor, or the ceiling, among contributions read on the scale's own base."""
    assert contribution_cents.size, "somebody contributes"
    weights = np.ones(contribution_cents.shape) if weight is None else weight
    total = float(weights.sum())
    floor = float(weights[contribution_cents == scale.floor_cents].sum()) / total
    if scale.ceiling_cents is None:
        return Held(floor, None)
    ceiling = float(weights[contribution_cents == scale.ceiling_cents].sum()) / total
    return Held(floor, ceiling)
