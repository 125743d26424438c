"""PostgreSQL with an owner and a web's role, as an operator sets it up: settings, migration, rights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from django.db import connection, connections

from tests.databases.clones import maintenance
from tests.databases.private_postgres import OWNER, WEB

NAME = "two_roles"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """An empty database migrated by `migrate` alone, with both addresses in the environment."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    host = connections.databases["default"]["HOST"]
    with django_db_blocker.unblock(), maintenance() as run:
        run(f"CREATE DATABASE {NAME}")
    environment = os.environ | {
        "ECOT_DATABASE_URL": f"postgresql://{WEB}@/{NAME}?host={host}",
        "ECOT_DATABASE_OWNER_URL": f"postgresql://{OWNER}@/{NAME}?host={host}",
        "DJANGO_SETTINGS_MODULE": "ecot.config.settings",
    }
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, check=True)
    yield environment
    with django_db_blocker.unblock(), maintenance() as run:
        run(f"DROP DATABASE {NAME} WITH (FORCE)")


def says(address: str, sql: str) -> str:
    """What the server answers to one statement: `done`, or why not."""
    with closing(psycopg.connect(address)) as session:
        try:
            session.execute(sql)
        except psycopg.errors.InsufficientPrivilege:
            return "no right"
    return "done"


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ("SELECT count(*) FROM ledger_entry", "done"),
        ("INSERT INTO django_session VALUES ('k', 'x', now())", "done"),
        ("DELETE FROM django_session", "done"),
        ("UPDATE ledger_entry SET total_cents = 1", "no right"),
        ("DELETE FROM ledger_transfer", "no right"),
        ("TRUNCATE ledger_transfer CASCADE", "no right"),
        ("UPDATE ledger_account SET balance_cents = 1", "no right"),
        ("UPDATE rulebook_ruleversion SET kind = 'x'", "no right"),
        ("ALTER TABLE ledger_entry DISABLE TRIGGER ALL", "no right"),
        ("CREATE TABLE mine (x int)", "no right"),
    ],
)
def test_the_web_reads_and_inserts_and_nothing_else(site, sql, answer):
    assert says(site["ECOT_DATABASE_URL"], sql) == answer


@pytest.mark.parametrize("state", ["empty", "in place"])
def test_without_the_owners_address_the_tables_are_left_and_it_is_said(site, state):
    environment = {**site, "ECOT_DATABASE_OWNER_URL": ""}
    if state == "empty":
        environment["ECOT_DATABASE_URL"] = site["ECOT_DATABASE_URL"].replace(NAME, "ecot")
    ended = subprocess.run(
        [sys.executable, "-c", "from ecot.cli.main import main; main()", "migrate", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    assert json.loads(ended.stdout)["refused"]["code"] == "TABLES_BEHIND"
