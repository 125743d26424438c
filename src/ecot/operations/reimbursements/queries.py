"""What the faces and the month may ask about reimbursements. Reads only; amounts in cents."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from ecot.ledger import chart
from ecot.ledger.balances import balance, statement
from ecot.ledger.kinds import EntryKind
from ecot.operations.reimbursements.models import Remittance, RemittanceLine
from ecot.operations.reimbursements.owing import ShopOwed, owed_by_shop
from ecot.operations.reimbursements.states import LineState

MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class RemittanceView:
    """A remittance in the list: who said yes, how many lines stand where."""

    remittance_id: UUID
    number: int
    account: str
    execution_on: date
    prepared_by: str
    prepared_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    called_off_at: datetime | None
    lines: int
    total_cents: int
    waiting: int
    ordered: int


def remittances(limit: int = 50) -> list[RemittanceView]:
    """The newest remittances first."""
    rows = Remittance.objects.annotate(
        count=Count("lines"),
        total=Sum("lines__paid_cents"),
        waiting=Count("lines", filter=Q(lines__state=LineState.PREPARED)),
        ordered=Count("lines", filter=Q(lines__state=LineState.ORDERED)),
    ).order_by("-number")
    return [
        RemittanceView(
            row.id,
            row.number,
            row.account_id,
            row.execution_on,
            row.prepared_by,
            row.prepared_at,
            row.confirmed_by,
            row.confirmed_at,
            row.called_off_at,
            row.count,
            row.total or 0,
            row.waiting,
            row.ordered,
        )
        for row in rows[:limit]
    ]


@dataclass(frozen=True, slots=True)
class LineView:
    """A shop's transfer within a remittance."""

    line_id: int
    shop_id: UUID
    shop_number: str
    shop_name: str
    owed_cents: int
    paid_cents: int
    fee_cents: int
    iban: str
    holder: str
    state: LineState
    reason: str
    ordered_on: date | None
    returned_on: date | None


def lines_of_remittance(remittance_id: UUID) -> list[LineView]:
    """The lines of a remittance, by name of shop."""
    return _views(Q(remittance_id=remittance_id))


def payments_of_shop(shop_id: UUID, limit: int = 50) -> list[LineView]:
    """The transfers of a shop, the newest first."""
    return _views(Q(shop_id=shop_id))[::-1][:limit]


def due_shops(at: datetime) -> list[ShopOwed]:
    """The shops that the rule wants to be paid now."""
    return [shop for shop in owed_by_shop(at) if shop.in_the_way is None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What still waits: lines for their second yes, lines for the bank."""

    for_second_yes: int
    for_bank: int


def waiting() -> Waiting:
    """How many lines wait, and for what."""
    found = RemittanceLine.objects.aggregate(
        prepared=Count("id", filter=Q(state=LineState.PREPARED)),
        ordered=Count("id", filter=Q(state=LineState.ORDERED)),
    )
    return Waiting(found["prepared"], found["ordered"])


@dataclass(frozen=True, slots=True)
class DayLine:
    """One kind of movement of a shop on one day: how many, how much (signed, what is owed grows)."""

    on: date
    kind: EntryKind
    count: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class ShopStatement:
    """What a shop was owed at both ends of a span of days, and why it changed."""

    shop_id: UUID
    from_on: date
    until_on: date
    opening_cents: int
    closing_cents: int
    sales_cents: int
    refunds_cents: int
    paid_cents: int
    lines: tuple[DayLine, ...]


_SALES = frozenset({EntryKind.TILL_PAYMENT, EntryKind.VOUCHERS_USED, EntryKind.SHORTFALL_ACCEPTED})
_PAID = frozenset({EntryKind.REMITTANCE_ORDERED, EntryKind.REMITTANCE_RETURNED})


def statement_of(shop_id: UUID, from_on: date, until_on: date) -> ShopStatement:
    """The statement of a shop, day by day, without any household: opening + movements = closing."""
    name = chart.owed_to_shop(shop_id)
    opening_cents = balance(name, from_on - timedelta(days=1))
    moved = statement(name, from_on=from_on, until_on=until_on, limit=MOST_LINES)
    cents: dict[tuple[date, EntryKind], int] = defaultdict(int)
    entries: dict[tuple[date, EntryKind], set[int]] = defaultdict(set)
    totals: Counter[str] = Counter()
    for line in moved:
        day = (line.effective_on, line.kind)
        cents[day] += line.amount_cents
        entries[day].add(line.entry_id)
        totals[_column(line.kind)] += line.amount_cents
    return ShopStatement(
        shop_id=shop_id,
        from_on=from_on,
        until_on=until_on,
        opening_cents=opening_cents,
        closing_cents=opening_cents + sum(totals.values()),
        sales_cents=totals["sales"],
        refunds_cents=totals["refunds"],
        paid_cents=totals["paid"],
        lines=tuple(
            DayLine(on, kind, len(entries[on, kind]), cents[on, kind]) for on, kind in sorted(cents)
        ),
    )


def _column(kind: EntryKind) -> str:
    if kind in _SALES:
        return "sales"
    return "paid" if kind in _PAID else "refunds"


def _views(wanted: Q) -> list[LineView]:
    rows = RemittanceLine.objects.filter(wanted).select_related("shop")
    return [
        LineView(
            row.pk,
            row.shop_id,
            row.shop.number,
            row.shop.name,
            row.owed_cents,
            row.paid_cents,
            row.fee_cents,
            row.iban,
            row.holder,
            LineState(row.state),
            row.reason,
            row.ordered_on,
            row.returned_on,
        )
        for row in rows.order_by("remittance__number", "shop__name", "id")
    ]
