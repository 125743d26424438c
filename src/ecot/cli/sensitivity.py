"""`ecot sensitivity`: what the yearly result hangs on, in euros, each effect with its interval."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ecot.cli.answering import AsJson, on_terminal, remark, show_json, stop
from ecot.cli.keeping import Out, kept_answer, refuse_taken, results, tell_kept
from ecot.cli.scenarios import RUN_STOPPED, Changes, ScenarioName, Workers, read, runner, say_faults
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ecot.simulation.report.keeping import Kept
    from ecot.simulation.sensitivity import Bar, Effect, Indices
    from ecot.simulation.sensitivity.one_at_a_time import Gap
    from ecot.simulation.sensitivity.studying import Noise, Study


def sensitivity(  # noqa: PLR0913 (Typer wants one argument for each option)
    scenario: ScenarioName,
    *,
    factor: Annotated[
        list[str] | None, typer.Option("--factor", help="Une clé à faire varier (répétable).")
    ] = None,
    trajectories: Annotated[
        int, typer.Option("--trajectories", min=0, max=1_000, help="Morris ; 0 : sans.")
    ] = 20,
    sobol: Annotated[
        int, typer.Option("--sobol", help="Sobol : 127, 251, 509, 1021, 2039 ou 4093 points.")
    ] = 0,
    draws: Annotated[int, typer.Option("--draws", min=2, max=100_000, help="Tirages.")] = 100,
    workers: Workers = 1,
    out: Out = None,
    changes: Changes = None,
    as_json: AsJson = False,
) -> None:
    """One factor at a time in euros, then Morris; Sobol where it is asked for; a report with its tornado."""
    from ecot.simulation.sensitivity.plans import GENERATORS
    from ecot.simulation.sensitivity.studying import study_of

    if sobol and sobol not in GENERATORS:
        known = ", ".join(str(points) for points in GENERATORS)
        raise typer.BadParameter(f"--sobol : {sobol} points ne conviennent pas. Il y a : {known}.")
    refuse_taken(out, as_json=as_json)
    read_one = read(scenario, changes, as_json=as_json)
    study = study_of(read_one, runner(draws, workers), keys=factor or ())
    if isinstance(study, Refused):
        stop(study, as_json=as_json)
    bars, effects, indices = _studied(study, trajectories, sobol, as_json=as_json)
    answer = _as_answer(study, draws=draws, found=(bars, effects, indices))
    kept = None if out is None else _keep(study, bars, out, answer=answer)
    if as_json:
        show_json({**answer, **kept_answer(kept)})
    else:
        _tell(bars, effects, indices)
        count = len(study.factors)
        runs = 2 * count + 1 + trajectories * (count + 1) + sobol * (count + 2)
        remark(f"{runs} simulations de {draws} tirages, avec le même hasard.")
        if study.noise is not None:
            remark(_noise(study.noise))
        tell_kept(kept)


def _keep(
    study: Study, bars: list[Bar], out: Path, *, answer: Mapping[str, object]
) -> Kept | Refused:
    """The report of the scenario as it is, with what weighs most drawn beside."""
    from ecot.simulation.report.keeping import write_outcome
    from ecot.simulation.sensitivity.one_at_a_time import tornado
    from ecot.values import clock

    outcome = study.run(study.scenario)
    return write_outcome(
        outcome, out, made_at=clock.now(), tornado=tornado(bars), beside=results(answer)
    )


def _studied(
    study: Study, trajectories: int, points: int, *, as_json: bool
) -> tuple[list[Bar], list[Effect], list[Indices]]:
    from ecot.simulation.files.faults import ScenarioError
    from ecot.simulation.sensitivity.studying import StoppedError

    effects: list[Effect] = []
    indices: list[Indices] = []
    try:
        with _progress("Un facteur à la fois") as told:
            bars = study.bars(told)
        if trajectories:
            with _progress("Morris") as told:
                effects = study.screening(told, trajectories=trajectories)
        if points:
            with _progress("Sobol") as told:
                indices = study.indices(told, points=points)
    except ScenarioError as wrong:
        say_faults(wrong, as_json=as_json)
    except StoppedError:
        stop(Refused(RUN_STOPPED), as_json=as_json)
    return bars, effects, indices


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not on_terminal()) as bar:
        task = bar.add_task(name, total=None)

        def told(done: int, runs: int) -> None:
            bar.update(task, completed=done, total=runs)

        yield told


def _as_answer(
    study: Study, *, draws: int, found: tuple[list[Bar], list[Effect], list[Indices]]
) -> dict[str, object]:
    from dataclasses import asdict

    from ecot.simulation.files.writing import digest

    bars, effects, indices = found
    return {
        "scenario": study.scenario.slug,
        "digest": digest(study.scenario),
        "figure": "result_year_cents",
        "draws": draws,
        "seed": study.scenario.seed,
        "one_at_a_time": [_bar(each) for each in bars],
        "morris": [asdict(each) for each in effects],
        "sobol": [asdict(each) for each in indices],
        "variance": None if study.noise is None else asdict(study.noise),
        "sobol_sum_first": sum(each.first.value for each in indices) if indices else None,
    }


def _bar(bar: Bar) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "key": bar.factor.key,
        "label": bar.factor.label,
        "low": bar.factor.low,
        "high": bar.factor.high,
        "reason": bar.factor.reason,
        "at_low": asdict(bar.at_low),
        "at_high": asdict(bar.at_high),
        "per_unit_cents": bar.per_unit_cents,
        "unit": bar.factor.unit,
        "visible": bar.is_visible,
        "sentence": bar.sentence(),
    }


def _tell(bars: list[Bar], effects: list[Effect], indices: list[Indices]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if on_terminal() else 160)
    table = Table(title="Résultat par an : un facteur à la fois", title_justify="left")
    for heading in ("Facteur", "De", "À", "Au plus bas (95 %)", "Au plus haut (95 %)", "Par unité"):
        table.add_column(heading)
    for bar in bars:
        low, high = (_number(each) for each in (bar.factor.low, bar.factor.high))
        per_unit = f"{_euros(bar.per_unit_cents)} par {bar.factor.unit_label}"
        seen = "" if bar.is_visible else " · sans effet visible"
        ends = (_gap(bar.at_low), _gap(bar.at_high))
        table.add_row(f"{bar.factor.label}{seen}", low, high, *ends, per_unit)
    console.print(table)
    if effects:
        screen = Table(title="Morris : effet moyen sur tout l’intervalle", title_justify="left")
        for heading in ("Facteur", "μ* (95 %)", "σ"):
            screen.add_column(heading)
        for effect in effects:
            between = f"{_euros(effect.low)} à {_euros(effect.high)}"
            screen.add_row(
                effect.key, f"{_euros(effect.mean_size)} ({between})", _euros(effect.deviation)
            )
        console.print(screen)
    if indices:
        console.print(_shares(indices))


def _noise(noise: Noise) -> str:
    facts, chance = (
        _euros(variance**0.5) for variance in (noise.between_points, noise.within_draws)
    )
    return f"Écart-type du résultat par an : {facts} par les facteurs, {chance} par le hasard."


def _shares(indices: list[Indices]) -> object:
    from rich.table import Table

    table = Table(title="Sobol : part de la variance", title_justify="left")
    for heading in ("Facteur", "Seul (95 %)", "Avec les autres (95 %)"):
        table.add_column(heading)
    for each in indices:
        first, total = (
            f"{part.value:.2f} ({part.low:.2f} à {part.high:.2f})".replace(".", ",")
            for part in (each.first, each.total)
        )
        table.add_row(each.key, first, total)
    summed = sum(each.first.value for each in indices)
    table.add_row("somme", f"{summed:.2f}".replace(".", ","), "")
    return table


def _gap(gap: Gap) -> str:
    return f"{_euros(gap.mean_cents)} ({_euros(gap.low_cents)} à {_euros(gap.high_cents)})"


def _euros(cents: float) -> str:
    from ecot.values.money import MINUS, short_euros

    whole = int(abs(cents) / 100 + 0.5) * 100
    return f"{MINUS if cents < 0 and whole else ''}{short_euros(whole)}"


def _number(value: float) -> str:
    """A number in French; thousands apart."""
    whole, _, decimals = f"{value:,.4f}".rstrip("0").partition(".")
    return whole.replace(",", "\u202f") + (f",{decimals}" if decimals else "")
