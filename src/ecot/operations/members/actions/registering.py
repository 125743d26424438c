"""Registering households: one from a form, or many from a file, through the same function."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.ledger import chart, posting
from ecot.operations.members import audit, refusals
from ecot.operations.members.models import (
    Belonging,
    Household,
    IncomeBand,
    MembershipState,
    NumberSequence,
    Person,
)
from ecot.operations.members.names import search_key
from ecot.operations.members.people import NewHousehold, checked_household
from ecot.operations.members.states import FIRST_STATES, STATE_NAMES
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.numbers import member_number
from ecot.values.references import household as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse

FIRST_SEQUENCE = 1000
_KEYED = uuid.UUID("7d6e6d1c-52a4-4e0c-9c0e-1d1f4b3a9a52")


@dataclass(frozen=True, slots=True)
class Registered:
    """A household that is now known."""

    household_id: UUID
    number: str


@deed
def register_household(act: Act, *, household: NewHousehold) -> Registered:
    """A household is written down with its persons, its first state and its wallet account.

    Its persons count from the month of its first state. An act with a key, sent twice, answers
    the same household. Refused: nobody in it, an unreadable name, address or year, a state that
    is not a first one.
    """
    if act.key:
        known = Household.objects.filter(id=_identity(act)).first()
        if known is not None:
            return Registered(known.id, known.number)
    kept = checked_household(household, act.on)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    if kept.state not in FIRST_STATES:
        raise refuse(refusals.STATE_NOT_FIRST, state=STATE_NAMES[kept.state])
    (registered,) = write_households(act, [kept])
    state = STATE_NAMES[kept.state]
    subject = owner_of(registered.household_id)
    record(act, audit.REGISTERED, subject=subject, number=registered.number, state=state)
    return registered


def write_households(act: Act, households: Sequence[NewHousehold]) -> list[Registered]:
    """Write households that were checked, in as few statements for a thousand as for one.

    Must run inside a deed's transaction; opens the wallet account of each.
    """
    first = _take_numbers(len(households))
    rows = [
        _household_row(act, new, rank=rank, number=member_number(first + rank))
        for rank, new in enumerate(households)
    ]
    pairs = list(zip(rows, households, strict=True))
    Household.objects.bulk_create(rows)
    MembershipState.objects.bulk_create([_state_row(act, row, new) for row, new in pairs])
    IncomeBand.objects.bulk_create(
        [
            IncomeBand(household=row, band=new.band, given_at=act.at)
            for row, new in pairs
            if new.band is not None
        ]
    )
    _write_persons(act.on, pairs)
    posting.open_accounts([chart.wallet(row.id) for row in rows])
    return [Registered(row.id, row.number) for row in rows]


def _take_numbers(count: int) -> int:
    """The first of `count` sequence numbers, taken under the lock of the one row that counts them."""
    NumberSequence.objects.get_or_create(pk=1, defaults={"last": FIRST_SEQUENCE})
    sequence = NumberSequence.objects.select_for_update(no_key=True).get(pk=1)
    first = sequence.last + 1
    sequence.last += count
    sequence.save(update_fields=["last"])
    return first


def _identity(act: Act, rank: int = 0) -> UUID:
    return uuid.uuid5(_KEYED, f"{act.key}:{rank}") if act.key else uuid.uuid4()


def _household_row(act: Act, new: NewHousehold, *, rank: int, number: str) -> Household:
    return Household(
        id=_identity(act, rank),
        number=number,
        former_number=new.former_number,
        email=new.contact.email,
        phone=new.contact.phone,
        address=new.contact.address,
        prefers=new.contact.prefers,
        registered_at=act.at,
    )


def _state_row(act: Act, row: Household, new: NewHousehold) -> MembershipState:
    return MembershipState(
        household=row,
        state=new.state,
        since_on=new.since_on or act.on,
        reason=new.reason,
        recorded_at=act.at,
        recorded_by=act.actor,
    )


def _write_persons(on: date, pairs: Sequence[tuple[Household, NewHousehold]]) -> None:
    placed = [
        (
            Person(
                given_name=new.given_name,
                family_name=new.family_name,
                birth_year=new.birth_year,
                search_key=search_key(f"{new.given_name} {new.family_name}"),
            ),
            row,
            new.participates,
            Month.of(household.since_on or on).first_day,
        )
        for row, household in pairs
        for new in household.persons
    ]
    Person.objects.bulk_create([person for person, *_ in placed])
    Belonging.objects.bulk_create(
        [
            Belonging(
                person=person, household=row, participates=participates, counts_from=first_day
            )
            for person, row, participates, first_day in placed
        ]
    )
