"""A commitment that is committed after the next ones were sealed is never passed over (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.db.models import Max

from ecot.records.models import Commitment
from ecot.records.sealing import log
from ecot.records.sealing.checks import none_slipped_under
from ecot.records.sealing.log import seal
from ecot.values import clock
from tests.databases.clones import Clone
from tests.ledger.conftest import CAGETTE, DURAND, FOURNIL, MARTIN, credit, pay

AT = clock.at(date(2026, 4, 1), 9)


@contextmanager
def slow_payment() -> Iterator[None]:
    """A payment whose transaction stays open while the block lasts, then is committed."""
    written, may_end = Event(), Event()

    def pays() -> None:
        with transaction.atomic():
            pay(DURAND, FOURNIL, 1_00, "slow")
            written.set()
            assert may_end.wait(20)
        connections.close_all()

    thread = Thread(target=pays)
    thread.start()
    assert written.wait(20)
    try:
        yield
    finally:
        may_end.set()
        thread.join(20)


@pytest.fixture
def book(cloned_database: Clone) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nothing is committed late")
    credit(DURAND, 100_00, "a-durand")
    credit(MARTIN, 100_00, "a-martin")
    pay(MARTIN, CAGETTE, 1_00, "opens-the-shop")
    pay(MARTIN, FOURNIL, 1_00, "opens-the-other")
    assert seal(AT).added == 4


def test_a_late_commit_waits_for_nobody_and_is_sealed_next_time(book: None) -> None:
    with slow_payment():
        pay(MARTIN, CAGETTE, 1_00, "quick")
        assert seal(AT).added == 0
        pay(MARTIN, CAGETTE, 1_00, "quick-2")
    assert seal(AT).added == 3
    assert none_slipped_under().ok


def test_without_the_cut_a_late_commit_is_passed_over_and_found(
    book: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: numbering whatever can be seen loses the slow one."""
    monkeypatch.setattr(
        log, "_settled", lambda: Commitment.objects.aggregate(last=Max("id"))["last"]
    )
    with slow_payment():
        pay(MARTIN, CAGETTE, 1_00, "quick")
        assert seal(AT).added == 1
    assert seal(AT).added == 0
    assert "glissé sous un sceau" in none_slipped_under().offender
