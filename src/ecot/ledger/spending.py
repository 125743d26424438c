"""How much each wallet spent in a day at most, as each payment found it: for the check of ceilings.

Reads only. The same rows count as in `balances.spent_on`, sale by sale in the order of the book.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

_SPENT = (
    "SELECT e.id, e.rules, m.spent"
    " FROM (SELECT d.entry_id, d.paid, sum(d.cents) OVER (PARTITION BY d.wallet, d.day"
    "  ORDER BY d.entry_id) AS spent FROM ("
    "  SELECT t.debit_id AS wallet, p.occurred_on AS day, p.id AS entry_id,"
    "   t.amount_cents AS cents, 1 AS paid FROM ledger_entry p"
    "   JOIN ledger_transfer t ON t.entry_id = p.id WHERE p.kind = 'till_payment'"
    "  UNION ALL SELECT t.credit_id, o.occurred_on, b.id, -t.amount_cents, 0 FROM ledger_entry b"
    "   JOIN ledger_transfer t ON t.entry_id = b.id"
    "   JOIN ledger_entry o ON o.id = COALESCE(b.refunds_id, b.reverses_id)"
    "   WHERE (b.kind = 'refund' OR b.kind = 'reversal') AND o.kind = 'till_payment') d"
    " ) m JOIN ledger_entry e ON e.id = m.entry_id WHERE m.paid = 1"
)


@dataclass(frozen=True, slots=True)
class MostSpent:
    """The most that a wallet had spent in one day, a payment included, under one set of rules."""

    rules: Mapping[str, int]
    payments: int
    most_cents: int


def most_spent_in_a_day() -> list[MostSpent]:
    """For each set of rules that payments named, the highest day of any wallet, in cents."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rules, count(*), max(spent) FROM ({_SPENT}) s GROUP BY rules")
        rows = cursor.fetchall()
    return [MostSpent(json.loads(rules), int(count), int(most)) for rules, count, most in rows]


def first_beyond(rules: Mapping[str, int], ceiling_cents: int) -> int:
    """The first payment under these rules that took its wallet's day beyond a ceiling."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, rules FROM ({_SPENT}) s WHERE spent > %s ORDER BY id", [ceiling_cents]
        )
        found = [entry_id for entry_id, text in cursor.fetchall() if json.loads(text) == rules]
    return int(found[0])
