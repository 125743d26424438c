"""`ecot simulate`: one scenario, what it promises, whom it reaches, what it rests on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import DONE, REFUSED, AsJson, on_terminal, remark, show_json, stop
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
from ecot.cli.scenarios import Changes, Workers, read
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.simulation.outcome import Outcome
    from ecot.simulation.report.content import Report
    from ecot.simulation.scenario.scenario import Scenario

OUT_CLOSED: Final = Reason(
    "OUT_CLOSED",
    "Nous ne pouvons pas écrire dans « {folder} » : {why}. Donnez un autre dossier à --out.",
)
REPORT, SCENARIO, RESULTS = "rapport.html", "scenario.toml", "resultats.json"


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
    out: Annotated[
        Path | None,
        typer.Option("--out", file_okay=False, help="Dossier du rapport et des résultats."),
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Run a scenario: five sentences, its figures with their status, and its report."""
    asked = read(scenario, with_settings(changed, draws=draws, seed=seed), as_json=as_json)
    ask_if_long([asked], workers=workers, cluster=cluster, yes=yes, as_json=as_json)
    found = outcome_of(asked, workers=workers, cluster=cluster, as_json=as_json)
    answer = as_answer(found)
    if as_json:
        show_json(answer)
    else:
        _tell(asked, found, out)
    if out is not None:
        _keep(asked, found, folder=out, answer=answer, as_json=as_json)
    raise typer.Exit(DONE if found.complete else REFUSED)


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
        remark("Le rapport complet, à imprimer : ajoutez --out DOSSIER.")


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


def _keep(
    asked: Scenario, found: Outcome, *, folder: Path, answer: dict[str, object], as_json: bool
) -> None:
    """The report, the scenario that replays it, and the results, in a folder."""
    from ecot.simulation.files.writing import write_scenario
    from ecot.simulation.report.content import compose
    from ecot.simulation.report.page import report_html

    written = {
        REPORT: report_html(compose(found)),
        SCENARIO: write_scenario(asked),
        RESULTS: json.dumps(answer, ensure_ascii=False, indent=2, default=str),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as closed:
        facts = {"folder": folder, "why": closed.strerror or closed}
        stop(Refused(OUT_CLOSED, facts), as_json=as_json)
    if not as_json:
        typer.echo(f"Rapport : {folder / REPORT}")
