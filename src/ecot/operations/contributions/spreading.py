"""How money that came fills the months in which it was awaited: docs/algorithms/arrears.md §3.

Pure: no table, no clock, no rounding. Called by the queries of this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ecot.values.month import Month


@dataclass(frozen=True, slots=True)
class Awaited:
    """What was called for one month, in cents (0 where the household pledged nothing)."""

    month: Month
    cents: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A month with what was awaited and what has come for it, in cents."""

    month: Month
    awaited_cents: int
    filled_cents: int

    @property
    def is_empty(self) -> bool:
        """Whether something was awaited and nothing has come yet."""
        return self.awaited_cents > 0 and self.filled_cents == 0

    @property
    def missing_cents(self) -> int:
        """What has not come yet."""
        return self.awaited_cents - self.filled_cents


@dataclass(frozen=True, slots=True)
class Spread:
    """The months filled in order, and what is left over for months to come."""

    months: tuple[Filled, ...]
    advance_cents: int

    @property
    def months_without(self) -> int:
        """In how many awaited months nothing has come."""
        return sum(filled.is_empty for filled in self.months)

    @property
    def missing_cents(self) -> int:
        """What has not come yet, all months together."""
        return sum(filled.missing_cents for filled in self.months)


def spread(awaited: Sequence[Awaited], received_cents: int) -> Spread:
    """Fill the awaited months with what came, the oldest first; what is left is the advance.

    `received_cents` is net of what went back; below zero it counts as nothing.
    """
    left = max(received_cents, 0)
    months: list[Filled] = []
    for call in sorted(awaited, key=lambda call: call.month):
        assert call.cents >= 0, "nothing less than nothing is awaited"
        filled = min(left, call.cents)
        months.append(Filled(call.month, call.cents, filled))
        left -= filled
    return Spread(tuple(months), left)
