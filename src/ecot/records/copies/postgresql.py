"""A PostgreSQL database copied by its own programs: `pg_dump` on a snapshot that we hold, `pg_restore`.

The programs are those of the server's version or newer, found on the path or in ECOT_POSTGRES_BIN.
A password goes to them through their environment, never on their command line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction

from ecot.records.copies.refusals import (
    HOLDS_A_BOOK,
    NAME_WANTED,
    PROGRAM_FAILED,
    PROGRAM_MISSING,
    PROOF_RUNNING,
)
from ecot.records.copies.standing_in import opened, owner_settings
from ecot.values.refusal import refuse

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,62}")
"""What PostgreSQL's programs read as a name and never as an address."""
MAINTENANCE: Final = "postgres"
SCRATCH: Final = "ecot_proof_"
LOADED: Final = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
"""Owners and rights are those of who restores: `ecot migrate` gives the site's role its own."""
ONE_PROOF: Final = 4_671_001
"""The advisory lock of a proof: who holds it may clear what a killed proof left."""


@contextmanager
def copied(to: Path) -> Iterator[None]:
    """Dump the database to a new file; questions inside the block see exactly what was dumped."""
    program = _program("pg_dump")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        name = str(connection.settings_dict["NAME"])
        with to.open("xb") as copy:
            _run(program, "--format=custom", f"--snapshot={snapshot}", name=name, to=copy.fileno())
        yield


@contextmanager
def scratch(file: Path) -> Iterator[str]:
    """A dump restored into a database that is dropped at the end; its name.

    Clears first what a killed proof left. Refuses PROOF_RUNNING.
    """
    program = _program("pg_restore")
    name = f"{SCRATCH}{uuid.uuid4().hex[:12]}"
    with opened(MAINTENANCE) as server, server.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_PROOF])
        if not cursor.fetchone()[0]:
            raise refuse(PROOF_RUNNING)
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            " AND pg_get_userbyid(datdba) = current_user",
            [SCRATCH],
        )
        for (left,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE {left} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            _load(program, file, name)
            yield name
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def restore(file: Path, name: str) -> None:
    """Restore a dump whole, or not at all, into a new or empty database. Refuses NAME_WANTED, HOLDS_A_BOOK.

    A database made for it is taken away again where it could not be filled.
    """
    if not _NAME.fullmatch(name):
        raise refuse(NAME_WANTED, name=urlsplit(name).path.strip("/") or "ecot_2")
    program = _program("pg_restore")
    with opened(MAINTENANCE) as server, server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.fetchone() is None
        if is_new:
            cursor.execute(f"CREATE DATABASE {server.ops.quote_name(name)} TEMPLATE template0")
        else:
            _refuse_taken(name)
        try:
            _load(program, file, name)
        except BaseException:
            if is_new:
                cursor.execute(f"DROP DATABASE {server.ops.quote_name(name)} WITH (FORCE)")
            raise


def _refuse_taken(name: str) -> None:
    with opened(name) as database:
        if database.introspection.table_names():
            raise refuse(HOLDS_A_BOOK, where=name)


def _load(program: str, file: Path, name: str) -> None:
    _run(program, *LOADED, str(file), name=name)


def _program(name: str) -> str:
    found = shutil.which(name, path=settings.ENVIRONMENT.postgres_bin or None)
    if found is None:
        raise refuse(PROGRAM_MISSING, program=name)
    return found


def _run(program: str, *options: str, name: str, to: int = subprocess.DEVNULL) -> None:
    """Write to a file that stands already: a program that outlives us, killed, makes no file after us."""
    server = owner_settings()
    where = [
        f"--{option}={value}"
        for option, value in (
            ("host", server["HOST"]),
            ("port", server["PORT"]),
            ("username", server["USER"]),
        )
        if value
    ]
    secret = {"PGPASSWORD": str(server["PASSWORD"])} if server["PASSWORD"] else {}
    ended = subprocess.run(  # noqa: S603  a program of PostgreSQL, found above
        [program, "--no-password", *where, f"--dbname={name}", *options],
        env=settings.ENVIRONMENT.for_programs(**secret),
        stdin=subprocess.DEVNULL,
        stdout=to,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        says = " ".join(ended.stderr.split())[:300]
        raise refuse(PROGRAM_FAILED, program=Path(program).name, says=says)
