"""`ecot simulate`: one scenario, what it promises, whom it reaches, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecot.cli.answering import DONE, REFUSED, AsJson, on_terminal, remark, show_json
from ecot.cli.futures import (
    Cluster,
    Draws,
    Seed,
    Yes,
    as_answer,
    ask_if_long,
    outcome_of,
    with_settings,
)
from ecot.cli.keeping import Out, kept_answer, refuse_taken, results, tell_kept
from ecot.cli.scenarios import Changes, Workers, read
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.simulation.outcome import Outcome
    from ecot.simulation.report.content import Report
    from ecot.simulation.report.keeping import Kept
    from ecot.simulation.scenario.scenario import Scenario


def simulate(  # noqa: PLR0913 (Typer wants one argument for each option)
    scenario: Annotated[
        str, typer.Argument(help="Un fichier .toml, ou le nom d’un scénario livré.")
    ],
    *,
    draws: Draws = None,
    seed: Seed = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    changed: Changes = None,
    out: Out = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Run a scenario: five sentences, its figures with their status, and its report."""
    refuse_taken(out, as_json=as_json)
    asked = read(scenario, with_settings(changed, draws=draws, seed=seed), as_json=as_json)
    ask_if_long([asked], workers=workers, cluster=cluster, yes=yes, as_json=as_json)
    found = outcome_of(asked, workers=workers, cluster=cluster, as_json=as_json)
    answer = as_answer(found)
    kept = None if out is None else _kept(found, out, answer)
    if as_json:
        show_json({**answer, **kept_answer(kept)})
    else:
        _tell(asked, found, out)
        tell_kept(kept)
    whole = found.complete and not isinstance(kept, Refused)
    raise typer.Exit(DONE if whole else REFUSED)


def _kept(found: Outcome, out: Path, answer: Mapping[str, object]) -> Kept | Refused:
    from ecot.simulation.report.keeping import write_outcome
    from ecot.values.clock import now

    return write_outcome(found, out, made_at=now(), beside=results(answer))


def _tell(asked: Scenario, found: Outcome, out: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table

    from ecot.simulation.report.content import compose

    report = compose(found)
    console = Console(width=None if on_terminal() else 120)
    console.print(f"[bold]{asked.name}[/bold]", highlight=False)
    if report.partial:
        console.print(report.partial, style="yellow", highlight=False)
    for sentence in report.sentences:
        console.print(f"• {sentence}", highlight=False)
    table = Table(title="Les chiffres", title_justify="left")
    for heading in ("Ce que c’est", "Valeur", "Statut", "Repose sur"):
        table.add_column(heading, overflow="fold")
    for figure in report.figures:
        rests = f"{figure.rests_on} hypothèse{'s' if figure.rests_on > 1 else ''}"
        value = f"{figure.value} — {figure.why}" if figure.why else figure.value
        table.add_row(figure.label, value, figure.status.label, rests)
    console.print(table)
    console.print(_thresholds(report))
    _tell_rest(console, report)
    typer.echo(f"Empreinte du scénario : {found.digest}")
    if out is None:
        remark("Le rapport complet, à imprimer, et les tableaux : ajoutez --out DOSSIER.")


def _thresholds(report: Report) -> object:
    from rich.table import Table

    table = Table(title="Seuils de la loi", title_justify="left")
    for heading in report.thresholds.headings:
        table.add_column(heading, overflow="fold")
    for row in report.thresholds.rows:
        table.add_row(*row)
    return table


def _tell_rest(console: object, report: Report) -> None:
    """Who pays under which law, and how well the figures are known."""
    from rich.console import Console
    from rich.table import Table

    assert isinstance(console, Console), "a console"
    if report.payers:
        payers = Table(title="Qui paie, et ce que dit le droit", title_justify="left")
        for heading in ("Source", "Argent", "Droit"):
            payers.add_column(heading, overflow="fold")
        for payer in report.payers:
            payers.add_row(payer.label, payer.payer, payer.law_status.label)
        console.print(payers)
    counted = Counter(each.status for each in report.assumptions)
    parts = ", ".join(f"{number} « {status.label} »" for status, number in counted.most_common())
    typer.echo(f"Ce calcul repose sur {len(report.assumptions)} chiffres : {parts}.")
