"""`ecot migrate`: make or bring up to date the tables, and put the guards of the book in place."""

from __future__ import annotations

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import enter, reach


def migrate(*, as_json: AsJson = False) -> None:
    """Bring the database up to date and install every guard again; says which had been missing."""
    enter(as_json=as_json)
    reach(as_json=as_json)
    from ecot.cli.readiness import missing_guards, pending_migrations, update

    pending = len(pending_migrations())
    missing = missing_guards() if pending == 0 else []
    refused = update()
    if refused is not None:
        stop(refused, as_json=as_json)
    if as_json:
        show_json({"migrations": pending, "guards_put_back": missing})
        return
    typer.echo(f"Base à jour : {pending} migrations faites, gardes du livre en place.")
    if missing:
        names = ", ".join(missing)
        typer.secho(
            f"Gardes remises : {names}. Lancez `ecot check` pour relire le livre.", fg="yellow"
        )
