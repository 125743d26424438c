"""A household that becomes two, or two that become one: the side of the persons.

The wallets are moved by the room of allocations, which knows money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ecot.operations.members import audit, refusals
from ecot.operations.members.actions.composing import (
    close,
    counting_month,
    ensure_somebody,
    open_belonging,
    seat,
)
from ecot.operations.members.actions.moving import locked_household, write_state
from ecot.operations.members.actions.registering import write_households
from ecot.operations.members.models import Belonging, Household
from ecot.operations.members.people import NO_CONTACT, Contact, NewHousehold, checked_contact
from ecot.operations.members.queries import state_on
from ecot.operations.members.states import State
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.references import household as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse


@dataclass(frozen=True, slots=True)
class Separated:
    """The household to which persons moved, and the month from which they count there."""

    household_id: UUID
    number: str
    month: Month


@dataclass(frozen=True, slots=True)
class Merged:
    """The household that stays, and the month from which everybody counts there."""

    household_id: UUID
    month: Month


@deed
def separate_household(
    act: Act,
    *,
    household_id: UUID,
    person_ids: Sequence[int],
    contact: Contact = NO_CONTACT,
    to_household_id: UUID | None = None,
) -> Separated:
    """Persons of a household move to another, new if none is named, and count there from next month.

    A new household takes the state of the first from today, so that a card and a wallet are there
    at once. Refused: nobody named, somebody who is not there, nobody left behind, a household
    that has left.
    """
    household = locked_household(household_id)
    if not person_ids:
        raise refuse(refusals.NOBODY_IN_HOUSEHOLD)
    if to_household_id == household_id:
        raise refuse(refusals.SAME_HOUSEHOLD)
    month = counting_month(act, household)
    moving = [open_belonging(household, person_id) for person_id in person_ids]
    second = _second_household(act, household, contact=contact, identity=to_household_id)
    for belonging in moving:
        close(belonging, month, f"séparation vers {second.number}")
        seat(belonging.person, second, participates=belonging.participates, month=month)
    ensure_somebody(household)
    ensure_somebody(second)
    facts = {"number": second.number, "persons": len(moving), "month": month.words}
    record(act, audit.SEPARATED, subject=owner_of(household_id), **facts)
    record(act, audit.SEPARATED, subject=owner_of(second.id), **facts)
    return Separated(second.id, second.number, month)


@deed
def merge_households(act: Act, *, kept_id: UUID, joined_id: UUID, reason: str) -> Merged:
    """Everybody in one household joins another from next month; the first leaves the caisse that day.

    Refused: the same household twice, one that has left, no reason.
    """
    if kept_id == joined_id:
        raise refuse(refusals.SAME_HOUSEHOLD)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    first, second = sorted([kept_id, joined_id])
    found = {identity: locked_household(identity) for identity in (first, second)}
    kept, joined = found[kept_id], found[joined_id]
    _refuse_left(act, kept)
    month = max(counting_month(act, kept), counting_month(act, joined))
    moving = Belonging.objects.filter(household=joined, counts_until=None)
    for belonging in moving.select_related("person"):
        close(belonging, month, f"réunion avec {kept.number}")
        seat(belonging.person, kept, participates=belonging.participates, month=month)
    leaves_on = max(month.first_day, act.on)
    write_state(
        act, joined, to=State.LEFT, reason=f"réunion : {reason.strip()}", since_on=leaves_on
    )
    facts = {"number": joined.number, "month": month.words, "reason": reason.strip()}
    record(act, audit.MERGED, subject=owner_of(kept_id), **facts)
    record(act, audit.MERGED, subject=owner_of(joined_id), **facts)
    return Merged(kept_id, month)


def _second_household(
    act: Act, first: Household, *, contact: Contact, identity: UUID | None
) -> Household:
    present = _refuse_left(act, first)
    if identity is not None:
        second = locked_household(identity)
        _refuse_left(act, second)
        return second
    kept = checked_contact(contact)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    reason = f"séparation du foyer {first.number}"
    new = NewHousehold((), contact=kept, state=present, since_on=act.on, reason=reason)
    (registered,) = write_households(replace(act, key=""), [new])
    return Household.objects.get(id=registered.household_id)


def _refuse_left(act: Act, household: Household) -> State:
    state = state_on(household.id, act.on)
    if state is None or state is State.LEFT:
        raise refuse(refusals.HOUSEHOLD_HAS_LEFT, number=household.number)
    return state
