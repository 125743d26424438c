"""What the book says, month by month: the figures that anyone may read.

Called by the public page, the demo and the reports. No figure about fewer than eleven households
leaves the house: such a month is not shown at all, and counts of households are rounded to ten so
that no subtraction gives a smaller group. Pure once its sums are given; nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ecot.ledger import monthly
from ecot.ledger.chart import Code
from ecot.ledger.monthly import Sums
from ecot.values.money import BASIS_POINTS, round_half_up
from ecot.values.month import Month

FEWEST_HOUSEHOLDS: Final = 11
ROUNDED_TO: Final = 10

CONTRIBUTIONS: Final = (Code.CONTRIBUTION, Code.CONTRIBUTION_FREE)
PUBLIC_MONEY: Final = (Code.GRANT_INCOME,)
OTHER_MONEY: Final = (Code.GIFT, Code.PATRONAGE, Code.OTHER_BODIES)
RUNNING: Final = (Code.COST_SERVICES, Code.COST_STAFF, Code.BANK_FEE)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month in cents; `households` is rounded to ten."""

    month: Month
    distributed_cents: int
    contributed_cents: int
    public_cents: int
    other_cents: int
    running_cents: int
    households: int

    @property
    def contributed_share_bp(self) -> int | None:
        """Contributions for what is distributed, in basis points; nothing where nothing was."""
        return share_of(self.contributed_cents, self.distributed_cents)


@dataclass(frozen=True, slots=True)
class Indicators:
    """The months that may be shown, oldest first, and how many were kept back."""

    months: tuple[MonthFigures, ...]
    kept_back: int

    def total(self, name: str) -> int:
        """The sum of one figure over the months that are shown."""
        return sum(getattr(month, name) for month in self.months)

    @property
    def distributed_cents(self) -> int:
        """All that was distributed."""
        return self.total("distributed_cents")

    @property
    def contributed_cents(self) -> int:
        """All that was contributed."""
        return self.total("contributed_cents")

    @property
    def contributed_share_bp(self) -> int | None:
        """Contributions for what is distributed, over all the months shown."""
        return share_of(self.contributed_cents, self.distributed_cents)


def share_of(part_cents: int, whole_cents: int) -> int | None:
    """A part of a whole in basis points, rounded half up once; nothing where there is no whole."""
    if whole_cents <= 0 or part_cents < 0:
        return None
    return round_half_up(part_cents * BASIS_POINTS, whole_cents)


def rounded(households: int) -> int:
    """A count of households as it may be shown: the nearest ten."""
    return round_half_up(households, ROUNDED_TO) * ROUNDED_TO


def indicators() -> Indicators:
    """The figures of the book that anyone may read."""
    return told(monthly.standing_by_month(), monthly.wallets_credited_by_month())


def told(standing: Sums, households: Mapping[Month, int]) -> Indicators:
    """The figures of each month from balances at its end and from the households that received.

    A month is kept back where one to ten households received: one could read them through it.
    """
    shown: list[MonthFigures] = []
    before: Mapping[Code, int] = {}
    kept_back = 0
    for month, sums in sorted(standing.items()):
        moved = {code: cents - before.get(code, 0) for code, cents in sums.items()}
        before = sums
        count = households.get(month, 0)
        if 0 < count < FEWEST_HOUSEHOLDS:
            kept_back += 1
            continue
        shown.append(_month(month, moved, count))
    return Indicators(tuple(shown), kept_back)


def _month(month: Month, moved: Mapping[Code, int], households: int) -> MonthFigures:
    def sum_of(codes: tuple[Code, ...]) -> int:
        return sum(moved.get(code, 0) for code in codes)

    return MonthFigures(
        month=month,
        distributed_cents=moved.get(Code.ALLOCATION_GRANTED, 0),
        contributed_cents=sum_of(CONTRIBUTIONS),
        public_cents=sum_of(PUBLIC_MONEY),
        other_cents=sum_of(OTHER_MONEY),
        running_cents=sum_of(RUNNING),
        households=rounded(households),
    )
