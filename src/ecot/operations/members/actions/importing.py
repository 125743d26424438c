"""Importing a members file, all of it or nothing; taking the members away in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ecot.formats.spreadsheets import write_csv, write_xlsx
from ecot.operations.members import audit, refusals
from ecot.operations.members.actions.registering import Registered, write_households
from ecot.operations.members.importing import preview_import
from ecot.operations.members.models import Belonging, ImportRun, MembershipState
from ecot.operations.members.reading import COLUMNS
from ecot.operations.members.states import PREFERENCE_NAMES, STATE_NAMES, Prefers, State
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.refusal import RefusalError, Refused, refuse

EXPORTED_COLUMNS = (
    "foyer", "prenom", "nom", "annee de naissance", "participe", "courriel", "telephone", "adresse",
    "preference", "etat", "depuis",
)  # fmt: skip


class FileForm(StrEnum):
    """In which form a file is taken away."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: how many households and persons, and the numbers given, in file order."""

    households: tuple[Registered, ...]
    persons: int


@deed
def commit_import(act: Act, *, content: bytes, file_name: str = "") -> Imported:
    """Every household of a members file is registered; one mistake anywhere and nothing is.

    Refused: what `preview_import` refuses (the same file twice among others), any error in a row.
    """
    preview = preview_import(content, act.on)
    if isinstance(preview, Refused):
        raise RefusalError(preview)
    if preview.errors or not preview.households:
        raise refuse(refusals.IMPORT_HAS_ERRORS, errors=len(preview.errors))
    written = write_households(act, preview.households)
    ImportRun.objects.create(
        file_digest=preview.file_digest,
        file_name=" ".join(file_name.split())[:200],
        households=len(written),
        persons=preview.persons,
        imported_at=act.at,
        imported_by=act.actor,
    )
    subject = f"import-{preview.file_digest[:16]}"
    facts = {"households": len(written), "persons": preview.persons}
    record(act, audit.IMPORTED, subject=subject, **facts)
    return Imported(tuple(written), preview.persons)


@deed
def export_households(act: Act, *, form: FileForm = FileForm.CSV) -> bytes:
    """The persons of every household, as on the day of the act, in a file that can be read back.

    Leaves an audit line: names leave the house. The income band is never in it.
    """
    headers = [COLUMNS[column] for column in EXPORTED_COLUMNS]
    rows = list(_rows(act.on))
    record(act, audit.EXPORTED, subject="households", households=len({row[0] for row in rows}))
    if form is FileForm.XLSX:
        return write_xlsx(headers, rows, title="Foyers")
    return write_csv(headers, rows)


def _rows(on: date) -> Iterator[tuple[str, ...]]:
    stated = MembershipState.objects.filter(since_on__lte=on).order_by("since_on", "id")
    states = {
        household_id: (STATE_NAMES[State(state)], f"{since_on:%d/%m/%Y}")
        for household_id, state, since_on in stated.values_list("household_id", "state", "since_on")
    }
    present = Belonging.objects.filter(counts_until=None).select_related("person", "household")
    for belonging in present.order_by("household__number", "id").iterator():
        household, person = belonging.household, belonging.person
        yield (
            household.number,
            person.given_name,
            person.family_name,
            str(person.birth_year),
            "oui" if belonging.participates else "non",
            household.email,
            household.phone,
            household.address,
            PREFERENCE_NAMES[Prefers(household.prefers)],
            *states.get(household.id, ("", "")),
        )
