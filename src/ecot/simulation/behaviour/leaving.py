"""Who may leave in a month: a chance by household, as a threshold of the month's first coin.

`running` compares it with the coins (docs/algorithms/behaviour.md, part 3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.behaviour.joining import (
    mean_allocation_cents,
    offer_of,
    perceived_gain_cents,
)
from ecot.simulation.behaviour.members import Members
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.streams import COIN_SIDES, coin_thresholds
from ecot.values.money import BASIS_POINTS

Cents = NDArray[np.int64]


def exit_thresholds(
    members: Members,
    scenario: Scenario,
    *,
    contribution_cents: Cents,
    allocation_cents: Cents,
    is_new: bool,
    after_cut: bool,
) -> NDArray[np.int64]:
    """Each member's chance to leave this month, of 2²¹: h = 1 − exp(−exp(δ₀ + δ₁·burden + δ₂ + δ₃)).

    `burden` is max(0, c − v·q·a) over the mean allocation; δ₂ counts in the first three months
    (`is_new`), δ₃ after a cut of allocations; δ₀ gives the plain monthly rate (MODEL §7.3).
    """
    assert len(members) == len(contribution_cents) == len(allocation_cents), "one of each a member"
    law = scenario.behaviour
    plain = law.exit_bp / BASIS_POINTS
    if plain <= 0.0:
        return np.zeros(len(members), dtype=np.int64)
    if plain >= 1.0:
        return np.full(len(members), COIN_SIDES, dtype=np.int64)
    weighs = law.exit_in_first_months * is_new + law.exit_after_cut * after_cut
    felt = perceived_gain_cents(law, allocation=allocation_cents, contribution=contribution_cents)
    mean = mean_allocation_cents(offer_of(scenario)) if law.exit_by_burden else 1.0
    burden = np.maximum(0.0, -felt) / mean if mean > 0 else np.zeros(len(members))
    rate = -np.log1p(-plain) * np.exp(np.minimum(weighs + law.exit_by_burden * burden, _MOST))
    return coin_thresholds(-np.expm1(-rate))


_MOST = 50.0
"""Beyond it everybody leaves: the exponential stays finite."""
