"""Rates after the book has spoken: conjugate where it is exact, a normal around the mode elsewhere.

`drawing` makes one value a draw of them, `applying` a scenario's figures. docs/algorithms/calibration.md
holds the worked table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ecot.simulation.calibration.chosen import Chosen, chosen_law
from ecot.simulation.calibration.observed import Observed
from ecot.simulation.scenario.parts import Behaviour
from ecot.values.money import BASIS_POINTS

PRIOR_HOUSEHOLDS = 20
ARRIVALS_A_MONTH = 8.0
RENEWED = 0.9


@dataclass(frozen=True, slots=True)
class Beta:
    """A rate: as if `hits` had been seen and `misses` had not."""

    hits: float
    misses: float

    @property
    def mean(self) -> float:
        """Its mean."""
        return self.hits / (self.hits + self.misses)

    def after(self, hits: float, trials: float) -> Beta:
        """What is known once `hits` of `trials` were seen."""
        return Beta(self.hits + hits, self.misses + trials - hits)

    @classmethod
    def worth(cls, mean: float, households: float = PRIOR_HOUSEHOLDS) -> Beta:
        """A rate known as well as from so many households."""
        return cls(mean * households, (1 - mean) * households)


@dataclass(frozen=True, slots=True)
class Gamma:
    """A number a month: as if `events` had been seen in `months`."""

    events: float
    months: float

    @property
    def mean(self) -> float:
        """Its mean."""
        return self.events / self.months


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that a book can teach, before or after it spoke; `slow_bp` is b₁."""

    leaving: Beta
    unpaid: Beta
    slow: Beta
    slow_bp: int
    arrivals: Gamma
    renewal: Beta
    chosen: Chosen
    shops: Mapping[str, float] = field(default_factory=dict)


def prior(behaviour: Behaviour) -> Known:
    """What is believed before any book: the defaults of a scenario, worth twenty households each."""
    low = min(behaviour.spend_low_bp, behaviour.spend_bp)
    slow = (BASIS_POINTS - behaviour.spend_bp) / max(BASIS_POINTS - low, 1)
    return Known(
        leaving=Beta.worth(behaviour.exit_bp / BASIS_POINTS),
        unpaid=Beta.worth(behaviour.unpaid_bp / BASIS_POINTS),
        slow=Beta.worth(slow),
        slow_bp=low,
        arrivals=Gamma(ARRIVALS_A_MONTH, 1.0),
        renewal=Beta.worth(RENEWED),
        chosen=Chosen.believed(behaviour.free_choice, households=PRIOR_HOUSEHOLDS),
    )


def fit(observed: Observed, before: Known) -> Known:
    """What is known after the book: each unknown by its own law, from its own counts."""
    slow, worth = slow_share(observed, slow_bp=before.slow_bp)
    pledges = observed.pledges
    return Known(
        leaving=before.leaving.after(int(observed.left.sum()), int(observed.here.sum())),
        unpaid=before.unpaid.after(int(observed.unpaid.sum()), int(observed.owing.sum())),
        slow=before.slow.after(slow * worth, worth),
        slow_bp=before.slow_bp,
        arrivals=Gamma(
            before.arrivals.events + int(observed.arrived.sum()),
            before.arrivals.months + len(observed),
        ),
        renewal=before.renewal.after(observed.renewals_obtained, observed.renewals_asked),
        chosen=before.chosen if pledges is None else chosen_law(pledges, before.chosen),
        shops=_shops(observed.spent_by_shop_cents),
    )


def slow_share(observed: Observed, *, slow_bp: int) -> tuple[float, float]:
    """Part of slow months, from 0 to 1, and the number of households that it is worth."""
    available = float(observed.available_cents.sum())
    if available <= 0:
        return 0.0, 0.0
    kept = 1.0 - float(observed.spent_cents.sum()) / available
    share = kept / (1.0 - slow_bp / BASIS_POINTS) if slow_bp < BASIS_POINTS else 0.0
    worth = available * available / float(observed.available_squares.sum())
    return float(np.clip(share, 0.0, 1.0)), worth


def _shops(spent: Mapping[str, int]) -> dict[str, float]:
    """Mean shares of a Dirichlet law whose prior is even and worth twenty households."""
    total = sum(spent.values())
    if not total:
        return {}
    even, weight = 1 / len(spent), PRIOR_HOUSEHOLDS / (PRIOR_HOUSEHOLDS + total / 100)
    return {name: weight * even + (1 - weight) * cents / total for name, cents in spent.items()}
