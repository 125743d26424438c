"""What a run returns: whole cents by draw and month, never households × months × draws.

`running` fills it, `indicators`, `report` and `calibration` read it. The order of `Flow` is the order
of the columns; a new flow is appended.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.scenario.scenario import Scenario

Cents = NDArray[np.int64]


class Flow(IntEnum):
    """A column of `Outcome.flows`: money in cents, people as counts."""

    HOUSEHOLDS = 0
    """Households present at the end of the month."""
    PARTICIPANTS = 1
    EXITS = 2
    ENTRIES = 3
    DUE = 4
    """Contributions due."""
    COLLECTED = 5
    """Contributions received in cash this month, arrears included."""
    TOP_UPS = 6
    """Paid by third parties for households; also counted in their source's column of `receipts`."""
    ALLOCATED = 7
    SPENT = 8
    BROKEN = 9
    """Credit that returned to the pot: leavers, caps, expiry."""
    WALLETS = 10
    """In wallets at the end of the month (a stock)."""
    REIMBURSED = 11
    """Sent to shops, fee already taken."""
    FEES = 12
    OWED_TO_SHOPS = 13
    """Owed to shops at the end of the month (a stock)."""
    RECEIVED = 14
    """From outside sources, all of `receipts`, loans excluded."""
    COSTS = 15
    INTEREST = 16
    LENT = 17
    REPAID = 18
    CASH = 19
    """Cash at the end of the month (a stock)."""
    RESTRICTED = 20
    """Part of CASH that may not back food credit (a stock)."""
    HELD = 21
    """Allocations not granted by the rule for shortage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Who has a seat at month 0 of the first draw, as arrays of one length: for deciles and scales.

    Amounts are cents a month but `relief_year_cents`; `decile` (0–9) is that of the territory, by
    income per consumption unit and persons; `weight` is the number of households that each stands for.
    """

    weight: NDArray[np.float64]
    adults: NDArray[np.int64]
    children: NDArray[np.int64]
    income_cents: Cents
    unit_tenths: NDArray[np.int64]
    decile: NDArray[np.int8]
    is_poor: NDArray[np.bool_]
    contribution_cents: Cents
    allocation_cents: Cents
    top_up_cents: Cents
    relief_year_cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A scenario that was run.

    `flows`: int64 [draw, month, Flow]. `receipts`: int64 [draw, month, source], in the order of
    `source_ids`; `signed`: the part of it that was signed at month 0. Draws are `first_draw`… on.
    """

    scenario: Scenario
    digest: str
    first_draw: int
    flows: Cents
    source_ids: tuple[str, ...]
    receipts: Cents
    signed: Cents
    participants: Participants
    complete: bool = True
    """False where the run was stopped: the draws that are there are whole."""

    def flow(self, column: Flow) -> Cents:
        """One flow, int64 [draw, month]."""
        return self.flows[:, :, column]
