"""How much of a wallet is spent in a month: two kinds of months, and the first one apart.

`running` compares the threshold with the month's third coin (docs/algorithms/behaviour.md, part 5).
"""

from __future__ import annotations

from dataclasses import dataclass

from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.streams import COIN_SIDES
from ecot.values.money import BASIS_POINTS, round_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """A slow month (coin below `slow_threshold`, of 2²¹) spends `low_bp` of the wallet, another all.

    In one's first month the part is `first_month_bp`, whatever the coin.
    """

    low_bp: int
    slow_threshold: int
    first_month_bp: int


def spending(scenario: Scenario) -> Spending:
    """The two-point law whose mean is the published spend rate: P(slow) = (1 − mean) / (1 − low).

    Where the mean is below the slow month's part, every month is slow and spends the mean.
    """
    law = scenario.behaviour
    low = min(law.spend_low_bp, law.spend_bp)
    slow = 0
    if law.spend_bp < BASIS_POINTS:
        slow = round_half_up((BASIS_POINTS - law.spend_bp) * COIN_SIDES, BASIS_POINTS - low)
    return Spending(low_bp=low, slow_threshold=slow, first_month_bp=law.first_month_bp)
