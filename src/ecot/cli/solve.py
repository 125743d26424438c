"""`ecot solve`: the value of one lever that reaches a goal, and the neighbour that does not."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import REFUSED, AsJson, on_terminal, remark, show_json, stop
from ecot.cli.scenarios import (
    RUN_STOPPED,
    Changes,
    ScenarioName,
    Workers,
    read,
    runner,
    say_faults,
)
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.simulation.scenario.scenario import Scenario
    from ecot.simulation.search import Solution, Trial
    from ecot.simulation.search.levers import Asked

NO_QUESTION: Final = Reason(
    "NO_QUESTION",
    "Il manque un levier ou un objectif, et le scénario ne pose pas de question. Ajoutez par exemple"
    ' --lever costs.fixed_month_cents --until "p_deficit_12 <= 0.05".',
)


def solve(
    scenario: ScenarioName,
    *,
    lever: Annotated[str, typer.Option("--lever", help="La clé qui bouge.")] = "",
    until: Annotated[str, typer.Option("--until", help="« p_deficit_12 <= 0.05 ».")] = "",
    between: Annotated[
        str, typer.Option("--between", help="Où chercher : plus petit,plus grand[,pas].")
    ] = "",
    draws: Annotated[int, typer.Option("--draws", min=1, max=1_000_000, help="Tirages.")] = 1_000,
    workers: Workers = 1,
    changes: Changes = None,
    as_json: AsJson = False,
) -> None:
    """Find the value of a lever; exit code 1 where no value of the range reaches the goal."""
    from ecot.simulation.search.levers import Asked

    read_one = read(scenario, changes, as_json=as_json)
    asked = read_one.question
    lever = lever or (asked.lever if asked else "")
    until = until or (asked.goal if asked else "")
    if not lever or not until:
        stop(Refused(NO_QUESTION), as_json=as_json)
    looked_for = Asked(lever=lever, until=until, between=between)
    found = _found(read_one, looked_for, draws=draws, workers=workers, as_json=as_json)
    if as_json:
        show_json(_as_answer(read_one, looked_for, found, draws=draws))
    else:
        _tell(looked_for, found, draws)
    if found.answer is None:
        raise typer.Exit(REFUSED)


def _found(
    scenario: Scenario, asked: Asked, *, draws: int, workers: int, as_json: bool
) -> Solution:
    from rich.console import Console

    from ecot.simulation.files.faults import ScenarioError
    from ecot.simulation.search.levers import StoppedError, solve_lever

    console, trials = Console(stderr=True), []
    with console.status("Première simulation…") if on_terminal() else nullcontext() as status:

        def told(trial: Trial) -> None:
            trials.append(trial)
            if status is not None:
                status.update(f"Essai {len(trials)} : {asked.lever} = {trial.lever}")

        try:
            found = solve_lever(scenario, asked, runner(draws, workers), told=told)
        except ScenarioError as wrong:
            say_faults(wrong, as_json=as_json)
        except StoppedError:
            stop(Refused(RUN_STOPPED), as_json=as_json)
    if isinstance(found, Refused):
        stop(found, as_json=as_json)
    return found


def _as_answer(
    scenario: Scenario, asked: Asked, found: Solution, *, draws: int
) -> dict[str, object]:
    from ecot.simulation.files.writing import digest
    from ecot.simulation.search.levers import interval

    def trial(each: Trial | None) -> dict[str, object] | None:
        if each is None:
            return None
        bounds = interval(found.goal, each.value, draws)
        return {
            "lever": each.lever,
            "value": each.value,
            "reached": each.reached,
            "interval": None if bounds is None else list(bounds),
        }

    return {
        "scenario": scenario.slug,
        "digest": digest(scenario),
        "lever": asked.lever,
        "goal": str(found.goal),
        "side": found.side.value,
        "answer": trial(found.answer),
        "neighbour": trial(found.neighbour),
        "monotone": found.monotone,
        "exact": found.exact,
        "warning": found.warning,
        "runs": len(found.trials),
        "budget": asked.budget,
        "draws": draws,
        "seed": scenario.seed,
        "trials": [trial(each) for each in found.trials],
    }


def _tell(asked: Asked, found: Solution, draws: int) -> None:
    from ecot.simulation.search.levers import interval

    def said(trial: Trial) -> str:
        if trial.value is None:
            return "inconnu"
        bounds = interval(found.goal, trial.value, draws)
        between = "" if bounds is None else f" (entre {bounds[0]:.3f} et {bounds[1]:.3f}, à 95 %)"
        return f"{trial.value:.6g}{between}".replace(".", ",")

    typer.echo(f"Objectif : {found.goal}. Levier : {asked.lever}.")
    if found.answer is not None:
        best = {"least": "La plus petite valeur", "most": "La plus grande valeur"}
        name = best.get(found.side.value, "Une valeur")
        typer.secho(f"{name} qui convient : {found.answer.lever}", bold=True)
        typer.echo(f"  {found.goal.name} = {said(found.answer)}")
    if found.neighbour is not None:
        typer.echo(f"Sa voisine ne convient pas : {found.neighbour.lever}")
        typer.echo(f"  {found.goal.name} = {said(found.neighbour)}")
    if found.warning:
        typer.secho(found.warning, fg="yellow", err=True)
    remark(f"{len(found.trials)} simulations sur {asked.budget} permises, {draws} tirages chacune.")
