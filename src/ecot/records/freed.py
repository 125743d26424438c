"""What a database leaves behind of a row that is gone, where we can reach it. Called when a person is erased.

PostgreSQL overwrites what is freed by itself (vacuum); its journals and backups keep it as long as they are kept.
"""

from __future__ import annotations

from django.db import connection

from ecot.records.statements import said


def overwrite_freed() -> None:
    """SQLite writes zeros over what this connection frees from now on."""
    if connection.vendor == "sqlite":
        said("PRAGMA secure_delete = ON")


def empty_journal() -> None:
    """SQLite carries its journal (`-wal`) into the file and empties it, unless somebody still reads an older look.

    Called after the deed, outside any transaction.
    """
    if connection.vendor == "sqlite":
        said("PRAGMA wal_checkpoint(TRUNCATE)")
