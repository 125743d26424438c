"""Sobol's indices, first and total: how much of the variance each factor makes, alone and with others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ecot.simulation.sensitivity.morris import RESAMPLINGS, Measure
from ecot.simulation.sensitivity.plans import Points, lattice, resampled

POINTS = 1_021


@dataclass(frozen=True, slots=True)
class Estimate:
    """An index with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """One factor's share of the variance: `first` alone, `total` with all that it acts with."""

    key: str
    first: Estimate
    total: Estimate


def sobol(
    keys: Sequence[str],
    measure: Measure,
    *,
    seed: int,
    points: int = POINTS,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Indices]:
    """First and total indices by Jansen's estimators, in N(k + 2) runs; largest total first.

    `points` is one of `plans.GENERATORS`. Empty where the figure never moves.
    """
    count = len(keys)
    cube = lattice(points, 2 * count, seed=seed)
    left, right = cube[:, 0::2], cube[:, 1::2]
    runs = points * (count + 2)

    def ask(plan: Points, before: int) -> Points:
        found = np.empty(points)
        for rank, point in enumerate(plan):
            found[rank] = measure(point)
            told(before + rank + 1, runs)
        return found

    one, other = ask(left, 0), ask(right, points)
    mixed = np.empty((points, count))
    for rank in range(count):
        plan = left.copy()
        plan[:, rank] = right[:, rank]
        mixed[:, rank] = ask(plan, points * (rank + 2))
    if float(np.concatenate((one, other)).var()) == 0:
        return []
    return _estimated(keys, one, other, mixed=mixed, seed=seed)


def _estimated(
    keys: Sequence[str], one: Points, other: Points, *, mixed: Points, seed: int
) -> list[Indices]:
    first, total = _jansen(one, other, mixed)
    drawn = resampled(len(one), RESAMPLINGS, seed=seed)
    again = [_jansen(one[rows], other[rows], mixed[rows]) for rows in drawn]
    firsts, totals = (np.array([each[which] for each in again]) for which in (0, 1))
    made = [
        Indices(
            key=key,
            first=_estimate(first[rank], firsts[:, rank]),
            total=_estimate(total[rank], totals[:, rank]),
        )
        for rank, key in enumerate(keys)
    ]
    return sorted(made, key=lambda each: (-each.total.value, each.key))


def _jansen(one: Points, other: Points, mixed: Points) -> tuple[Points, Points]:
    """S_i = 1 − E(f_B − f_ABi)² / 2V and S_Ti = E(f_A − f_ABi)² / 2V (Jansen 1999)."""
    variance = np.concatenate((one, other)).var()
    if variance == 0:
        nothing = np.zeros(mixed.shape[1])
        return nothing, nothing
    first = 1 - ((other[:, None] - mixed) ** 2).mean(axis=0) / (2 * variance)
    total = ((one[:, None] - mixed) ** 2).mean(axis=0) / (2 * variance)
    return first, total


def _estimate(value: float, again: Points) -> Estimate:
    low, high = np.quantile(again, (0.025, 0.975))
    return Estimate(float(value), float(low), float(high))
