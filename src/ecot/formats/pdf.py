"""Papers: a template and its facts become a tagged PDF, in French, with no system library.

Pure: text in, bytes out. The templates are `papers/*.typ`; the fonts are those that come with typst.
Typst is the extra `pdf`: without it, the paper is refused by name and the page prints instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from ecot.values.refusal import Reason, Refused

PAPERS: Final = Path(__file__).parent / "papers"

PDF_NOT_INSTALLED: Final = Reason(
    "PDF_NOT_INSTALLED",
    "La fabrication des PDF n’est pas installée ici. Imprimez la page, ou demandez d’installer"
    " l’option « pdf ».",
)


class Paper(StrEnum):
    """The papers that we print, by the name of their template."""

    SHOP_STATEMENT = "shop_statement"
    REMITTANCE_ADVICE = "remittance_advice"
    MONTH_CLOSING = "month_closing"
    SIMULATION_REPORT = "simulation_report"


def typeset(paper: Paper, facts: Mapping[str, object], made_at: datetime) -> bytes | Refused:
    """The PDF of a paper: tagged (PDF/UA-1), dated by the caller, so the same facts give the same bytes.

    `facts` is what the template reads, in JSON. A name in a script that our fonts lack is printed
    with the machine's own, still tagged, no longer declared. Refused: PDF_NOT_INSTALLED.
    """
    try:
        import typst  # noqa: PLC0415  an extra: the product starts without it
    except ImportError:
        return Refused(PDF_NOT_INSTALLED)
    template = str(PAPERS / f"{paper.value}.typ")
    inputs = {"facts": json.dumps(facts, ensure_ascii=False)}
    try:
        return typst.compile(
            template,
            root=str(PAPERS),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=made_at.replace(microsecond=0),
        )
    except typst.TypstError as missing:
        if "could not be displayed" not in str(missing):
            raise
    return typst.compile(
        template,
        root=str(PAPERS),
        sys_inputs=inputs,
        format="pdf",
        timestamp=made_at.replace(microsecond=0),
    )
