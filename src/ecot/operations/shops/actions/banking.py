"""A shop's bank account changes slowly: two persons, a call back, forty-eight hours.

A false request to change an account is the commonest fraud against those who pay suppliers. The
old account goes on until the new one is usable, and comes back if the new one is stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from stdnum import bic as bic_numbers
from stdnum import iban as iban_numbers

from ecot.operations.notices.actions import enqueue
from ecot.operations.shops import audit, refusals
from ecot.operations.shops.actions.applying import locked_shop
from ecot.operations.shops.models import BankDetails, Shop
from ecot.operations.shops.queries import iban_for_payment
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.clock import civil_day
from ecot.values.month import day_in_words
from ecot.values.references import shop as owner_of
from ecot.values.refusal import refuse

WAIT = timedelta(hours=48)
SEPA_COUNTRIES = frozenset(
    [
        "AD",
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GI",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
    ]
)
HOLDER_LENGTH = 140
NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class BankChange:
    """A bank account of a shop; `usable_from_at` is None until somebody else confirmed it."""

    bank_details_id: int
    shop_id: UUID
    masked_iban: str
    usable_from_at: datetime | None


@deed
def request_bank_change(
    act: Act, *, shop_id: UUID, iban: str, holder: str, bic: str = ""
) -> BankChange:
    """Somebody asks that a shop be paid to a bank account; nothing changes yet.

    The shop is told by mail at the address it already had. Refused: an unknown shop, an account
    that does not exist or is outside SEPA, no holder, the account in use, a change that waits.
    """
    shop = locked_shop(shop_id)
    kept = _checked_iban(iban)
    if not holder.strip():
        raise refuse(refusals.HOLDER_MISSING)
    if bic.strip() and not bic_numbers.is_valid(bic):
        raise refuse(refusals.BIC_INVALID)
    if BankDetails.objects.filter(shop=shop, confirmed_at=None, stopped_at=None).exists():
        raise refuse(refusals.BANK_CHANGE_PENDING, shop=shop.name)
    present = iban_for_payment(shop_id, act.at)
    if present is not None and present.iban == kept:
        raise refuse(refusals.SAME_BANK_ACCOUNT, shop=shop.name)
    row = BankDetails.objects.create(
        shop=shop,
        iban=kept,
        bic=bic_numbers.compact(bic) if bic.strip() else "",
        holder=" ".join(holder.split())[:HOLDER_LENGTH],
        requested_by=act.actor,
        requested_at=act.at,
    )
    record(act, audit.BANK_CHANGE_REQUESTED, subject=owner_of(shop_id), iban=masked(kept))
    _tell(act, shop, row)
    return _change(row)


@deed
def confirm_bank_change(act: Act, *, bank_details_id: int, callback_note: str) -> BankChange:
    """A second person, having called the shop back, confirms the account: usable 48 hours later.

    Refused: the person who asked, no note of the call, a change that no longer waits.
    """
    row = _locked(bank_details_id)
    if row.confirmed_at is not None or row.stopped_at is not None:
        raise refuse(refusals.BANK_CHANGE_UNKNOWN)
    if act.actor == row.requested_by:
        raise refuse(refusals.SECOND_PERSON_NEEDED)
    note = " ".join(callback_note.split())[:NOTE_LENGTH]
    if not note:
        raise refuse(refusals.CALLBACK_NOTE_MISSING)
    row.confirmed_by, row.confirmed_at, row.callback_note = act.actor, act.at, note
    row.usable_from_at = act.at + WAIT
    row.save()
    record(
        act,
        audit.BANK_CHANGE_CONFIRMED,
        subject=owner_of(row.shop_id),
        iban=masked(row.iban),
        note=note,
        usable_from=day_in_words(civil_day(row.usable_from_at)),
    )
    return _change(row)


@deed
def stop_bank_change(act: Act, *, bank_details_id: int, reason: str) -> BankChange:
    """Anybody in the office stops an account, before or after it is usable; the one before goes on.

    Refused: an unknown or already stopped account, no reason.
    """
    row = _locked(bank_details_id)
    if row.stopped_at is not None:
        raise refuse(refusals.BANK_CHANGE_UNKNOWN)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    row.stopped_by, row.stopped_at = act.actor, act.at
    row.stopped_because = reason.strip()[:200]
    row.save()
    facts = {"iban": masked(row.iban), "reason": row.stopped_because}
    record(act, audit.BANK_CHANGE_STOPPED, subject=owner_of(row.shop_id), **facts)
    return _change(row)


def masked(iban: str) -> str:
    """An account as it may be shown: its country and its last four characters."""
    return f"{iban[:4]} … {iban[-4:]}"


def _locked(bank_details_id: int) -> BankDetails:
    row = BankDetails.objects.select_for_update(no_key=True).filter(id=bank_details_id).first()
    if row is None:
        raise refuse(refusals.BANK_CHANGE_UNKNOWN)
    return row


def _checked_iban(text: str) -> str:
    kept = iban_numbers.compact(text)
    if not iban_numbers.is_valid(kept):
        raise refuse(refusals.IBAN_INVALID)
    if kept[:2] not in SEPA_COUNTRIES:
        raise refuse(refusals.IBAN_OUTSIDE_SEPA, country=kept[:2])
    return kept


def _change(row: BankDetails) -> BankChange:
    return BankChange(row.pk, row.shop_id, masked(row.iban), row.usable_from_at)


def _tell(act: Act, shop: Shop, row: BankDetails) -> None:
    enqueue(
        act,
        to=shop.email,
        kind="shops.bank_change_requested",
        subject=f"Changement de compte demandé pour {shop.name}",
        body=(
            f"Bonjour,\n\nOn nous demande de vous payer désormais sur le compte {masked(row.iban)}."
            " Nous vous appellerons pour le confirmer, et attendrons ensuite quarante-huit heures."
            "\n\nSi la demande ne vient pas de vous, appelez la caisse tout de suite.\n"
        ),
        about=f"bank-{row.pk}",
    )
