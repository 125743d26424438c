"""One look at the whole book while tills go on paying: every statement inside sees the same rows.

Called by `oversight/promises.py`. Without it, a sale between two statements would look like a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_look() -> Iterator[None]:
    """A reading transaction; on SQLite it takes no lock that a till would wait for."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


@contextmanager
def apart() -> Iterator[None]:
    """A part of the look whose failure must not spoil the rest (PostgreSQL gives up a transaction)."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
    else:
        yield
