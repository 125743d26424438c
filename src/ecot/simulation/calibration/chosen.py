"""The law of free contributions, read from pledges: censored at the least and at the most.

A pledge on a step says that the wish lay between it and the next one; at the least, anywhere below; at
the most, anywhere above. The mode of (μ, ln σ) by Newton, then a normal around it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import erf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.calibration.observed import Pledges
from ecot.simulation.scenario.parts import FreeChoice

Floats = NDArray[np.float64]
Cost = Callable[[Floats], float]
"""A function of (μ, ln σ)."""
_CENTS = 100
_TURNS = 60
_NEAR = 1e-9
_STEP = 1e-4
_LEAST_CHANCE = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """ln of cents chosen ~ N(`mean`, exp(`log_spread`)²); `covariance` is the doubt on both.

    `worth` is the number of households that the belief is worth, before the book speaks.
    """

    mean: float
    log_spread: float
    covariance: tuple[tuple[float, float], tuple[float, float]]
    worth: float

    @property
    def spread(self) -> float:
        """σ."""
        return float(np.exp(self.log_spread))

    @classmethod
    def believed(cls, law: FreeChoice, *, households: float) -> Chosen:
        """The scenario's own law, for a household of one unit at the territory's median income."""
        spread = law.spread
        doubt = ((spread * spread / households, 0.0), (0.0, 1 / (2 * households)))
        return cls(
            mean=law.level + log(_CENTS),
            log_spread=log(spread) if spread > 0 else -20.0,
            covariance=doubt,
            worth=households,
        )


def chosen_law(pledges: Pledges, before: Chosen) -> Chosen:
    """The law that the pledges and the belief agree on; the belief itself where nobody pledged."""
    if not len(pledges.amounts_cents):
        return before
    low, high, counts = _intervals(pledges)

    def cost(point: Floats) -> float:
        mean, log_spread = float(point[0]), float(point[1])
        spread = float(np.exp(log_spread))
        chance = _normal((high - mean) / spread) - _normal((low - mean) / spread)
        seen = float((counts * np.log(np.maximum(chance, _LEAST_CHANCE))).sum())
        pull = before.worth * (
            (mean - before.mean) ** 2 / (2 * spread * spread)
            + (log_spread - before.log_spread) ** 2
        )
        return pull + log_spread - seen

    middle = np.log(np.maximum(pledges.amounts_cents, 1))
    point = np.array([float(middle.mean()), log(max(float(middle.std()), 0.05))])
    curvature = np.eye(2)
    for _ in range(_TURNS):
        slope, curvature = _derivatives(cost, point)
        step = _downhill(cost, point, np.asarray(np.linalg.solve(_positive(curvature), slope)))
        point = point - step
        if float(np.abs(step).max()) < _NEAR:
            break
    doubt = np.linalg.inv(_positive(curvature))
    (a, b), (_, d) = doubt.tolist()
    return Chosen(
        mean=float(point[0]),
        log_spread=float(point[1]),
        covariance=((a, b), (b, d)),
        worth=before.worth + len(pledges.amounts_cents),
    )


def _intervals(pledges: Pledges) -> tuple[Floats, Floats, Floats]:
    """Ends of the wish behind each amount, in ln cents, and how many households say it."""
    amounts, counts = np.unique(pledges.amounts_cents, return_counts=True)
    low = np.log(np.maximum(amounts, 1).astype(np.float64))
    high = np.log((amounts + pledges.step_cents).astype(np.float64))
    low[amounts <= pledges.minimum_cents] = -np.inf
    high[amounts >= pledges.most_cents] = np.inf
    return low, high, counts.astype(np.float64)


def _normal(values: Floats) -> Floats:
    return np.array([0.5 * (1.0 + erf(each / sqrt(2.0))) for each in values])


def _derivatives(cost: Cost, point: Floats) -> tuple[Floats, Floats]:
    size = len(point)
    moves = np.eye(size) * _STEP
    here = cost(point)
    up = [cost(point + each) for each in moves]
    down = [cost(point - each) for each in moves]
    slope = np.array([(a - b) / (2 * _STEP) for a, b in zip(up, down, strict=True)])
    curvature = np.empty((size, size))
    for row in range(size):
        curvature[row, row] = (up[row] - 2 * here + down[row]) / _STEP**2
        for column in range(row):
            both = cost(point + moves[row] + moves[column])
            neither = cost(point - moves[row] - moves[column])
            mixed = both + neither + 2 * here - up[row] - up[column] - down[row] - down[column]
            curvature[row, column] = curvature[column, row] = mixed / (2 * _STEP**2)
    return slope, curvature


def _positive(curvature: Floats) -> Floats:
    """A curvature that goes down: where it does not, its directions are bent upwards."""
    values, directions = np.linalg.eigh(curvature)
    bent: Floats = directions @ np.diag(np.maximum(np.abs(values), 1e-6)) @ directions.T
    return bent


def _downhill(cost: Cost, point: Floats, step: Floats) -> Floats:
    """The step, halved until it goes down."""
    here = cost(point)
    for _ in range(30):
        if cost(point - step) <= here:
            return step
        step = step / 2
    return np.zeros_like(step)
