"""`ecot serve`: the web face, and beside it what falls due."""

from __future__ import annotations

from typing import Annotated

import typer

from ecot.cli.answering import stop
from ecot.cli.house import enter, reach

REQUESTS_AT_ONCE = 8
"""Per worker, each with its own connection to the database; the others wait their turn."""
LINES_AT_ONCE = 500
"""Per worker: phones keep their line open after their page, so this is far more than those who ask."""


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="L’adresse d’écoute.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Le nombre de processus.")] = 2,
) -> None:
    """Open the house: refuses where a guard of the book is missing; brings an old SQLite book up to date."""
    enter()
    reach(as_json=False)
    from ecot.cli.readiness import make_ready

    refused = make_ready()
    if refused is not None:
        stop(refused, as_json=False)
    run_server(host=host, workers=workers)


def run_server(*, host: str, workers: int) -> None:
    """Serve until stopped, with what falls due done every minute in a process beside."""
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    from ecot.cli.readiness import let_go
    from ecot.cli.ticking import ticking

    let_go()
    typer.echo(f"Écot est ouvert : {settings.ENVIRONMENT.base_url} (Ctrl+C pour fermer)")
    server = Granian(
        "ecot.config.wsgi:application",
        address=host,
        port=settings.ENVIRONMENT.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=REQUESTS_AT_ONCE,
        backpressure=LINES_AT_ONCE,
        websockets=False,
        respawn_failed_workers=True,
    )
    with ticking():
        server.serve()
