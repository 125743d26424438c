"""`ecot demo`: three years of a caisse of Montpellier's size, played in a book of its own, then served."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecot.cli.answering import REFUSED, AsJson, on_terminal, show_json, stop
from ecot.cli.house import DEMO, enter

if TYPE_CHECKING:
    from ecot.demo.report import DemoReport
    from ecot.values.month import Month


def demo(
    *,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="S’arrêter avant d’ouvrir.")] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help="La graine du hasard.")] = 2023,
    as_json: AsJson = False,
) -> None:
    """Play the demo from an empty book, print its figures and promises, then open the house."""
    enter(DEMO, as_json=as_json)
    from django.conf import settings

    from ecot.cli.check import as_answer, examined, tell
    from ecot.cli.readiness import make_ready
    from ecot.cli.serve import run_server

    _fresh(settings.ENVIRONMENT.home)
    refused = make_ready()
    if refused is not None:
        stop(refused, as_json=as_json)
    began = time.monotonic()
    report = _played(seed)
    found = examined()
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        show_json({**_as_answer(report), "seconds": seconds, "check": as_answer(found)})
    else:
        _tell(report, seconds)
        tell(found)
        typer.echo(f"Livre : {settings.ENVIRONMENT.home / 'ecot.sqlite3'}")
    if not all(kept.ok for kept in found):
        raise typer.Exit(REFUSED)
    if not no_serve:
        run_server(host="127.0.0.1", workers=2)


def _fresh(home: Path) -> None:
    """Forget the demo that was played before; its home holds nothing else."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)


def _played(seed: int) -> DemoReport:
    from ecot.demo.play import play_demo

    with _progress() as hear:
        return play_demo(hear, seed=seed)


@contextmanager
def _progress() -> Iterator[Callable[[Month, float], None]]:
    """A bar for whoever watches, one line a year for a log."""
    if not on_terminal():
        yield _year_by_year
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda month, share: bar.update(task, completed=share, description=month.words)


def _year_by_year(month: Month, share: float) -> None:
    if month.number == 1 or share in {0.0, 1.0}:
        sys.stderr.write(f"{month.words} ({share:.0%})\n")
        sys.stderr.flush()


def _tell(report: DemoReport, seconds: float) -> None:
    typer.secho(f"Trois ans joués en {seconds:.0f} s.", bold=True)
    for figure in report.figures:
        typer.echo(f"  {figure.label:<42} {figure.found:>16}   publié : {figure.published}")
    typer.secho("Pour entrer : l’adresse, puis le code écrit sur la console.", bold=True)
    for role, email in report.sign_ins.items():
        typer.echo(f"  {role:<22} {email}")


def _as_answer(report: DemoReport) -> dict[str, object]:
    return {
        "distributed_cents": report.distributed_cents,
        "contributions_cents": report.contributions_cents,
        "households": report.households,
        "people": report.people,
        "points_of_sale": report.points_of_sale,
        "reserve_cents": report.reserve_cents,
        "outstanding_cents": report.outstanding_cents,
        "happened": dict(report.happened),
        "sign_ins": dict(report.sign_ins),
    }
