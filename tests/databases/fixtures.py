"""The databases that a test may ask for.

`db` (pytest-django): the migrated database, rolled back at the end. The ordinary case.
`cloned_database`: a database of its own, for tests that commit, use threads or start processes.
`role_of_the_web`: the same, opened with the rights of the web's role, for tests of the guards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from ecot.ledger import guards
from tests.databases.clones import Clone, cloned
from tests.databases.private_postgres import WEB


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite gets a file: threads cannot share a database in memory. Each worker has its own."""
    settings = connections.databases["default"]
    if settings["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        settings["TEST"]["NAME"] = str(folder / "test.sqlite3")
    else:
        settings["TEST"]["NAME"] = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Migrate the test database once, also where no test bears Django's mark but only clones it."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def cloned_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Clone]:
    """A migrated, empty database that the test may commit to, from any thread or process."""
    with django_db_blocker.unblock(), cloned(tmp_path) as clone:
        yield clone


@pytest.fixture
def role_of_the_web(cloned_database: Clone) -> Iterator[Clone]:
    """The clone, opened as the web's role on PostgreSQL; SQLite has no roles and stays as it is."""
    settings = connections.databases["default"]
    owner = settings["USER"]
    if connection.vendor == "postgresql":
        guards.install(connection, WEB)
        connections.close_all()
        settings["USER"] = WEB
    yield cloned_database
    connections.close_all()
    settings["USER"] = owner
