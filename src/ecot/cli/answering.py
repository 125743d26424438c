"""How a command answers: words for people, JSON with stable keys for machines, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Annotated, NoReturn

import typer

from ecot.values.refusal import Refused

DONE, REFUSED, MISUSE = 0, 1, 2

AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON, pour les machines.")]


def show_json(answer: Mapping[str, object]) -> None:
    """The answer for machines, on the standard output."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def stop(refused: Refused, *, as_json: bool) -> NoReturn:
    """Say why nothing was done, and what to do; exit code 1."""
    if as_json:
        show_json({"refused": {"code": refused.code, "sentence": refused.sentence}})
    else:
        typer.secho(refused.sentence, fg="red", err=True)
    raise typer.Exit(REFUSED)


def remark(sentence: str) -> None:
    """A word beside the answer, where it does not disturb machines."""
    typer.secho(sentence, dim=True, err=True)


def on_terminal() -> bool:
    """Whether somebody watches: progress is shown to them only."""
    return sys.stderr.isatty()


def mark(*, good: bool) -> str:
    """A sign for good or wrong, told by its shape as well as its colour."""
    return typer.style("✓", fg="green") if good else typer.style("✗", fg="red", bold=True)
