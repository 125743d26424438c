"""`ecot month`: the month as a checklist, its opening and its closing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import act_of, open_book, read_month
from ecot.values import clock
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.operations.month.steps import Step
    from ecot.values.month import Month

app = typer.Typer(no_args_is_help=True, help="Le mois : où il en est, l’ouvrir, le clôturer.")

WhichMonth = Annotated[str, typer.Option("--month", help="Le mois, comme 2026-03.")]
By = Annotated[str, typer.Option("--by", help="L’adresse de la personne qui agit.")]

SIGNS: Final = {
    "done": typer.style("✓", fg="green"),
    "to_you": typer.style("→", fg="yellow", bold=True),
    "ready": typer.style("○", fg="cyan"),
    "later": typer.style("·", dim=True),
}


@app.command(help="Les étapes du mois : ce qui est fait, ce qui attend, ce qui bloque.")
def status(*, month: WhichMonth = "", as_json: AsJson = False) -> None:
    """Show each step of a month with its state; the month at hand where none is given."""
    asked = read_month(month) if month else None
    open_book(as_json=as_json, looking=True)
    from ecot.operations.month.queries import checklist, month_at_hand

    at = clock.now()
    shown = asked or month_at_hand(at)
    steps = checklist(shown, at)
    if as_json:
        show_json({"month": str(shown), "steps": [_as_answer(step) for step in steps]})
    else:
        _tell(shown, steps)


@app.command("open", help="Ouvrir le mois : appeler les cotisations, verser l’allocation.")
def open_(*, month: WhichMonth = "", by: By = "", as_json: AsJson = False) -> None:
    """Open a month; opening it again answers the first run."""
    asked = read_month(month)
    open_book(as_json=as_json)
    from ecot.operations.month.actions import open_month
    from ecot.values.money import format_euros, format_mona

    opened = open_month(act_of(by, as_json=as_json), month=asked)
    if isinstance(opened, Refused):
        stop(opened, as_json=as_json)
    run = opened.run
    if as_json:
        show_json(
            {
                "month": str(asked),
                "on_hold": run.on_hold,
                "households": run.households,
                "total_cents": run.total_cents,
                "surplus_cents": run.surplus_cents,
                "held": run.held,
                "theta_bp": run.theta_bp,
                "missing_cents": run.missing_cents,
                "replayed": run.replayed,
            }
        )
    elif run.on_hold:
        missing = format_euros(run.missing_cents)
        typer.echo(f"L’allocation de {asked.words} attend : il manque {missing} dans la réserve.")
    else:
        already = " (déjà fait)" if run.replayed else ""
        typer.echo(
            f"{asked.words.capitalize()} : {run.households} foyers ont reçu"
            f" {format_mona(run.total_cents)}, {run.held} attendent une réponse{already}."
        )


@app.command(help="Clôturer le mois : plus aucune ligne n’y entre.")
def close(*, month: WhichMonth = "", by: By = "", as_json: AsJson = False) -> None:
    """Close the month at hand, or the one given; closing it again answers the first closing."""
    asked = read_month(month) if month else None
    open_book(as_json=as_json)
    from ecot.operations.month.actions import close_month
    from ecot.operations.month.queries import month_at_hand

    closed = close_month(act_of(by, as_json=as_json), month=asked or month_at_hand(clock.now()))
    if isinstance(closed, Refused):
        stop(closed, as_json=as_json)
    if as_json:
        show_json(
            {"month": str(closed.month), "accounts": closed.accounts, "digest": closed.digest}
        )
    else:
        typer.echo(
            f"{closed.month.words.capitalize()} est clôturé : {closed.accounts} comptes,"
            f" empreinte {closed.digest[:16]}."
        )


def _tell(month: Month, steps: Sequence[Step]) -> None:
    from ecot.operations.month.steps import STATE_WORDS

    typer.secho(month.words.capitalize(), bold=True)
    for step in steps:
        sign = SIGNS[step.state.value]
        typer.echo(f"{sign} {step.title:<36} {STATE_WORDS[step.state]:<10} {step.detail}")


def _as_answer(step: Step) -> dict[str, object]:
    return {
        "name": step.name.value,
        "title": step.title,
        "state": step.state.value,
        "detail": step.detail,
        "blocked_by": [name.value for name in step.blocked_by],
        "action": None if step.action is None else step.action.value,
    }
