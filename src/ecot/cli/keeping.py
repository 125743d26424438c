"""What `ecot simulate`, `ecot compare` and `ecot sensitivity` leave in the folder of `--out`, and how they say it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import remark, stop
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.simulation.report.keeping import Kept

RESULTS: Final = "results.json"

Out = Annotated[
    Path | None,
    typer.Option("--out", help="Un nouveau dossier : rapport, tableaux, scénario."),
]


def refuse_taken(out: Path | None, *, as_json: bool) -> None:
    """Stop before long work where the folder holds files already."""
    from ecot.simulation.report.keeping import taken

    refused = None if out is None else taken(out)
    if refused is not None:
        stop(refused, as_json=as_json)


def results(answer: Mapping[str, object]) -> dict[str, str]:
    """The answer for machines as a file beside the report."""
    return {RESULTS: json.dumps(answer, ensure_ascii=False, indent=2, default=str)}


def kept_answer(found: Kept | Refused | None) -> dict[str, object]:
    """What was kept, for machines: nothing where nothing was asked, the refusal where it failed."""
    if found is None:
        return {}
    if isinstance(found, Refused):
        return {"refused": {"code": found.code, "sentence": found.sentence}}
    left_out = [{"code": each.code, "sentence": each.sentence} for each in found.left_out]
    return {"kept": {"files": [str(each) for each in found.paths], "left_out": left_out}}


def tell_kept(found: Kept | Refused | None) -> None:
    """What was kept, for people; exit code 1 where it could not be."""
    if isinstance(found, Refused):
        stop(found, as_json=False)
    if found is None:
        return
    typer.echo(
        "Rapport : " + ", ".join(str(each) for each in found.paths if each.suffix == ".html")
    )
    typer.echo(
        f"{len(found.paths)} fichiers écrits ; dictionary.csv dit ce que chaque colonne veut dire."
    )
    for each in found.left_out:
        remark(each.sentence)
