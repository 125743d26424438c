"""The database's own guards: installed after every migration, compared at start-up.

`guard_files/<vendor>.sql` of the records, the rulebook, the ledger and the figures say what must stand. A restored dump
without them must not open. Called by the `migrate` command, by `ecot serve` and by `ecot check`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = (
    "ledger_entry",
    "ledger_transfer",
    "ledger_closing",
    "ledger_closingbalance",
    "rulebook_ruleversion",
    "records_commitment",
    "records_leaf",
    "records_checkpoint",
    "records_erasure",
    "figures_forecast",
)
ACCOUNT_TABLE = "ledger_account"
KEY_TABLE = "records_saltkey"

_TRIGGER = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (\w+)")
_FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\(.*?\$\$(.*)\$\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Guards:
    """What should stand in a database: triggers by name and, on PostgreSQL, functions' bodies."""

    triggers: dict[str, str]
    functions: dict[str, str]


def _statements(vendor: str) -> list[str]:
    texts = [
        files(package).joinpath("guard_files", f"{vendor}.sql").read_text(encoding="utf-8")
        for package in ("ecot.records", "ecot.rulebook", "ecot.ledger", "ecot.figures")
    ]
    statements = []
    for text in texts:
        bare = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
        statements += [part.strip() for part in bare.split(";;") if part.strip()]
    return statements


def expected(vendor: str) -> Guards:
    """The guards that the files of this version describe."""
    triggers: dict[str, str] = {}
    functions: dict[str, str] = {}
    for statement in _statements(vendor):
        if trigger := _TRIGGER.match(statement):
            triggers[trigger.group(1)] = statement
        else:
            function = _FUNCTION.match(statement)
            assert function is not None, statement
            functions[function.group(1)] = function.group(2)
    return Guards(triggers, functions)


def install(connection: BaseDatabaseWrapper, web_role: str = "") -> None:
    """Put every guard in place again; on PostgreSQL give the web's role its narrow rights."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in expected("sqlite").triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            for name, table in _trigger_tables().items():
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
            if web_role:
                for statement in _rights(connection.ops.quote_name(web_role)):
                    cursor.execute(statement)


def _trigger_tables() -> dict[str, str]:
    tables = {}
    for name, statement in expected("postgresql").triggers.items():
        found = re.search(r"\bON (\w+)", statement)
        assert found is not None, name
        tables[name] = found.group(1)
    return tables


def _rights(role: str) -> list[str]:
    """The web's role reads and inserts; it changes only what is not the book's."""
    narrow = [*APPEND_ONLY_TABLES, ACCOUNT_TABLE, KEY_TABLE]
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE ALL ON {table} FROM {role}" for table in narrow),
        *(f"GRANT SELECT, INSERT ON {table} TO {role}" for table in narrow),
        f"GRANT DELETE ON {KEY_TABLE} TO {role}",
    ]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that are absent, changed or switched off; empty when all stand."""
    if connection.vendor == "sqlite":
        return _missing_on_sqlite(connection)
    return _missing_on_postgresql(connection)


def _squeezed(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip().rstrip(";")


def _missing_on_sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = {name: _squeezed(sql) for name, sql in cursor.fetchall()}
        absent = [
            name
            for name, sql in expected("sqlite").triggers.items()
            if found.get(name) != _squeezed(sql)
        ]
        for pragma, wanted in (("recursive_triggers", 1), ("foreign_keys", 1), ("synchronous", 2)):
            cursor.execute(f"PRAGMA {pragma}")
            if cursor.fetchone()[0] != wanted:
                absent.append(f"PRAGMA {pragma}")
    return absent


def _missing_on_postgresql(connection: BaseDatabaseWrapper) -> list[str]:
    guards = expected("postgresql")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled = 'A'"
        )
        tables = dict(cursor.fetchall())
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)", [list(guards.functions)]
        )
        sources = dict(cursor.fetchall())
        cursor.execute("SHOW synchronous_commit")
        durable = cursor.fetchone()[0] != "off"
    absent = [name for name, table in _trigger_tables().items() if tables.get(name) != table]
    absent += [
        name
        for name, body in guards.functions.items()
        if _squeezed(sources.get(name, "")) != _squeezed(body)
    ]
    return absent if durable else [*absent, "synchronous_commit"]
