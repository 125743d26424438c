"""Who is in a household: changes count from the next month, corrections of a mistake at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ecot.operations.members import audit, refusals
from ecot.operations.members.actions.moving import locked_household
from ecot.operations.members.models import Belonging, Household, Person
from ecot.operations.members.names import search_key
from ecot.operations.members.people import NewPerson, checked_person
from ecot.operations.members.queries import entry_day
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.references import household as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse


@dataclass(frozen=True, slots=True)
class CountsFrom:
    """A person and the month from which the change counts."""

    person_id: int
    month: Month


@deed
def add_person(act: Act, *, household_id: UUID, person: NewPerson) -> CountsFrom:
    """A person joins a household and counts from the next month (from this one before its entry)."""
    household = locked_household(household_id)
    kept = checked_person(person, act.on)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    written = Person.objects.create(
        given_name=kept.given_name,
        family_name=kept.family_name,
        birth_year=kept.birth_year,
        search_key=search_key(f"{kept.given_name} {kept.family_name}"),
    )
    return _join(act, household, written, participates=kept.participates)


@deed
def bring_back_person(
    act: Act, *, household_id: UUID, person_id: int, participates: bool = True
) -> CountsFrom:
    """A person who had left every household comes into one, and counts from the next month."""
    household = locked_household(household_id)
    person = Person.objects.filter(id=person_id).exclude(belongings__counts_until=None).first()
    if person is None:
        raise refuse(refusals.PERSON_UNKNOWN)
    return _join(act, household, person, participates=participates)


@deed
def remove_person(act: Act, *, household_id: UUID, person_id: int, reason: str) -> CountsFrom:
    """A person leaves a household (moved, died) and no longer counts from the next month.

    Refused: a person who is not there, the last one, the last who participates, no reason.
    """
    household = locked_household(household_id)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    belonging = open_belonging(household, person_id)
    month = counting_month(act, household)
    close(belonging, month, reason.strip())
    ensure_somebody(household)
    subject = owner_of(household_id)
    name = full_name(belonging.person)
    record(
        act,
        audit.PERSON_REMOVED,
        subject=subject,
        name=name,
        month=month.words,
        reason=reason.strip(),
    )
    return CountsFrom(person_id, month)


@deed
def set_participation(
    act: Act, *, household_id: UUID, person_id: int, participates: bool
) -> CountsFrom:
    """A person begins or ceases to participate, from the next month.

    Refused: a person who is not there, the last who participates.
    """
    household = locked_household(household_id)
    belonging = open_belonging(household, person_id)
    month = counting_month(act, household)
    name = full_name(belonging.person)
    if belonging.participates != participates:
        close(belonging, month, "participation changée")
        seat(belonging.person, household, participates=participates, month=month)
        ensure_somebody(household)
        words = "participe" if participates else "ne participe plus"
        subject = owner_of(household_id)
        record(
            act,
            audit.PARTICIPATION_CHANGED,
            subject=subject,
            name=name,
            participates=words,
            month=month.words,
        )
    return CountsFrom(person_id, month)


@deed
def correct_person(
    act: Act, *, household_id: UUID, person_id: int, person: NewPerson
) -> CountsFrom:
    """A mistake in a name or a year of birth is put right at once; participation is not touched."""
    household = locked_household(household_id)
    belonging = open_belonging(household, person_id)
    kept = checked_person(person, act.on)
    if isinstance(kept, Refused):
        raise RefusalError(kept)
    row = belonging.person
    before = f"{full_name(row)} ({row.birth_year})"
    row.given_name, row.family_name = kept.given_name, kept.family_name
    row.birth_year = kept.birth_year
    row.search_key = search_key(full_name(row))
    row.save()
    after = f"{full_name(row)} ({row.birth_year})"
    record(act, audit.PERSON_CORRECTED, subject=owner_of(household_id), before=before, after=after)
    return CountsFrom(person_id, Month.of(act.on))


def counting_month(act: Act, household: Household) -> Month:
    """The month from which a change made now counts: the next one, once the household has come in."""
    entered_on = entry_day(household.id)
    month = Month.of(act.on)
    if entered_on is None:
        return month
    return month.next() if entered_on <= act.on else Month.of(entered_on)


def open_belonging(household: Household, person_id: int) -> Belonging:
    """The present belonging of a person to this household; refused where there is none."""
    found = (
        Belonging.objects.select_related("person")
        .filter(household=household, person_id=person_id, counts_until=None)
        .first()
    )
    if found is None:
        raise refuse(refusals.PERSON_UNKNOWN)
    return found


def close(belonging: Belonging, month: Month, reason: str) -> None:
    """A belonging counts no more from a month; one that had not begun will never have counted."""
    belonging.counts_until = max(month.first_day, belonging.counts_from)
    belonging.reason = reason[:200]
    belonging.save(update_fields=["counts_until", "reason"])


def seat(person: Person, household: Household, *, participates: bool, month: Month) -> None:
    """A person belongs to a household from a month on."""
    Belonging.objects.create(
        person=person,
        household=household,
        participates=participates,
        counts_from=month.first_day,
    )


def ensure_somebody(household: Household) -> None:
    """Refuse a change that leaves a household without anybody, or without anybody who participates."""
    left = Belonging.objects.filter(household=household, counts_until=None)
    participating = list(left.values_list("participates", flat=True))
    if not participating:
        raise refuse(refusals.SOMEBODY_MUST_STAY, number=household.number)
    if not any(participating):
        raise refuse(refusals.NOBODY_PARTICIPATES)


def full_name(person: Person) -> str:
    """The name as it is said: given, then family."""
    return f"{person.given_name} {person.family_name}".strip()


def _join(act: Act, household: Household, person: Person, *, participates: bool) -> CountsFrom:
    month = counting_month(act, household)
    seat(person, household, participates=participates, month=month)
    subject = owner_of(household.id)
    record(act, audit.PERSON_ADDED, subject=subject, name=full_name(person), month=month.words)
    return CountsFrom(person.pk, month)
