"""What the book counts for the model: months of counts, seats at one instant, what came after.

Owners are opaque and never leave: only counts and sums do, and none about fewer than eleven households.
docs/algorithms/calibration.md. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ecot.figures.baseline import TOO_FEW_HOUSEHOLDS
from ecot.figures.indicators import FEWEST_HOUSEHOLDS
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.monthly import moved_by_owner
from ecot.operations.contributions.queries import pledges_by_month
from ecot.rulebook import reading
from ecot.rules.contribution import ContributionRule
from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.simulation.calibration.observed import Observed, Pledges, Seats, Whole
from ecot.values.month import Month
from ecot.values.references import household as owner_of
from ecot.values.refusal import Reason, Refused

SPENT: Final = frozenset(
    {
        EntryKind.TILL_PAYMENT,
        EntryKind.REFUND,
        EntryKind.VOUCHERS_ISSUED,
        EntryKind.VOUCHERS_USED,
        EntryKind.VOUCHERS_LOST,
    }
)
CAME: Final = frozenset({EntryKind.CONTRIBUTION_RECEIVED, EntryKind.RECEIPT_MATCHED})
NO_CEILING_CENTS: Final = 10_000_00
BOOK_TOO_SHORT: Final = Reason(
    "BOOK_TOO_SHORT",
    "Le livre n'a que {months} mois entiers ; il en faut {wanted} au moins pour apprendre et vérifier."
    " Revenez plus tard, ou demandez un recul plus court.",
)


@dataclass(frozen=True, slots=True)
class BookMonths:
    """The book by month and owner: who was credited, what wallets held and spent, who paid, who pledged."""

    months: tuple[Month, ...]
    allocated: Mapping[Month, Mapping[str, int]]
    available: Mapping[Month, Mapping[str, int]]
    spent: Mapping[Month, Mapping[str, int]]
    paying: Mapping[Month, frozenset[str]]
    pledged: Mapping[Month, Mapping[str, int]]
    last_seen: Mapping[str, int] = field(default_factory=dict)
    first_seen: Mapping[str, int] = field(default_factory=dict)

    def observed(self, upto: int) -> Observed:
        """The counts of months 1 to `upto` − 1: who could leave was here the month before."""
        rows = [self._counts(rank) for rank in range(1, upto)]
        columns = [
            np.array(column, dtype=np.int64)
            for column in zip(*(row[:-1] for row in rows), strict=True)
        ]
        here, left, owing, unpaid, available, spent, arrived = columns
        return Observed(
            here=here,
            left=left,
            owing=owing,
            unpaid=unpaid,
            available_cents=available,
            spent_cents=spent,
            arrived=arrived,
            available_squares=np.array([row[-1] for row in rows], dtype=np.float64),
            pledges=self._pledges(upto - 1),
        )

    def seats(self, rank: int) -> Seats:
        """Who holds a seat at the end of a month, in no order that says who."""
        month = self.months[rank]
        owners = sorted(self.allocated[month])
        left = {who: self.available[month][who] - self.spent[month][who] for who in owners}
        return Seats(
            contribution_cents=_array(self.pledged[month].get(who, 0) for who in owners),
            allocation_cents=_array(self.allocated[month][who] for who in owners),
            persons=np.ones(len(owners), dtype=np.int64),
            wallet_cents=_array(max(0, left[who]) for who in owners),
        )

    def facts(self, ranks: Sequence[int]) -> dict[str, Whole]:
        """What these months did, under the names of a forecast."""
        return {
            "paid_cents": _array(self._paid(rank) for rank in ranks),
            "spent_cents": _array(sum(self.spent[self.months[rank]].values()) for rank in ranks),
            "wallets_cents": _array(self._kept(rank) for rank in ranks),
            "left": _array(self._left(rank) for rank in ranks),
        }

    def _counts(self, rank: int) -> tuple[float, ...]:
        month, before = self.months[rank], self.allocated[self.months[rank - 1]]
        here = self.allocated[month]
        settled = [who for who in here if who in before]
        owing = [who for who in here if self.pledged[month].get(who, 0) > 0]
        available = [max(0, self.available[month][who]) for who in settled]
        return (
            len(before),
            self._left(rank),
            len(owing),
            sum(who not in self.paying[month] for who in owing),
            sum(available),
            sum(self.spent[month][who] for who in settled),
            sum(self.first_seen[who] == rank for who in here),
            float(sum(float(each) ** 2 for each in available)),
        )

    def _left(self, rank: int) -> int:
        before = self.allocated[self.months[rank - 1]]
        return sum(self.last_seen[who] == rank - 1 for who in before)

    def _paid(self, rank: int) -> int:
        month = self.months[rank]
        here = self.allocated[month]
        return sum(self.pledged[month].get(who, 0) for who in self.paying[month] if who in here)

    def _kept(self, rank: int) -> int:
        month = self.months[rank]
        return sum(
            self.available[month][who] - self.spent[month][who] for who in self.allocated[month]
        )

    def _pledges(self, rank: int) -> Pledges | None:
        month = self.months[rank]
        rule = _rule(RuleKind.CONTRIBUTION, month)
        if not isinstance(rule, ContributionRule):
            return None
        amounts = [self.pledged[month].get(who, 0) for who in self.allocated[month]]
        return Pledges(
            amounts_cents=_array(cents for cents in sorted(amounts) if cents > 0),
            minimum_cents=rule.minimum_cents,
            most_cents=rule.ceiling_cents or NO_CEILING_CENTS,
            step_cents=rule.step_cents,
        )


def book_months(until: Month) -> BookMonths | Refused:
    """The book up to a month included. Refused: fewer than eleven households in the last one."""
    allocated, others, spent = _wallets()
    months = tuple(sorted(month for month in allocated if month <= until and allocated[month]))
    if len(months) < 2:  # noqa: PLR2004 (one month to look back at)
        return Refused(BOOK_TOO_SHORT, {"months": len(months), "wanted": 2})
    if len(allocated[months[-1]]) < FEWEST_HOUSEHOLDS:
        return Refused(TOO_FEW_HOUSEHOLDS, {"fewest": FEWEST_HOUSEHOLDS, "month": months[-1].words})
    available, gone = _balances(months, others, spent)
    seen: dict[str, list[int]] = defaultdict(list)
    for rank, month in enumerate(months):
        for who in allocated[month]:
            seen[who].append(rank)
    pledged = {
        month: {str(owner_of(who)): cents for who, cents in each.items()}
        for month, each in pledges_by_month(months).items()
    }
    return BookMonths(
        months=months,
        allocated={month: allocated[month] for month in months},
        available=available,
        spent=gone,
        paying=_paying(months),
        pledged=pledged,
        last_seen={who: ranks[-1] for who, ranks in seen.items()},
        first_seen={who: ranks[0] for who, ranks in seen.items()},
    )


def wallet_rule(month: Month) -> WalletRule | None:
    """The rule on unspent MonA in force in a month."""
    rule = _rule(RuleKind.WALLET, month)
    return rule if isinstance(rule, WalletRule) else None


Amounts = dict[Month, dict[str, int]]


def _nothing() -> dict[str, int]:
    return defaultdict(int)


def _wallets() -> tuple[Amounts, Amounts, Amounts]:
    """By month and owner: credited by allocations, all that is not spending, spending."""
    allocated: Amounts = defaultdict(_nothing)
    others: Amounts = defaultdict(_nothing)
    spent: Amounts = defaultdict(_nothing)
    for row in moved_by_owner(Code.WALLET):
        if row.kind in SPENT:
            spent[row.month][row.owner] -= row.cents
            continue
        others[row.month][row.owner] += row.cents
        if row.kind is EntryKind.ALLOCATION and row.cents > 0:
            allocated[row.month][row.owner] += row.cents
    return allocated, others, spent


def _balances(months: Sequence[Month], others: Amounts, spent: Amounts) -> tuple[Amounts, Amounts]:
    """What each wallet held before spending, and what it spent, month by month."""
    held: dict[str, int] = defaultdict(int)
    available: Amounts = {}
    gone: Amounts = {}
    for month in months:
        for who, cents in others.get(month, {}).items():
            held[who] += cents
        available[month] = defaultdict(int, held)
        gone[month] = defaultdict(int, spent.get(month, {}))
        for who, cents in spent.get(month, {}).items():
            held[who] -= cents
    return available, gone


def _paying(months: Sequence[Month]) -> dict[Month, frozenset[str]]:
    found: dict[Month, set[str]] = {month: set() for month in months}
    for code in (Code.CONTRIBUTION, Code.CONTRIBUTION_FREE):
        for row in moved_by_owner(code):
            if row.month in found and row.kind in CAME and row.cents > 0:
                found[row.month].add(row.owner)
    return {month: frozenset(who) for month, who in found.items()}


def _rule(kind: RuleKind, month: Month) -> object:
    found = reading.all_in_force(month.first_day, (kind,)).get(kind)
    return None if found is None else found.parameters


def _array(values: object) -> Whole:
    return np.array(list(values), dtype=np.int64)  # type: ignore[call-overload]  # an iterable of cents
