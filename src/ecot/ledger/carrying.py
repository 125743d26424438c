"""What wallets held, and had last been granted, when something was taken from them: for the check of caps.

Reads only. Keys of both kinds are made of a word, a month and the household, so that "the last granted
before that month" is told by the book's own keys and order, never by a clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection

from ecot.ledger.checks.looks import MOVES
from ecot.ledger.kinds import EntryKind

MONTH_LETTERS: Final = len("2026-03")
_TAKEN: Final = (
    "WITH taken AS (SELECT e.id, e.rules, e.total_cents, t.debit_id AS wallet,"
    "  substr(e.key, {taken_at}, {month}) AS month"
    "  FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id"
    "  WHERE e.kind = %s AND substr(e.key, 1, {taken_letters}) = %s),"
    " granted AS (SELECT e.id, e.total_cents, t.credit_id AS wallet,"
    "  substr(e.key, {granted_at}, {month}) AS month"
    "  FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id"
    "  WHERE e.kind = %s AND substr(e.key, 1, {granted_letters}) = %s),"
    " standing AS (SELECT taken.id, g.month, g.total_cents, row_number() OVER"
    "  (PARTITION BY taken.id ORDER BY g.month DESC, g.id DESC) AS rank"
    "  FROM taken JOIN granted g ON g.wallet = taken.wallet AND g.month < taken.month"
    "   AND g.id < taken.id"
    "  LEFT JOIN ledger_entry u ON u.reverses_id = g.id AND u.id < taken.id WHERE u.id IS NULL),"
    " held AS (SELECT m.account_id, m.entry_id,"
    "  sum(m.cents) OVER (PARTITION BY m.account_id ORDER BY m.entry_id) - m.cents AS cents"
    "  FROM (SELECT account_id, entry_id, sum(cents) AS cents FROM {moves} AS moves"
    "   WHERE account_id IN (SELECT wallet FROM taken) GROUP BY account_id, entry_id) m)"
    " SELECT taken.id, taken.month, taken.rules, held.cents, standing.month,"
    " COALESCE(standing.total_cents, 0), taken.total_cents FROM taken"
    " JOIN held ON held.account_id = taken.wallet AND held.entry_id = taken.id"
    " LEFT JOIN standing ON standing.id = taken.id AND standing.rank = 1 ORDER BY taken.id"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from a wallet when a month opened, with what decided it, in cents.

    `last_month` is that of the last grant that stood then; none where nothing was ever granted.
    """

    entry_id: int
    month: str
    rules: Mapping[str, int]
    held_cents: int
    last_month: str | None
    last_cents: int
    taken_cents: int


def taken_at_opening(
    kind: EntryKind, begins: str, *, granted: EntryKind, granted_begins: str
) -> list[Taken]:
    """Every entry of a kind whose key begins so, in the order of the book, with its wallet just before.

    `begins` and `granted_begins` are followed in the keys by a month as `2026-03`.
    """
    sql = _TAKEN.format(
        taken_at=len(begins) + 1,
        taken_letters=len(begins),
        granted_at=len(granted_begins) + 1,
        granted_letters=len(granted_begins),
        month=MONTH_LETTERS,
        moves=MOVES,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind.value, begins, granted.value, granted_begins])
        rows = cursor.fetchall()
    return [
        Taken(entry_id, month, json.loads(rules), int(held), last_month, int(last), int(taken))
        for entry_id, month, rules, held, last_month, last, taken in rows
    ]
