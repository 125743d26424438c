"""What the faces may ask about sales: a till's day, a disputed sale, a household's movements. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ecot.ledger import chart
from ecot.ledger.balances import StatementLine, statement
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.operations.shops.queries import selling_at
from ecot.values.clock import at
from ecot.values.references import identity_of

MOST_SALES = 2_000
AROUND = timedelta(hours=1)
SALES = frozenset({EntryKind.TILL_PAYMENT, EntryKind.REFUND, EntryKind.REVERSAL})


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A sale, a refund (below zero) or an undone sale (below zero), as a shop's day shows it."""

    entry_id: int
    kind: EntryKind
    at: datetime
    occurred_on: date
    amount_cents: int
    point_of_sale_id: UUID | None
    household_id: UUID
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class DayOfSales:
    """A point of sale's day: its lines, the newest first, and their sum."""

    lines: tuple[SaleLine, ...]
    total_cents: int


def sales_of_day(point_of_sale_id: UUID, day: date) -> DayOfSales:
    """The sales and refunds of a point of sale on a day; a correction shows as its two lines."""
    point = selling_at(point_of_sale_id, day)
    if point is None:
        return DayOfSales((), 0)
    of_shop = _sales(point.shop_id, day)
    here = {line.undone_by for line in of_shop if line.point_of_sale_id == point_of_sale_id}
    lines = tuple(
        line
        for line in of_shop
        if line.point_of_sale_id == point_of_sale_id or line.entry_id in here
    )
    return DayOfSales(lines, sum(line.amount_cents for line in lines))


def disputed_sales(
    shop_id: UUID, *, on: date, hour: int, amount_cents: int | None = None
) -> list[SaleLine]:
    """The sales of a shop on a day, within an hour of the hour given, of that amount or of any."""
    around = at(on, hour)
    return [
        line
        for line in _sales(shop_id, on)
        if line.kind is EntryKind.TILL_PAYMENT
        and abs(line.at - around) <= AROUND + timedelta(minutes=59)
        and (amount_cents is None or line.amount_cents == amount_cents)
    ]


def _sales(shop_id: UUID, day: date) -> list[SaleLine]:
    lines = statement(chart.owed_to_shop(shop_id), from_on=day, until_on=day, limit=MOST_SALES)
    return [_sale_line(line) for line in lines if _is_sale(line)]


def _is_sale(line: StatementLine) -> bool:
    return line.kind in SALES and line.counterpart.code is Code.WALLET


def _sale_line(line: StatementLine) -> SaleLine:
    point = line.evidence.get("point_of_sale")
    return SaleLine(
        line.entry_id,
        line.kind,
        line.posted_at,
        line.occurred_on,
        line.amount_cents,
        None if point is None else UUID(hex=str(point)),
        identity_of(line.counterpart.owner),
        line.reversed_by,
    )
