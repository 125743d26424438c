"""The demo's first months, played through the deeds: the book holds, and the same seed gives the same cents."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from pytest_django import DjangoDbBlocker

from ecot.demo.play import play_demo
from ecot.demo.population import FIRST_MONTH
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.ledger.closing import last_closed
from ecot.operations.grants.queries import reserve_position
from ecot.values.month import Month
from tests.databases.clones import cloned

TWO_MONTHS = [FIRST_MONTH, FIRST_MONTH.next()]


def _played() -> dict[str, object]:
    heard: list[tuple[Month, float]] = []
    report = play_demo(lambda month, share: heard.append((month, share)), seed=7, only=TWO_MONTHS)
    assert heard == [(TWO_MONTHS[0], 0.0), (TWO_MONTHS[1], 0.5), (TWO_MONTHS[1], 1.0)]
    assert report.distributed_cents == 2 * 47 * 100_00
    assert last_closed() == FIRST_MONTH
    position = reserve_position()
    assert position.reserve_cents >= position.outstanding_cents
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, total_cents, effective_on FROM ledger_entry ORDER BY id")
        rows = cursor.fetchall()
    return {
        "families": {code: sorted(balances(code).values()) for code in Code},
        "entries": [row[1:] for row in rows],
        "happened": report.happened,
    }


def test_two_plays_of_one_seed_give_the_same_cents(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():
        with cloned(tmp_path):
            first = _played()
        with cloned(tmp_path):
            assert _played() == first
