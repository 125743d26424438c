"""The three studies on a scenario: its uncertain keys moved, the model run with the same luck.

`ecot sensitivity`, the report and the workshop call it. The figure asked is the yearly result in cents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ecot.simulation.files.reading import with_changes
from ecot.simulation.outcome import Outcome
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.sensitivity.factors import Factor, factors_of
from ecot.simulation.sensitivity.morris import Effect, morris
from ecot.simulation.sensitivity.one_at_a_time import (
    Bar,
    Results,
    one_at_a_time,
    result_year_cents,
    tornado,
)
from ecot.simulation.sensitivity.plans import Points
from ecot.simulation.sensitivity.sobol import Indices, sobol
from ecot.values.refusal import Reason, Refused

FACTOR_UNKNOWN: Final = Reason(
    "FACTOR_UNKNOWN",
    "« {key} » n'est pas un chiffre incertain de ce scénario. Il y a : {known}.",
)
NO_FACTOR: Final = Reason(
    "NO_FACTOR",
    "Aucun chiffre de ce scénario n'est incertain : il n'y a rien à faire varier.",
)

Told = Callable[[int, int], None]
Run = Callable[[Scenario], Outcome]


class StoppedError(Exception):
    """Somebody stopped a run in the middle: nothing is concluded from a part of it."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Where the variance of the yearly result comes from, in squared cents: both are printed."""

    between_points: float
    """Variance of the means of the points asked: what the factors do."""
    within_draws: float
    """Mean of the variances inside the points: what chance does."""


@dataclass(slots=True)
class Study:
    """A scenario, its factors and how it is run; each point is run when it is asked."""

    scenario: Scenario
    factors: tuple[Factor, ...]
    run: Run
    asked: list[tuple[float, float]] = field(default_factory=list)
    """Mean and variance over the draws of each point of the cube that was asked."""

    @property
    def noise(self) -> Noise | None:
        """The two parts of the variance; nothing before two points are asked."""
        if len(self.asked) < 2:  # noqa: PLR2004 (a variance needs two)
            return None
        means, spreads = np.array(self.asked).T
        return Noise(float(means.var()), float(spreads.mean()))

    @property
    def keys(self) -> list[str]:
        """The keys of the factors, in order."""
        return [each.key for each in self.factors]

    def results(self, changes: dict[str, int | float]) -> Results:
        """The yearly result of each draw, in cents, with some keys changed."""
        outcome = self.run(with_changes(self.scenario, changes))
        if not outcome.complete:
            raise StoppedError
        return result_year_cents(outcome)

    def mean_at(self, point: Points) -> float:
        """The mean yearly result at a point of the unit cube, in cents."""
        shares = zip(self.factors, point, strict=True)
        changes = {factor.key: factor.at(float(share)) for factor, share in shares}
        found = self.results(changes)
        self.asked.append((float(found.mean()), float(found.var())))
        return self.asked[-1][0]

    def bars(self, told: Told) -> list[Bar]:
        """One at a time, in the order of a tornado."""
        return tornado(one_at_a_time(self.factors, self.results, told=told))

    def screening(self, told: Told, *, trajectories: int) -> list[Effect]:
        """Morris."""
        return morris(
            self.keys,
            self.mean_at,
            seed=self.scenario.seed,
            trajectories_count=trajectories,
            told=told,
        )

    def indices(self, told: Told, *, points: int) -> list[Indices]:
        """Sobol."""
        return sobol(self.keys, self.mean_at, seed=self.scenario.seed, points=points, told=told)


def study_of(scenario: Scenario, run: Run, *, keys: Sequence[str] = ()) -> Study | Refused:
    """The study of a scenario's uncertain keys, or of those named; refused where one is not uncertain."""
    known = {each.key: each for each in factors_of(scenario)}
    for key in keys:
        if key not in known:
            return Refused(FACTOR_UNKNOWN, {"key": key, "known": ", ".join(known) or "aucun"})
    chosen = tuple(known[key] for key in keys) if keys else tuple(known.values())
    return Study(scenario, chosen, run) if chosen else Refused(NO_FACTOR)
