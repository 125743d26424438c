"""From the rows of a members file to households: every mistake is told by its line, in French.

One row is one person; rows with the same word under `foyer` are one household. Pure: what is
already known to the database is compared in `importing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ecot.formats.spreadsheets import Sheet, fold_header
from ecot.operations.members import refusals
from ecot.operations.members.people import (
    BAND_NAMES,
    Band,
    Contact,
    NewHousehold,
    NewPerson,
    checked_contact,
    checked_person,
)
from ecot.operations.members.states import (
    FIRST_STATES,
    PREFERENCE_NAMES,
    STATE_NAMES,
    Prefers,
    State,
)
from ecot.values.refusal import Reason, Refused

COLUMNS: Mapping[str, str] = {
    "foyer": "Foyer",
    "prenom": "Prénom",
    "nom": "Nom",
    "annee de naissance": "Année de naissance",
    "participe": "Participe",
    "courriel": "Courriel",
    "telephone": "Téléphone",
    "adresse": "Adresse",
    "preference": "Préférence",
    "etat": "État",
    "depuis": "Depuis",
    "tranche": "Tranche",
    "homonyme": "Homonyme",
}
REQUIRED = ("foyer", "prenom", "annee de naissance")
OTHER_NAMES: Mapping[str, str] = {
    "numero": "foyer",
    "prenoms": "prenom",
    "nom de famille": "nom",
    "naissance": "annee de naissance",
    "date de naissance": "annee de naissance",
    "participant": "participe",
    "email": "courriel",
    "e mail": "courriel",
    "mail": "courriel",
    "tel": "telephone",
    "statut": "etat",
    "entree": "depuis",
}
_HOUSEHOLD_COLUMNS = (
    "courriel", "telephone", "adresse", "preference", "etat", "depuis", "tranche",
)  # fmt: skip
_YEAR = re.compile(r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-])?((?:19|20)[0-9]{2})(?:-[0-9]{2}-[0-9]{2})?")
_SHOWN = 40
_YES = frozenset({"oui", "o", "1", "x", "vrai", "yes"})
_NO = frozenset({"non", "n", "0", "faux", "no"})


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell: its line in the file, its column and why."""

    line: int
    column: str
    refused: Refused

    @property
    def sentence(self) -> str:
        """The mistake as the office reads it."""
        return f"Ligne {self.line}, colonne « {self.column} » : {self.refused.sentence}"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as read, the line that says so, and whether the file says that it is a namesake."""

    line: int
    person: NewPerson
    namesake: bool


@dataclass(slots=True)
class HouseholdRows:
    """The rows of one household: its word in the file, its persons, the values given for it."""

    key: str
    line: int
    persons: list[PersonRow] = field(default_factory=list)
    given: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a file says: households by their word, in the file's order, and every mistake."""

    households: dict[str, HouseholdRows] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, line: int, column: str, refused: Refused) -> None:
        """Note a mistake."""
        self.errors.append(RowError(line, COLUMNS[column], refused))


def judge_columns(sheet: Sheet) -> dict[str, str] | Refused:
    """Each header of the file with our name for it. Refused: one missing, unknown or there twice."""
    known = {header: OTHER_NAMES.get(header, header) for header in sheet.headers}
    for header, column in known.items():
        if column not in COLUMNS:
            return Refused(refusals.COLUMN_UNKNOWN, {"column": header})
        if list(known.values()).count(column) > 1:
            return Refused(refusals.COLUMN_TWICE, {"column": COLUMNS[column]})
    missing = next((column for column in REQUIRED if column not in known.values()), None)
    if missing is not None:
        return Refused(refusals.COLUMN_MISSING, {"column": COLUMNS[missing]})
    return known


def read_households(sheet: Sheet, columns: Mapping[str, str], on: date) -> Reading:
    """All the households of a sheet on a day, with all the mistakes of its rows."""
    reading = Reading()
    for line, record in sheet.records():
        cells = {columns[header]: cell for header, cell in record.items()}
        key = fold_header(cells["foyer"])
        if not key:
            reading.wrong(line, "foyer", Refused(refusals.HOUSEHOLD_KEY_EMPTY))
            continue
        rows = reading.households.setdefault(key, HouseholdRows(cells["foyer"], line))
        _read_person(reading, rows, line, cells, on)
        _read_given(reading, rows, line, cells)
    return reading


