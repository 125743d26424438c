"""What a law of amount gives back, and the one rounding of what was drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.funding.rights import Cents, Flags
from ecot.values.money import BASIS_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Whole cents of one source, int64 [draws, months], at the month the money moves.

    `signed` is the part of `cents` that is signed at month 0; `costs` what it costs to raise; `files`
    counts the files open in a month; `lent` and `repaid` are never income.
    """

    cents: Cents
    signed: Cents
    costs: Cents
    files: Cents
    lent: Cents
    repaid: Cents

    @classmethod
    def of(
        cls,
        cents: Cents,
        *,
        signed: Cents | None = None,
        costs: Cents | None = None,
        files: Cents | None = None,
    ) -> Drawn:
        """Money that comes in, with nothing where it is not said."""
        none = np.zeros_like(cents)
        return cls(
            cents=cents,
            signed=none if signed is None else signed,
            costs=none if costs is None else costs,
            files=none if files is None else files,
            lent=none,
            repaid=none,
        )


def half_up(amounts: NDArray[np.float64]) -> Cents:
    """Amounts that were drawn, to whole cents, a half going up: once per amount."""
    found: Cents = np.floor(amounts + 0.5).astype(np.int64)
    return found


def share_of(cents: Cents, rate_bp: int | Cents) -> Cents:
    """The part of non-negative cents at a rate, rounded half up: `money.share` on arrays."""
    return (2 * cents * rate_bp + BASIS_POINTS) // (2 * BASIS_POINTS)


def ones(held: Flags) -> Cents:
    """Rights as 0 and 1."""
    return held.astype(np.int64)


def months_of_year(year_cents: Cents, cumulated_bp: NDArray[np.int64]) -> Cents:
    """A year's cents over its twelve months, int64 [draws, 12]: cumulated shares are rounded, sums exact.

    `cumulated_bp`, int64 [12], ends at one whole, in any denominator: its last value.
    """
    whole = cumulated_bp[-1]
    summed = (2 * year_cents[:, None] * cumulated_bp + whole) // (2 * whole)
    found: Cents = np.diff(summed, axis=1, prepend=0)
    return found
