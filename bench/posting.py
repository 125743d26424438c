"""How fast the book is written: payments posted by the product, and the same rows by the engine alone.

    make bench

One process, one temporary SQLite file with the product's own settings, 400 households, each payment
durable before the next. The ratio is what counts: it says what keys, locks, guards and balances
cost above the bare INSERT. Machines differ; run both on yours.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

HOUSEHOLDS = 400
PAYMENTS = 1_000
DAY = date(2026, 3, 2)
SHOP = UUID(int=9_999)


def rate(name: str, deed: Callable[[int], object], count: int) -> float:
    """Run a deed so many times; print and return how many a second."""
    start = time.perf_counter()
    for number in range(count):
        deed(number)
    found = count / (time.perf_counter() - start)
    print(f"{name:<58}{found:>9,.0f} a second")
    return found


def by_the_engine(path: Path) -> float:
    """The bare rows of a payment (entry and transfer), one durable transaction each."""
    with closing(sqlite3.connect(path, isolation_level=None)) as book:
        book.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT UNIQUE, at TEXT, evidence TEXT);"
            "CREATE TABLE transfer (id INTEGER PRIMARY KEY, entry INTEGER, debit INTEGER,"
            " credit INTEGER, cents INTEGER);"
        )

        def pay(number: int) -> None:
            book.execute("BEGIN IMMEDIATE")
            values = (f"k{number}", DAY.isoformat(), "{}")
            row = book.execute("INSERT INTO entry (key, at, evidence) VALUES (?, ?, ?)", values)
            line = (row.lastrowid, number % HOUSEHOLDS, 0, 25_00)
            book.execute(
                "INSERT INTO transfer (entry, debit, credit, cents) VALUES (?, ?, ?, ?)", line
            )
            book.execute("COMMIT")

        return rate("the engine alone: two rows", pay, PAYMENTS)


def by_the_product() -> float:
    """`replay`, the wallet's lock, `post`: what a till asks of the book."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from ecot.ledger import chart, recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.locking import lock_wallet
    from ecot.ledger.posting import NewEntry, open_accounts, post, post_many, replay
    from ecot.values import clock
    from ecot.values.act import asked
    from ecot.values.references import SYSTEM

    call_command("migrate", verbosity=0)
    households = [UUID(int=number + 1) for number in range(HOUSEHOLDS)]
    at = clock.at(DAY)

    def month(number: int) -> None:
        with transaction.atomic():
            open_accounts([chart.wallet(each) for each in households])
            post_many(
                [
                    NewEntry(
                        asked(SYSTEM, at, f"a{number}-{each.hex}"),
                        EntryKind.ALLOCATION,
                        recipes.allocation(each, 140_00),
                    )
                    for each in households
                ]
            )

    def pay(number: int) -> None:
        household = households[number % HOUSEHOLDS]
        act = asked(SYSTEM, at, f"p{number}", cents=25_00)
        with transaction.atomic():
            assert replay(act) is None
            lock_wallet(household)
            post(act, EntryKind.TILL_PAYMENT, recipes.till_payment(household, SHOP, 25_00))

    rate(f"Écot: a month's allocation of {HOUSEHOLDS} households", month, 5)
    return rate("Écot: a payment (replay, lock, post, guards)", pay, PAYMENTS)


def main() -> None:
    """Print both rates and their ratio."""
    with tempfile.TemporaryDirectory(prefix="ecot-bench-") as folder:
        os.environ |= {"ECOT_HOME": folder, "DJANGO_SETTINGS_MODULE": "ecot.config.settings"}
        os.environ["ECOT_DATABASE_URL"] = f"sqlite:///{folder}/book.sqlite3"
        alone = by_the_engine(Path(folder) / "engine.sqlite3")
        print(
            f"{'a payment by Écot costs':<58}{alone / by_the_product():>9.1f} times the bare rows"
        )


if __name__ == "__main__":
    sys.exit(main())
