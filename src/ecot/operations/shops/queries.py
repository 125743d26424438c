"""What other rooms and the faces may ask about shops. Reads only.

`selling_at` is on the way of every payment: one query, no object graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ecot.operations.shops import refusals
from ecot.operations.shops.models import Agreement, BankDetails, PointOfSale, Shop, ShopStateRow
from ecot.operations.shops.states import ShopState
from ecot.records.asking import Question, Row, ask
from ecot.values.month import day_in_words
from ecot.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class SellingPoint:
    """Where a payment is asked, as it stands on one day."""

    point_of_sale_id: UUID
    name: str
    shop_id: UUID
    shop_name: str
    category: str
    state: ShopState | None
    state_since_on: date | None
    under_agreement: bool
    closed: bool

    @property
    def refusal(self) -> Refused | None:
        """Why this point of sale may not sell on that day; None when it may."""
        facts = {"shop": self.shop_name}
        if self.state is ShopState.SUSPENDED and self.state_since_on is not None:
            since = day_in_words(self.state_since_on)
            return Refused(refusals.SHOP_SUSPENDED, {**facts, "since": since})
        if self.state is not ShopState.ACCREDITED:
            return Refused(refusals.SHOP_NOT_ACCREDITED, facts)
        if not self.under_agreement:
            return Refused(refusals.AGREEMENT_EXPIRED, facts)
        if self.closed:
            return Refused(refusals.POINT_OF_SALE_CLOSED, {**facts, "point_of_sale": self.name})
        return None


# On the way of every payment: written by hand, it costs a third of what composing it each time does.
_SELLING = """
SELECT p.id, p.name, s.id, s.name, s.category, p.opened_on, p.closed_on,
  (SELECT t.state FROM shops_shopstaterow t WHERE t.shop_id = s.id AND t.since_on <= %s
   ORDER BY t.since_on DESC, t.id DESC LIMIT 1),
  (SELECT t.since_on FROM shops_shopstaterow t WHERE t.shop_id = s.id AND t.since_on <= %s
   ORDER BY t.since_on DESC, t.id DESC LIMIT 1),
  EXISTS (SELECT 1 FROM shops_agreement a WHERE a.shop_id = s.id AND a.starts_on <= %s AND a.ends_on >= %s)
FROM shops_pointofsale p JOIN shops_shop s ON s.id = p.shop_id WHERE p.id = %s
"""


def selling_question(point_of_sale_id: UUID, day: date) -> Question[SellingPoint]:
    """Which shop is behind a point of sale on a day, and whether it may sell."""
    values = (day, day, day, day, point_of_sale_id.hex)
    return Question(_SELLING, 10, lambda row: _selling_point(row, day), values)


def selling_at(point_of_sale_id: UUID, day: date) -> SellingPoint | None:
    """The shop behind a point of sale on a day, and whether it may sell; None where unknown."""
    return ask(selling_question(point_of_sale_id, day))


def _selling_point(row: Row, day: date) -> SellingPoint:
    point_id, name, shop_id, shop_name, category, opened, closed, state, since, covered = row
    opened_on, closed_on = _day(opened), _day(closed)
    assert opened_on is not None, "a point of sale opened on a day"
    return SellingPoint(
        UUID(str(point_id)),
        str(name),
        UUID(str(shop_id)),
        str(shop_name),
        str(category),
        None if state is None else ShopState(str(state)),
        _day(since),
        bool(covered),
        closed=day < opened_on or (closed_on is not None and day >= closed_on),
    )


def _day(value: object) -> date | None:
    """A day as the driver gives it: SQLite hands over its text."""
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A shop as lists show it."""

    shop_id: UUID
    number: str
    name: str
    category: str
    state: ShopState | None
    state_since_on: date | None
    agreement_ends_on: date | None
    points_of_sale: int


