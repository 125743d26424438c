"""`ecot verify`: files alone say whether the book only ever grew; no database, no network, no trust."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ecot.cli.answering import AsJson, remark, show_json, stop
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.records.sealing.notes import Head, Verifier

T = TypeVar("T")
_IN = {"exists": True, "dir_okay": False, "readable": True}


def verify(
    checkpoint: Annotated[Path, typer.Option("--checkpoint", help="La tête d’aujourd’hui.", **_IN)],
    *,
    earlier: Annotated[
        Path | None, typer.Option("--earlier", help="Une tête gardée plus tôt.", **_IN)
    ] = None,
    proof: Annotated[
        list[Path] | None, typer.Option("--proof", help="Une preuve (répétable).", **_IN)
    ] = None,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", help="Le reçu d’une ligne.", **_IN)
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="La clé publique, imprimée à la clôture.", **_IN)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a head, that it extends an earlier one, that a receipt is under it; exit code 1 when not."""
    from ecot.records.sealing.notes import read_verifier
    from ecot.records.sealing.verifying import NOT_INCLUDED, grown, included, read_proof
    from ecot.records.sealing.verifying import read_receipt as receipt_in

    verifier = None if key is None else _read(key, read_verifier, as_json=as_json)
    head = _head(checkpoint, verifier, as_json=as_json)
    proofs = [_read(path, read_proof, as_json=as_json) for path in proof or []]
    before = None if earlier is None else _head(earlier, verifier, as_json=as_json)
    if before is not None and (wrong := grown(before, head, proofs)) is not None:
        stop(wrong, as_json=as_json)
    if receipt is not None and not included(
        _read(receipt, receipt_in, as_json=as_json), head, proofs
    ):
        stop(Refused(NOT_INCLUDED), as_json=as_json)
    if as_json:
        _answer(head, before, signed=key is not None, receipt=receipt is not None)
    else:
        _tell(head, before, signed=key is not None, receipt=receipt is not None)


def _head(path: Path, verifier: Verifier | None, *, as_json: bool) -> Head:
    from ecot.records.sealing.verifying import read_head

    note = _read(path, str, as_json=as_json)
    head = read_head(note, file=path.name, verifier=verifier)
    if isinstance(head, Refused):
        stop(head, as_json=as_json)
    return head


def _read(path: Path, read: Callable[[str], T], *, as_json: bool) -> T:
    """What a file holds, or the end with the reason why it cannot be read."""
    from ecot.records.sealing.verifying import UNREADABLE

    try:
        return read(path.read_bytes().decode("utf-8"))
    except ValueError as wrong:
        why = "ce n’est pas du texte" if isinstance(wrong, UnicodeDecodeError) else wrong
        stop(Refused(UNREADABLE, {"file": path.name, "why": why}), as_json=as_json)


def _answer(head: Head, before: Head | None, *, signed: bool, receipt: bool) -> None:
    show_json(
        {
            "ok": True,
            "origin": head.origin,
            "size": head.size,
            "root": head.root.hex(),
            "signed": signed,
            "extends": None if before is None else before.size,
            "included": receipt,
        }
    )


def _tell(head: Head, before: Head | None, *, signed: bool, receipt: bool) -> None:
    typer.echo(f"Tête de {head.origin} : {head.size} lignes, empreinte {head.root.hex()}.")
    if signed:
        typer.echo("Signée par la clé donnée.")
    else:
        remark("Signature non vérifiée : donnez la clé publique (--key).")
    if before is not None:
        typer.echo(f"Elle prolonge la vôtre : les {before.size} premières lignes sont les mêmes.")
    if receipt:
        typer.echo("Le reçu est dans le livre que couvre cette tête.")
