"""The one rounding of `money.py` on arrays, equal to the cent, for the twins of rules.

The rules and the simulation call it. A float64 may carry exact whole numbers on the way to an
integer, within the bounds stated here; no amount is ever a float.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ecot.values.money import BASIS_POINTS

Whole: TypeAlias = NDArray[np.int32 | np.int64]
Cents: TypeAlias = NDArray[np.int64]

EXACT_FLOAT = 2**50
"""Below it, sums and products of whole numbers are exact in float64, with room for one half."""

EXACT_INTEGER = 2**62
"""Below it, twice the number still is an int64."""


def assert_whole(*arrays: NDArray[np.generic]) -> None:
    """Our own mistake where an array does not hold 32- or 64-bit integers, or shapes differ."""
    assert all(each.dtype in (np.int32, np.int64) for each in arrays), "whole numbers"
    assert len({each.shape for each in arrays}) == 1, "one number of each per place"


def largest(array: Whole) -> int:
    """The largest number of an array, 0 where there is none or all are negative."""
    return max(0, int(array.max())) if array.size else 0


def smallest(array: Whole) -> int:
    """The smallest number of an array, 0 where there is none or all are positive."""
    return min(0, int(array.min())) if array.size else 0


def round_half_up_many(numerator: Whole, denominator: Whole) -> Cents:
    """The twin of `round_half_up`: non-negative numerators by positive denominators.

    Floored in float64 where exact: the quotient of two whole numbers below 2⁵³ is correctly rounded,
    and one that is not whole lies further from the next whole number than its last bit.
    """
    assert smallest(numerator) >= 0, "only a non-negative amount is rounded"
    assert denominator.size == 0 or int(denominator.min()) > 0, "a positive denominator"
    bound = 2 * largest(numerator) + largest(denominator)
    assert bound < EXACT_INTEGER, "the fraction fits 64 bits"
    over = numerator.astype(np.int64) * 2 + denominator
    under = denominator.astype(np.int64) * 2
    if bound < EXACT_FLOAT:
        return (over / under).astype(np.int64)
    return over // under


def share_many(amount_cents: Whole, rate_basis_points: int) -> Cents:
    """The twin of `share`: the part of non-negative amounts at one rate, rounded half up."""
    assert smallest(amount_cents) >= 0, "only a non-negative amount is rounded"
    bound = 2 * largest(amount_cents) * rate_basis_points + BASIS_POINTS
    assert bound < EXACT_INTEGER, "the share fits 64 bits"
    over = amount_cents.astype(np.int64) * (2 * rate_basis_points) + BASIS_POINTS
    return over // (2 * BASIS_POINTS)
