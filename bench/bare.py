"""The bare driver writing a payment's rows, as careful code without Écot would: lock, three rows, balance.

Same columns, indexes, pragmas and durability; no guard, no replay of a key, no rule. What it leaves out
is what the ratios measure.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from itertools import count
from uuid import UUID

ENTRY = (
    "INSERT INTO raw_entry (key, kind, actor, occurred_on, effective_on, posted_at, rules, evidence,"
    " digest, line_count, total_cents) VALUES {rows}"
)
TRANSFER = (
    "INSERT INTO raw_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
    " VALUES {rows}"
)
EVIDENCE = (
    '{"amounts":[[10000,1]],"balance_after_cents":13999,"code":false,"euros_cents":0,'
    '"means":"card","point_of_sale":"0123456789abcdef0123456789abcdef"}'
)
COMMITMENT = "INSERT INTO raw_commitment (kind, row_id, owners, digest) VALUES {rows}"
RULES = '{"accreditation":4,"payment":5}'
DIGEST = "0" * 64
AT_ONCE = 1_000


class Bare:
    """One connection of the driver, opened as the product opens its own."""

    def __init__(self) -> None:
        from django.conf import settings

        database = settings.DATABASES["default"]
        self.is_sqlite = database["ENGINE"].endswith("sqlite3")
        if self.is_sqlite:
            self.book = sqlite3.connect(database["NAME"], isolation_level=None, timeout=20)
            self.book.executescript(database["OPTIONS"]["init_command"])
            self.hole, self.begin, self.lock = "?", "BEGIN IMMEDIATE", ""
        else:
            import psycopg

            self.book = psycopg.connect(
                host=database["HOST"],
                user=database["USER"],
                dbname=database["NAME"],
                autocommit=True,
                prepare_threshold=2,
            )
            self.hole, self.begin, self.lock = "%s", "BEGIN", " FOR NO KEY UPDATE"
        self.numbers = count(1)

    def rows(self, columns: int, times: int = 1) -> str:
        """Holes for so many rows."""
        return ", ".join([f"({', '.join([self.hole] * columns)})"] * times)

    def ids(self, code: str) -> dict[str, int]:
        """The accounts of a family, by owner."""
        sql = f"SELECT owner, id FROM raw_account WHERE code = '{code}'"
        return dict(self.book.execute(sql).fetchall())

    def payer(self, wallets: list[str], name: str) -> Callable[[int], None]:
        """A payment of one cent from the n-th wallet, as careful code would write it."""
        h, day = self.hole, date(2026, 3, 2).isoformat()
        shops = list(self.ids("4672").values()) or [1]
        insert = f"{ENTRY.format(rows=self.rows(11))} RETURNING id"
        line, commitment = (
            each.format(rows=self.rows(n)) for each, n in ((TRANSFER, 5), (COMMITMENT, 4))
        )
        find = (
            "SELECT id, balance_cents FROM raw_account"
            f" WHERE body = {h} AND code = {h} AND owner = {h}{self.lock}"
        )
        spend = f"UPDATE raw_account SET balance_cents = balance_cents - 1 WHERE id = {h}"
        tail = (RULES, EVIDENCE, DIGEST, 1, 1)

        def pay(number: int) -> None:
            self.book.execute(self.begin)
            owner = wallets[number % len(wallets)]
            account, cents = self.book.execute(find, ("caisse", "4671", owner)).fetchone()
            assert cents >= 1, "the wallet is not empty"
            key = f"{name}-{next(self.numbers)}"
            head = (key, "till_payment", "till-1", day, day, "2026-03-02 09:00:00+00:00")
            (entry,) = self.book.execute(insert, (*head, *tail)).fetchone()
            self.book.execute(line, (entry, day, account, shops[number % len(shops)], 1))
            self.book.execute(spend, (account,))
            self.book.execute(commitment, ("entry", entry, owner, DIGEST))
            self.book.execute("COMMIT")

        return pay

    def allocate(self, accounts: dict[str, int], pot: int, month: str) -> None:
        """A month in bulk, a thousand rows a statement: entries, lines, commitments, then all balances at once."""
        day, every = "2026-03-01", list(accounts.items())
        self.book.execute(self.begin)
        for start in range(0, len(every), AT_ONCE):
            some = every[start : start + AT_ONCE]
            values: list[object] = []
            for owner, _ in some:
                values += [f"{month}:{owner}", "allocation", "system", day, day]
                values += ["2026-03-01 09:00:00+00:00", '{"allocation":1}', EVIDENCE[:70]]
                values += [DIGEST, 1, 140_00]
            sql = ENTRY.format(rows=self.rows(11, len(some))) + " RETURNING id"
            made = self.book.execute(sql, values).fetchall()
            lines: list[object] = []
            commitments: list[object] = []
            for (entry,), (owner, account) in zip(made, some, strict=True):
                lines += [entry, day, pot, account, 140_00]
                commitments += ["entry", entry, owner, DIGEST]
            self.book.execute(TRANSFER.format(rows=self.rows(5, len(some))), lines)
            self.book.execute(COMMITMENT.format(rows=self.rows(4, len(some))), commitments)
        self.book.execute(
            "UPDATE raw_account SET balance_cents = balance_cents + 14000 WHERE id IN"
            f" (SELECT t.credit_id FROM raw_transfer t JOIN raw_entry e ON e.id = t.entry_id"
            f"  WHERE e.key LIKE {self.hole})",
            [f"{month}:%"],
        )
        self.book.execute("COMMIT")


def owners(households: list[UUID]) -> list[str]:
    """The owners of these households' wallets, as the book writes them."""
    from ecot.values import references

    return [references.household(each) for each in households]
