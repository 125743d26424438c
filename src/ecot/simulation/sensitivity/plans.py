"""Where to ask: trajectories on levels, shifted lattices, resamplings; all of counted luck."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.streams import Purpose, uniforms, words

Points = NDArray[np.float64]

GENERATORS: Final = {127: 12, 251: 96, 509: 129, 1_021: 228, 2_039: 476, 4_093: 450}
"""Prime number of points → generator (docs/algorithms/sensitivity.md)."""
STEP: Final = 2 / 3
"""Δ of Morris on four levels."""


def drawn(purpose: Purpose, shape: tuple[int, int], *, seed: int) -> Points:
    """Uniform values, one row per draw, of one purpose."""
    rows, columns = shape
    return uniforms(words(purpose, seed=seed, draws=range(rows), count=columns))


def lattice(points: int, columns: int, *, seed: int) -> Points:
    """A rank-1 lattice in the unit cube, each column shifted by one drawn number: [points, columns]."""
    generator = GENERATORS[points]
    steps = [pow(generator, column, points) for column in range(columns)]
    grid = np.outer(np.arange(points), np.array(steps, dtype=np.int64)) % points
    shift = drawn(Purpose.LATTICE, (1, columns), seed=seed)[0]
    moved: Points = np.mod(grid / points + shift, 1.0)
    return moved


def trajectories(count: int, factors: int, *, seed: int) -> Points:
    """Morris' trajectories: [count, factors + 1, factors], one factor moved by ± 2/3 at each step."""
    luck = drawn(Purpose.TRAJECTORY, (count, 3 * factors), seed=seed)
    start = np.where(luck[:, :factors] < 0.5, 0.0, 1 / 3)  # noqa: PLR2004 (two levels below 1 − Δ)
    upwards = luck[:, factors : 2 * factors] < 0.5  # noqa: PLR2004 (a fair coin)
    order = np.argsort(luck[:, 2 * factors :], axis=1, kind="stable")
    path = np.empty((count, factors + 1, factors))
    path[:, 0] = np.where(upwards, start, start + STEP)
    rows = np.arange(count)
    for step in range(factors):
        moved = order[:, step]
        path[:, step + 1] = path[:, step]
        path[rows, step + 1, moved] += np.where(upwards[rows, moved], STEP, -STEP)
    return np.clip(path, 0.0, 1.0)


def resampled(size: int, times: int, *, seed: int) -> NDArray[np.int64]:
    """Ranks drawn with replacement: [times, size]."""
    luck = drawn(Purpose.RESAMPLING, (times, size), seed=seed)
    return np.minimum((luck * size).astype(np.int64), size - 1)
