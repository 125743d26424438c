"""Numbers of donors and firms by inverse distribution: one normal in, one whole number out.

`amounts` calls these with a latent normal, so that a count may share the luck of its group. Tables of
probabilities stand in the space of the normal: no rejection, one word per number, whatever its law.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.streams import inverse_normal
from ecot.values.money import BASIS_POINTS

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_EXACT_UP_TO = 400
_WIDTHS = 12
_LEAST_CHANCE = 2.0**-53


def negative_binomial(latent: Floats, *, mean: float, size: float) -> Counts:
    """Counts of that mean and of variance mean + mean²/size, in the shape of `latent`; low gives few."""
    if mean <= 0:
        return np.zeros(latent.shape, dtype=np.int64)
    found: Counts = np.searchsorted(_negative_binomial_bars(mean, size), latent).astype(np.int64)
    return found


def binomial(latent: Floats, *, counts: Counts, chance_bp: int) -> Counts:
    """How many of `counts` stay, each with that chance; exact to 400, then by the normal law."""
    if chance_bp == 0:
        return np.zeros_like(counts)
    chance = chance_bp / BASIS_POINTS
    spread = np.sqrt(counts * chance * (1 - chance))
    near = np.floor(counts * chance + spread * latent + 0.5)
    found: Counts = np.clip(near, 0, counts).astype(np.int64)
    for each in np.unique(counts[counts <= _EXACT_UP_TO]):
        chosen = counts == each
        bars = _binomial_bars(int(each), chance_bp)
        found[chosen] = np.searchsorted(bars, latent[chosen])
    return found


@lru_cache(maxsize=1024)
def _negative_binomial_bars(mean: float, size: float) -> Floats:
    widest = mean + _WIDTHS * (np.sqrt(mean + mean * mean / size) + 1) + _WIDTHS * mean / size
    ranks = np.arange(int(widest), dtype=np.float64)
    steps = np.log((ranks + size) / (ranks + 1) * (mean / (size + mean)))
    return _bars(np.concatenate(([0.0], np.cumsum(steps))))


@lru_cache(maxsize=8192)
def _binomial_bars(count: int, chance_bp: int) -> Floats:
    if count == 0 or chance_bp == BASIS_POINTS:
        return np.full(count, -np.inf)
    ranks = np.arange(count, dtype=np.float64)
    steps = np.log((count - ranks) / (ranks + 1) * (chance_bp / (BASIS_POINTS - chance_bp)))
    return _bars(np.concatenate(([0.0], np.cumsum(steps))))


def _bars(log_weights: Floats) -> Floats:
    """The normal below which at most k come, for each k but the last."""
    weights = np.exp(log_weights - log_weights.max())
    summed = np.cumsum(weights)[:-1] / weights.sum()
    return inverse_normal(np.clip(summed, _LEAST_CHANCE, 1 - _LEAST_CHANCE))
