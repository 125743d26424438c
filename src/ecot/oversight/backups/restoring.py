"""`ecot restore`: a backup made a book again, in a new home; or proved, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ecot.ledger import guards
from ecot.ledger.entries import extent
from ecot.oversight.backups import refusals
from ecot.oversight.backups.archive import Manifest, unpack
from ecot.oversight.backups.workspaces import give_name, workspace
from ecot.oversight.promises import Kept, examine
from ecot.records.copies import postgresql, sqlite
from ecot.records.copies.standing_in import standing_in
from ecot.values.clock import civil_day
from ecot.values.refusal import RefusalError, Refused, refuse

HOUR = timedelta(hours=1)
DAYS_FROM = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a restored book showed: its manifest, its promises, the age of its last entry, its faults."""

    manifest: Manifest
    promises: tuple[Kept, ...]
    age: timedelta | None
    faults: tuple[Refused, ...]


def restore(file: Path, into: str) -> Manifest | Refused:
    """Make a book of a backup, where none stands: a new file, or a new or empty database of the server.

    Whole or not at all. Refused: a file that is no backup or has changed, a target that holds anything.
    """
    try:
        if connection.vendor == "sqlite":
            return _into_file(file, Path(into))
        with workspace(settings.ENVIRONMENT.home) as folder:
            manifest = _unpacked(file, folder / "book")
            postgresql.restore(folder / "book", into)
            return manifest
    except RefusalError as refusal:
        return refusal.refused
    except OSError as failed:
        return Refused(refusals.NOT_WRITTEN, {"says": failed})
    except DatabaseError as failed:
        return Refused(refusals.NOT_OPENED, {"says": " ".join(str(failed).split())})


def prove(file: Path, at: datetime, *, within: timedelta) -> Proof | Refused:
    """Restore a backup in a scratch database, check all that can be checked, leave nothing behind.

    The proof holds when it has no fault: the entries announced, every guard, no promise broken,
    a last entry younger than `within`. Refused: what is no backup, has changed, or is older than us.
    """
    try:
        with workspace(settings.ENVIRONMENT.home) as folder:
            manifest = _unpacked(file, folder / "book")
            with _scratch(folder / "book") as name, standing_in(name):
                return _looked_at(manifest, at, within)
    except RefusalError as refusal:
        return refusal.refused
    except OSError as failed:
        return Refused(refusals.NOT_WRITTEN, {"says": failed})
    except DatabaseError as failed:
        return Refused(refusals.NOT_OPENED, {"says": " ".join(str(failed).split())})


def _unpacked(file: Path, to: Path) -> Manifest:
    manifest = unpack(file, to)
    if manifest.database != connection.vendor:
        raise refuse(refusals.OTHER_DATABASE, of=manifest.database, here=connection.vendor)
    return manifest


def _into_file(file: Path, into: Path) -> Manifest:
    sqlite.refuse_taken(into)
    with workspace(into.parent) as folder:
        manifest = _unpacked(file, folder / "book")
        sqlite.refuse_damaged(folder / "book")
        give_name(folder / "book", into)
    return manifest


@contextmanager
def _scratch(book: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        sqlite.refuse_damaged(book)
        yield str(book)
    else:
        with postgresql.scratch(book) as name:
            yield name


def _looked_at(manifest: Manifest, at: datetime, within: timedelta) -> Proof:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise refuse(refusals.OLDER_TABLES, version=manifest.ecot_version, count=len(waiting))
    found = extent()
    promises = tuple(examine(civil_day(at)))
    age = None if found.last_posted_at is None else at - found.last_posted_at
    faults = [
        Refused(refusals.PROMISE_BROKEN, {"name": kept.name, "offender": kept.first_offender})
        for kept in promises
        if not kept.ok
    ]
    if (found.entries, found.last_entry_id) != (manifest.entries, manifest.last_entry_id):
        facts = {"found": found.entries, "said": manifest.entries}
        faults.append(Refused(refusals.OTHER_CONTENT, facts))
    if absent := guards.missing(connection):
        faults.append(Refused(refusals.GUARDS_ABSENT, {"names": ", ".join(absent)}))
    if age is None:
        faults.append(Refused(refusals.NO_ENTRY))
    elif age > within:
        faults.append(
            Refused(refusals.TOO_OLD, {"age": in_words(age), "limit": int(within / HOUR)})
        )
    return Proof(manifest, promises, age, tuple(faults))


def in_words(age: timedelta) -> str:
    """An age in French: minutes, then hours, then days."""
    if age < HOUR:
        return f"{max(0, int(age.total_seconds() // 60))} min"
    return f"{int(age / HOUR)} h" if age < DAYS_FROM else f"{age.days} jours"
