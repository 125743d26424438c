"""Storage that is full, read-only or locked: 503 with a sentence at every face, then all well again (F5).

Control: an exception that is not of the storage stays a 500, and the same payment with the storage
in order passes, so neither answer comes from somewhere else.
"""

from __future__ import annotations

import resource
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from ecot.access.roles import Role
from ecot.config.environment import LOCKED_SECONDS, database_settings
from ecot.records.storage import is_storage_fault
from ecot.values import references
from tests.builders.faces import a_person
from tests.faults.conftest import Fair, a_fair
from tests.faults.oracle import faults
from tests.faults.serving import serving
from tests.faults.tills import PAY, Operation, at_once, keep_paying

CENTS = 4_000_00
SOON_MILLISECONDS = 200


@contextmanager
def full():
    """No room for one more page; PostgreSQL says what it says on a full disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
        return
    raising = "BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'no space left'; END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ {raising} $$"
        )
        cursor.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON ledger_entry"
            " FOR EACH ROW EXECUTE FUNCTION disk_is_full()"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER full_disk ON ledger_entry")


@contextmanager
def read_only():
    """Nothing may be written for a while."""
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    yield
    with connection.cursor() as cursor:
        cursor.execute(off)


@contextmanager
def locked():
    """Another program holds the book; the patience of this connection is cut to a moment."""
    patience, lock = {
        "sqlite": (f"PRAGMA busy_timeout = {SOON_MILLISECONDS}", ""),
        "postgresql": (
            f"SET lock_timeout = {SOON_MILLISECONDS}",
            "LOCK TABLE ledger_entry IN ACCESS EXCLUSIVE MODE",
        ),
    }[connection.vendor]
    taken, release = Event(), Event()

    def hold():
        other = connections["default"]
        other.set_autocommit(False)
        if lock:
            with other.cursor() as cursor:
                cursor.execute(lock)
        else:
            with other.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE")
        taken.set()
        release.wait()
        other.rollback()
        connections.close_all()

    with connection.cursor() as cursor:
        cursor.execute(patience)
    thread = Thread(target=hold)
    thread.start()
    taken.wait()
    try:
        yield
    finally:
        release.set()
        thread.join()


@dataclass(frozen=True)
class Counter:
    """A cash register and a person at a till's page, in this very process."""

    fair: Fair
    person: Client

    def register_pays(self, key):
        """What the interface answers."""
        token, card = self.fair.tokens[0], self.fair.market.card.token
        headers = {"authorization": f"Bearer {token}", "idempotency-key": key}
        client = Client(headers=headers, raise_request_exception=False)
        body = {"amount_cents": 1_00, "card": card}
        return client.post(PAY, body, content_type="application/json")

    def person_pays(self, key):
        """What the page answers."""
        point = self.fair.market.shop.point_of_sale_id
        card = self.fair.market.card.token
        body = {"key": key, "amount_10000": "1,00", "card": card, "avec": "carte"}
        return self.person.post(f"/vente/{point}/", body)


@pytest.fixture
def at_the_counter(cloned_database):
    fair = a_fair(tills=1, cents=CENTS)
    point = references.point_of_sale(fair.market.shop.point_of_sale_id)
    person = Client(raise_request_exception=False)
    person.force_login(a_person("vente@exemple.fr", Role.POINT_OF_SALE, point))
    assert person.get("/vente/", follow=True).status_code == 200
    return Counter(fair, person)


@pytest.mark.parametrize("fault", [full, read_only, locked])
def test_the_till_is_told_and_all_is_well_again(at_the_counter, fault):
    page_key = "3f0e0a52-5f0e-4b0e-9d5c-0a3a5d1a7a11"
    with fault():
        # A page of the file may still have room for a few rows: pay until it has none.
        told = next(
            answer
            for number in range(500)
            if (answer := at_the_counter.register_pays(f"before-{number}")).status_code != 201
        )
        page = at_the_counter.person_pays(page_key)
    assert (told.status_code, told.json()["refused"]["code"]) == (503, "BOOK_UNAVAILABLE")
    assert told.headers["Retry-After"] == "5"
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "renvoyez la même demande" in page.content.decode()
    assert at_the_counter.register_pays("after-it").status_code == 201
    assert at_the_counter.person_pays(page_key).status_code == 302


def test_another_fault_is_ours_and_says_so(at_the_counter, monkeypatch):
    from ecot.api import views

    def broken(*act, **asked):
        raise KeyError

    monkeypatch.setattr(views, "pay_at_till", broken)
    told = at_the_counter.register_pays("operation-a")
    assert (told.status_code, told.json()["refused"]["code"]) == (500, "OUR_FAULT")


@pytest.mark.parametrize(
    ("error", "of_the_storage"),
    [
        (OperationalError("database is locked"), True),
        (OSError(28, "No space left on device"), True),
        (OSError(2, "No such file or directory"), False),
        (KeyError("x"), False),
        (None, False),
    ],
)
def test_what_is_of_the_storage(error, of_the_storage):
    assert is_storage_fault(error) is of_the_storage


def test_nobody_waits_for_ever_for_a_lock():
    sqlite = database_settings("sqlite:////tmp/x")["OPTIONS"]
    postgresql = database_settings("postgresql://a@b/c")["OPTIONS"]
    assert isinstance(sqlite, dict)
    assert isinstance(postgresql, dict)
    assert sqlite["timeout"] == LOCKED_SECONDS
    assert postgresql["options"] == f"-c lock_timeout={LOCKED_SECONDS}s"


def limit(pids, most):
    """How far a file of these processes may grow, in bytes."""
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def test_a_disk_without_room_under_paying_tills(cloned_database, tmp_path):
    """The file of a served SQLite book can grow no more; then it can, and nobody touches anything."""
    if connection.vendor != "sqlite":
        pytest.skip("a full disk stops PostgreSQL itself: test_postgres_killed.py")
    fair = a_fair(tills=4, households=4, cents=CENTS, day_cents=10_000_00)
    until = Event()
    with (
        serving(cloned_database.environment, tmp_path) as server,
        fair.tills(server.port) as tills,
    ):

        def fill():
            until.wait(0.5)
            limit(server.workers(), 8_192)
            until.wait(1.0)
            limit(server.workers(), resource.RLIM_INFINITY)
            until.wait(0.5)
            until.set()

        works = [
            partial(keep_paying, till, list(fair.cards), Random(number), until)
            for number, till in enumerate(tills)
        ]
        at_once([*works, fill])
        at_once([till.settle for till in tills])
        last = Operation("after-it-all", fair.market.card.token, 1)
        assert tills[0].send(last).status == 201
    heard = [told for till in tills for _, told in till.answers]
    full_disk = [told for told in heard if told.status == 503]
    assert full_disk
    assert {told.code for told in full_disk} == {"BOOK_UNAVAILABLE"}
    assert {told.retry_after for told in full_disk} == {"5"}
    assert {told.status for told in heard} <= {200, 201, 503}
    assert faults(tills, dict.fromkeys(fair.cards.values(), CENTS)) == []
