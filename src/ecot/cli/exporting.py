"""`ecot export`: take the members away in a file that can be read back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import act_of, open_book
from ecot.values.refusal import Refused

app = typer.Typer(no_args_is_help=True, help="Emporter un fichier.")


class Form(StrEnum):
    """The forms of a file."""

    CSV = "csv"
    XLSX = "xlsx"


@app.command(help="Les foyers et leurs personnes ; une ligne d’audit le note.")
def members(
    file: Annotated[
        Path, typer.Argument(dir_okay=False, writable=True, help="Le fichier à écrire.")
    ],
    *,
    form: Annotated[Form, typer.Option("--form", help="La forme du fichier.")] = Form.CSV,
    by: Annotated[str, typer.Option("--by", help="L’adresse de la personne qui l’emporte.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write every household's persons to a file that only its owner may read."""
    open_book(as_json=as_json)
    from ecot.operations.members.actions import FileForm, export_households

    content = export_households(act_of(by, as_json=as_json), form=FileForm(form.value))
    if isinstance(content, Refused):
        stop(content, as_json=as_json)
    file.touch(mode=0o600)
    file.write_bytes(content)
    if as_json:
        show_json({"file": str(file), "bytes": len(content)})
    else:
        typer.echo(f"Écrit : {file}. Ce fichier contient des noms : gardez-le en lieu sûr.")


@app.callback()
def _group() -> None:
    """Keep `members` a command of its own, though it is alone so far."""
