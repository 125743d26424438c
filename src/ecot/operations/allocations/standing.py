"""What the book says of a month's allocations: which line stands for each household. Reads only.

The lines of a run are the entries under its keys; a line stands until an entry takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ecot.ledger.entries import EntryView, entries
from ecot.operations.allocations import keys
from ecot.values.month import Month

MONTHS_LOOKED_BACK = 24


@dataclass(frozen=True, slots=True)
class StandingLine:
    """The allocation of a household in a month, as it stands."""

    household_id: UUID
    number: int
    entry_id: int
    amount_cents: int
    rules: Mapping[str, int]
    evidence: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MonthLines:
    """The standing line of each household of a month, and the last number given to each."""

    standing: Mapping[UUID, StandingLine]
    last_numbers: Mapping[UUID, int]

    def next_number(self, household_id: UUID) -> int:
        """The number of the household's next line in this month."""
        return self.last_numbers.get(household_id, 0) + 1


def lines_of(month: Month) -> MonthLines:
    """Every line of a month, in two queries."""
    standing: dict[UUID, StandingLine] = {}
    last_numbers: dict[UUID, int] = {}
    for entry in entries(key_prefix=keys.lines(month), limit=None):
        household_id, number = keys.read_line(entry.key)
        last_numbers[household_id] = max(number, last_numbers.get(household_id, 0))
        if entry.reversed_by is None:
            standing[household_id] = _line(household_id, number, entry)
    return MonthLines(standing, last_numbers)


def last_allocations(before: Month, wanted: Iterable[UUID]) -> dict[UUID, int]:
    """The last allocation of each of these households before a month, in cents.

    Month by month backwards, as far as two years; a household that received nothing is absent.
    """
    waiting = set(wanted)
    found: dict[UUID, int] = {}
    month = before.previous()
    for _ in range(MONTHS_LOOKED_BACK):
        if not waiting:
            break
        for household_id, line in lines_of(month).standing.items():
            if household_id in waiting:
                found[household_id] = line.amount_cents
        waiting -= found.keys()
        month = month.previous()
    return found


def _line(household_id: UUID, number: int, entry: EntryView) -> StandingLine:
    return StandingLine(
        household_id, number, entry.entry_id, entry.total_cents, entry.rules, entry.evidence
    )
