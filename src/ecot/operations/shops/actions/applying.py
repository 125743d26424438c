"""A shop applies, and its file is kept right."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from uuid import UUID

from ecot.ledger import chart, posting
from ecot.operations.shops import audit, refusals
from ecot.operations.shops.files import ShopFile, checked_shop
from ecot.operations.shops.models import NumberSequence, Shop, ShopStateRow
from ecot.operations.shops.states import ShopState
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.numbers import shop_number
from ecot.values.references import shop as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse

_KEYED = uuid.UUID("0f2c1f0e-6f1a-4f0c-a7a1-6f5ad3c1f4b7")

FIELD_NAMES = {
    "name": "nom",
    "category": "catégorie",
    "legal_name": "raison sociale",
    "siret": "SIRET",
    "contact_name": "personne à joindre",
    "email": "courriel",
    "phone": "téléphone",
}


@dataclass(frozen=True, slots=True)
class Applied:
    """A shop that is now known."""

    shop_id: UUID
    number: str


@deed
def apply_as_shop(act: Act, *, file: ShopFile) -> Applied:
    """A shop asks to be accredited: it gets a number and the account of what it is owed.

    An act with a key, sent twice, answers the same shop. Refused: no name, no category, an
    unreadable SIRET or address, a SIRET that another shop bears.
    """
    identity = uuid.uuid5(_KEYED, act.key) if act.key else uuid.uuid4()
    known = Shop.objects.filter(id=identity).first()
    if known is not None:
        return Applied(known.id, known.number)
    kept = _checked(file, identity)
    shop = Shop.objects.create(
        id=identity, number=_take_number(), applied_at=act.at, **asdict(kept)
    )
    ShopStateRow.objects.create(
        shop=shop,
        state=ShopState.APPLIED,
        since_on=act.on,
        recorded_at=act.at,
        recorded_by=act.actor,
    )
    posting.open_accounts([chart.owed_to_shop(shop.id)])
    record(act, audit.APPLIED, subject=owner_of(shop.id), name=shop.name, number=shop.number)
    return Applied(shop.id, shop.number)


@deed
def change_shop(act: Act, *, shop_id: UUID, file: ShopFile) -> ShopFile:
    """A shop's file is put right; its category decides the rate from the next sale on."""
    shop = locked_shop(shop_id)
    kept = _checked(file, shop_id)
    changed = [field for field in FIELD_NAMES if getattr(shop, field) != getattr(kept, field)]
    for field in changed:
        setattr(shop, field, getattr(kept, field))
    if changed:
        shop.save(update_fields=changed)
        words = ", ".join(FIELD_NAMES[field] for field in changed)
        record(act, audit.FILE_CHANGED, subject=owner_of(shop_id), fields=words)
    return kept


def locked_shop(shop_id: UUID) -> Shop:
    """The shop's row, locked until the deed ends; refused where it is unknown."""
    shop = Shop.objects.select_for_update(no_key=True).filter(id=shop_id).first()
    if shop is None:
        raise refuse(refusals.SHOP_UNKNOWN)
    return shop


def _checked(file: ShopFile, identity: UUID) -> ShopFile:
    kept = checked_shop(file)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    if kept.siret:
        other = Shop.objects.filter(siret=kept.siret).exclude(id=identity).first()
        if other is not None:
            raise refuse(refusals.SIRET_ALREADY_KNOWN, shop=other.name)
    return kept


def _take_number() -> str:
    NumberSequence.objects.get_or_create(pk=1, defaults={"last": 0})
    sequence = NumberSequence.objects.select_for_update(no_key=True).get(pk=1)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return shop_number(sequence.last)
