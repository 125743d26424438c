"""The book's tables once more, same columns and indexes, no guard: where bare driver code writes."""

from __future__ import annotations

import re

TABLES = {
    "ledger_account": "raw_account",
    "ledger_entry": "raw_entry",
    "ledger_transfer": "raw_transfer",
    "records_commitment": "raw_commitment",
}


def make_twins() -> None:
    """Make them, with every account of the book; and one table more, for an endpoint that writes one row."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw_row (key varchar(80) PRIMARY KEY, body text)")
        if connection.vendor == "postgresql":
            for table, twin in TABLES.items():
                cursor.execute(f"CREATE TABLE {twin} (LIKE {table} INCLUDING ALL)")
        else:
            names = ", ".join(f"'{table}'" for table in TABLES)
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
                f" AND tbl_name IN ({names})"
            )
            for (sql,) in cursor.fetchall():
                cursor.execute(_twin_sql(sql))
        cursor.execute(
            "INSERT INTO raw_account (id, body, code, owner, floor_cents, balance_cents)"
            " SELECT id, body, code, owner, floor_cents, balance_cents FROM ledger_account"
        )


def _twin_sql(sql: str) -> str:
    named = re.sub(r'INDEX "', 'INDEX "raw_of_', sql)
    for table, twin in TABLES.items():
        named = re.sub(rf'(?<!raw_of_)"{table}"', f'"{twin}"', named)
    return named


def look_at_statistics() -> None:
    """What a database does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
