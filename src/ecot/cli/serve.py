"""`ecot serve`: the web face, and beside it what falls due."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import Annotated

import typer

from ecot.cli.answering import stop
from ecot.cli.house import enter
from ecot.values import clock

TICK_SECONDS = 60.0
LOG = logging.getLogger("ecot")


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="L’adresse d’écoute.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Le nombre de processus.")] = 2,
) -> None:
    """Open the house: refuses where a guard of the book is missing; brings an old SQLite book up to date."""
    enter()
    from ecot.cli.readiness import make_ready

    refused = make_ready()
    if refused is not None:
        stop(refused, as_json=False)
    run_server(host=host, workers=workers)


def run_server(*, host: str, workers: int) -> None:
    """Serve until stopped, with what falls due done every minute in this same process."""
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    from ecot.cli.readiness import let_go

    let_go()
    over = Event()
    ticking = Thread(target=_tick_until, args=(over,), name="tick", daemon=True)
    ticking.start()
    typer.echo(f"Écot est ouvert : {settings.ENVIRONMENT.base_url} (Ctrl+C pour fermer)")
    server = Granian(
        "ecot.config.wsgi:application",
        address=host,
        port=settings.ENVIRONMENT.port,
        interface=Interfaces.WSGI,
        workers=workers,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    finally:
        over.set()


def _tick_until(over: Event) -> None:
    from ecot.cli.readiness import let_go
    from ecot.oversight.due_jobs import tick

    while not over.wait(TICK_SECONDS):
        for job in tick(clock.now()):
            if job.fault:
                LOG.error("%s: %s", job.name, job.fault)
        let_go()
