"""`ecot backup` and `ecot restore`: the book in one file, and the proof that it comes back."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecot.cli.answering import MISUSE, REFUSED, AsJson, mark, on_terminal, remark, show_json, stop
from ecot.cli.house import enter, open_book
from ecot.values import clock
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.oversight.backups.archive import Manifest
    from ecot.oversight.backups.restoring import Proof

A_DAY = 24


def backup(
    file: Annotated[
        Path, typer.Argument(help="Le fichier à écrire, ou un dossier : le nom y portera la date.")
    ] = Path(),
    *,
    as_json: AsJson = False,
) -> None:
    """Copy the whole book into one new file, while tills pay; never over another one."""
    open_book(as_json=as_json)
    from ecot.oversight.backups.making import back_up

    made = back_up(file, clock.now())
    if isinstance(made, Refused):
        stop(made, as_json=as_json)
    path, manifest = made
    if as_json:
        show_json({"file": str(path), "bytes": path.stat().st_size, **_told(manifest)})
        return
    typer.echo(f"Écrit : {path} ({manifest.entries} écritures).")
    remark(
        "Il contient des noms et tout le livre : gardez-le chiffré, hors de cette machine. Les"
        " clés (secret.key, seal.key) n’y sont pas : gardez-les à part. Prouvez-le : ecot restore --prove."
    )


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="La sauvegarde.")],
    *,
    prove: Annotated[
        bool, typer.Option("--prove", help="Restaurer à l’essai, tout vérifier, ne rien laisser.")
    ] = False,
    into: Annotated[
        str,
        typer.Option(
            "--into", help="Le fichier nouveau, ou le nom de la base PostgreSQL nouvelle."
        ),
    ] = "",
    hours: Annotated[
        int, typer.Option("--hours", min=1, help="L’âge admis de la dernière écriture.")
    ] = A_DAY,
    as_json: AsJson = False,
) -> None:
    """Make a book of a backup in a new home, or prove that it could be done."""
    if prove == bool(into):
        typer.echo("Donnez --prove pour essayer, ou --into pour restaurer.", err=True)
        raise typer.Exit(MISUSE)
    enter()
    if prove:
        _prove(file, timedelta(hours=hours), as_json=as_json)
    else:
        _restore(file, into, as_json=as_json)


def _restore(file: Path, into: str, *, as_json: bool) -> None:
    from ecot.oversight.backups.restoring import restore as make_a_book

    manifest = make_a_book(file, into)
    if isinstance(manifest, Refused):
        stop(manifest, as_json=as_json)
    if as_json:
        show_json({"into": into, **_told(manifest)})
        return
    typer.echo(f"Restauré : {into} ({manifest.entries} écritures).")
    remark("Donnez son adresse dans ECOT_DATABASE_URL, puis `ecot migrate` et `ecot check`.")


def _prove(file: Path, within: timedelta, *, as_json: bool) -> None:
    from rich.console import Console

    from ecot.oversight.backups.restoring import prove

    watched = Console(stderr=True).status("Restauration à l’essai…")
    with watched if on_terminal() else nullcontext():
        proof = prove(file, clock.now(), within=within)
    if isinstance(proof, Refused):
        stop(proof, as_json=as_json)
    if as_json:
        show_json(_as_answer(proof))
    else:
        _tell(proof)
    if proof.faults:
        raise typer.Exit(REFUSED)


def _tell(proof: Proof) -> None:
    from ecot.cli.check import tell
    from ecot.oversight.backups.restoring import in_words

    tell(list(proof.promises))
    age = "" if proof.age is None else f", la dernière il y a {in_words(proof.age)}"
    typer.echo(f"{mark(good=not proof.faults)} {proof.manifest.entries} écritures{age}.")
    for fault in proof.faults:
        typer.secho(f"  → {fault.sentence}", fg="red")
    if not proof.faults:
        typer.echo("La sauvegarde se restaure, et le livre restauré tient ses promesses.")


def _as_answer(proof: Proof) -> dict[str, object]:
    from ecot.cli.check import as_answer

    return {
        "proved": not proof.faults,
        "age_seconds": None if proof.age is None else int(proof.age.total_seconds()),
        "faults": [{"code": fault.code, "sentence": fault.sentence} for fault in proof.faults],
        "check": as_answer(list(proof.promises)),
        **_told(proof.manifest),
    }


def _told(manifest: Manifest) -> dict[str, object]:
    return {
        "made_at": manifest.made_at,
        "ecot_version": manifest.ecot_version,
        "database": manifest.database,
        "entries": manifest.entries,
        "last_entry_id": manifest.last_entry_id,
        "last_entry_at": manifest.last_entry_at,
        "sha256": manifest.payload_sha256,
    }
