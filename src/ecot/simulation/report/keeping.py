"""Everything a run leaves behind, in one folder: report, tables, scenario, digest. All of it or nothing.

The commands and the workshop call it. Files are made in a hidden folder beside, which takes its final
name when all are whole: a write that is killed leaves no half file under a name that one trusts.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Final

from ecot.formats.columns import write_csv, write_parquet
from ecot.simulation.files.writing import digest, write_scenario
from ecot.simulation.outcome import Outcome
from ecot.simulation.report.content import compose
from ecot.simulation.report.page import report_html
from ecot.simulation.report.paper import report_pdf
from ecot.simulation.report.tables import tables
from ecot.simulation.sensitivity.one_at_a_time import Bar
from ecot.values.refusal import Reason, Refused

PAGE, PAPER, SCENARIO, DIGEST = "report.html", "report.pdf", "scenario.toml", "scenario.sha256"
UNFINISHED: Final = ".ecot-unfinished-"
"""How the hidden folder of a killed write begins; it may be deleted."""

OUT_NOT_EMPTY: Final = Reason(
    "OUT_NOT_EMPTY",
    "Le dossier « {folder} » contient déjà des fichiers : rien n’a été écrit, pour ne rien effacer."
    " Donnez le nom d’un nouveau dossier, ou videz celui-ci.",
)
OUT_NOT_FOLDER: Final = Reason(
    "OUT_NOT_FOLDER",
    "« {folder} » est un fichier, pas un dossier : rien n’a été écrit. Donnez le nom d’un dossier.",
)
OUT_CLOSED: Final = Reason(
    "OUT_CLOSED",
    "Nous ne pouvons pas écrire dans « {folder} » : {why}. Rien n’y a été laissé. Donnez un autre"
    " dossier, ou faites de la place.",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The files that are there, in the order in which one reads them, and the forms left out with why."""

    paths: tuple[Path, ...]
    left_out: tuple[Refused, ...]


def taken(folder: Path) -> Refused | None:
    """Why nothing may be written to a folder, before long work: it holds files, or is one."""
    try:
        if not folder.exists():
            return None
        if not folder.is_dir():
            return Refused(OUT_NOT_FOLDER, {"folder": folder})
        return Refused(OUT_NOT_EMPTY, {"folder": folder}) if any(folder.iterdir()) else None
    except OSError as closed:
        return Refused(OUT_CLOSED, {"folder": folder, "why": closed.strerror or closed})


def write_outcome(
    outcome: Outcome,
    folder: Path,
    *,
    made_at: datetime,
    tornado: Sequence[Bar] = (),
    beside: Mapping[str, str] | None = None,
) -> Kept | Refused:
    """Write the report, the tables, the scenario that replays the run and its digest to a new folder.

    `beside`: more texts by file name, such as the answer for machines. PDF needs the extra `pdf` and
    Parquet the extra `study`: without them, `left_out` says so. Refused: OUT_NOT_EMPTY,
    OUT_NOT_FOLDER, OUT_CLOSED.
    """

    def fill(into: Path) -> list[Refused]:
        _write(into, beside or {})
        return _fill(outcome, into, made_at=made_at, tornado=tornado)

    return _published(folder, fill)


def write_comparison(
    outcomes: Sequence[Outcome],
    folder: Path,
    *,
    made_at: datetime,
    beside: Mapping[str, str] | None = None,
) -> Kept | Refused:
    """The same for several runs: one folder each, numbered in the order in which they are compared."""

    def fill(into: Path) -> list[Refused]:
        _write(into, beside or {})
        left_out: list[Refused] = []
        for rank, outcome in enumerate(outcomes, 1):
            below = into / f"{rank}-{_safe(outcome.scenario.slug)}"
            below.mkdir()
            left_out = _fill(outcome, below, made_at=made_at, tornado=())
        return left_out

    return _published(folder, fill)


def _published(folder: Path, fill: Callable[[Path], list[Refused]]) -> Kept | Refused:
    refused = taken(folder)
    if refused is not None:
        return refused
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    except OSError as closed:
        return Refused(OUT_CLOSED, {"folder": folder, "why": closed.strerror or closed})
    try:
        whole = hidden / folder.name
        whole.mkdir()
        left_out = fill(whole)
        names = [each.relative_to(whole) for each in _files(whole)]
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
    except OSError as closed:
        filled = taken(folder)
        closed_now = Refused(OUT_CLOSED, {"folder": folder, "why": closed.strerror or closed})
        return closed_now if filled is None else filled
    finally:
        rmtree(hidden, ignore_errors=True)
    return Kept(tuple(folder / each for each in names), tuple(left_out))


def _fill(
    outcome: Outcome, into: Path, *, made_at: datetime, tornado: Sequence[Bar]
) -> list[Refused]:
    report = compose(outcome, tornado=tornado)
    written = write_scenario(outcome.scenario)
    known_by = digest(outcome.scenario)
    assert known_by == outcome.digest, "the run is of the scenario that it bears"
    texts = {PAGE: report_html(report), SCENARIO: written, DIGEST: f"{known_by}  {SCENARIO}\n"}
    _write(into, texts)
    left_out = []
    paper = report_pdf(report, made_at=made_at)
    if isinstance(paper, Refused):
        left_out.append(paper)
    else:
        (into / PAPER).write_bytes(paper)
    refused = None
    for table in tables(outcome):
        path = into / table.layout.name
        write_csv(table, path.with_suffix(".csv"))
        refused = write_parquet(table, path.with_suffix(".parquet"))
    return left_out if refused is None else [*left_out, refused]


def _write(into: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (into / name).write_text(text, encoding="utf-8", newline="")


def _files(whole: Path) -> list[Path]:
    """Every file, each carried to the disk before the folder takes its name."""
    found = sorted(each for each in whole.rglob("*") if each.is_file())
    for each in found:
        with each.open("rb") as file:
            os.fsync(file.fileno())
    return found


def _safe(slug: str) -> str:
    """A slug as the name of a folder: letters, digits and dashes, never a way out."""
    return "".join(each if each.isalnum() else "-" for each in slug)[:80]
