"""Morris' screening: which factors matter at all, at the price of r(k + 1) runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ecot.simulation.sensitivity.plans import STEP, Points, resampled, trajectories

TRAJECTORIES = 20
RESAMPLINGS = 1_000

Measure = Callable[[Points], float]
"""The figure at a point of the unit cube."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One factor: μ* (mean size of its effect over its whole range) with its interval, σ its unevenness."""

    key: str
    mean_size: float
    low: float
    high: float
    deviation: float


def morris(
    keys: Sequence[str],
    measure: Measure,
    *,
    seed: int,
    trajectories_count: int = TRAJECTORIES,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Effect]:
    """Screen the factors named by `keys`, each over the whole of its range, largest μ* first."""
    paths = trajectories(trajectories_count, len(keys), seed=seed)
    found = np.empty(paths.shape[:2])
    done = 0
    for path, row in zip(paths, found, strict=True):
        for rank, point in enumerate(path):
            row[rank] = measure(point)
            done += 1
            told(done, found.size)
    effects = _effects(paths, found)
    drawn = resampled(trajectories_count, RESAMPLINGS, seed=seed)
    sizes = np.abs(effects)[drawn].mean(axis=1)
    low, high = np.quantile(sizes, (0.025, 0.975), axis=0)
    spread = effects.std(axis=0, ddof=1) if trajectories_count > 1 else np.zeros(len(keys))
    made = [
        Effect(
            key=key,
            mean_size=float(np.abs(effects[:, rank]).mean()),
            low=float(low[rank]),
            high=float(high[rank]),
            deviation=float(spread[rank]),
        )
        for rank, key in enumerate(keys)
    ]
    return sorted(made, key=lambda effect: (-effect.mean_size, effect.key))


def _effects(paths: Points, found: Points) -> Points:
    """Elementary effects, by trajectory and factor: the change of the figure over that of the factor."""
    moves = np.diff(paths, axis=1)
    moved = np.abs(moves).argmax(axis=2)
    signs = np.sign(np.take_along_axis(moves, moved[:, :, None], axis=2)[:, :, 0])
    changes = np.diff(found, axis=1) / (signs * STEP)
    effects = np.empty_like(changes)
    np.put_along_axis(effects, moved, changes, axis=1)
    return effects
