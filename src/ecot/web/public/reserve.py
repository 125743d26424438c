"""The published side of the reserve: what backs the MonA, against what circulates."""

from __future__ import annotations

from dataclasses import dataclass

from ecot.figures.indicators import share_of
from ecot.operations.grants.queries import reserve_position


@dataclass(frozen=True, slots=True)
class PublishedReserve:
    """Reserve and MonA outstanding, in cents, and their ratio in basis points."""

    reserve_cents: int
    outstanding_cents: int
    cover_bp: int | None

    @property
    def is_backed(self) -> bool:
        """Whether each MonA has its euro."""
        return self.reserve_cents >= self.outstanding_cents


def published_reserve() -> PublishedReserve:
    """The position now, in three figures."""
    position = reserve_position()
    reserve, outstanding = position.reserve_cents, position.outstanding_cents
    return PublishedReserve(reserve, outstanding, share_of(reserve, outstanding))
