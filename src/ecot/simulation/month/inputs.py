"""What a month needs to know, as plain arrays: small cases are written by hand, `running` the others.

Seats, not people: a seat that is left and taken again is one place of these arrays. Amounts are
int64 cents, thresholds those of 21-bit coins (`streams.coin_threshold`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ecot.rules.wallet import WalletRule

Whole = NDArray[np.int64]


class Sum(IntEnum):
    """A column of what households did in a month, summed over a chunk: cents, or counts."""

    HOUSEHOLDS = 0
    PARTICIPANTS = 1
    EXITS = 2
    ENTRIES = 3
    DUE = 4
    UNPAID = 5
    BROKEN = 6
    INTENDED = 7
    """Allocations by the rule, before the answer to a shortage."""
    ALLOCATED = 8
    SPENT = 9
    WALLETS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """Thresholds of the coin of leaving, [seats] or [draws × seats]."""

    settled: Whole
    recent: Whole | None = None
    """Of households in one of their first months; none: like the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for the seats of a chunk from a month on.

    `contribution_cents` is [seats] or [draws × seats], `allocation_cents` [seats], `third_cents`
    [third parties × the shape of contributions]: what each would pay for the household of that seat.
    """

    from_month: int
    contribution_cents: Whole
    allocation_cents: Whole
    exits: Exits
    exits_after_cut: Exits | None = None
    wallet: WalletRule | None = None
    third_cents: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """How much of a wallet goes in a month: `low_bp` of it below the threshold, else all; both [draws].

    `first_month_bp` is what goes in the month of entry.
    """

    low_bp: Whole
    low_thresholds: Whole
    first_month_bp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A chunk of seats in a chunk of draws, for all months.

    `seats` is [months]: how many seats the whole caisse has open; the chunk holds those from `start`
    (a multiple of 4) on. `persons` and `opening_wallet_cents` are [seats of the chunk].
    """

    seed: int
    first_draw: int
    draws: int
    start: int
    seats: Whole
    persons: Whole
    opening_wallet_cents: Whole
    terms: tuple[Terms, ...]
    unpaid_thresholds: Whole
    spending: Spending
    refill: bool = True
    may_freeze: bool = False
    """Whether a shortage may stop entries: seats then stand empty in some draws only."""
    is_opening: bool = False
    """The caisse opens in month 0: everyone is in their first month."""

    def open_seats(self, month: int) -> int:
        """How many seats of this chunk are open in a month."""
        return int(min(max(int(self.seats[month]) - self.start, 0), len(self.persons)))

    def terms_in(self, month: int) -> Terms:
        """The terms in force in a month."""
        found = self.terms[0]
        for each in self.terms[1:]:
            if each.from_month <= month:
                found = each
        return found
