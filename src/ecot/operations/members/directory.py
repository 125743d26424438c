"""The files of households as the office reads them: the list, the search, one whole file.

The only reads of this room that give names; every other room and every figure goes without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from ecot.operations.members.models import (
    ERASED,
    Belonging,
    Card,
    Household,
    HouseholdCode,
    IncomeBand,
    MembershipState,
)
from ecot.operations.members.names import search_key
from ecot.operations.members.people import Band, Contact
from ecot.operations.members.standing import state_subquery
from ecot.operations.members.states import CardState, Prefers, State
from ecot.values.month import Month


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household as lists show it."""

    household_id: UUID
    number: str
    names: str
    people: int
    state: State | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of a household; months are those in which they count."""

    person_id: int
    given_name: str
    family_name: str
    birth_year: int
    participates: bool
    counts_from: Month
    counts_until: Month | None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card of a household; its token is not kept."""

    card_id: UUID
    label: str
    state: CardState
    issued_at: datetime
    changed_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """One dated state of a household's contract."""

    state: State
    since_on: date
    reason: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """All that the office keeps of a household."""

    household_id: UUID
    number: str
    former_number: str
    contact: Contact
    persons: tuple[PersonRow, ...]
    cards: tuple[CardRow, ...]
    states: tuple[StateRow, ...]
    code_renewed_at: datetime | None
    band: Band | None = None

    @property
    def state(self) -> State | None:
        """The last state recorded."""
        return self.states[0].state if self.states else None

    @property
    def names(self) -> str:
        """The family names, each once, as one calls the household."""
        return _called(
            (person.given_name, person.family_name)
            for person in self.persons
            if person.counts_until is None
        )


def households(
    *, search: str = "", state: State | None = None, limit: int | None = 200
) -> list[HouseholdRow]:
    """Households by number: those whose number, names, mail or phone hold the words; two queries.

    Accents, case, hyphens and apostrophes do not matter; each word is in the name of somebody.
    """
    rows = Household.objects.annotate(now=state_subquery(OuterRef("id"), None))
    if search.strip():
        rows = rows.filter(_found(search.strip()))
    if state is not None:
        rows = rows.filter(now=state)
    chosen = list(rows.order_by("number").values_list("id", "number", "now")[:limit])
    people = _people([household_id for household_id, _, _ in chosen])
    return [
        HouseholdRow(
            household_id,
            number,
            _called(people[household_id]),
            len(people[household_id]),
            None if now is None else State(now),
        )
        for household_id, number, now in chosen
    ]


def _found(words: str) -> Q:
    reached = (
        Q(number__istartswith=words)
        | Q(former_number__iexact=words)
        | Q(email__icontains=words)
        | Q(phone__contains=words)
    )
    parts = search_key(words).split()
    if not parts:
        return reached
    present = Belonging.objects.filter(household=OuterRef("id"), counts_until=None)
    named = Q()
    for part in parts:
        named &= Q(Exists(present.filter(person__search_key__contains=part)))
    return reached | named


def called(household_ids: Iterable[UUID]) -> dict[UUID, str]:
    """How one calls these households: number and names, none for one that is erased; two queries."""
    wanted = list(household_ids)
    people = _people(wanted)
    known = Household.objects.filter(id__in=wanted).exclude(number__startswith=ERASED)
    rows = known.values_list("id", "number")
    return {
        household_id: f"{number} · {_called(people[household_id])}" for household_id, number in rows
    }


def _people(household_ids: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = Belonging.objects.filter(counts_until=None, household_id__in=household_ids)
    for household_id, given, family in rows.order_by("id").values_list(
        "household_id", "person__given_name", "person__family_name"
    ):
        found[household_id].append((given, family))
    return found


def _called(people: Iterable[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys(family or given for given, family in people))


def household_file(household_id: UUID) -> HouseholdFile | None:
    """The whole file of a household, in six queries; nothing where it is unknown."""
    row = Household.objects.filter(id=household_id).first()
    if row is None:
        return None
    code = HouseholdCode.objects.filter(household_id=household_id).values_list("renewed_at")
    renewed = code.first()
    band = (
        IncomeBand.objects.filter(household_id=household_id).values_list("band", flat=True).first()
    )
    return HouseholdFile(
        household_id=row.id,
        number=row.number,
        former_number=row.former_number,
        contact=Contact(row.email, row.phone, row.address, Prefers(row.prefers)),
        persons=tuple(_persons(household_id)),
        cards=tuple(
            CardRow(
                card.id,
                card.label,
                CardState(card.state),
                card.issued_at,
                card.changed_at,
                card.reason,
            )
            for card in Card.objects.filter(household_id=household_id).order_by("-issued_at")
        ),
        states=tuple(
            StateRow(State(state.state), state.since_on, state.reason, state.recorded_at)
            for state in MembershipState.objects.filter(household_id=household_id).order_by(
                "-since_on", "-id"
            )
        ),
        code_renewed_at=None if renewed is None else renewed[0],
        band=None if band is None else Band(band),
    )


def _persons(household_id: UUID) -> Iterable[PersonRow]:
    rows = Belonging.objects.filter(household_id=household_id).select_related("person")
    for row in rows.order_by("counts_until", "id"):
        yield PersonRow(
            row.person_id,
            row.person.given_name,
            row.person.family_name,
            row.person.birth_year,
            row.participates,
            Month.of(row.counts_from),
            None if row.counts_until is None else Month.of(row.counts_until),
        )


def household_of_number(number: str) -> UUID | None:
    """Which household bears a member number."""
    return Household.objects.filter(number=number).values_list("id", flat=True).first()
