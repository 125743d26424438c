"""The whole file of a shop as the office reads it. Reads only; accounts are shown masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ecot.operations.shops.actions.banking import masked
from ecot.operations.shops.files import ShopFile
from ecot.operations.shops.models import Agreement, BankDetails, Shop, ShopStateRow
from ecot.operations.shops.queries import PointOfSaleRow, points_of_sale
from ecot.operations.shops.states import ShopState


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank account of a shop, with where its confirmation stands."""

    bank_details_id: int
    masked_iban: str
    holder: str
    requested_by: str
    requested_at: datetime
    callback_note: str
    confirmed_by: str
    usable_from_at: datetime | None
    stopped_because: str
    is_stopped: bool

    @property
    def is_pending(self) -> bool:
        """Whether it waits for a second person."""
        return not self.confirmed_by and not self.is_stopped


@dataclass(frozen=True, slots=True)
class ShopStateLine:
    """One dated state of a shop."""

    state: ShopState
    since_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class WholeShop:
    """All that the office keeps of a shop."""

    shop_id: UUID
    number: str
    file: ShopFile
    states: tuple[ShopStateLine, ...]
    agreements: tuple[tuple[date, date], ...]
    points: tuple[PointOfSaleRow, ...]
    banks: tuple[BankRow, ...]

    @property
    def state(self) -> ShopState | None:
        """The last state recorded."""
        return self.states[0].state if self.states else None


def whole_shop(shop_id: UUID) -> WholeShop | None:
    """A shop with its states, agreements, points of sale and bank accounts; five queries."""
    row = Shop.objects.filter(id=shop_id).first()
    if row is None:
        return None
    states = ShopStateRow.objects.filter(shop_id=shop_id).order_by("-since_on", "-id")
    agreements = Agreement.objects.filter(shop_id=shop_id).order_by("-ends_on")
    banks = BankDetails.objects.filter(shop_id=shop_id).order_by("-requested_at")
    return WholeShop(
        shop_id=row.id,
        number=row.number,
        file=ShopFile(
            row.name,
            row.category,
            row.legal_name,
            row.siret,
            row.contact_name,
            row.email,
            row.phone,
        ),
        states=tuple(
            ShopStateLine(ShopState(each.state), each.since_on, each.reason) for each in states
        ),
        agreements=tuple(agreements.values_list("starts_on", "ends_on")),
        points=tuple(points_of_sale(shop_id=shop_id)),
        banks=tuple(_bank(each) for each in banks),
    )


def _bank(row: BankDetails) -> BankRow:
    return BankRow(
        row.pk,
        masked(row.iban),
        row.holder,
        row.requested_by,
        row.requested_at,
        row.callback_note,
        row.confirmed_by,
        row.usable_from_at,
        row.stopped_because,
        is_stopped=row.stopped_at is not None,
    )


def categories() -> list[str]:
    """The categories that shops bear already, by name: a form offers them."""
    return list(Shop.objects.order_by("category").values_list("category", flat=True).distinct())
