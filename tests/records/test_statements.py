"""One statement on a kept cursor: the same rows and errors as on a new one, whatever became of the connection."""

from __future__ import annotations

import gc
from threading import Thread
from weakref import ReferenceType, ref

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ecot.records import statements
from ecot.records.statements import said
from tests.databases.clones import Clone


@pytest.mark.django_db
def test_rows_are_read_whole_and_none_where_nothing_is_returned():
    assert said("SELECT %s + 1 AS n UNION ALL SELECT 9 ORDER BY 1", [1]) == [(2,), (9,)]
    assert (
        said("UPDATE records_saltkey SET secret = secret WHERE owner = %s", ["nobody else"]) == []
    )


@pytest.mark.django_db
def test_the_cursor_is_kept():
    ours = connections["default"]
    said("SELECT 1")
    kept = statements._cursor(ours)
    said("SELECT 2")
    assert statements._cursor(ours) is kept


def test_a_thread_that_ends_takes_its_cursor_along(cloned_database: Clone):
    del cloned_database
    known: list[ReferenceType[object]] = []

    def ask() -> None:
        said("SELECT 1")
        known.append(ref(connections["default"]))
        connections.close_all()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    gc.collect()
    assert known[0]() is None


@pytest.mark.django_db
def test_whoever_lists_the_statements_sees_them():
    said("SELECT 1")
    with CaptureQueriesContext(connection) as listed:
        said("SELECT 2 AS listed")
    assert [query["sql"] for query in listed] == ["SELECT 2 AS listed"]


@pytest.mark.django_db
def test_an_error_is_djangos_and_the_next_statement_works():
    row = "('twice', 1, '', '')"
    wrong = f"INSERT INTO records_commitment (kind, row_id, owners, digest) VALUES {row}, {row}"
    with pytest.raises(IntegrityError), transaction.atomic():
        said(wrong)
    assert said("SELECT count(*) FROM records_commitment WHERE kind = 'twice'") == [(0,)]


def test_a_connection_that_was_closed_is_opened_again(cloned_database: Clone):
    del cloned_database
    said("SELECT 1")
    connection.close()
    assert said("SELECT 3") == [(3,)]
