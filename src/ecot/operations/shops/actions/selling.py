"""The points of sale of a shop: opened, changed, closed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ecot.operations.shops import audit, refusals
from ecot.operations.shops.actions.applying import locked_shop
from ecot.operations.shops.files import PointOfSaleFile, checked_point_of_sale
from ecot.operations.shops.models import PointOfSale
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.references import shop as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse

FIELD_NAMES = {
    "name": "nom",
    "kind": "sorte",
    "address": "adresse",
    "latitude": "latitude",
    "longitude": "longitude",
    "hours": "horaires",
    "market_days": "jours de marché",
}


@deed
def open_point_of_sale(
    act: Act, *, shop_id: UUID, file: PointOfSaleFile, opened_on: date | None = None
) -> UUID:
    """A shop sells at one more point from a day on (the act's if not given); gives its identifier.

    Refused: an unknown shop, no name, coordinates or days that do not exist.
    """
    shop = locked_shop(shop_id)
    day = opened_on or act.on
    row = PointOfSale.objects.create(shop=shop, opened_on=day, **_fields(file))
    subject = owner_of(shop_id)
    record(act, audit.POINT_OF_SALE_OPENED, subject=subject, name=row.name, opened_on=day)
    return row.id


@deed
def change_point_of_sale(act: Act, *, point_of_sale_id: UUID, file: PointOfSaleFile) -> UUID:
    """A point of sale is put right on the map: name, kind, address, coordinates, hours, days."""
    row = _locked(point_of_sale_id)
    kept = _fields(file)
    changed = [field for field in FIELD_NAMES if getattr(row, field) != kept[field]]
    for field in changed:
        setattr(row, field, kept[field])
    if changed:
        row.save(update_fields=changed)
        words = ", ".join(FIELD_NAMES[field] for field in changed)
        subject = owner_of(row.shop_id)
        record(act, audit.POINT_OF_SALE_CHANGED, subject=subject, name=row.name, fields=words)
    return row.id


@deed
def close_point_of_sale(act: Act, *, point_of_sale_id: UUID, closed_on: date | None = None) -> date:
    """One no longer pays at a point of sale from a day on (the act's if not given)."""
    row = _locked(point_of_sale_id)
    row.closed_on = max(closed_on or act.on, row.opened_on)
    row.save(update_fields=["closed_on"])
    subject = owner_of(row.shop_id)
    facts = {"name": row.name, "closed_on": row.closed_on}
    record(act, audit.POINT_OF_SALE_CLOSED, subject=subject, **facts)
    return row.closed_on


def _locked(point_of_sale_id: UUID) -> PointOfSale:
    row = PointOfSale.objects.select_for_update(no_key=True).filter(id=point_of_sale_id).first()
    if row is None:
        raise refuse(refusals.POINT_OF_SALE_UNKNOWN)
    return row


def _fields(file: PointOfSaleFile) -> dict[str, object]:
    kept = checked_point_of_sale(file)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    return {
        "name": kept.name,
        "kind": str(kept.kind),
        "address": kept.address,
        "latitude": kept.latitude,
        "longitude": kept.longitude,
        "hours": kept.hours,
        "market_days": "".join(str(day) for day in kept.market_days),
    }
