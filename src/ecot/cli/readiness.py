"""Whether the house may open: tables up to date, guards in place, a disk that keeps what it says.

Called by `ecot serve`, `ecot demo` and `ecot migrate`, once Django is loaded.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from ecot.ledger import guards
from ecot.values.refusal import Reason, Refused

LACKS_THE_RIGHT: Final = "42501"
"""PostgreSQL's word for a role that may not do what it asks."""
GUARDS_MISSING: Final = Reason(
    "GUARDS_MISSING",
    "Le livre n’ouvre pas : il lui manque {count} garde(s) ({names}), qui empêchent de le modifier."
    " Une sauvegarde restaurée les a peut-être perdues : lancez `ecot migrate`, puis `ecot check`.",
)
TABLES_BEHIND: Final = Reason(
    "TABLES_BEHIND",
    "Cette adresse n’a pas le droit de changer la base ({count} migrations attendent). Donnez celle du"
    " propriétaire dans ECOT_DATABASE_OWNER_URL, puis lancez `ecot migrate`.",
)


def pending_migrations() -> list[str]:
    """The migrations that the database still waits for."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def missing_guards() -> list[str]:
    """The guards that are absent, changed or switched off."""
    return guards.missing(connection)


def update() -> Refused | None:
    """Migrate, with the owner's address where one is given, and install the guards.

    Refused: TABLES_BEHIND, where the only address given may not change the tables.
    """
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as fault:
        if _lacks_the_right(fault):
            return Refused(TABLES_BEHIND, {"count": len(pending_migrations())})
        raise
    return None


def _lacks_the_right(fault: BaseException | None) -> bool:
    while fault is not None:
        if getattr(fault, "sqlstate", "") == LACKS_THE_RIGHT:
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def make_ready() -> Refused | None:
    """Bring the tables up to date where this machine may; refuse to open a book without its guards."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    pending = pending_migrations()
    if pending:
        if connection.vendor != "sqlite" and "owner" not in settings.DATABASES:
            return Refused(TABLES_BEHIND, {"count": len(pending)})
        refused = update()
        if refused is not None:
            return refused
    missing = missing_guards()
    if missing:
        return Refused(GUARDS_MISSING, {"count": len(missing), "names": ", ".join(missing)})
    return None


def let_go() -> None:
    """Close every connection, before workers open their own."""
    connections.close_all()
