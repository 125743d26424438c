"""What the commands that run whole scenarios share: asking before long work, progress, answers.

`simulate` and `compare` call it; nothing here is a formula, and nothing needs a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import REFUSED, on_terminal, remark, stop
from ecot.cli.scenarios import somebody_answers
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.simulation.outcome import Outcome
    from ecot.simulation.running import Estimate
    from ecot.simulation.scenario.scenario import Scenario

LONG_SECONDS: Final = 30
LARGE_BYTES: Final = 4_000_000_000
SMALL_HOUSEHOLD_MONTHS: Final = 50_000_000
"""Below, a run takes a few seconds: nothing is asked, nothing is probed."""

LONG_RUN: Final = Reason(
    "LONG_RUN",
    "Ce calcul demande environ {time} et {memory} de mémoire ({work} foyers × mois). Pour le lancer"
    " quand même, ajoutez --yes ; pour l’alléger : {lighter}.",
)
RUN_STOPPED: Final = Reason(
    "RUN_STOPPED", "Le calcul a été arrêté avant qu’un premier tirage soit entier. Rien à montrer."
)
RUN_FAILED: Final = Reason("RUN_FAILED", "{why}")

Draws = Annotated[int | None, typer.Option("--draws", min=1, max=1_000_000, help="Tirages.")]
Seed = Annotated[int | None, typer.Option("--seed", min=0, max=2**63 - 1, help="Le hasard.")]
Cluster = Annotated[
    str | None, typer.Option("--cluster", help="Adresse d’un ordonnanceur Dask, à leur place.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Lancer un long calcul sans demander.")]


def with_settings(
    changed: Sequence[str] | None, *, draws: int | None, seed: int | None
) -> list[str]:
    """The changes of `--set`, then `--draws` and `--seed` as changes like any other."""
    more = {"scenario.draws": draws, "scenario.seed": seed}
    return [
        *(changed or []),
        *(f"{key}={value}" for key, value in more.items() if value is not None),
    ]


def ask_if_long(
    scenarios: Sequence[Scenario], *, workers: int, cluster: str | None, yes: bool, as_json: bool
) -> None:
    """Before long work, say what it would cost: asked on a terminal, refused elsewhere without --yes."""
    from ecot.simulation.running import estimate

    large = [each for each in scenarios if _household_months(each) > SMALL_HOUSEHOLD_MONTHS]
    if yes or cluster is not None or not large:
        return
    costs = [estimate(each, workers=workers) for each in large]
    seconds = sum(cost.seconds for cost in costs)
    memory = max(cost.memory_bytes for cost in costs)
    if seconds <= LONG_SECONDS and memory <= LARGE_BYTES:
        return
    refused = Refused(LONG_RUN, _facts(large, costs, seconds=seconds, memory=memory))
    if as_json or not somebody_answers():
        stop(refused, as_json=as_json)
    typer.secho(refused.sentence, fg="yellow", err=True)
    if not typer.confirm("Lancer ce calcul ?", default=False, err=True):
        raise typer.Exit(REFUSED)


def outcome_of(scenario: Scenario, *, workers: int, cluster: str | None, as_json: bool) -> Outcome:
    """Run one scenario, with progress on a terminal; a stopped run keeps its whole draws."""
    from ecot.simulation.running import RunError, run

    try:
        with _progress(scenario.name) as told:
            found = run(scenario, workers=workers, cluster=cluster, told=told)
    except RunError as failed:
        stop(Refused(RUN_FAILED, {"why": str(failed)}), as_json=as_json)
    if not len(found.flows):
        stop(Refused(RUN_STOPPED), as_json=as_json)
    if not found.complete:
        remark(f"Arrêté : {len(found.flows)} tirages entiers sur {scenario.draws}.")
    return found


def as_answer(found: Outcome) -> dict[str, object]:
    """The outputs of MODEL §12 by name, then what they were computed from and rest on."""
    from ecot.simulation.indicators.figure import plain
    from ecot.simulation.indicators.reading import indicators

    figures = indicators(found)
    scenario = found.scenario
    told = {name: each.to_json() for name, each in figures.items()}
    for each in told.values():
        each.pop("value")
    return {
        "scenario": scenario.slug,
        "name": scenario.name,
        "scenario_digest": found.digest,
        "data_vintage": vintage(scenario),
        "start": str(scenario.start),
        "months": scenario.months,
        "seed": scenario.seed,
        "draws": len(found.flows),
        "draws_asked": scenario.draws,
        "complete": found.complete,
        **plain(figures),
        "figures": told,
        "assumptions": [asdict(each) for each in scenario.assumptions],
    }


def vintage(scenario: Scenario) -> dict[str, object]:
    """Of which year the incomes are, and as of which day the shipped facts were read."""
    from ecot.reference.loading import as_of

    asked = scenario.population
    return {
        "territory": asked.territory,
        "area": asked.area,
        "incomes_year": asked.vintage,
        "facts_as_of": as_of(),
    }


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the error output of a terminal; elsewhere nothing."""
    if not on_terminal():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title[:48], total=None)

        def told(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole)

        yield told


def _household_months(scenario: Scenario) -> int:
    seats = max(households for _, households in scenario.growth.households)
    return seats * scenario.months * scenario.draws


def _facts(
    large: Sequence[Scenario], costs: Sequence[Estimate], *, seconds: float, memory: int
) -> Mapping[str, object]:
    most = max(each.draws for each in large)
    fewer = max(1, int(most * LONG_SECONDS / max(seconds, LONG_SECONDS)))
    work = sum(cost.household_months for cost in costs)
    return {
        "time": duration(seconds),
        "memory": f"{memory / 1e9:.1f} Go".replace(".", ","),
        "work": f"{work:,}".replace(",", "\u202f"),
        "lighter": f"--draws {fewer}, ou --workers" if fewer < most else "--workers, ou --cluster",
    }


def duration(seconds: float) -> str:
    """A duration as a person says it: 40 s, 12 min, 3 h."""
    minutes, hours = round(seconds / 60), round(seconds / 3_600)
    if minutes <= 1:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if hours <= 1 else f"{hours} h"
