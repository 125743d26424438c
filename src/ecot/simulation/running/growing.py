"""How many seats are open in each month, and amounts that grow by the year: whole numbers, half up.

`running` asks for both; docs/algorithms/simulated-month.md, Seats, and MODEL §5.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.scenario.parts import Growth
from ecot.simulation.scenario.scenario import Scenario
from ecot.values.money import BASIS_POINTS, round_half_up


def seats_by_month(growth: Growth, months: int) -> NDArray[np.int64]:
    """The growth path, [months]: its first point before it, linear between points, its last after."""
    return np.array([_seats(growth, month) for month in range(months)], dtype=np.int64)


def _seats(growth: Growth, month: int) -> int:
    points = sorted(growth.households)
    if month <= points[0][0]:
        return points[0][1]
    for (since, before), (until, after) in pairwise(points):
        if month <= until:
            weighed = before * (until - month) + after * (month - since)
            return round_half_up(weighed, until - since)
    return points[-1][1]


def years_since(scenario: Scenario, *, month: int, since: int = 0) -> int:
    """How many Januaries lie after month `since`, up to `month`."""
    return scenario.start.plus(month).year - scenario.start.plus(since).year


def grown(amount: int, rate_bp: int, years: int) -> int:
    """⌊amount · (1 + rate)^years⌉: one exact fraction, rounded half up once."""
    return round_half_up(amount * (BASIS_POINTS + rate_bp) ** years, BASIS_POINTS**years)
