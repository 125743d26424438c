"""Entries of a kind gathered by what decided them: rules named, evidence kept, amount.

Rooms recompute each gist once instead of each entry, so that checking stays in sets. Reads only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ecot.ledger.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class Gist:
    """Alike entries: the versions named, the facts asked for (absent ones left out), the total.

    `first_entry_id` is the oldest of them; the days are the real ones.
    """

    rules: Mapping[str, int]
    facts: Mapping[str, object]
    total_cents: int
    count: int
    first_entry_id: int
    first_on: date
    last_on: date
    key_prefix: str


def gists(kind: EntryKind, facts: Sequence[str], *, key_letters: int = 0) -> list[Gist]:
    """Every gist of a kind, the oldest first; `key_letters` tells apart keys by so many first letters.

    `facts` are names of the evidence, each read as its JSON value.
    """
    names = ", ".join(f"{_json(name)} AS fact_{rank}" for rank, name in enumerate(facts))
    columns = ", ".join(f"fact_{rank}" for rank in range(len(facts)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rules, total_cents, prefix, count(*), min(id), min(occurred_on), max(occurred_on),"
            f" {columns} FROM (SELECT id, rules, total_cents, occurred_on,"
            f" substr(key, 1, %s) AS prefix, {names} FROM ledger_entry WHERE kind = %s) e"
            f" GROUP BY rules, total_cents, prefix, {columns} ORDER BY 5",
            [key_letters, kind.value],
        )
        rows = cursor.fetchall()
    return [_gist(facts, row) for row in rows]


def _json(name: str) -> str:
    assert name.isidentifier(), name
    if connection.vendor == "sqlite":
        return f"json_quote(json_extract(evidence, '$.{name}'))"
    return f"(evidence::jsonb -> '{name}')::text"


def _gist(names: Sequence[str], row: Sequence[object]) -> Gist:
    rules, total, prefix, count, first, first_on, last_on, *found = row
    facts = {
        name: json.loads(str(text))
        for name, text in zip(names, found, strict=True)
        if text is not None and text != "null"
    }
    return Gist(
        rules=json.loads(str(rules)),
        facts=facts,
        total_cents=int(str(total)),
        count=int(str(count)),
        first_entry_id=int(str(first)),
        first_on=_day(first_on),
        last_on=_day(last_on),
        key_prefix=str(prefix),
    )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
