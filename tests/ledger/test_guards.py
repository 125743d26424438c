"""The database itself refuses what must not be, and says when a guard is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ecot.ledger import guards
from ecot.ledger.closing import close_month
from ecot.values.month import Month
from tests.databases.clones import Clone
from tests.ledger.conftest import DURAND, FOURNIL, act, credit, pay

TAMPERING = {
    "change an entry": "UPDATE ledger_entry SET total_cents = 1",
    "delete an entry": "DELETE FROM ledger_entry",
    "change a transfer": "UPDATE ledger_transfer SET amount_cents = 1",
    "delete a transfer": "DELETE FROM ledger_transfer",
    "delete an account": "DELETE FROM ledger_account",
    "change a floor": "UPDATE ledger_account SET floor_cents = -100 WHERE floor_cents IS NOT NULL",
    "change an owner": "UPDATE ledger_account SET owner = 'x'",
    "be born rich": "INSERT INTO ledger_account (body, code, owner, floor_cents, balance_cents)"
    " VALUES ('caisse', '4671', 'thief', 0, 100)",
    "change a closing": "UPDATE ledger_closing SET digest = 'x'",
    "delete a closing": "DELETE FROM ledger_closing",
    "change a closed balance": "UPDATE ledger_closingbalance SET balance_cents = 0",
    "slip a line under an entry": "INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id,"
    " amount_cents) SELECT entry_id, effective_on, debit_id, credit_id, 100 FROM ledger_transfer LIMIT 1",
    "pay from nowhere": "INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id,"
    " amount_cents) SELECT entry_id, effective_on, 999999, credit_id, 100 FROM ledger_transfer LIMIT 1",
}
ON_SQLITE = {
    "replace an entry": "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry LIMIT 1",
    "replace a transfer": "INSERT OR REPLACE INTO ledger_transfer SELECT * FROM ledger_transfer LIMIT 1",
}
ON_POSTGRESQL = {
    "truncate entries": "TRUNCATE ledger_entry CASCADE",
    "truncate transfers": "TRUNCATE ledger_transfer",
    "switch a trigger off": "ALTER TABLE ledger_transfer DISABLE TRIGGER ALL",
    "move a balance": "UPDATE ledger_account SET balance_cents = 100000 WHERE floor_cents IS NOT NULL",
    "act as a replica": "SET session_replication_role = replica",
}


def _book() -> None:
    credit(DURAND, 140_00, "a", date(2026, 2, 1))
    pay(DURAND, FOURNIL, 10_00, "p", date(2026, 2, 2))
    with transaction.atomic():
        close_month(act("c", date(2026, 3, 1)), Month(2026, 2))


@pytest.mark.parametrize("what", [*TAMPERING, *ON_SQLITE, *ON_POSTGRESQL])
def test_the_web_cannot(what: str, cloned_database: Clone, request: pytest.FixtureRequest) -> None:
    mine = TAMPERING | (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
    if what not in mine:
        return
    _book()
    request.getfixturevalue("role_of_the_web")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(mine[what])


TRUNCATING = {what: sql for what, sql in ON_POSTGRESQL.items() if what.startswith("truncate")}


@pytest.mark.parametrize("what", [*TAMPERING, *ON_SQLITE, *TRUNCATING])
def test_nor_can_the_owner_of_the_tables(what: str, cloned_database: Clone) -> None:
    """The rights of the web's role are one wall, the triggers another: each stands by itself."""
    mine = TAMPERING | (ON_SQLITE if connection.vendor == "sqlite" else TRUNCATING)
    if what not in mine:
        return
    _book()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(mine[what])


def test_the_web_can_read_and_pay(cloned_database: Clone, request: pytest.FixtureRequest) -> None:
    _book()
    request.getfixturevalue("role_of_the_web")
    pay(DURAND, FOURNIL, 5_00, "p2", date(2026, 3, 2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        assert cursor.fetchone()[0] == 3


def test_a_closed_month_takes_no_row(cloned_database: Clone) -> None:
    _book()
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="month closed"):
        cursor.execute(
            "INSERT INTO ledger_entry (key, kind, actor, occurred_on, effective_on, posted_at, rules,"
            " evidence, digest, line_count, total_cents) SELECT 'late', kind, actor, occurred_on,"
            " effective_on, posted_at, rules, evidence, digest, line_count, total_cents"
            " FROM ledger_entry LIMIT 1"
        )


@pytest.mark.django_db
def test_all_guards_stand_after_migration() -> None:
    assert guards.missing(connection) == []


@pytest.mark.parametrize("name", ["transfer_fits", "entry_month_open"])
def test_a_missing_guard_is_named(name: str, cloned_database: Clone) -> None:
    table = "ledger_transfer" if name == "transfer_fits" else "ledger_entry"
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert guards.missing(connection) == [name]
    guards.install(connection)
    assert guards.missing(connection) == []


def test_a_disk_that_does_not_wait_is_named(cloned_database: Clone) -> None:
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF" if on_sqlite else "SET synchronous_commit = off")
    named = "PRAGMA synchronous" if on_sqlite else "synchronous_commit"
    assert guards.missing(connection) == [named]
    connection.close()
    assert guards.missing(connection) == []


def test_a_changed_guard_is_named(cloned_database: Clone) -> None:
    if connection.vendor == "postgresql":
        change = (
            "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NULL; END $$"
        )
        expected = "ledger_refuse"
    else:
        change = (
            "DROP TRIGGER entry_no_update; CREATE TRIGGER entry_no_update BEFORE UPDATE ON"
            " ledger_entry WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'never'); END"
        )
        expected = "entry_no_update"
    with connection.cursor() as cursor:
        for statement in change.split(";", 1) if connection.vendor == "sqlite" else [change]:
            cursor.execute(statement)
    assert guards.missing(connection) == [expected]
