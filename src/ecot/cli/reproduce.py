"""`ecot reproduce`: every published figure, expected against found, and what the model gets wrong."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from ecot.cli.answering import DONE, REFUSED, AsJson, on_terminal, show_json

if TYPE_CHECKING:
    from ecot.simulation.reproducing import Check


def reproduce(*, as_json: AsJson = False) -> None:
    """Compute all published checks; exit code 1 only where one that must hold does not."""
    from rich.console import Console

    from ecot.simulation.reproducing import reproduce as reproduce_all

    console = Console(stderr=True)
    waiting = "Nous recalculons les chiffres publiés…"
    checks: list[Check] = []
    with console.status(waiting) if on_terminal() else nullcontext():
        checks.extend(reproduce_all())
    broken = [check for check in checks if check.must_hold and not check.ok]
    if as_json:
        show_json({"ok": not broken, "checks": [check.to_json() for check in checks]})
    else:
        _tell(checks, broken)
    raise typer.Exit(REFUSED if broken else DONE)


def _tell(checks: list[Check], broken: list[Check]) -> None:
    from rich.console import Console

    console = Console(width=None if on_terminal() else 160)
    console.print(_table("Ce qui doit tomber juste", [c for c in checks if c.must_hold]))
    honest = [check for check in checks if not check.must_hold]
    if honest:
        console.print(_table("Faits publiés que le modèle approche ou manque", honest))
    modelled = sum(1 for check in checks if check.by_model)
    held = sum(1 for check in checks if check.ok)
    typer.echo(
        f"{held} contrôles sur {len(checks)} tombent juste ; {modelled} sont calculés par le code"
        " d’Écot, les autres par la seule arithmétique des chiffres publiés."
    )
    for check in broken:
        typer.secho(f"{check.id} ne tombe plus juste : {check.title}.", fg="red", err=True)


def _table(title: str, checks: list[Check]) -> object:
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_lines=False)
    for heading in ("", "Contrôle", "Publié", "Trouvé", "Par"):
        table.add_column(heading, overflow="fold")
    for check in checks:
        for rank, (name, expected) in enumerate(check.expected.items()):
            table.add_row(
                ("✓" if check.ok else "✗") if rank == 0 else "",
                f"{check.id} {check.title}" if rank == 0 else "",
                _shown(expected),
                _shown(check.found[name]),
                "modèle" if name in check.by_model else "calcul",
            )
        if check.note and not check.ok:
            table.add_row("", f"[dim]{check.note}[/dim]", "", "", "")
    return table


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " · ".join(_shown(each) for each in value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        whole = f"{value:,.4f}".rstrip("0").rstrip(".")
        return whole.replace(",", "\u202f").replace(".", ",")
    return str(value)
