"""`ecot import`: a members file, or the balances with which a caisse moves in. Shown first, then done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import REFUSED, AsJson, show_json, stop
from ecot.cli.house import act_of, open_book, read_day
from ecot.values import clock
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.operations.members.importing import ImportPreview
    from ecot.operations.treasury.opening_report import Report

app = typer.Typer(
    no_args_is_help=True, help="Faire entrer un fichier (montré d’abord, fait ensuite)."
)

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="Le fichier CSV ou XLSX.")
]
Commit = Annotated[bool, typer.Option("--commit", help="Le faire, au lieu de le montrer.")]
By = Annotated[str, typer.Option("--by", help="L’adresse de la personne qui agit.")]
Totals = Annotated[
    tuple[str, str, str],
    typer.Option(
        "--totals",
        metavar="BANQUES MONA COMMERCES",
        help="Les trois totaux de contrôle, en euros, tirés des papiers de l’ancien outil.",
    ),
]

ERRORS_SHOWN: Final = 50


@app.command(help="Les foyers et leurs personnes.")
def members(file: File, *, commit: Commit = False, by: By = "", as_json: AsJson = False) -> None:
    """Show what a members file would write, mistakes by their line; with `--commit`, write all or nothing."""
    open_book(as_json=as_json)
    from ecot.operations.members.actions import commit_import
    from ecot.operations.members.importing import preview_import

    content = file.read_bytes()
    preview = preview_import(content, clock.today())
    if isinstance(preview, Refused):
        stop(preview, as_json=as_json)
    committed = False
    if commit and not preview.errors:
        done = commit_import(act_of(by, as_json=as_json), content=content, file_name=file.name)
        if isinstance(done, Refused):
            stop(done, as_json=as_json)
        committed = True
    _tell_members(preview, committed=committed, as_json=as_json)
    if preview.errors:
        raise typer.Exit(REFUSED)


def _tell_members(preview: ImportPreview, *, committed: bool, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "committed": committed,
                "households": len(preview.households),
                "persons": preview.persons,
                "understood": preview.understood,
                "errors": [
                    {"line": error.line, "column": error.column, "code": error.refused.code,
                     "sentence": error.sentence}
                    for error in preview.errors
                ],
            }
        )  # fmt: skip
        return
    typer.echo(preview.understood)
    for error in preview.errors[:ERRORS_SHOWN]:
        typer.secho(error.sentence, fg="red")
    left = len(preview.errors) - ERRORS_SHOWN
    if left > 0:
        typer.echo(f"… et {left} autres erreurs.")
    counted = f"{len(preview.households)} foyers, {preview.persons} personnes"
    if committed:
        typer.echo(f"Fait : {counted}.")
    elif preview.errors:
        typer.echo(f"Rien n’est écrit : {len(preview.errors)} erreurs à corriger dans le fichier.")
    else:
        typer.echo(f"Ce fichier ferait entrer {counted}. Ajoutez --commit pour le faire.")


@app.command(help="Les soldes d’ouverture, avec leurs totaux de contrôle.")
def openings(
    file: File,
    *,
    totals: Totals,
    on: Annotated[str, typer.Option("--on", help="Le jour des soldes, comme 2026-03-01.")] = "",
    note: Annotated[str, typer.Option("--note", help="Ce qui explique un écart.")] = "",
    commit: Commit = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Make the difference report; with `--commit` and somebody who signs (`--by`), write the balances."""
    if commit and not by:
        message = "Quelqu’un signe le rapport : donnez son adresse avec --by."
        raise typer.BadParameter(message)
    day = read_day(on)
    bank, wallets, shops = (_cents(total) for total in totals)
    open_book(as_json=as_json)
    from ecot.operations.treasury import opening

    act = act_of(by, as_json=as_json)
    report = opening.prepare_opening(
        act,
        opening_on=day,
        filename=file.name,
        content=file.read_bytes(),
        controls=opening.ControlTotals(bank_cents=bank, wallets_cents=wallets, shops_cents=shops),
    )
    if isinstance(report, Refused):
        stop(report, as_json=as_json)
    opened: int | None = None
    if commit and not report.problems:
        signed = opening.sign_opening(act, opening_id=report.opening_id, note=note)
        if isinstance(signed, Refused):
            stop(signed, as_json=as_json)
        posted = opening.post_opening(act, opening_id=report.opening_id)
        if isinstance(posted, Refused):
            stop(posted, as_json=as_json)
        opened = posted.opened
    _tell_openings(report, opened, as_json=as_json)
    if report.problems:
        raise typer.Exit(REFUSED)


def _cents(text: str) -> int:
    from ecot.values.money import parse_amount

    read = parse_amount(text.removeprefix("-"))
    if isinstance(read, Refused):
        raise typer.BadParameter(read.sentence)
    return -read if text.startswith("-") else read


def _tell_openings(report: Report, opened: int | None, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "opening_id": report.opening_id,
                "committed": opened is not None,
                "opened": opened or 0,
                "lines": report.lines,
                "totals": [
                    {"label": total.label, "typed_cents": total.typed_cents,
                     "found_cents": total.found_cents, "difference_cents": total.difference_cents}
                    for total in report.totals
                ],
                "problems": [
                    {"line": problem.line, "sentence": problem.refused.sentence}
                    for problem in report.problems
                ],
            }
        )  # fmt: skip
        return
    from ecot.values.money import format_euros

    for total in report.totals:
        typed, found = format_euros(total.typed_cents), format_euros(total.found_cents)
        apart = format_euros(total.difference_cents)
        typer.echo(f"{total.label:<28} annoncé {typed:>16}  fichier {found:>16}  écart {apart:>14}")
    for problem in report.problems[:ERRORS_SHOWN]:
        typer.secho(f"Ligne {problem.line} : {problem.refused.sentence}", fg="red")
    if opened is not None:
        typer.echo(f"Fait : {opened} comptes ouverts.")
    elif report.problems:
        typer.echo(f"Rien n’est écrit : {len(report.problems)} lignes à corriger.")
    else:
        typer.echo(
            f"{report.lines} lignes. Signez et ouvrez les comptes avec --commit --by ADRESSE."
        )
