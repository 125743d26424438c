"""A small book with money in it, and PostgreSQL's own programs where the book is PostgreSQL's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ecot.oversight.backups.archive import Manifest
from ecot.oversight.backups.making import back_up
from ecot.oversight.backups.restoring import Proof, prove
from ecot.values import clock
from tests.builders.allocations import MARCH, a_caisse, opened
from tests.builders.shops import a_shop
from tests.builders.till import RULE, Market, a_payer, by_card, paid, till
from tests.databases.clones import Clone
from tests.databases.private_postgres import wheel_folders

SOLD_AT = clock.at(date(2026, 3, 2))
NEXT_MORNING = SOLD_AT + timedelta(hours=20)
A_DAY = timedelta(hours=24)


def programs() -> str:
    """The folder of `pg_dump` and its like, of the server's own version."""
    if connection.vendor == "sqlite":
        return ""
    return str(wheel_folders()[0] / "pginstall" / "bin")


@pytest.fixture
def book(cloned_database: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    """March is allocated, a household has paid on the 2nd; a home of its own for what is at work."""
    home = tmp_path / "home"
    home.mkdir()
    here = replace(settings.ENVIRONMENT, home=home, postgres_bin=programs())
    monkeypatch.setattr(settings, "ENVIRONMENT", here)
    a_caisse(payment=RULE)
    card, number = a_payer(0)
    market = Market(card, number, a_shop())
    opened(MARCH)
    paid(by_card(market, 12_50, till(market)))
    return market


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
