"""`ecot check`: the eight promises, recomputed from the book's first row."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from ecot.cli.answering import REFUSED, AsJson, mark, on_terminal, show_json
from ecot.cli.house import open_book
from ecot.values import clock

if TYPE_CHECKING:
    from ecot.oversight.promises import Kept


def check(*, as_json: AsJson = False) -> None:
    """Check the eight promises; exit code 1 where one is broken."""
    open_book(as_json=as_json, looking=True)
    found = examined()
    if as_json:
        show_json(as_answer(found))
    else:
        tell(found)
    if not all(kept.ok for kept in found):
        raise typer.Exit(REFUSED)


def examined() -> list[Kept]:
    """Every promise, with a sign of life for whoever watches."""
    from rich.console import Console

    from ecot.oversight.promises import examine

    console = Console(stderr=True)
    found: list[Kept] = []
    with console.status("Vérification du livre…") if on_terminal() else nullcontext():
        found.extend(examine(clock.today()))
    return found


def as_answer(found: list[Kept]) -> dict[str, object]:
    """The answer for machines."""
    return {
        "ok": all(kept.ok for kept in found),
        "promises": [
            {
                "name": kept.name,
                "ok": kept.ok,
                "checked": kept.checked,
                "first_offender": kept.first_offender,
                "erased": kept.erased,
            }
            for kept in found
        ],
    }


def tell(found: list[Kept]) -> None:
    """One line per promise, and its first offender below it."""
    for kept in found:
        typer.echo(f"{mark(good=kept.ok)} {kept.name:<14} {kept.checked:>9}  {kept.sentence}")
        if kept.erased:
            typer.echo(
                f"  dont {kept.erased} qu’un acte d’effacement couvre, sans recalcul possible"
            )
        if kept.first_offender is not None:
            typer.secho(f"  → {kept.first_offender}", fg="red")
    good = sum(kept.ok for kept in found)
    typer.echo(f"{good} tenues, {len(found) - good} rompues.")
