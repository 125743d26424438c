"""The few statistics of this room: order quantiles, Wilson's interval, signed rounding, weighted sums.

Whole numbers stay whole; floats are statistics and decide who pays nothing.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from ecot.values.money import round_half_up

Z_95 = 1.959963984540054
"""The 0.975 quantile of the standard normal law."""


def order_quantile(drawn: NDArray[np.int64], percent: int) -> NDArray[np.int64]:
    """The value of rank ⌈q·D⌉ along the draws (axis 0): one that was drawn, in its own unit."""
    rank = max(1, ceil(Fraction(percent * len(drawn), 100)))
    chosen: NDArray[np.int64] = np.sort(drawn, axis=0)[rank - 1]
    return chosen


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a chance seen `hits` times in `trials`."""
    square = Z_95 * Z_95
    half = Z_95 * sqrt(hits * (trials - hits) / trials + square / 4)
    low = (hits + square / 2 - half) / (trials + square)
    high = (hits + square / 2 + half) / (trials + square)
    return (low if hits else 0.0), (high if hits < trials else 1.0)


def nearest(amount: Fraction) -> int:
    """The nearest whole number, a half going away from zero: a mean may be negative."""
    size = round_half_up(abs(amount.numerator), amount.denominator)
    return size if amount >= 0 else -size


def mean_cents(amounts: NDArray[np.int64], weights: NDArray[np.float64]) -> int | None:
    """A weighted mean of cents, rounded once; nothing where nobody weighs."""
    total = float(weights.sum())
    if total <= 0:
        return None
    return nearest(Fraction(float((amounts * weights).sum())) / Fraction(total))


def part(numerator: float, denominator: float) -> float | None:
    """A share, or nothing where there is nothing to share."""
    return numerator / denominator if denominator > 0 else None
