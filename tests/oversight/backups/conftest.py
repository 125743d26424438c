"""A small book with money in it, and PostgreSQL's own programs where the book is PostgreSQL's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from ecot.oversight.backups.archive import Manifest
from ecot.oversight.backups.making import back_up
from ecot.oversight.backups.restoring import Proof, prove
from ecot.values import clock
from tests.builders.allocations import MARCH, a_caisse, opened
from tests.builders.shops import a_shop
from tests.builders.till import RULE, Market, a_payer, by_card, paid, till
from tests.databases.clones import Clone, cloned
from tests.databases.private_postgres import wheel_folders

SOLD_AT = clock.at(date(2026, 3, 2))
NEXT_MORNING = SOLD_AT + timedelta(hours=20)
A_DAY = timedelta(hours=24)


def programs() -> str:
    """The folder of `pg_dump` and its like, of the server's own version."""
    if connection.vendor == "sqlite":
        return ""
    return str(wheel_folders()[0] / "pginstall" / "bin")


@dataclass(frozen=True, slots=True)
class Played:
    """The book that every test here begins with, played once: its database, and who pays in it."""

    name: str
    market: Market


@pytest.fixture(scope="session")
def played(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Played]:
    """March is allocated, a household has paid on the 2nd; nobody writes into it afterwards."""
    with django_db_blocker.unblock(), ExitStack() as open_until_the_end:
        settings = connections.databases["default"]
        original = settings["NAME"]
        open_until_the_end.enter_context(cloned(tmp_path_factory.mktemp("played")))
        a_caisse(payment=RULE)
        market = Market(*a_payer(0), a_shop())
        opened(MARCH)
        paid(by_card(market, 12_50, till(market)))
        connections.close_all()
        name, settings["NAME"] = str(settings["NAME"]), original
        yield Played(name, market)


@pytest.fixture
def empty_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Clone]:
    """A migrated database without a row."""
    with django_db_blocker.unblock(), cloned(tmp_path) as clone:
        yield clone


@pytest.fixture
def cloned_database(
    played: Played, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Clone]:
    """The played book, to spoil at will."""
    with django_db_blocker.unblock(), cloned(tmp_path, of=played.name) as clone:
        yield clone


@pytest.fixture(autouse=True)
def one_proof_at_a_time(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The server proves one backup at a time: workers of the tests take turns."""
    with (tmp_path_factory.getbasetemp().parent / "proof.lock").open("w") as turn:
        flock(turn, LOCK_EX)
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for what is at work, and PostgreSQL's programs."""
    home = tmp_path / "home"
    home.mkdir()
    here = replace(settings.ENVIRONMENT, home=home, postgres_bin=programs())
    monkeypatch.setattr(settings, "ENVIRONMENT", here)
    return home


@pytest.fixture
def book(played: Played, cloned_database: Clone, home: Path) -> Market:
    """The played book with a home; who pays in it."""
    return played.market


def backed_up(file: Path) -> Manifest:
    """A backup that must have been made."""
    made = back_up(file, SOLD_AT)
    assert isinstance(made, tuple), made
    return made[1]


def proved(file: Path) -> Proof:
    """A proof that could be made, the morning after."""
    proof = prove(file, NEXT_MORNING, within=A_DAY)
    assert isinstance(proof, Proof), proof
    return proof


def codes(file: Path) -> list[str]:
    """What the proof finds wrong, by name."""
    return [fault.code for fault in proved(file).faults]
