"""Who does not pay in a month: one rate a draw, from one word of luck (docs/algorithms/behaviour.md, 4).

`running` compares the threshold with the month's second coin.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.streams import coin_thresholds, parameter_purpose, uniforms, words
from ecot.values.money import BASIS_POINTS

Floats = NDArray[np.float64]

UNPAID_PARAMETER = 0
"""Stream 1000: the unpaid rate of a draw. Append only."""

_KNOTS = 16_384
_DEVIATIONS = 16.0
_PEAKED = 8.0
_NEXT_TO_ONE = 1e-9


def unpaid_thresholds(scenario: Scenario, *, first_draw: int, draws: int) -> NDArray[np.int64]:
    """The chance not to pay in each draw, of 2²¹, from draw `first_draw` on."""
    return coin_thresholds(unpaid_chances(scenario, first_draw=first_draw, draws=draws))


def unpaid_chances(scenario: Scenario, *, first_draw: int, draws: int) -> Floats:
    """The unpaid rate of each draw: Beta(w·p, w·(1 − p)), mean p, weight w; p itself without a weight."""
    law = scenario.behaviour
    mean = law.unpaid_bp / BASIS_POINTS
    if not 0.0 < mean < 1.0 or law.unpaid_weight <= 0:
        return np.full(draws, mean)
    chosen = range(first_draw, first_draw + draws)
    drawn = words(parameter_purpose(UNPAID_PARAMETER), seed=scenario.seed, draws=chosen, count=1)[
        :, 0
    ]
    return beta_quantiles(uniforms(drawn), mean * law.unpaid_weight, (1 - mean) * law.unpaid_weight)


def beta_quantiles(chance: Floats, a: float, b: float) -> Floats:
    """The x with I_x(a, b) = chance: one uniform gives one value, never a rejection.

    The distribution is summed by trapezes on 16 384 even knots of x, in s = x^a where its density (1 − x)^(b − 1)
    has no pole at 0, up to 16 deviations above the mean, then read backwards between knots. Error on
    Beta(2, 98): below 1e-6 of x, within the resolution of a coin. Larger half first if b < a.
    """
    if b < a:
        return 1.0 - beta_quantiles(1.0 - chance, b, a)
    knots, below = _beta_table(a, b)
    return np.interp(chance, below, knots)


@lru_cache(maxsize=64)
def _beta_table(a: float, b: float) -> tuple[Floats, Floats]:
    mean = a / (a + b)
    deviation = np.sqrt(mean * (1 - mean) / (a + b + 1))
    top = min(1.0, mean + _DEVIATIONS * deviation)
    if a > _PEAKED:
        return _peaked_table(a, b, low=max(0.0, mean - _DEVIATIONS * deviation), top=top)
    knots = np.linspace(0.0, 1.0, _KNOTS) * top
    steps = knots**a
    density = np.maximum(1.0 - knots, _NEXT_TO_ONE) ** (b - 1.0)
    below = np.concatenate(([0.0], np.cumsum(np.diff(steps) * (density[1:] + density[:-1]) / 2)))
    return knots, below / below[-1]


def _peaked_table(a: float, b: float, *, low: float, top: float) -> tuple[Floats, Floats]:
    """Far from both ends x^a would vanish: the density is summed around its mean, from its logarithm."""
    knots = np.linspace(low, top, _KNOTS + 2)[1:-1]
    log_density = (a - 1.0) * np.log(knots) + (b - 1.0) * np.log1p(-knots)
    density = np.exp(log_density - log_density.max())
    below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    return knots, below / below[-1]
