"""What each month moved: the sum of every account family at each closing, and since the last one.

Called by `figures`. One query for the closed months, one for the rows since: no row is read twice.
Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from ecot.ledger import chart
from ecot.ledger.chart import Code
from ecot.ledger.closing import last_closed
from ecot.ledger.kinds import EntryKind
from ecot.ledger.models import ClosingBalance, Transfer
from ecot.values.month import Month

Sums = Mapping[Month, Mapping[Code, int]]


@dataclass(frozen=True, slots=True)
class OwnerMoved:
    """What one kind of entries moved on the account of one owner in one month, in its natural sense."""

    month: Month
    owner: str
    kind: EntryKind
    cents: int


def standing_by_month() -> Sums:
    """The balance of each family at the end of each month, in its natural sense, in cents.

    The months run from the first closed one to the last one that bears a row.
    """
    known: dict[Month, dict[Code, int]] = defaultdict(lambda: defaultdict(int))
    closed = ClosingBalance.objects.values_list("closing__month", "account__code")
    for first_day, code, cents in closed.annotate(cents=Sum("balance_cents")):
        known[Month.of(first_day)][Code(code)] += chart.sense(Code(code)) * int(cents)
    last = last_closed()
    running = dict(known[last]) if last is not None else {}
    for month, moved in sorted(_moved_after(last).items()):
        for code, cents in moved.items():
            running[code] = running.get(code, 0) + cents
        known[month] = dict(running)
    return {month: dict(sums) for month, sums in sorted(known.items())}


def _moved_after(last: Month | None) -> dict[Month, dict[Code, int]]:
    after = date(1, 1, 1) if last is None else last.last_day
    moved: dict[Month, dict[Code, int]] = defaultdict(lambda: defaultdict(int))
    for side, sign in (("credit", 1), ("debit", -1)):
        rows = (
            Transfer.objects.filter(effective_on__gt=after)
            .annotate(month=TruncMonth("effective_on"))
            .values_list("month", f"{side}__code")
            .annotate(cents=Sum("amount_cents"))
        )
        for first_day, code, cents in rows.order_by():
            moved[Month.of(first_day)][Code(code)] += sign * chart.sense(Code(code)) * int(cents)
    return moved


def wallets_credited_by_month() -> dict[Month, int]:
    """How many households received an allocation in each month (opaque owners are only counted)."""
    rows = (
        Transfer.objects.filter(entry__kind=EntryKind.ALLOCATION, credit__code=Code.WALLET)
        .annotate(month=TruncMonth("effective_on"))
        .values_list("month")
        .annotate(wallets=Count("credit", distinct=True))
        .order_by("month")
    )
    return {Month.of(first_day): int(wallets) for first_day, wallets in rows}


def moved_by_owner(code: Code) -> list[OwnerMoved]:
    """Every account of a family, month by month and kind by kind, in two queries; owners are opaque."""
    found: dict[tuple[Month, str, EntryKind], int] = defaultdict(int)
    for side, sign in (("credit", 1), ("debit", -1)):
        rows = (
            Transfer.objects.filter(**{f"{side}__code": code})
            .annotate(month=TruncMonth("effective_on"))
            .values_list("month", f"{side}__owner", "entry__kind")
            .annotate(cents=Sum("amount_cents"))
        )
        for first_day, owner, kind, cents in rows.order_by():
            key = (Month.of(first_day), owner, EntryKind(kind))
            found[key] += sign * chart.sense(code) * int(cents)
    return [OwnerMoved(*key, cents) for key, cents in sorted(found.items())]