def built(reading: Reading, rows: HouseholdRows, on: date) -> NewHousehold | None:
    """The household that its rows describe; None, with the mistakes noted, where they do not."""
    before = len(reading.errors)
    contact = _contact(reading, rows)
    state = _word(reading, rows, "etat", _folded(STATE_NAMES)) or State.ACTIVE
    band = _word(reading, rows, "tranche", _folded(BAND_NAMES))
    since_on = _since(reading, rows, on)
    if state not in FIRST_STATES:
        facts = {"state": STATE_NAMES[State(state)]}
        reading.wrong(rows.given["etat"][0], "etat", Refused(refusals.STATE_NOT_FIRST, facts))
    if rows.persons and not any(each.person.participates for each in rows.persons):
        reading.wrong(rows.line, "foyer", Refused(refusals.NOBODY_PARTICIPATES))
    if len(reading.errors) > before or not rows.persons:
        return None
    return NewHousehold(
        tuple(each.person for each in rows.persons),
        contact=contact,
        state=State(state),
        since_on=since_on,
        reason="import",
        band=None if band is None else Band(band),
        former_number=rows.key[:60],
    )


def _read_person(
    reading: Reading, rows: HouseholdRows, line: int, cells: Mapping[str, str], on: date
) -> None:
    year = _YEAR.fullmatch(cells["annee de naissance"])
    if year is None:
        typed = {"typed": cells["annee de naissance"][:_SHOWN]}
        reading.wrong(line, "annee de naissance", Refused(refusals.BIRTH_YEAR_UNREADABLE, typed))
        return
    participates = _yes(reading, line, "participe", cells, default=True)
    namesake = _yes(reading, line, "homonyme", cells, default=False)
    new = NewPerson(cells["prenom"], cells.get("nom", ""), int(year[1]), participates)
    person = checked_person(new, on)
    if isinstance(person, Refused):
        about_year = person.reason is refusals.BIRTH_YEAR_UNLIKELY
        reading.wrong(line, "annee de naissance" if about_year else "prenom", person)
        return
    rows.persons.append(PersonRow(line, person, namesake))


def _read_given(reading: Reading, rows: HouseholdRows, line: int, cells: Mapping[str, str]) -> None:
    for column in _HOUSEHOLD_COLUMNS:
        typed = cells.get(column, "")
        if not typed:
            continue
        _, before = rows.given.setdefault(column, (line, typed))
        if fold_header(before) != fold_header(typed):
            facts = {"typed": typed[:_SHOWN], "before": before[:_SHOWN]}
            reading.wrong(line, column, Refused(refusals.CONTRADICTS, facts))


def _contact(reading: Reading, rows: HouseholdRows) -> Contact:
    prefers = _word(reading, rows, "preference", _folded(PREFERENCE_NAMES)) or Prefers.MAIL
    said = {column: rows.given.get(column, (rows.line, "")) for column in _HOUSEHOLD_COLUMNS}
    wished = Contact(
        said["courriel"][1], said["telephone"][1], said["adresse"][1], Prefers(prefers)
    )
    kept = checked_contact(wished)
    if not isinstance(kept, Refused):
        return kept
    column = "courriel" if kept.reason is refusals.EMAIL_INVALID else "telephone"
    reading.wrong(said[column][0], column, kept)
    return wished


def _since(reading: Reading, rows: HouseholdRows, on: date) -> date | None:
    if "depuis" not in rows.given:
        return None
    line, typed = rows.given["depuis"]
    day = read_day(typed)
    if day is None or not date(2000, 1, 1) <= day <= on:
        facts = {"typed": typed[:_SHOWN]}
        reason: Reason = refusals.DAY_UNREADABLE if day is None else refusals.DAY_UNLIKELY
        reading.wrong(line, "depuis", Refused(reason, facts))
    return day


def read_day(text: str) -> date | None:
    """A day written `14/03/2026` or `2026-03-14`; None where there is no such day."""
    french = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    year_first = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    try:
        if french is not None:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if year_first is not None:
            return date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
    except ValueError:
        return None
    return None


def _yes(
    reading: Reading, line: int, column: str, cells: Mapping[str, str], *, default: bool
) -> bool:
    typed = cells.get(column, "")
    word = fold_header(typed)
    if word in _YES | _NO:
        return word in _YES
    if word:
        reading.wrong(line, column, Refused(refusals.YES_OR_NO, {"typed": typed[:_SHOWN]}))
    return default


def _word(
    reading: Reading, rows: HouseholdRows, column: str, words: Mapping[str, str]
) -> str | None:
    if column not in rows.given:
        return None
    line, typed = rows.given[column]
    found = words.get(fold_header(typed))
    if found is None:
        facts = {"typed": typed[:_SHOWN], "possible": ", ".join(dict.fromkeys(words))}
        reading.wrong(line, column, Refused(refusals.WORD_UNKNOWN, facts))
    return found


def _folded(
    names: Mapping[State, str] | Mapping[Band, str] | Mapping[Prefers, str],
) -> dict[str, str]:
    return dict(_folded_pairs(names))


def _folded_pairs(
    names: Mapping[State, str] | Mapping[Band, str] | Mapping[Prefers, str],
) -> Iterator[tuple[str, str]]:
    for value, name in names.items():
        yield fold_header(name), str(value)
