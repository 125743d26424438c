"""Income per consumption unit by rank of persons: log-linear between anchors, solved tails.

docs/algorithms/synthetic-households.md, part 3. The curve is written once as many knots, so that a
mixture of communes is a curve like any other and reading it is one interpolation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Anchors = tuple[tuple[float, float], ...]

_LOW_OCTAVES, _HIGH_OCTAVES, _IN_OCTAVE = 14, 29, 16
_MIDDLE_STEPS = 800
_INCOMES = 24_000
_BOW, _BOW_TURNS = 0.3, 60


def standard_ranks() -> Floats:
    """Ranks where a curve is written: even steps from 0.1 to 0.9, then sixteen a halving outwards.

    They end at 0 and at 1 − 2⁻²⁹/10: the richest of five thousand million persons.
    """
    inner = np.linspace(0.1, 0.9, _MIDDLE_STEPS + 1)
    low = 0.1 * 2.0 ** (-np.arange(1, _LOW_OCTAVES * _IN_OCTAVE + 1) / _IN_OCTAVE)
    high = 1.0 - 0.1 * 2.0 ** (-np.arange(1, _HIGH_OCTAVES * _IN_OCTAVE + 1) / _IN_OCTAVE)
    return np.concatenate(([0.0], low[::-1], inner, high))


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A curve: `incomes` (euros a year per consumption unit) at `ranks` of persons, both rising."""

    ranks: Floats
    incomes: Floats

    def at(self, rank: Floats) -> Floats:
        """The income at each rank, by straight lines between knots; the top knot is the highest."""
        return np.interp(rank, self.ranks, self.incomes)

    def rank_of(self, income: float) -> float:
        """The part of persons below an income."""
        return float(np.interp(income, self.incomes, self.ranks))

    def mean(self, low: float = 0.0, high: float = 1.0) -> float:
        """The mean income of the persons between two ranks."""
        inside = (self.ranks > low) & (self.ranks < high)
        ranks = np.concatenate(([low], self.ranks[inside], [high]))
        return float(np.trapezoid(self.at(ranks), ranks) / (high - low))

    def gini(self) -> float:
        """The Gini coefficient of the curve."""
        steps = np.diff(self.ranks)
        held = np.concatenate(
            ([0.0], np.cumsum(steps * (self.incomes[1:] + self.incomes[:-1]) / 2))
        )
        lorenz = held / held[-1]
        return float(1.0 - np.sum(steps * (lorenz[1:] + lorenz[:-1])))


def from_anchors(anchors: Anchors, *, low_slope: float, top_alpha: float) -> Quantiles:
    """The curve through published (rank, income) pairs, in rising order of both.

    Below the first: y₁·(u/u₁)^b; above the last: yₙ·((1 − uₙ)/(1 − u))^(1/α) (MODEL §6.3).
    """
    known = np.array(anchors, dtype=np.float64)
    assert np.all(np.diff(known, axis=0) > 0), "anchors rise in rank and in income"
    ranks = np.unique(np.concatenate((standard_ranks(), known[:, 0])))
    (first, low), (last, high) = anchors[0], anchors[-1]
    incomes = np.exp(np.interp(ranks, known[:, 0], np.log(known[:, 1])))
    below, above = ranks < first, ranks > last
    incomes[below] = low * (ranks[below] / first) ** low_slope
    incomes[above] = high * ((1.0 - last) / (1.0 - ranks[above])) ** (1.0 / top_alpha)
    return Quantiles(ranks, incomes)


def bent(anchors: Anchors, *, mean: float, low_slope: float, top_alpha: float) -> Quantiles:
    """The curve through the anchors whose last inner stretch is bowed so that the mean is met.

    Between the two last anchors ln y leaves the straight line by −k·4t(1−t), t from 0 to 1; k is
    solved within ±0.3. For a country whose mean is published and whose upper tenths are not.
    """
    (from_rank, _), (to_rank, _) = anchors[-2:]
    straight = from_anchors(anchors, low_slope=low_slope, top_alpha=top_alpha)
    part = np.clip((straight.ranks - from_rank) / (to_rank - from_rank), 0.0, 1.0)
    low, high = -_BOW, _BOW
    for _ in range(_BOW_TURNS):
        bow = (low + high) / 2
        found = _bowed(straight, part, bow)
        low, high = (bow, high) if found.mean() > mean else (low, bow)
    return _bowed(straight, part, (low + high) / 2)


def _bowed(straight: Quantiles, part: Floats, bow: float) -> Quantiles:
    return Quantiles(straight.ranks, straight.incomes * np.exp(-bow * 4.0 * part * (1.0 - part)))


def mixture(parts: tuple[tuple[float, Quantiles], ...]) -> Quantiles:
    """The curve of several populations put together, each with its number of persons."""
    whole = sum(persons for persons, _ in parts)
    top = max(curve.incomes[-1] for _, curve in parts)
    lowest = min(float(curve.incomes[1]) for _, curve in parts)
    incomes = np.concatenate(([0.0], np.geomspace(lowest, top, _INCOMES)))
    below = np.zeros_like(incomes)
    for persons, curve in parts:
        below += persons / whole * np.interp(incomes, curve.incomes, curve.ranks)
    ranks = standard_ranks()
    return Quantiles(ranks, np.interp(ranks, below, incomes))
