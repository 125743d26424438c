"""What a month's allocation would be, household by household, before anything is posted.

The preview, the run, one household's line and the undoing all read the same draft, so that what is
shown is what is done (docs/algorithms/allocation-run.md). Reads only; the amount is the rule's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import numpy as np

from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.operations.allocations.models import HeldReason
from ecot.operations.allocations.rules_applied import MonthRules
from ecot.operations.allocations.standing import MonthLines, last_allocations, lines_of
from ecot.operations.contributions.queries import held, pledges
from ecot.operations.members.queries import Composition, compositions, entry_days
from ecot.rules.allocation import AllocationRule, allocate_many
from ecot.rules.wallet import surplus
from ecot.values.month import Month
from ecot.values.references import household


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What one household would receive, and on what evidence; held where a person must answer.

    `attempt` is that of the run that posts it: 2 or more after an undone run.
    """

    household_id: UUID
    number: int
    adults: int
    children: int
    pledged_cents: int
    days_present: int | None
    days_in_month: int | None
    amount_cents: int
    held: HeldReason | None = None
    months_without: int = 0
    theta_bp: int | None = None
    attempt: int = 1

    @property
    def evidence(self) -> dict[str, object]:
        """What the entry keeps, so that anyone can compute the amount again."""
        kept: dict[str, object] = {
            "adults": self.adults,
            "children": self.children,
            "pledged_cents": self.pledged_cents,
        }
        if self.days_present is not None:
            kept |= {"days_present": self.days_present, "days_in_month": self.days_in_month}
        if self.theta_bp is not None:
            kept["theta_bp"] = self.theta_bp
        if self.attempt > 1:
            kept["attempt"] = self.attempt
        return kept


@dataclass(frozen=True, slots=True)
class Draft:
    """A month's lines to post and lines held, with what already stands."""

    month: Month
    rules: MonthRules
    ready: tuple[DraftLine, ...]
    held: tuple[DraftLine, ...]
    standing: MonthLines

    @property
    def total_cents(self) -> int:
        """What the lines to post would grant."""
        return sum(line.amount_cents for line in self.ready)


def day_of_reading(month: Month, on: date) -> date:
    """The day on which memberships are read: that of the run, within its month."""
    return min(max(on, month.first_day), month.last_day)


def draft(month: Month, on: date, rules: MonthRules) -> Draft:
    """Who would receive what; households whose line stands already are left out."""
    lines = lines_of(month)
    counted = compositions(month, rules.allocation.child_age_max, on=day_of_reading(month, on))
    due = {who: people for who, people in counted.items() if who not in lines.standing}
    waiting = held(month, rules.allocation.months_tolerated)
    ready: list[DraftLine] = []
    kept_back: list[DraftLine] = []
    for line in lines_for(month, due, rule=rules.allocation, lines=lines):
        if line.household_id in waiting:
            kept_back.append(
                _held(line, HeldReason.NO_CONTRIBUTION, waiting[line.household_id].months_without)
            )
        elif line.amount_cents > 0:
            ready.append(line)
    return Draft(month, rules, tuple(ready), tuple(kept_back), lines)


def lines_for(
    month: Month,
    counted: Mapping[UUID, Composition],
    *,
    rule: AllocationRule,
    lines: MonthLines,
) -> list[DraftLine]:
    """The line of each of these households, by the twin of the rule, in the order of identifiers."""
    ordered = sorted(counted)
    if not ordered:
        return []
    pledged, entered = pledges(month), entry_days()
    days = [_days_present(month, entered.get(who)) for who in ordered]
    amounts = allocate_many(
        rule,
        np.array([counted[who].adults for who in ordered], dtype=np.int64),
        np.array([counted[who].children for who in ordered], dtype=np.int64),
        days_present=np.array(days, dtype=np.int64),
        days_in_month=month.days,
    )
    return [
        DraftLine(
            household_id=who,
            number=lines.next_number(who),
            adults=counted[who].adults,
            children=counted[who].children,
            pledged_cents=pledged.get(who, 0),
            days_present=present if _partial(rule, month, present) else None,
            days_in_month=month.days if _partial(rule, month, present) else None,
            amount_cents=int(amount),
        )
        for who, present, amount in zip(ordered, days, amounts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Surplus:
    """What a wallet would give back, and the last allocation that measures its cap, in cents."""

    cents: int
    last_allocation_cents: int


def surpluses(month: Month, rules: MonthRules, households: Collection[UUID]) -> dict[UUID, Surplus]:
    """What each of these wallets would give back to the pot when the month opens; zeros left out."""
    if rules.wallet.carry_over_months is None:
        return {}
    wallets = balances(Code.WALLET)
    holding = {who: cents for who in households if (cents := wallets.get(household(who), 0)) > 0}
    last = last_allocations(month, holding)
    found = {
        who: Surplus(
            surplus(rules.wallet, balance_cents=cents, last_allocation_cents=last.get(who, 0)),
            last.get(who, 0),
        )
        for who, cents in sorted(holding.items())
    }
    return {who: over for who, over in found.items() if over.cents > 0}


def _days_present(month: Month, entered_on: date | None) -> int:
    if entered_on is None or entered_on <= month.first_day:
        return month.days
    return max(0, (month.last_day - entered_on).days + 1)


def _partial(rule: AllocationRule, month: Month, days_present: int) -> bool:
    return rule.prorata_entry_month and days_present < month.days


def _held(line: DraftLine, reason: HeldReason, months_without: int) -> DraftLine:
    return replace(line, held=reason, months_without=months_without)
