"""A month lived once for every test that spoils it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.builders.months import a_month_lived
from tests.databases.clones import Clone, cloned


@pytest.fixture(scope="session")
def march_lived(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The name of a database where March is lived and sealed; nobody writes into it afterwards."""
    with django_db_blocker.unblock(), ExitStack() as open_until_the_end:
        settings = connections.databases["default"]
        original = settings["NAME"]
        open_until_the_end.enter_context(cloned(tmp_path_factory.mktemp("march")))
        a_month_lived()
        connections.close_all()
        name, settings["NAME"] = str(settings["NAME"]), original
        yield name


@pytest.fixture
def march(march_lived: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Clone]:
    """A month lived, to spoil at will."""
    with django_db_blocker.unblock(), cloned(tmp_path, of=march_lived) as clone:
        yield clone
