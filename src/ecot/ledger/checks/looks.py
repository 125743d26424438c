"""How a check looks: in one statement that the database adds up, never row by row. Called by the checks beside."""

from __future__ import annotations

from django.db import connection

from ecot.values.finding import Finding

ENTRIES = "SELECT count(*) FROM ledger_entry"
TRANSFERS = "SELECT count(*) FROM ledger_transfer"
MOVES = (
    "(SELECT credit_id AS account_id, entry_id, effective_on, amount_cents AS cents"
    " FROM ledger_transfer"
    " UNION ALL SELECT debit_id, entry_id, effective_on, -amount_cents FROM ledger_transfer)"
)


def rows(sql: str) -> list[tuple[object, ...]]:
    """The rows of a statement that has no parameter."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def look(count: str, first: str, sentence: str) -> Finding:
    """How many rows `count` says, and the sentence made of the first row that `first` finds."""
    checked = int(str(rows(count)[0][0]))
    found = rows(f"{first} LIMIT 1")
    return Finding(checked, sentence.format(*found[0]) if found else "")


def month_of(column: str) -> str:
    """SQL of the first day of a column's month."""
    if connection.vendor == "sqlite":
        return f"date({column}, 'start of month')"
    return f"date_trunc('month', {column})::date"
