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
class Mistakes:
    """Every mistake of a file, in the order in which it was met."""

    found: list[RowError] = field(default_factory=list)

    def add(self, line: int, column: str, refused: Refused) -> None:
        """Note a mistake."""
        self.found.append(RowError(line, COLUMNS[column], refused))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file: its number and its cells by our names for the columns."""

    number: int
    cells: Mapping[str, str]
    mistakes: Mistakes

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, refused: Refused) -> None:
        self.mistakes.add(self.number, column, refused)


@dataclass(slots=True)
class HouseholdRows:
    """The rows of one household: its word in the file, its persons, the values given for it."""

    key: str
    line: int
    mistakes: Mistakes
    persons: list[PersonRow] = field(default_factory=list)
    given: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a file says: households by their word, in the file's order, and every mistake."""

    mistakes: Mistakes = field(default_factory=Mistakes)
    households: dict[str, HouseholdRows] = field(default_factory=dict)


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
    for number, record in sheet.records():
        cells = {columns[header]: cell for header, cell in record.items()}
        line = _Line(number, cells, reading.mistakes)
        key = fold_header(line.text("foyer"))
        if not key:
            line.wrong("foyer", Refused(refusals.HOUSEHOLD_KEY_EMPTY))
            continue
        new = HouseholdRows(line.text("foyer"), number, reading.mistakes)
        rows = reading.households.setdefault(key, new)
        _read_person(rows, line, on)
        _read_given(rows, line)
    return reading


def built(rows: HouseholdRows, on: date) -> NewHousehold | None:
    """The household that its rows describe; None, with the mistakes noted, where they do not."""
    before = len(rows.mistakes.found)
    contact = _contact(rows)
    state = _word(rows, "etat", _folded(STATE_NAMES)) or State.ACTIVE
    band = _word(rows, "tranche", _folded(BAND_NAMES))
    since_on = _since(rows, on)
    if state not in FIRST_STATES:
        facts = {"state": STATE_NAMES[State(state)]}
        rows.mistakes.add(rows.given["etat"][0], "etat", Refused(refusals.STATE_NOT_FIRST, facts))
    if rows.persons and not any(each.person.participates for each in rows.persons):
        rows.mistakes.add(rows.line, "foyer", Refused(refusals.NOBODY_PARTICIPATES))
    if len(rows.mistakes.found) > before or not rows.persons:
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


def _read_person(rows: HouseholdRows, line: _Line, on: date) -> None:
    year = _YEAR.fullmatch(line.text("annee de naissance"))
    if year is None:
        typed = {"typed": line.text("annee de naissance")[:_SHOWN]}
        line.wrong("annee de naissance", Refused(refusals.BIRTH_YEAR_UNREADABLE, typed))
        return
    participates = _yes(line, "participe", default=True)
    namesake = _yes(line, "homonyme", default=False)
    new = NewPerson(line.text("prenom"), line.text("nom"), int(year[1]), participates)
    person = checked_person(new, on)
    if isinstance(person, Refused):
        about_year = person.reason is refusals.BIRTH_YEAR_UNLIKELY
        line.wrong("annee de naissance" if about_year else "prenom", person)
        return
    rows.persons.append(PersonRow(line.number, person, namesake))


def _read_given(rows: HouseholdRows, line: _Line) -> None:
    for column in _HOUSEHOLD_COLUMNS:
        typed = line.text(column)
        if not typed:
            continue
        _, before = rows.given.setdefault(column, (line.number, typed))
        if fold_header(before) != fold_header(typed):
            facts = {"typed": typed[:_SHOWN], "before": before[:_SHOWN]}
            line.wrong(column, Refused(refusals.CONTRADICTS, facts))


def _contact(rows: HouseholdRows) -> Contact:
    prefers = _word(rows, "preference", _folded(PREFERENCE_NAMES)) or Prefers.MAIL
    said = {column: rows.given.get(column, (rows.line, "")) for column in _HOUSEHOLD_COLUMNS}
    wished = Contact(
        said["courriel"][1], said["telephone"][1], said["adresse"][1], Prefers(prefers)
    )
    kept = checked_contact(wished)
    if not isinstance(kept, Refused):
        return kept
    column = "courriel" if kept.reason is refusals.EMAIL_INVALID else "telephone"
    rows.mistakes.add(said[column][0], column, kept)
    return wished


def _since(rows: HouseholdRows, on: date) -> date | None:
    if "depuis" not in rows.given:
        return None
    line, typed = rows.given["depuis"]
    day = read_day(typed)
    if day is None or not date(2000, 1, 1) <= day <= on:
        facts = {"typed": typed[:_SHOWN]}
        reason: Reason = refusals.DAY_UNREADABLE if day is None else refusals.DAY_UNLIKELY
        rows.mistakes.add(line, "depuis", Refused(reason, facts))
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


def _yes(line: _Line, column: str, *, default: bool) -> bool:
    typed = line.text(column)
    word = fold_header(typed)
    if word in _YES | _NO:
        return word in _YES
    if word:
        line.wrong(column, Refused(refusals.YES_OR_NO, {"typed": typed[:_SHOWN]}))
    return default


def _word(rows: HouseholdRows, column: str, words: Mapping[str, str]) -> str | None:
    if column not in rows.given:
        return None
    line, typed = rows.given[column]
    found = words.get(fold_header(typed))
    if found is None:
        facts = {"typed": typed[:_SHOWN], "possible": ", ".join(dict.fromkeys(words))}
        rows.mistakes.add(line, column, Refused(refusals.WORD_UNKNOWN, facts))
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
