"""`ecot export`: files to take away: the members, the head of the book, the proof of an entry."""

from __future__ import annotations

from collections.abc import Mapping
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


@app.command(help="La tête scellée du livre, sa clé, et la preuve qu’il prolonge une tête gardée.")
def seal(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Le dossier où écrire.")],
    *,
    earlier: Annotated[
        Path | None,
        typer.Option("--earlier", exists=True, dir_okay=False, help="Une tête gardée plus tôt."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the newest head, the public key and, with an earlier head, the proof that the book extends it."""
    open_book(as_json=as_json, looking=True)
    from ecot.records.sealing.handing_out import head_files
    from ecot.records.sealing.verifying import read_head

    if earlier is None:
        _hand_out(folder, head_files(), as_json=as_json)
        return
    note = earlier.read_bytes().decode("utf-8", errors="replace")
    before = read_head(note, file=earlier.name, verifier=None)
    files = before if isinstance(before, Refused) else head_files(before)
    _hand_out(folder, files, as_json=as_json)


@app.command(help="Le reçu d’une écriture du livre et la preuve qu’elle y est scellée.")
def proof(
    entry: Annotated[int, typer.Argument(min=1, help="Le numéro de l’écriture.")],
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Le dossier où écrire.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the receipt of an entry, its proof, the head that it leads to and the public key."""
    open_book(as_json=as_json, looking=True)
    from ecot.ledger.sealing import ENTRY, sealed_entry
    from ecot.records.sealing.handing_out import NOT_SEALED_YET, proof_files

    row = sealed_entry(entry)
    files = Refused(NOT_SEALED_YET) if row is None else proof_files(ENTRY, row)
    _hand_out(folder, files, as_json=as_json)


def _hand_out(folder: Path, files: Mapping[str, str] | Refused, *, as_json: bool) -> None:
    if isinstance(files, Refused):
        stop(files, as_json=as_json)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    if as_json:
        show_json({"folder": str(folder), "files": sorted(files)})
    else:
        typer.echo(f"Écrit dans {folder} : {', '.join(sorted(files))}.")
