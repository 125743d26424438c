"""A shop's whole file, and what waits for somebody: accounts to confirm, conventions to renew.

For the office. Reads only; other rooms use `queries.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from ecot.operations.shops.models import Agreement, BankDetails, Shop, ShopStateRow
from ecot.operations.shops.queries import PointOfSaleRow, points_of_sale, shops
from ecot.operations.shops.states import ShopState


@dataclass(frozen=True, slots=True)
class StateRow:
    """One dated state of a shop."""

    state: ShopState
    since_on: date
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The days of one convention, both included."""

    starts_on: date
    ends_on: date
    signed_on: date


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank account of a shop, from the request to its stop; the IBAN is whole: show it masked."""

    bank_details_id: int
    shop_id: UUID
    shop_name: str
    iban: str
    holder: str
    requested_by: str
    requested_at: datetime
    confirmed_by: str
    callback_note: str
    usable_from_at: datetime | None
    stopped_at: datetime | None
    stopped_because: str


@dataclass(frozen=True, slots=True)
class ShopRecord:
    """Everything that is written of a shop."""

    shop_id: UUID
    number: str
    name: str
    legal_name: str
    siret: str
    category: str
    contact_name: str
    email: str
    phone: str
    states: tuple[StateRow, ...]
    agreements: tuple[AgreementRow, ...]
    points_of_sale: tuple[PointOfSaleRow, ...]
    bank_accounts: tuple[BankRow, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """An accredited shop whose last convention ends soon."""

    shop_id: UUID
    shop_name: str
    ends_on: date


def shop_record(shop_id: UUID) -> ShopRecord | None:
    """The whole file of a shop: states, conventions, points of sale, bank accounts, newest first."""
    row = Shop.objects.filter(id=shop_id).first()
    if row is None:
        return None
    return ShopRecord(
        row.id,
        row.number,
        row.name,
        row.legal_name,
        row.siret,
        row.category,
        row.contact_name,
        row.email,
        row.phone,
        _states(row),
        _agreements(row),
        tuple(points_of_sale(shop_id=row.id)),
        tuple(_bank_row(each) for each in _bank_accounts().filter(shop=row)),
    )


def bank_changes_waiting() -> tuple[BankRow, ...]:
    """The accounts that were asked for and that nobody has confirmed or stopped yet."""
    waiting = _bank_accounts().filter(confirmed_at=None, stopped_at=None)
    return tuple(_bank_row(each) for each in waiting)


def conventions_ending(on: date, by: date) -> tuple[Renewal, ...]:
    """Accredited shops whose last convention ends between two days, soonest first."""
    ending = [
        Renewal(row.shop_id, row.name, row.agreement_ends_on)
        for row in shops(on=on, state=ShopState.ACCREDITED)
        if row.agreement_ends_on is not None and on <= row.agreement_ends_on <= by
    ]
    return tuple(sorted(ending, key=lambda renewal: (renewal.ends_on, renewal.shop_name)))


def _states(row: Shop) -> tuple[StateRow, ...]:
    rows = ShopStateRow.objects.filter(shop=row).order_by("-since_on", "-id")
    return tuple(
        StateRow(
            ShopState(each.state), each.since_on, each.reason, each.recorded_at, each.recorded_by
        )
        for each in rows
    )


def _agreements(row: Shop) -> tuple[AgreementRow, ...]:
    rows = Agreement.objects.filter(shop=row).order_by("-starts_on", "-id")
    return tuple(AgreementRow(each.starts_on, each.ends_on, each.signed_on) for each in rows)


def _bank_accounts() -> QuerySet[BankDetails]:
    return BankDetails.objects.select_related("shop").order_by("-requested_at", "-id")


def _bank_row(row: BankDetails) -> BankRow:
    return BankRow(
        row.pk,
        row.shop_id,
        row.shop.name,
        row.iban,
        row.holder,
        row.requested_by,
        row.requested_at,
        row.confirmed_by,
        row.callback_note,
        row.usable_from_at,
        row.stopped_at,
        row.stopped_because,
    )
