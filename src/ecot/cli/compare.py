"""`ecot compare`: several futures side by side, under the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import DONE, REFUSED, AsJson, on_terminal, show_json
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
    from ecot.simulation.indicators.differences import Difference
    from ecot.simulation.outcome import Outcome
    from ecot.simulation.report.keeping import Kept

SHOWN: Final = (
    "cash_min_cents",
    "p_deficit_12",
    "p_deficit_36",
    "p_deficit_60",
    "runway_months",
    "coverage",
    "required_mean_contribution_cents",
    "break_even_households",
    "received_share_public",
    "received_share_private",
    "received_share_citizen",
    "largest_funder_share",
    "generosity_cents",
    "net_gainers_share",
    "equity_share",
    "poverty_share_after",
    "overhead_share",
)
"""What stands side by side; `--json` has everything."""


def compare(  # noqa: PLR0913 (Typer wants one argument for each option)
    scenarios: Annotated[
        list[str], typer.Argument(help="Deux scénarios ou plus, fichiers ou noms livrés.")
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
    """Run scenarios with one seed and one number of draws; the first is what others are held against."""
    if len(scenarios) < 2:  # noqa: PLR2004 (a comparison takes two)
        raise typer.BadParameter("Donnez au moins deux scénarios à comparer.")
    refuse_taken(out, as_json=as_json)
    first = read(scenarios[0], with_settings(changed, draws=draws, seed=seed), as_json=as_json)
    common = with_settings(changed, draws=first.draws, seed=first.seed)
    asked = [first, *(read(name, common, as_json=as_json) for name in scenarios[1:])]
    ask_if_long(asked, workers=workers, cluster=cluster, yes=yes, as_json=as_json)
    found = []
    for each in asked:
        found.append(outcome_of(each, workers=workers, cluster=cluster, as_json=as_json))
        if not found[-1].complete:
            break
    kept = _answer(found, out, as_json=as_json)
    whole = len(found) == len(asked) and all(each.complete for each in found)
    whole = whole and not isinstance(kept, Refused)
    raise typer.Exit(DONE if whole else REFUSED)


def _answer(found: Sequence[Outcome], out: Path | None, *, as_json: bool) -> Kept | Refused | None:
    from ecot.simulation.indicators.differences import differences

    gaps = {index: differences(found[0], other) for index, other in enumerate(found) if index}
    kept = None if out is None else _kept(found, out, _as_answer(found, gaps))
    if as_json:
        show_json({**_as_answer(found, gaps), **kept_answer(kept)})
    else:
        _tell(found, gaps)
        tell_kept(kept)
    return kept


def _kept(found: Sequence[Outcome], out: Path, answer: Mapping[str, object]) -> Kept | Refused:
    from ecot.simulation.report.keeping import write_comparison
    from ecot.values.clock import now

    return write_comparison(found, out, made_at=now(), beside=results(answer))


def _as_answer(
    found: Sequence[Outcome], gaps: Mapping[int, tuple[Difference, ...]]
) -> dict[str, object]:
    told = [
        {
            "scenario": found[index].scenario.slug,
            "against": found[0].scenario.slug,
            "months": min(found[0].flows.shape[1], found[index].flows.shape[1]),
            "draws": min(len(found[0].flows), len(found[index].flows)),
            "figures": {gap.name: _gap(gap) for gap in each},
        }
        for index, each in gaps.items()
    ]
    return {"scenarios": [as_answer(each) for each in found], "differences": told}


def _gap(gap: Difference) -> dict[str, object]:
    told = {name: value for name, value in asdict(gap).items() if name != "name"}
    return {**told, "unit": gap.unit.value, "clear": gap.is_clear}


def _tell(found: Sequence[Outcome], gaps: dict[int, tuple[Difference, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    from ecot.simulation.indicators.reading import indicators
    from ecot.simulation.report.wording import value_words

    console = Console(width=None if on_terminal() else 160)
    figures = [indicators(each) for each in found]
    table = Table(title="Côte à côte", title_justify="left", show_lines=True)
    table.add_column("Ce que c’est", overflow="fold")
    for each in found:
        table.add_column(each.scenario.name, overflow="fold", justify="right")
    for name in SHOWN:
        words = [value_words(each[name]) for each in figures]
        table.add_row(figures[0][name].label, *words)
    console.print(table)
    for index, changes in gaps.items():
        console.print(_differences(found[index].scenario.name, changes))
    typer.echo(
        f"Même hasard pour tous : graine {found[0].scenario.seed},"
        f" {min(len(each.flows) for each in found)} tirages. Chaque écart est pris tirage par tirage."
    )
    for outcome in found:
        typer.echo(f"{outcome.scenario.name} : empreinte {outcome.digest}")


def _differences(name: str, gaps: tuple[Difference, ...]) -> object:
    from rich.table import Table

    table = Table(title=f"Ce que change « {name} »", title_justify="left")
    for heading in ("Ce que c’est", "Écart", "Intervalle à 95 %", ""):
        table.add_column(heading, overflow="fold", justify="right" if heading else "left")
    for gap in gaps:
        if gap.low is None or gap.high is None:
            interval = "inconnu : un seul tirage"
        else:
            interval = f"{_words(gap, gap.low)} à {_words(gap, gap.high)}"
        sure = "" if gap.is_clear else "pas de différence nette"
        table.add_row(gap.label, _words(gap, gap.mean), interval, sure)
    return table


def _words(gap: Difference, value: float) -> str:
    from ecot.simulation.indicators.figure import Unit
    from ecot.simulation.report.wording import decimal, signed_euros

    if gap.unit is Unit.CENTS:
        return signed_euros(round(value))
    points = decimal(100 * value, 1)
    return f"{'+' if value > 0 else ''}{points} points"
