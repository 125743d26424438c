"""What is written of a household before it is known: persons and ways to reach them, checked.

The form, the import and the demo all hand these values to the deeds. No database enters here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ecot.operations.members import refusals
from ecot.operations.members.names import clean_name, clean_text
from ecot.operations.members.states import Prefers, State
from ecot.values.refusal import Refused

OLDEST_AGE = 125
PHONE_DIGITS = range(6, 16)
ADDRESS_LENGTH = 500


class Band(StrEnum):
    """Monthly income per person of the household, as it sees itself; optional, never proved."""

    UNDER_900 = "under_900"
    FROM_900 = "900_1300"
    FROM_1300 = "1300_1800"
    FROM_1800 = "1800_2500"
    FROM_2500 = "from_2500"


BAND_NAMES: Mapping[Band, str] = {
    Band.UNDER_900: "moins de 900 €",
    Band.FROM_900: "de 900 à 1 300 €",
    Band.FROM_1300: "de 1 300 à 1 800 €",
    Band.FROM_1800: "de 1 800 à 2 500 €",
    Band.FROM_2500: "2 500 € et plus",
}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be written down: names, year of birth, participates or not."""

    given_name: str
    family_name: str
    birth_year: int
    participates: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a household; each may be left empty."""

    email: str = ""
    phone: str = ""
    address: str = ""
    prefers: Prefers = Prefers.MAIL


NO_CONTACT = Contact()


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household to be registered; `since_on` is the day of its first state (the act's if None)."""

    persons: tuple[NewPerson, ...]
    contact: Contact = NO_CONTACT
    state: State = State.APPLICANT
    since_on: date | None = None
    reason: str = ""
    band: Band | None = None
    former_number: str = ""


def checked_person(person: NewPerson, on: date) -> NewPerson | Refused:
    """A person with clean names and a possible year of birth; the family name may be empty."""
    given = clean_name(person.given_name)
    if isinstance(given, Refused):
        return given
    family = clean_name(person.family_name) if clean_text(person.family_name) else ""
    if isinstance(family, Refused):
        return family
    if not on.year - OLDEST_AGE <= person.birth_year <= on.year:
        facts = {"year": person.birth_year, "first": on.year - OLDEST_AGE, "last": on.year}
        return Refused(refusals.BIRTH_YEAR_UNLIKELY, facts)
    return replace(person, given_name=given, family_name=family)


def checked_contact(contact: Contact) -> Contact | Refused:
    """A contact with a readable address and number, or empty ones."""
    email = clean_text(contact.email)
    if email and not _is_email(email):
        return Refused(refusals.EMAIL_INVALID, {"email": email})
    phone = clean_text(contact.phone)
    if phone and not _is_phone(phone):
        return Refused(refusals.PHONE_INVALID, {"phone": phone})
    address = clean_text(contact.address)[:ADDRESS_LENGTH]
    return replace(contact, email=email, phone=phone, address=address)


def checked_household(household: NewHousehold, on: date) -> NewHousehold | Refused:
    """A household with clean values, at least one person, and somebody who participates."""
    if not household.persons:
        return Refused(refusals.NOBODY_IN_HOUSEHOLD)
    persons: list[NewPerson] = []
    for person in household.persons:
        kept = checked_person(person, on)
        if isinstance(kept, Refused):
            return kept
        persons.append(kept)
    if not any(person.participates for person in persons):
        return Refused(refusals.NOBODY_PARTICIPATES)
    contact = checked_contact(household.contact)
    if isinstance(contact, Refused):
        return contact
    former = clean_text(household.former_number)[:60]
    return replace(household, persons=tuple(persons), contact=contact, former_number=former)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _is_phone(text: str) -> bool:
    written = unicodedata.normalize("NFKC", text)
    if re.fullmatch(r"\+?[0-9 .()/-]+", written) is None:
        return False
    return sum(character.isdigit() for character in written) in PHONE_DIGITS
