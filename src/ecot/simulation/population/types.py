"""The seven types of household that are sampled, and how old their dependants are.

Counts only: incomes are in `quantiles`, shares of each type in `margins`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.streams import COIN_SIDES

TYPE_NAMES = ("a1c0", "a2c0", "a2c1", "a2c2", "a2c3", "a1c1", "a1c2")
"""Adults, then dependants; three dependants stand for three or more."""

GROWN = np.array([1, 2, 2, 2, 2, 1, 1], dtype=np.int8)
DEPENDANTS = np.array([0, 0, 1, 2, 3, 1, 2], dtype=np.int8)
PERSONS = (GROWN + DEPENDANTS).astype(np.float64)

AGE_BANDS = ("15–29 ans", "30–44 ans", "45–59 ans", "60–74 ans", "75 ans et plus")
"""Age of the reference person."""

CHILD_BELOW = 14
"""Below this age a person weighs 0.3 consumption unit, from it on 0.5 (Insee)."""


@dataclass(frozen=True, slots=True)
class DependantAges:
    """Of a hundred dependants, how many are younger than an age: steps (from age, until age, count)."""

    steps: tuple[tuple[int, int, int], ...]

    def share_below(self, age: int) -> float:
        """The part of dependants below an age, spread evenly inside each published step."""
        total = sum(count for _, _, count in self.steps)
        below = 0.0
        for low, high, count in self.steps:
            below += count * min(1.0, max(0.0, (age - low) / (high - low)))
        return below / total

    def threshold_below(self, age: int) -> int:
        """The same as a threshold for a coin of 21 bits."""
        return int(self.share_below(age) * COIN_SIDES + 0.5)


def shares_of(counts: tuple[float, ...]) -> NDArray[np.float64]:
    """Counts as shares of their sum."""
    found = np.array(counts, dtype=np.float64)
    return np.asarray(found / found.sum())