def shops(
    *, on: date | None = None, search: str = "", state: ShopState | None = None
) -> list[ShopRow]:
    """Every shop by name, as on a day (the last recorded state if not given)."""
    rows = Shop.objects.annotate(
        now=_latest(OuterRef("id"), on, "state"),
        since=_latest(OuterRef("id"), on, "since_on"),
        until=Subquery(
            Agreement.objects.filter(shop=OuterRef("id")).order_by("-ends_on").values("ends_on")[:1]
        ),
    )
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(number__iexact=search))
    if state is not None:
        rows = rows.filter(now=state)
    counted = _open_points_of_sale(on)
    values = rows.order_by("name", "number").values_list(
        "id", "number", "name", "category", "now", "since", "until"
    )
    return [
        ShopRow(
            shop_id,
            number,
            name,
            category,
            None if now is None else ShopState(now),
            since,
            until,
            counted.get(shop_id, 0),
        )
        for shop_id, number, name, category, now, since, until in values
    ]


@dataclass(frozen=True, slots=True)
class PointOfSaleRow:
    """A point of sale as maps and lists show it; market days are ISO weekdays, Monday = 1."""

    point_of_sale_id: UUID
    shop_id: UUID
    shop_name: str
    name: str
    kind: str
    category: str
    address: str
    latitude: float | None
    longitude: float | None
    hours: str
    market_days: tuple[int, ...]
    closed_on: date | None


def points_of_sale(
    *, shop_id: UUID | None = None, selling_on: date | None = None
) -> list[PointOfSaleRow]:
    """Points of sale by name: of one shop, or those where one may pay on a day, or all."""
    rows = PointOfSale.objects.all()
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    if selling_on is not None:
        rows = rows.annotate(
            now=_latest(OuterRef("shop_id"), selling_on, "state"),
            covered=_under_agreement(OuterRef("shop_id"), selling_on),
        ).filter(_open_on(selling_on), now=ShopState.ACCREDITED, covered=True)
    return [
        PointOfSaleRow(
            row.id,
            row.shop_id,
            row.shop.name,
            row.name,
            row.kind,
            row.shop.category,
            row.address,
            row.latitude,
            row.longitude,
            row.hours,
            tuple(int(digit) for digit in row.market_days),
            row.closed_on,
        )
        for row in rows.select_related("shop").order_by("name", "id")
    ]


@dataclass(frozen=True, slots=True)
class PayableAccount:
    """The bank account to which a shop is paid."""

    shop_id: UUID
    bank_details_id: int
    iban: str
    bic: str
    holder: str


def iban_for_payment(shop_id: UUID, at: datetime) -> PayableAccount | None:
    """The one bank account usable at an instant: the newest confirmed, waited for and not stopped."""
    return ibans_for_payment(at, [shop_id]).get(shop_id)


def ibans_for_payment(
    at: datetime, shop_ids: Iterable[UUID] | None = None
) -> dict[UUID, PayableAccount]:
    """The usable bank account of each shop at an instant, in one query; shops without one are left out."""
    rows = BankDetails.objects.filter(usable_from_at__lte=at).filter(
        Q(stopped_at=None) | Q(stopped_at__gt=at)
    )
    if shop_ids is not None:
        rows = rows.filter(shop_id__in=list(shop_ids))
    ordered = rows.order_by("usable_from_at", "id").values_list(
        "shop_id", "id", "iban", "bic", "holder"
    )
    return {row[0]: PayableAccount(*row) for row in ordered}


def _latest(shop: OuterRef, day: date | None, field: str) -> Subquery:
    rows = ShopStateRow.objects.filter(shop=shop)
    if day is not None:
        rows = rows.filter(since_on__lte=day)
    return Subquery(rows.order_by("-since_on", "-id").values(field)[:1])


def _under_agreement(shop: OuterRef, day: date) -> Exists:
    return Exists(Agreement.objects.filter(shop=shop, starts_on__lte=day, ends_on__gte=day))


def _open_on(day: date) -> Q:
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def _open_points_of_sale(on: date | None) -> dict[UUID, int]:
    rows: QuerySet[PointOfSale] = PointOfSale.objects.all()
    rows = rows.filter(closed_on=None) if on is None else rows.filter(_open_on(on))
    counted: dict[UUID, int] = {}
    for shop_id in rows.values_list("shop_id", flat=True):
        counted[shop_id] = counted.get(shop_id, 0) + 1
    return counted
