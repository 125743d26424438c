"""The paper of a closed month: its balances' digest and the signed head of the book. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ecot.formats.pdf import Paper, typeset
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.ledger.closing import closing_of
from ecot.ledger.sealing import CLOSING
from ecot.operations.month import refusals
from ecot.records.sealing.log import head_over
from ecot.records.sealing.notes import head_of
from ecot.values.clock import civil_day
from ecot.values.money import format_euros
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import Refused

TOLD: Final = (
    (Code.BANK, "Banque"),
    (Code.CASH, "Espèces"),
    (Code.WALLET, "Dans les porte-monnaie"),
    (Code.OWED_TO_SHOP, "Dus aux commerces"),
    (Code.ORDERED, "Virements en route"),
)
"""The families whose balance at the month's end the paper tells."""


@dataclass(frozen=True, slots=True)
class SealedHead:
    """A signed head as paper and mail show it; `root` is in hexadecimal."""

    size: int
    root: str
    note: str
    verifier: str

    @property
    def root_in_groups(self) -> str:
        """The root by eights, for the eye."""
        return " ".join(self.root[start : start + 8] for start in range(0, len(self.root), 8))


@dataclass(frozen=True, slots=True)
class ClosingPaper:
    """A closed month: when, by which digest, with which balances; `head` is None until the next seal."""

    month: Month
    closed_at: datetime
    closed_on: date
    digest: str
    balances: tuple[tuple[str, int], ...]
    head: SealedHead | None


def closing_paper(month: Month) -> ClosingPaper | Refused:
    """The paper of a month. Refused: NOT_CLOSED."""
    row = closing_of(month)
    if row is None:
        return Refused(refusals.NOT_CLOSED, {"month": month.words})
    told = tuple(
        (words, sum(balances(code, until_on=month.last_day).values())) for code, words in TOLD
    )
    found = head_over(CLOSING, row.number)
    head = None
    if found is not None:
        root = head_of(found.note).root.hex()
        head = SealedHead(found.size, root, found.note, found.verifier)
    return ClosingPaper(month, row.closed_at, civil_day(row.closed_at), row.digest, told, head)


def closing_pdf(month: Month, *, fund_name: str) -> bytes | Refused:
    """The same as a tagged PDF, always the same bytes. Refused: NOT_CLOSED, PDF_NOT_INSTALLED."""
    paper = closing_paper(month)
    if isinstance(paper, Refused):
        return paper
    head = paper.head
    facts = {
        "fund": fund_name,
        "month": month.words,
        "closed_on": day_in_words(paper.closed_on),
        "digest": paper.digest,
        "balances": [[words, format_euros(cents)] for words, cents in paper.balances],
        "sealed": head is not None,
        "size": "" if head is None else str(head.size),
        "root": "" if head is None else head.root_in_groups,
        "note": "" if head is None else head.note,
        "verifier": "" if head is None else head.verifier,
    }
    return typeset(Paper.MONTH_CLOSING, facts, paper.closed_at)
