"""Households made through the deeds of the room `members`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.operations.members.actions import (
    change_state,
    issue_card,
    register_household,
    renew_code,
)
from ecot.operations.members.codes import NewCodes
from ecot.operations.members.people import Contact, NewHousehold, NewPerson
from ecot.operations.members.states import FIRST_STATES, State
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import Actor
from ecot.values.refusal import Refused

OFFICE = Actor("user-1")
ENTERED_ON = date(2025, 1, 1)
ADULT_BORN = 1985
CHILD_BORN = 2018


@dataclass(frozen=True, slots=True)
class ACard:
    """A card with its QR token, and the codes of its household."""

    household_id: UUID
    card_id: UUID
    token: str
    codes: NewCodes


def office(day: date = ENTERED_ON, hour: int = 10) -> Act:
    """The office acts at an hour of a day, without moving money."""
    return Act(OFFICE, clock.at(day, hour))


def a_household(
    adults: int = 1,
    children: int = 0,
    state: State | str = State.ACTIVE,
    since: date = ENTERED_ON,
    *,
    name: str = "Martin",
    email: str = "",
) -> UUID:
    """A household of participating adults (born 1985) and children (born 2018), in a state since a day."""
    wanted = State(state)
    first = wanted if wanted in FIRST_STATES else State.ACTIVE
    persons = tuple(
        NewPerson(f"Adulte {rank + 1}", name, ADULT_BORN) for rank in range(adults)
    ) + tuple(NewPerson(f"Enfant {rank + 1}", name, CHILD_BORN) for rank in range(children))
    new = NewHousehold(persons, contact=Contact(email=email), state=first, since_on=since)
    registered = register_household(office(since), household=new)
    assert registered, registered
    if wanted is not first:
        moved = change_state(
            office(since), household_id=registered.household_id, to=wanted, reason="essai"
        )
        assert moved, moved
    return registered.household_id


def a_card(household_id: UUID, on: date = ENTERED_ON) -> ACard:
    """A new card of a household, and new codes."""
    card = issue_card(office(on), household_id=household_id, label="première")
    codes = renew_code(office(on), household_id=household_id)
    assert not isinstance(card, Refused), card
    assert not isinstance(codes, Refused), codes
    return ACard(household_id, card.card_id, card.token, codes)
