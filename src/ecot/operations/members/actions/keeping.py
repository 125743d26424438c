"""Keeping a household's file right: how to reach it, and the band in which it places itself."""

from __future__ import annotations

from uuid import UUID

from ecot.operations.members import audit
from ecot.operations.members.actions.moving import locked_household
from ecot.operations.members.models import IncomeBand
from ecot.operations.members.people import Band, Contact, checked_contact
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.references import household as owner_of
from ecot.values.refusal import RefusalError, Refused

FIELD_NAMES = {
    "email": "courriel",
    "phone": "téléphone",
    "address": "adresse",
    "prefers": "préférence",
}


@deed
def change_contact(act: Act, *, household_id: UUID, contact: Contact) -> Contact:
    """A household is reached otherwise from now on. Refused: an unreadable address or number."""
    household = locked_household(household_id)
    kept = checked_contact(contact)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    changed = [field for field in FIELD_NAMES if getattr(household, field) != getattr(kept, field)]
    for field in changed:
        setattr(household, field, getattr(kept, field))
    if changed:
        household.save(update_fields=changed)
        words = ", ".join(FIELD_NAMES[field] for field in changed)
        record(act, audit.CONTACT_CHANGED, subject=owner_of(household_id), fields=words)
    return kept


@deed
def place_in_band(act: Act, *, household_id: UUID, band: Band | None) -> Band | None:
    """A household says in which income band it sees itself, or takes it back; nothing is proved."""
    household = locked_household(household_id)
    if band is None:
        IncomeBand.objects.filter(household=household).delete()
    else:
        IncomeBand.objects.update_or_create(
            household=household, defaults={"band": band, "given_at": act.at}
        )
    change = "retirée" if band is None else "indiquée"
    record(act, audit.BAND_CHANGED, subject=owner_of(household_id), change=change)
    return band
