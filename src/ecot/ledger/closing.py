"""Closing a month: the balance of every account at its end, after which the month takes no row.

Taken under an exclusive advisory lock that every poster holds shared (on SQLite the immediate
transaction), so that no late row slips in. Called by the month's deeds.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from ecot.ledger import refusals
from ecot.ledger.models import Closing, ClosingBalance, Entry
from ecot.ledger.sealing import CLOSING, closing_sealed
from ecot.records.sealing.log import BOOK_LOCK
from ecot.records.sealing.pen import commit
from ecot.values.act import Act
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed month: how many accounts bear a balance, and the digest of them all."""

    month: Month
    accounts: int
    digest: str


@dataclass(frozen=True, slots=True)
class ClosingView:
    """A closing as it stands in the book."""

    number: int
    closed_at: datetime
    digest: str


def closing_of(month: Month) -> ClosingView | None:
    """The closing of a month, where it is closed."""
    row = Closing.objects.filter(month=month.first_day).first()
    return None if row is None else ClosingView(row.pk, row.closed_at, row.digest)


def last_closed() -> Month | None:
    """The newest month that is closed."""
    row = Closing.objects.order_by("-month").values_list("month", flat=True).first()
    return None if row is None else Month.of(row)


def is_closed(month: Month) -> bool:
    """Whether a month takes no new row."""
    last = last_closed()
    return last is not None and month <= last


def close_month(act: Act, month: Month) -> Closed:
    """Close a month that is over, in order. Refuses MONTH_NOT_OVER, MONTH_NOT_NEXT.

    Closing again what is closed answers the first closing.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BOOK_LOCK])
    done = Closing.objects.filter(month=month.first_day).first()
    if done is not None:
        return Closed(month, ClosingBalance.objects.filter(closing=done).count(), done.digest)
    last = last_closed()
    if last is not None and month != last.next():
        raise refuse(refusals.MONTH_NOT_NEXT, expected=last.next().words)
    if act.on <= month.last_day:
        raise refuse(
            refusals.MONTH_NOT_OVER, month=month.words, on=day_in_words(month.next().first_day)
        )
    balances = balances_at_end(month)
    digest = digest_of_balances(balances)
    closing = Closing.objects.create(
        month=month.first_day, closed_at=_after_its_rows(month, act), actor=act.actor, digest=digest
    )
    ClosingBalance.objects.bulk_create(
        [
            ClosingBalance(closing=closing, account_id=account_id, balance_cents=cents)
            for account_id, cents in balances
        ],
        batch_size=1_000,
    )
    commit(CLOSING, [closing_sealed(closing)])
    return Closed(month, len(balances), digest)


def _after_its_rows(month: Month, act: Act) -> datetime:
    """The instant of a closing, never before a row that it holds: a clock may have been put back."""
    held = Entry.objects.filter(
        effective_on__gte=month.first_day, effective_on__lte=month.last_day
    ).aggregate(last=Max("posted_at"))
    return act.at if held["last"] is None else max(act.at, held["last"])


def balances_at_end(month: Month) -> list[tuple[int, int]]:
    """(account id, credits less debits) at the end of a month, zeros left out, by account id.

    From the closing before it and the rows since.
    """
    before = Closing.objects.filter(month__lt=month.first_day).order_by("-month").first()
    closing_id = 0 if before is None else before.pk
    after = date(1, 1, 1) if before is None else Month.of(before.month).last_day
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_id, sum(cents) FROM ("
            " SELECT account_id, balance_cents AS cents FROM ledger_closingbalance"
            " WHERE closing_id = %s"
            " UNION ALL SELECT credit_id, amount_cents FROM ledger_transfer"
            " WHERE effective_on > %s AND effective_on <= %s"
            " UNION ALL SELECT debit_id, -amount_cents FROM ledger_transfer"
            " WHERE effective_on > %s AND effective_on <= %s"
            ") AS moves GROUP BY account_id HAVING sum(cents) <> 0 ORDER BY account_id",
            [closing_id, after, month.last_day, after, month.last_day],
        )
        return [(int(account_id), int(cents)) for account_id, cents in cursor.fetchall()]


def digest_of_balances(balances: list[tuple[int, int]]) -> str:
    """SHA-256 of `id:cents` lines: what the paper of the closing prints."""
    text = "\n".join(f"{account_id}:{cents}" for account_id, cents in balances)
    return hashlib.sha256(text.encode()).hexdigest()
