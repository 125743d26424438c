"""`ecot tick`: do what is due, once; a timer calls it, or the server does."""

from __future__ import annotations

import typer

from ecot.cli.answering import REFUSED, AsJson, mark, show_json
from ecot.cli.house import open_book
from ecot.values import clock


def tick(*, as_json: AsJson = False) -> None:
    """Do what is due: send the messages, remind of a month that nobody opened. Twice does no harm."""
    open_book(as_json=as_json)
    from ecot.oversight.due_jobs import tick as do_what_is_due

    done = do_what_is_due(clock.now())
    if as_json:
        show_json(
            {"jobs": [{"name": job.name, "done": job.done, "fault": job.fault} for job in done]}
        )
    else:
        for job in done:
            typer.echo(f"{mark(good=not job.fault)} {job.sentence} : {job.fault or job.done}")
    if any(job.fault for job in done):
        raise typer.Exit(REFUSED)
