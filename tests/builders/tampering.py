"""What somebody with the owner's rights could do to a book: the guards are down for a moment."""

from __future__ import annotations

from django.db import connection

from ecot.ledger import guards


def without_guards(statements: str) -> None:
    """Write these statements (`;` between them) past every guard, then put the guards back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in guards.expected("sqlite").triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA ignore_check_constraints=ON")
        else:
            for table in (*guards.APPEND_ONLY_TABLES, guards.ACCOUNT_TABLE, guards.KEY_TABLE):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE ledger_account DROP CONSTRAINT IF EXISTS above_floor")
            cursor.execute(
                "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f'"
                " AND conrelid::regclass::text LIKE 'ledger_%'"
            )
            for table, name in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for statement in statements.split(";"):
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA ignore_check_constraints=OFF")
    guards.install(connection)


def drop_unique_key() -> None:
    """Take away what keeps each key of an entry unique."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_key_key")
            return
        cursor.execute("PRAGMA writable_schema=ON")
        cursor.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '\"key\" varchar(120) NOT NULL UNIQUE',"
            " '\"key\" varchar(120) NOT NULL') WHERE name = 'ledger_entry'"
        )
        cursor.execute("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_ledger_entry_1'")
        cursor.execute("PRAGMA writable_schema=RESET")
    connection.close()
