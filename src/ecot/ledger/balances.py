"""What stands on the accounts: balances and statements, in each account's natural sense.

A guarded balance is read from its account; any other is the last closing and the rows since, so
that its cost does not grow with the book. Called by deeds and faces. Nothing is written here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from ecot.ledger import chart
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.records.statements import said
from ecot.values.month import Month
from ecot.values.references import Owner

_FOREVER = date(9999, 12, 31)
_NEVER = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of an account's statement; `amount_cents` is signed in its natural sense."""

    entry_id: int
    key: str
    kind: EntryKind
    occurred_on: date
    effective_on: date
    posted_at: datetime
    amount_cents: int
    counterpart: AccountName
    evidence: Mapping[str, object]
    reversed_by: int | None


def wallet_balance(household_id: UUID) -> int:
    """What a household may still spend, in cents; 0 where it has no wallet."""
    return balance(chart.wallet(household_id))


def balance(name: AccountName, until_on: date | None = None) -> int:
    """The balance of an account, at the end of a day or now; 0 where there is no such account."""
    if name.is_guarded and until_on is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT balance_cents FROM ledger_account"
                " WHERE body = %s AND code = %s AND owner = %s",
                [name.body, name.code, name.owner],
            )
            row = cursor.fetchone()
        return 0 if row is None else int(row[0])
    found = _sums(name.code, until_on, owner=name.owner, body=name.body)
    return found.get(name.owner, 0)


def balances(
    code: Code, until_on: date | None = None, body: str = chart.CAISSE
) -> dict[Owner, int]:
    """The balance of every account of a family, by owner."""
    if code in chart.GUARDED and until_on is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT owner, balance_cents FROM ledger_account WHERE body = %s AND code = %s",
                [body, code],
            )
            return {Owner(owner): int(cents) for owner, cents in cursor.fetchall()}
    return _sums(code, until_on, body=body)


def _sums(
    code: Code, until_on: date | None, *, owner: str | None = None, body: str = chart.CAISSE
) -> dict[Owner, int]:
    until = until_on or _FOREVER
    closing_id, after = _last_closing(until)
    one, mine = ("", []) if owner is None else (" AND a.owner = %s", [owner])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.owner,"
            " COALESCE((SELECT b.balance_cents FROM ledger_closingbalance b"
            "  WHERE b.closing_id = %s AND b.account_id = a.id), 0)"
            " + COALESCE((SELECT sum(t.amount_cents) FROM ledger_transfer t"
            "  WHERE t.credit_id = a.id AND t.effective_on > %s AND t.effective_on <= %s), 0)"
            " - COALESCE((SELECT sum(t.amount_cents) FROM ledger_transfer t"
            "  WHERE t.debit_id = a.id AND t.effective_on > %s AND t.effective_on <= %s), 0)"
            f" FROM ledger_account a WHERE a.body = %s AND a.code = %s{one}",
            [closing_id, after, until, after, until, body, code.value, *mine],
        )
        rows = cursor.fetchall()
    sense = chart.sense(code)
    return {Owner(name): sense * int(cents) for name, cents in rows}


def _last_closing(until: date) -> tuple[int, date]:
    """The newest closing that ends by that day, and its last day."""
    month = Month.of(until)
    ended = month if until == month.last_day else month.previous()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, month FROM ledger_closing WHERE month <= %s ORDER BY month DESC LIMIT 1",
            [ended.first_day],
        )
        found = cursor.fetchone()
    return (0, _NEVER) if found is None else (found[0], Month.of(_day(found[1])).last_day)


def statement(
    name: AccountName,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
    limit: int = 50,
) -> list[StatementLine]:
    """The newest lines of an account first, by the day they take effect."""
    sense = chart.sense(name.code)
    arm = (
        "SELECT * FROM (SELECT t.id, t.entry_id, %s * t.amount_cents, t.effective_on, t.{other}"
        " FROM ledger_transfer t WHERE t.{mine} = (SELECT id FROM ledger_account"
        " WHERE body = %s AND code = %s AND owner = %s)"
        " AND t.effective_on >= %s AND t.effective_on <= %s"
        " ORDER BY t.effective_on DESC, t.id DESC LIMIT %s) AS {mine}_arm"
    )
    window: list[date | int] = [from_on or _NEVER, until_on or _FOREVER, limit]
    account: list[str] = [name.body, name.code.value, name.owner]
    both = " UNION ALL ".join(
        arm.format(mine=mine, other=other)
        for mine, other in (("credit_id", "debit_id"), ("debit_id", "credit_id"))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.key, e.kind, e.occurred_on, e.effective_on, e.posted_at, m.cents,"
            " o.code, o.owner, o.body, e.evidence,"
            " (SELECT r.id FROM ledger_entry r WHERE r.reverses_id = e.id)"
            " FROM (SELECT NULL AS row_id, NULL AS entry_id, NULL AS cents, NULL AS day, NULL AS other"
            f" WHERE 1 = 0 UNION ALL {both}) AS m"
            " JOIN ledger_entry e ON e.id = m.entry_id JOIN ledger_account o ON o.id = m.other"
            " ORDER BY m.day DESC, m.row_id DESC LIMIT %s",
            [sense, *account, *window, -sense, *account, *window, limit],
        )
        rows = cursor.fetchall()
    return [_statement_line(row) for row in rows]


def _statement_line(row: tuple[object, ...]) -> StatementLine:
    entry_id, key, kind, occurred, effective, posted, cents, code, owner, body, evidence, by = row
    return StatementLine(
        entry_id=int(str(entry_id)),
        key=str(key),
        kind=EntryKind(str(kind)),
        occurred_on=_day(occurred),
        effective_on=_day(effective),
        posted_at=instant(posted),
        amount_cents=int(str(cents)),
        counterpart=AccountName(Code(str(code)), Owner(str(owner)), str(body)),
        evidence=json.loads(str(evidence)),
        reversed_by=None if by is None else int(str(by)),
    )


def spent_on(household_id: UUID, day: date) -> int:
    """What a household paid in shops on a day, less what ever came back of those sales, in cents.

    Each entry is looked up from a line of the wallet, never the other way round: joined, a database
    whose statistics are old may walk every sale of the book to find those of one household.
    """
    name = chart.wallet(household_id)
    moved = (
        "COALESCE((SELECT sum(t.amount_cents) FROM ledger_transfer t"
        " WHERE t.{side} = a.id AND t.effective_on >= %s AND"
        " (SELECT o.kind = 'till_payment' AND o.occurred_on = %s FROM {sale} WHERE {line})), 0)"
    )
    paid = moved.format(side="debit_id", sale="ledger_entry o", line="o.id = t.entry_id")
    back = moved.format(
        side="credit_id",
        sale="ledger_entry e JOIN ledger_entry o ON o.id = COALESCE(e.refunds_id, e.reverses_id)",
        line="e.id = t.entry_id",
    )
    found = said(
        f"SELECT {paid} - {back} FROM ledger_account a"
        " WHERE a.body = %s AND a.code = %s AND a.owner = %s",
        [day, day, day, day, name.body, name.code.value, name.owner],
    )
    return int(found[0][0]) if found else 0


def instant(value: object) -> datetime:
    """An instant as the driver gives it: SQLite hands it over without its zone, which is UTC."""
    assert isinstance(value, datetime), value
    return value if value.tzinfo is not None else value.replace(tzinfo=connection.timezone)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
