"""What the pen must know before it writes lines: numbers of accounts, keys of salts, the first open day.

Called by `posting.py` alone. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ecot.ledger.chart import AccountName
from ecot.records.statements import said
from ecot.values.month import Month
from ecot.values.references import Owner

NAMES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Known:
    """The accounts that stand with their numbers, their owners' keys of salts, the first open day if any."""

    ids: Mapping[AccountName, int]
    keys: Mapping[Owner, bytes]
    open_from: date | None = None


def resolve(names: Collection[AccountName]) -> Known:
    """What is known of these accounts, in one query; those that do not stand are left out."""
    closed = "SELECT NULL, NULL, NULL, NULL, NULL, max(month) FROM ledger_closing"
    values: list[str] = []
    if len(names) <= NAMES_AT_ONCE:
        rows = ", ".join(["(%s, %s, %s)"] * len(names))
        where = f"(body, code, a.owner) IN (VALUES {rows})"
        for name in sorted(names):
            values += [name.body, name.code.value, name.owner]
    else:
        values = sorted({name.code.value for name in names})
        where = f"code IN ({', '.join(['%s'] * len(values))})"
    wanted = {(name.body, name.code.value, name.owner): name for name in names}
    ids: dict[AccountName, int] = {}
    keys: dict[Owner, bytes] = {}
    open_from: date | None = None
    found = said(
        "SELECT id, body, code, a.owner, secret, NULL FROM ledger_account a"
        f" LEFT JOIN records_saltkey k ON k.owner = a.owner WHERE {where} UNION ALL {closed}",
        values,
    )
    for account_id, body, code, owner, secret, month in found:
        if account_id is None:
            open_from = None if month is None else Month.of(day(month)).next().first_day
            continue
        who = (body, code, owner)
        if who not in wanted:  # of a whole family, somebody who takes no part here
            continue
        ids[wanted[who]] = account_id
        if secret is not None:
            keys[owner] = bytes.fromhex(secret)
    return Known(ids, keys, open_from)


def known_columns(names: Sequence[AccountName]) -> tuple[str, list[str]]:
    """SQL for what is known of these accounts, with its values, as columns that `told` reads.

    One for the number of each account, then one for the key of each owner.
    """
    number = "(SELECT id FROM ledger_account WHERE body = %s AND code = %s AND owner = %s)"
    key = "(SELECT secret FROM records_saltkey WHERE owner = %s)"
    owners = _owners(names)
    values = [part for name in names for part in (name.body, name.code.value, name.owner)]
    return ", ".join([number] * len(names) + [key] * len(owners)), [*values, *owners]


def told(names: Sequence[AccountName], row: Sequence[object]) -> Known:
    """What a row of `known_columns` says; accounts and keys that do not stand are left out."""
    numbers = zip(names, row, strict=False)
    secrets = zip(_owners(names), row[len(names) :], strict=True)
    return Known(
        {name: number for name, number in numbers if isinstance(number, int)},
        {owner: bytes.fromhex(secret) for owner, secret in secrets if isinstance(secret, str)},
    )


def _owners(names: Collection[AccountName]) -> list[Owner]:
    return sorted({name.owner for name in names})


def later_day() -> str:
    """SQL for the later of a day, its only value, and the first open day, as `resolve` tells it."""
    if connection.vendor == "postgresql":
        return "GREATEST(%s, (SELECT (max(month) + interval '1 month')::date FROM ledger_closing))"
    return "max(%s, COALESCE((SELECT date(max(month), '+1 month') FROM ledger_closing), ''))"


def day(value: object) -> date:
    """A day as the driver gives it: SQLite hands over its text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))
