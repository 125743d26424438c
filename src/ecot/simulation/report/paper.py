"""A report as a tagged PDF: the same content as the page, set by the paper's template."""

from __future__ import annotations

from datetime import datetime

from ecot.formats.drawings.ground import standing_alone
from ecot.formats.pdf import Paper, typeset
from ecot.simulation.report.content import Payer, Picture, Report, Table
from ecot.simulation.report.rows import assumption_rows, figure_rows
from ecot.values.refusal import Refused


def report_pdf(report: Report, *, made_at: datetime) -> bytes | Refused:
    """The paper, dated by the caller. Refused: PDF_NOT_INSTALLED."""
    facts: dict[str, object] = {
        "title": report.title,
        "partial": report.partial,
        "sentences": list(report.sentences),
        "pictures": [_picture(each) for each in report.pictures],
        "thresholds": _table(report.thresholds),
        "payers": [_payer(each) for each in report.payers],
        "figures": [list(each) for each in figure_rows(report.figures)],
        "assumptions": [list(each) for each in assumption_rows(report.assumptions)],
        "not_known": list(report.not_known),
        "origin": [list(each) for each in report.origin],
    }
    return typeset(Paper.SIMULATION_REPORT, facts, made_at)


def _table(table: Table) -> dict[str, object]:
    return {"headings": list(table.headings), "rows": [list(each) for each in table.rows]}


def _picture(picture: Picture) -> dict[str, object]:
    return {
        "heading": picture.heading,
        "drawing": standing_alone(picture.drawing),
        "caption": picture.caption,
        **_table(picture.table),
    }


def _payer(payer: Payer) -> dict[str, object]:
    return {
        "label": payer.label,
        "payer": payer.payer,
        "law": payer.law_status.label,
        "warnings": list(payer.warnings),
    }
