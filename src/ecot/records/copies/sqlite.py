"""A SQLite database copied whole while tills pay: `VACUUM INTO` only reads, and sees one instant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from ecot.records.copies.refusals import DAMAGED_COPY, HOLDS_A_BOOK
from ecot.records.copies.standing_in import standing_in
from ecot.values.refusal import refuse

COMPANIONS = ("", "-wal", "-shm", "-journal")
"""A file left by an older database of that name would be read with the new one."""


@contextmanager
def copied(to: Path) -> Iterator[None]:
    """Copy the database to a new file; inside the block, questions are answered by the copy."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(to)])
    with standing_in(str(to)):
        yield


def refuse_taken(file: Path) -> None:
    """Refuses HOLDS_A_BOOK where a database stands already, or something that belonged to one."""
    for companion in COMPANIONS:
        found = file.with_name(file.name + companion)
        if found.exists():
            raise refuse(HOLDS_A_BOOK, where=found)


def refuse_damaged(file: Path) -> None:
    """Read every page of a restored file. Refuses DAMAGED_COPY."""
    with standing_in(str(file)), connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        says = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        orphan = cursor.fetchone()
    if says != "ok" or orphan is not None:
        raise refuse(DAMAGED_COPY, says=says if orphan is None else f"{orphan[0]} {orphan[1]}")
