"""What the pages of a purse show: values gathered once, worked out by the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final
from uuid import UUID

from ecot.ledger import balances, chart
from ecot.ledger.kinds import EntryKind
from ecot.operations.contributions.queries import pledges
from ecot.operations.members.models import Household
from ecot.rulebook.reading import all_in_force
from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.values import clock
from ecot.values.month import Month

MOST_RECENT: Final = 400
FEWEST_TO_COMPARE: Final = 22
"""Half of the households must be eleven at least: no figure about fewer leaves the house."""


@dataclass(frozen=True, slots=True)
class Purse:
    """A household's balance beside the last allocation that filled it."""

    household_id: UUID
    number: str
    balance_cents: int
    last_cents: int | None
    last_on: date | None
    kept_cents: int | None

    @property
    def percent_left(self) -> int:
        """How full the purse is beside its last allocation, from 0 to 100."""
        if not self.last_cents:
            return 0
        return max(0, min(100, 100 * self.balance_cents // self.last_cents))


def _kept(last_cents: int | None, on: date) -> int | None:
    """How much may follow into the next month; nothing where there is no limit."""
    found = all_in_force(on, (RuleKind.WALLET,)).get(RuleKind.WALLET)
    rule = None if found is None else found.parameters
    if not isinstance(rule, WalletRule) or rule.carry_over_months is None:
        return None
    return rule.carry_over_months * (last_cents or 0)


def purse(household_id: UUID) -> Purse | None:
    """The purse of a household; nothing where there is no such household."""
    number = Household.objects.filter(id=household_id).values_list("number", flat=True).first()
    if number is None:
        return None
    name = chart.wallet(household_id)
    lines = balances.statement(name, limit=MOST_RECENT)
    last = next(
        (line for line in lines if line.kind is EntryKind.ALLOCATION and line.reversed_by is None),
        None,
    )
    return Purse(
        household_id,
        number,
        balances.balance(name),
        None if last is None else last.amount_cents,
        None if last is None else last.effective_on,
        _kept(None if last is None else last.amount_cents, clock.today()),
    )


def numbers_of(household_ids: Sequence[UUID]) -> list[tuple[UUID, str]]:
    """The numbers of these households, in one query."""
    rows = Household.objects.filter(id__in=household_ids).order_by("number")
    return list(rows.values_list("id", "number"))


def middle_pledge(month: Month) -> int | None:
    """Half of the households give this or more; nothing where they are too few to be told."""
    amounts = sorted(cents for cents in pledges(month).values() if cents > 0)
    return median_low(amounts) if len(amounts) >= FEWEST_TO_COMPARE else None
