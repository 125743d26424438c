"""What an import would do, shown before it is done: households, persons, every mistake by its line.

`preview_import` only reads. `commit_import`, in `actions/`, reads the same bytes again and writes
all of it, or nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ecot.formats.spreadsheets import read_sheet
from ecot.operations.members import refusals
from ecot.operations.members.models import Belonging, ImportRun
from ecot.operations.members.names import search_key
from ecot.operations.members.people import NewHousehold, NewPerson
from ecot.operations.members.reading import (
    PersonRow,
    Reading,
    RowError,
    built,
    judge_columns,
    read_households,
)
from ecot.values.clock import civil_day
from ecot.values.month import day_in_words
from ecot.values.refusal import Refused

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would write. With a single error nothing can be imported.

    `understood` says in French how the file was read (encoding, separator).
    """

    file_digest: str
    understood: str
    households: tuple[NewHousehold, ...]
    persons: int
    errors: tuple[RowError, ...]


def preview_import(content: bytes, on: date) -> ImportPreview | Refused:
    """Read a members file as on a day, without writing anything.

    Refused: a file that cannot be read as a table, a column missing or unknown, a file that was
    imported already. Mistakes in rows are no refusal: they are all listed.
    """
    digest = hashlib.sha256(content).hexdigest()
    done = ImportRun.objects.filter(file_digest=digest).first()
    if done is not None:
        words = day_in_words(civil_day(done.imported_at))
        facts = {"imported_on": words, "households": done.households}
        return Refused(refusals.ALREADY_IMPORTED, facts)
    sheet = read_sheet(content)
    if isinstance(sheet, Refused):
        return sheet
    columns = judge_columns(sheet)
    if isinstance(columns, Refused):
        return columns
    reading = read_households(sheet, columns, on)
    households = [built(rows, on) for rows in reading.households.values()]
    persons = [each for rows in reading.households.values() for each in rows.persons]
    _note_doubles(reading, persons)
    return ImportPreview(
        digest,
        sheet.sentence,
        tuple(household for household in households if household is not None),
        len(persons),
        tuple(sorted(reading.mistakes.found, key=lambda error: (error.line, error.column))),
    )


def _note_doubles(reading: Reading, persons: Sequence[PersonRow]) -> None:
    known = _known_persons({_identity(each.person) for each in persons})
    seen: dict[tuple[str, int], int] = {}
    for each in sorted(persons, key=lambda row: row.line):
        identity = _identity(each.person)
        facts = {
            "name": f"{each.person.given_name} {each.person.family_name}".strip(),
            "year": each.person.birth_year,
        }
        before = seen.setdefault(identity, each.line)
        if each.namesake:
            continue
        if before != each.line:
            refused = Refused(refusals.PERSON_TWICE, {**facts, "before": before})
            reading.mistakes.add(each.line, "prenom", refused)
        elif identity in known:
            refused = Refused(refusals.PERSON_ALREADY_KNOWN, {**facts, "number": known[identity]})
            reading.mistakes.add(each.line, "prenom", refused)


def _identity(person: NewPerson) -> tuple[str, int]:
    return search_key(f"{person.given_name} {person.family_name}"), person.birth_year


def _known_persons(identities: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    keys = sorted({key for key, _ in identities})
    known: dict[tuple[str, int], str] = {}
    for start in range(0, len(keys), _AT_ONCE):
        present = Belonging.objects.filter(
            counts_until=None, person__search_key__in=keys[start : start + _AT_ONCE]
        )
        rows = present.values_list("person__search_key", "person__birth_year", "household__number")
        known.update({(key, year): number for key, year, number in rows})
    return known
