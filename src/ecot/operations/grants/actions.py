"""The deeds of a grant: signed, received, used, set aside at year-end, given back.

Errors are undone in `undoing.py`. A grant is locked while one of its sums is decided, so that two people cannot use the same euro.
Money deeds answer the `Posted` of their entry; the grant's identifier is `Signed.grant_id`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, post, replay
from ecot.operations.grants import audit
from ecot.operations.grants.envelopes import (
    MOST_GRANT_CENTS,
    check_within,
    checked_and_locked,
    lock,
    note_movement,
)
from ecot.operations.grants.models import Grant, GrantCharge, MovementKind
from ecot.operations.grants.refusals import (
    CHARGE_KEY_REUSED,
    ENVELOPE_EXCEEDED,
    GRANT_DAYS_REVERSED,
    GRANT_EXCEEDED,
    SET_ASIDE_EXCEEDED,
)
from ecot.operations.treasury.accounts import bank_named, in_the_book
from ecot.operations.treasury.amounts import check_amount, check_day, checked_label
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class Signed:
    """A grant that was signed, and its entry."""

    grant_id: UUID
    entry_id: int
    amount_cents: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge on an envelope; what is left of it is the envelope's to say."""

    charge_id: int
    amount_cents: int
    replayed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTerms:
    """What a convention says: who pays, how much, for what, from when to when."""

    funder: str
    amount_cents: int
    signed_on: date
    may_back_food_credit: bool
    starts_on: date
    ends_on: date | None = None
    purpose: str = ""


@deed
def sign_grant(act: Act, *, terms: GrantTerms) -> Signed:
    """A funder signs: the whole amount is income (74) and receivable (441). No money comes yet."""
    if posted := replay(act):
        grant_id = Grant.objects.values_list("id", flat=True).get(entry_id=posted.entry_id)
        return Signed(grant_id, posted.entry_id, posted.total_cents, replayed=True)
    check_amount(terms.amount_cents, most_cents=MOST_GRANT_CENTS)
    check_day(act, terms.signed_on)
    funder = checked_label(terms.funder)[:160]
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise refuse(GRANT_DAYS_REVERSED)
    grant_id = uuid.uuid4()
    lines = recipes.grant_signed(grant_id, terms.amount_cents)
    posted = post(act, EntryKind.GRANT_SIGNED, lines, occurred_on=terms.signed_on)
    Grant.objects.create(
        id=grant_id,
        funder=funder,
        purpose=" ".join(terms.purpose.split())[:300],
        amount_cents=terms.amount_cents,
        signed_on=terms.signed_on,
        may_back_food_credit=terms.may_back_food_credit,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        entry_id=posted.entry_id,
    )
    return Signed(grant_id, posted.entry_id, terms.amount_cents)


@deed
def receive_instalment(
    act: Act, *, grant_id: UUID, account: str, amount_cents: int, received_on: date
) -> Posted:
    """An instalment reaches the bank; never more than what is still to come of the grant."""
    if posted := replay(act):
        return posted
    view = checked_and_locked(act, grant_id, amount_cents=amount_cents, day=received_on)
    check_within(amount_cents, view.awaited_cents, GRANT_EXCEEDED)
    bank = bank_named(account)
    lines = recipes.grant_received(grant_id, in_the_book(bank), amount_cents)
    posted = post(act, EntryKind.GRANT_RECEIVED, lines, occurred_on=received_on)
    return note_movement(posted, grant_id, MovementKind.RECEIVED, account=bank)


@deed
def charge_grant(
    act: Act, *, grant_id: UUID, amount_cents: int, charged_on: date, purpose: str
) -> Charged:
    """Say what a part of a grant was used for; Σ charges never exceed what came. Moves no money."""
    lock(grant_id)
    earlier = GrantCharge.objects.filter(key=act.key).first()
    if earlier is not None:
        if earlier.digest != act.digest:
            raise refuse(CHARGE_KEY_REUSED)
        return Charged(earlier.pk, earlier.amount_cents, replayed=True)
    words = checked_label(purpose)
    view = checked_and_locked(act, grant_id, amount_cents=amount_cents, day=charged_on)
    check_within(amount_cents, view.left_cents, ENVELOPE_EXCEEDED)
    charge = GrantCharge.objects.create(
        grant_id=grant_id,
        amount_cents=amount_cents,
        purpose=words,
        charged_on=charged_on,
        key=act.key,
        digest=act.digest,
        recorded_at=act.at,
    )
    record(
        act,
        audit.GRANT_CHARGED,
        subject=f"grant-{grant_id.hex}",
        amount=format_euros(amount_cents),
        purpose=words,
        day=day_in_words(charged_on),
    )
    return Charged(charge.pk, amount_cents)


@deed
def set_aside(act: Act, *, grant_id: UUID, amount_cents: int, closing_on: date) -> Posted:
    """At year-end, what came and was not used goes to the grant's dedicated fund (689/19)."""
    if posted := replay(act):
        return posted
    view = checked_and_locked(act, grant_id, amount_cents=amount_cents, day=closing_on)
    check_within(amount_cents, view.left_cents - view.set_aside_cents, ENVELOPE_EXCEEDED)
    lines = recipes.grant_set_aside(grant_id, amount_cents)
    posted = post(act, EntryKind.GRANT_SET_ASIDE, lines, occurred_on=closing_on)
    return note_movement(posted, grant_id, MovementKind.SET_ASIDE)


@deed
def take_back(act: Act, *, grant_id: UUID, amount_cents: int, taken_on: date) -> Posted:
    """In a later year, money set aside is used again (19/789); never more than the fund holds."""
    if posted := replay(act):
        return posted
    view = checked_and_locked(act, grant_id, amount_cents=amount_cents, day=taken_on)
    check_within(amount_cents, view.set_aside_cents, SET_ASIDE_EXCEEDED)
    lines = recipes.grant_taken_back(grant_id, amount_cents)
    posted = post(act, EntryKind.GRANT_TAKEN_BACK, lines, occurred_on=taken_on)
    return note_movement(posted, grant_id, MovementKind.TAKEN_BACK)


@deed
def give_back(
    act: Act, *, grant_id: UUID, account: str, amount_cents: int, given_on: date
) -> Posted:
    """Give unspent money back to the funder (74/512); never more than what came and was not used."""
    if posted := replay(act):
        return posted
    view = checked_and_locked(act, grant_id, amount_cents=amount_cents, day=given_on)
    check_within(amount_cents, view.left_cents, ENVELOPE_EXCEEDED)
    bank = bank_named(account)
    lines = recipes.grant_given_back(grant_id, in_the_book(bank), amount_cents)
    posted = post(act, EntryKind.GRANT_GIVEN_BACK, lines, occurred_on=given_on)
    return note_movement(posted, grant_id, MovementKind.GIVEN_BACK, account=bank)
