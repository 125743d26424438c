"""What is counted in a book, without anyone's name: months of counts, and seats at one instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledges:
    """What households chose to give, cents a month, with the rule that bounds the choice."""

    amounts_cents: Whole
    minimum_cents: int
    most_cents: int
    step_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Counts by month, arrays of one length; `pledges` and the rest are of the whole time.

    `here` were here last month too and might have left; `owing` owed a contribution. The three of
    spending are of households that were here before: Σw, Σs and Σw² of wallets after their credit.
    """

    here: Whole
    left: Whole
    owing: Whole
    unpaid: Whole
    available_cents: Whole
    spent_cents: Whole
    available_squares: Floats
    arrived: Whole
    pledges: Pledges | None = None
    renewals_asked: int = 0
    renewals_obtained: int = 0
    spent_by_shop_cents: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many months."""
        return len(self.here)

    def first(self, months: int) -> Observed:
        """Only the first months: what was known then."""
        names = (
            "here",
            "left",
            "owing",
            "unpaid",
            "available_cents",
            "spent_cents",
            "available_squares",
            "arrived",
        )
        cut = {name: getattr(self, name)[:months] for name in names}
        rest = ("pledges", "renewals_asked", "renewals_obtained", "spent_by_shop_cents")
        return Observed(**cut, **{name: getattr(self, name) for name in rest})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Who holds a seat at the instant from which one forecasts, arrays of one length, cents."""

    contribution_cents: Whole
    allocation_cents: Whole
    persons: Whole
    wallet_cents: Whole

    def __len__(self) -> int:
        """How many seats."""
        return len(self.contribution_cents)
