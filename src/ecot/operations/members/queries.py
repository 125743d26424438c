"""What other rooms and the faces may ask about households. Reads only; no name unless it is asked for.

`holder_of_card` is on the way of every payment: one query, no object graph.
Where a day is not given, the state is the last one recorded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet

from ecot.operations.members.directory import households
from ecot.operations.members.models import (
    Belonging,
    Household,
)
from ecot.operations.members.standing import (
    entry_day,
    entry_days,
    state_on,
    state_subquery,
    states_on,
)
from ecot.operations.members.states import CardState, State
from ecot.records.asking import Question, Row, ask
from ecot.values.month import Month

__all__ = [
    "NOBODY_COUNTS",
    "CardHolder",
    "Composition",
    "card_question",
    "composition",
    "compositions",
    "entry_day",
    "entry_days",
    "holder_of_card",
    "holder_of_number",
    "household_references",
    "households",
    "state_on",
    "states_on",
    "token_digest",
]


@dataclass(frozen=True, slots=True)
class Composition:
    """How many people of a household count in one month: adults who participate, and children."""

    adults: int
    children: int


NOBODY_COUNTS = Composition(0, 0)


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Whose card or number it is: opaque identifier, number, states, hashes of the two codes.

    `card_state` is None when the household was found by its number; it is `withdrawn` for a
    household that has left. A hash is empty where no code was ever given.
    """

    household_id: UUID
    number: str
    state: State | None
    card_id: UUID | None
    card_state: CardState | None
    six_hash: str
    four_hash: str


def token_digest(token: str) -> str:
    """SHA-256, in hexadecimal, of the token that a card's QR holds."""
    return hashlib.sha256(token.encode()).hexdigest()


# On the way of every payment: written by hand, it costs a third of what composing it each time does.
_HOLDER = """
SELECT h.id, h.number, (SELECT t.state FROM members_membershipstate t WHERE t.household_id = h.id AND t.since_on <= %s
   ORDER BY t.since_on DESC, t.id DESC LIMIT 1),
  c.id, c.state, k.six_hash, k.four_hash
FROM members_card c JOIN members_household h ON h.id = c.household_id
LEFT JOIN members_householdcode k ON k.household_id = h.id WHERE c.token_digest = %s
"""


def card_question(token: str, on: date | None = None) -> Question[CardHolder]:
    """Whose card bears this token in its QR, with the household's state of the day `on`."""
    return Question(_HOLDER, 7, _card_holder, (on or date.max, token_digest(token)))


def holder_of_card(token: str, on: date | None = None) -> CardHolder | None:
    """The household that holds a card, by the token of its QR; its state is that of the day `on`."""
    return ask(card_question(token, on))


def _card_holder(row: Row) -> CardHolder:
    household_id, number, state, card_id, card_state, six_hash, four_hash = row
    return _holder(
        (UUID(str(household_id)), str(number), None if state is None else str(state)),
        (six_hash, four_hash),
        card=(UUID(str(card_id)), str(card_state)),
    )


def holder_of_number(number: str, on: date | None = None) -> CardHolder | None:
    """The household that bears a member number (as `parse_member_number` writes it)."""
    row = (
        Household.objects.filter(number=number)
        .annotate(now=state_subquery(OuterRef("id"), on))
        .values_list("id", "number", "now", "code__six_hash", "code__four_hash")
        .first()
    )
    if row is None:
        return None
    return _holder(row[:3], row[3:], card=None)


def _holder(
    household: tuple[UUID, str, str | None],
    hashes: tuple[object, object],
    *,
    card: tuple[UUID, str] | None,
) -> CardHolder:
    household_id, number, stated = household
    state = None if stated is None else State(stated)
    card_id, card_state = (None, None) if card is None else (card[0], CardState(card[1]))
    if card_state is CardState.ACTIVE and state is State.LEFT:
        card_state = CardState.WITHDRAWN
    six_hash, four_hash = (str(kept or "") for kept in hashes)
    return CardHolder(household_id, number, state, card_id, card_state, six_hash, four_hash)


def composition(household_id: UUID, month: Month, child_age_max: int) -> Composition:
    """The people of a household who count in a month (docs/algorithms/composition.md)."""
    counted = _counted(month, child_age_max).filter(household_id=household_id).first()
    return NOBODY_COUNTS if counted is None else Composition(counted[1], counted[2])


def compositions(
    month: Month, child_age_max: int, on: date | None = None
) -> dict[UUID, Composition]:
    """Who counts, in each household active on `on` (the month's last day if not given). Two queries.

    A household in which nobody counts yet (just separated) is not listed.
    """
    states = states_on(on or month.last_day)
    return {
        household_id: Composition(adults, children)
        for household_id, adults, children in _counted(month, child_age_max).iterator()
        if states.get(household_id) is State.ACTIVE and adults + children > 0
    }


def _counted(month: Month, child_age_max: int) -> QuerySet[Belonging, tuple[UUID, int, int]]:
    first_child_year = month.first_day.year - child_age_max
    child = Q(person__birth_year__gte=first_child_year)
    present = Belonging.objects.filter(counts_from__lte=month.first_day).filter(
        Q(counts_until=None) | Q(counts_until__gt=month.first_day)
    )
    return (
        present.values("household_id")
        .annotate(
            adults=Count("id", filter=~child & Q(participates=True)),
            children=Count("id", filter=child),
        )
        .order_by("household_id")
        .values_list("household_id", "adults", "children")
    )


def household_references() -> dict[str, UUID]:
    """Every number by which a household can be named in an outside file: present and former."""
    named: dict[str, UUID] = {}
    for household_id, number, former in Household.objects.values_list(
        "id", "number", "former_number"
    ):
        if former:
            named.setdefault(former, household_id)
        named[number] = household_id
    return named
