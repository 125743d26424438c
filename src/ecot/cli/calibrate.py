"""`ecot calibrate`: what the book teaches, whether the law looks like it, forecast held against fact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecot.cli.answering import AsJson, mark, on_terminal, show_json, stop
from ecot.cli.house import act_of, open_book, read_month
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecot.figures.learning import Learnt, Row
    from ecot.simulation.calibration.checking import Check
    from ecot.values.month import Month


def calibrate(
    *,
    until: Annotated[str, typer.Option("--until", help="Le dernier mois lu, comme 2026-03.")] = "",
    ahead: Annotated[
        int, typer.Option("--ahead", min=1, max=24, help="Combien de mois prévoir et vérifier.")
    ] = 6,
    seed: Annotated[int, typer.Option("--seed", min=0, help="La graine du hasard.")] = 42,
    out: Annotated[
        Path | None, typer.Option("--out", help="Écrire le scénario calibré dans ce fichier.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Garder la prévision pour toujours.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Cut the book `ahead` months before its end, learn, forecast, compare; then learn from all of it."""
    open_book(as_json=as_json, looking=not keep)
    from ecot.figures.learning import backtest, learn

    month = _last_over(until)
    tested = backtest(month, ahead=ahead, seed=seed)
    if isinstance(tested, Refused):
        stop(tested, as_json=as_json)
    learnt = learn(month, ahead=ahead, seed=seed)
    if isinstance(learnt, Refused):
        stop(learnt, as_json=as_json)
    if keep:
        _keep(learnt.until, as_json=as_json)
    if out is not None:
        _write(out, learnt, as_json=as_json)
    if as_json:
        show_json(_as_answer(tested, learnt))
        return
    _tell(tested, learnt)
    if out is not None:
        typer.echo(f"Scénario calibré : {out}")


def _last_over(until: str) -> Month:
    from ecot.values import clock

    month = read_month(until)
    return month if until and month.last_day < clock.today() else min(month, _before_today())


def _before_today() -> Month:
    from ecot.values import clock
    from ecot.values.month import Month

    return Month.of(clock.today()).previous()


def _keep(until: Month, *, as_json: bool) -> None:
    from ecot.figures.actions import keep_forecast

    kept = keep_forecast(act_of("", as_json=as_json), until=until)
    if isinstance(kept, Refused):
        stop(kept, as_json=as_json)


def _write(out: Path, learnt: Learnt, *, as_json: bool) -> None:
    from ecot.figures.baseline import book_scenario
    from ecot.figures.learning import calibrated
    from ecot.simulation.files.writing import write_scenario

    scenario = book_scenario(learnt.until.next().first_day)
    if isinstance(scenario, Refused):
        stop(scenario, as_json=as_json)
    made = calibrated(scenario, learnt.known, mean_cents=learnt.mean_cents, until=learnt.until)
    out.write_text(write_scenario(made), encoding="utf-8")


def _rates(learnt: Learnt) -> Mapping[str, tuple[str, float, tuple[float, float]]]:
    import numpy as np

    from ecot.simulation.calibration.drawing import drawn

    known = learnt.known
    draws = drawn(known, seed=1, draws=range(999))
    part = 1 - known.slow_bp / 10_000
    rows = {
        "exit_rate": ("foyers qui partent chaque mois", known.leaving.mean, draws.leaving),
        "unpaid_rate": (
            "cotisations qui n’arrivent pas dans le mois",
            known.unpaid.mean,
            draws.unpaid,
        ),
        "spend_rate": (
            "part du porte-monnaie dépensée dans le mois",
            1 - known.slow.mean * part,
            1 - draws.slow * part,
        ),
    }
    return {
        name: (label, mean, (float(np.quantile(each, 0.025)), float(np.quantile(each, 0.975))))
        for name, (label, mean, each) in rows.items()
    }


def _as_answer(tested: Learnt, learnt: Learnt) -> dict[str, object]:
    inside = [row.is_inside for row in tested.rows if row.fact is not None]
    return {
        "until": str(learnt.until),
        "rates": {
            name: {"mean": mean, "low": low, "high": high}
            for name, (_label, mean, (low, high)) in _rates(learnt).items()
        },
        "checks": [_check(each) for each in learnt.checks],
        "cut": str(tested.until),
        "backtest": [_row(each) for each in tested.rows],
        "covered": sum(bool(each) for each in inside),
        "compared": len(inside),
        "forecast": [_row(each) for each in learnt.rows],
    }


def _check(each: Check) -> dict[str, object]:
    return {
        "name": each.name,
        "observed": each.observed,
        "expected": each.expected,
        "standing": each.standing,
        "flagged": each.is_flagged,
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "month": str(row.month),
        "low": row.low,
        "middle": row.middle,
        "high": row.high,
        "fact": row.fact,
        "inside": row.is_inside,
    }


def _tell(tested: Learnt, learnt: Learnt) -> None:
    from rich.console import Console
    from rich.table import Table

    from ecot.simulation.report.wording import decimal
    from ecot.values.month import day_in_words

    console = Console(width=None if on_terminal() else 120)
    table = Table(
        title=f"Ce que le livre apprend, jusqu’à {learnt.until.words}", title_justify="left"
    )
    for heading in ("Quoi", "Moyenne", "Intervalle à 95 %"):
        table.add_column(heading)
    for label, mean, (low, high) in _rates(learnt).values():
        ends = f"{decimal(100 * low)} à {decimal(100 * high)} %"
        table.add_row(label, f"{decimal(100 * mean)} %", ends)
    console.print(table)
    console.print(_compared(tested))
    inside = [row.is_inside for row in tested.rows if row.fact is not None]
    typer.echo(
        f"Livre coupé au {day_in_words(tested.until.last_day)} : {sum(map(bool, inside))} faits sur"
        f" {len(inside)} sont dans leur intervalle de quatre sur cinq."
    )
    for each in learnt.checks:
        said = "comme la loi" if not each.is_flagged else "la loi ne fait pas cela : à regarder"
        typer.echo(f"{mark(good=not each.is_flagged)} {each.label} : {said}")


def _compared(tested: Learnt) -> object:
    from rich.table import Table

    table = Table(title="Prévu, puis arrivé", title_justify="left")
    for heading in ("Mois", "Quoi", "Prévu (quatre fois sur cinq)", "Arrivé", ""):
        table.add_column(heading)
    for row in tested.rows:
        fact = "à venir" if row.fact is None else _amount(row.name, row.fact)
        sign = "" if row.is_inside is None else "✓" if row.is_inside else "✗"
        ends = f"{_amount(row.name, row.low)} à {_amount(row.name, row.high)}"
        table.add_row(row.month.words, _NAMES[row.name], ends, fact, sign)
    return table


_NAMES = {
    "paid_cents": "cotisations du mois",
    "spent_cents": "dépensé",
    "wallets_cents": "dans les porte-monnaie",
    "left": "foyers partis",
}


def _amount(name: str, value: int) -> str:
    from ecot.simulation.report.wording import count, whole_euros

    return whole_euros(value) if name.endswith("_cents") else count(value)
