"""A database of its own for each test that commits: a clone of the migrated one, never a flush.

Django's test case rolls back, so it cannot show what threads, processes and constraints at commit do.
Cloning takes about 0.06 s on PostgreSQL and less on SQLite; the default connection, in every
thread, then opens the clone until the test ends.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Thread
from time import sleep
from typing import Final, TypeVar
from urllib.parse import quote

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper

PATIENCE: Final = 100
"""How many times a twentieth of a second."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Clone:
    """A cloned database: its address, for other processes, as `ECOT_DATABASE_URL`."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that opens this book."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "ecot.config.settings",
            "ECOT_DATABASE_URL": self.url,
            "ECOT_DATABASE_OWNER_URL": "",
        }


@contextmanager
def cloned(folder: Path, of: str = "") -> Iterator[Clone]:
    """Clone the test database and open the clone instead of it, in all threads, while the block lasts.

    `of`: clone this one instead, such as a book that several tests begin with.
    """
    make = _sqlite_clone if connection.vendor == "sqlite" else _postgresql_clone
    original = connections.databases["default"]["NAME"]
    connections.close_all()
    with make(of or str(original), folder) as (name, url):
        connections.databases["default"]["NAME"] = name
        try:
            yield Clone(url)
        finally:
            connections.close_all()
            connections.databases["default"]["NAME"] = original


@contextmanager
def _sqlite_clone(original: str, folder: Path) -> Iterator[tuple[str, str]]:
    path = folder / f"clone-{uuid.uuid4().hex}.sqlite3"
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    yield str(path), f"sqlite:///{path}"
    for leftover in folder.glob(f"{path.name}*"):
        leftover.unlink()


@contextmanager
def _postgresql_clone(original: str, folder: Path) -> Iterator[tuple[str, str]]:
    del folder
    name = f"clone_{uuid.uuid4().hex[:12]}"
    settings = connections.databases["default"]
    with maintenance() as run:
        run(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    yield name, f"postgresql://{quote(settings['USER'])}@/{name}?host={quote(settings['HOST'])}"
    with connection._nodb_cursor() as cursor:
        _wait_for_other_roles_to_leave(cursor, name)
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _wait_for_other_roles_to_leave(cursor: CursorWrapper, name: str) -> None:
    """FORCE may only end the owner's own sessions; one of the web's role, just closed, ends by itself."""
    for _ in range(PATIENCE):
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename <> current_user",
            [name],
        )
        if cursor.fetchone() == (0,):
            return
        sleep(0.05)


@contextmanager
def maintenance() -> Iterator[Callable[[str], object]]:
    """A cursor on the server itself, outside any database of ours."""
    with connection._nodb_cursor() as cursor:
        yield cursor.execute


def race(deeds: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Start all deeds at the same moment, each in its thread; their results, or what they raised."""
    start = Barrier(len(deeds))
    results: dict[int, Result | Exception] = {}

    def run(number: int, deed: Callable[[], Result]) -> None:
        start.wait()
        try:
            results[number] = deed()
        except Exception as error:  # noqa: BLE001  the test judges what a thread raised
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number, deed)) for number, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(len(deeds))]
