"""`migrate`, then the guards: some migrations rebuild a table and lose its triggers.

Chosen over a signal, which would act at a distance. Where the operator gave an owner's address,
the migration runs with it and the web's role gets its narrow rights.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from ecot.ledger import guards
from ecot.ledger.sealing import adopt


class Command(MigrateCommand):
    """Migrate, install every guard, then commit to the rows of a book that is older than the seal."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  as Django's own
        """Run the migration on the owner's connection where there is one, then the guards."""
        web_role = ""
        if options["database"] == "default" and "owner" in settings.DATABASES:
            options["database"] = "owner"
            web_role = connections["default"].settings_dict["USER"]
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if {"ledger_closingbalance", "records_leaf"} <= {*connection.introspection.table_names()}:
            guards.install(connection, web_role)
            adopt()
