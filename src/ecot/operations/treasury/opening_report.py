"""The difference report of a moving-in, as a person reads it before signing. Reads only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from ecot.ledger.chart import Code
from ecot.operations.treasury.models import Opening
from ecot.operations.treasury.opening_file import Problem
from ecot.values.refusal import Reason, Refused


@dataclass(frozen=True, slots=True)
class Total:
    """A control total beside the sum of the file, in cents."""

    label: str
    typed_cents: int
    found_cents: int

    @property
    def difference_cents(self) -> int:
        """The sum of the file less what was typed."""
        return self.found_cents - self.typed_cents


@dataclass(frozen=True, slots=True)
class Report:
    """What the file brings, how it differs, what is to be put right, who signed, what is posted."""

    opening_id: int
    opening_on: date
    filename: str
    totals: tuple[Total, ...]
    lines: int
    zero_lines: int
    problems: tuple[Problem, ...]
    signed_by: str
    signed_at: datetime | None
    note: str
    posted: int

    @property
    def differs(self) -> bool:
        """Whether a sum of the file is not what was typed."""
        return any(total.difference_cents for total in self.totals)


def opening_report(opening_id: int) -> Report | None:
    """The report of a moving-in, or nothing."""
    opening = Opening.objects.filter(pk=opening_id).first()
    return None if opening is None else report_of(opening)


def opening_reports() -> list[Report]:
    """Every moving-in that was prepared, the newest first."""
    return [report_of(opening) for opening in Opening.objects.order_by("-id")]


def report_of(opening: Opening) -> Report:
    """The report of a stored moving-in."""
    sums = opening.lines.order_by().values("code").annotate(cents=Sum("amount_cents"))
    found = dict(sums.values_list("code", "cents"))
    money_cents = found.get(Code.BANK, 0) + found.get(Code.CASH, 0)
    return Report(
        opening_id=opening.pk,
        opening_on=opening.opening_on,
        filename=opening.filename,
        totals=(
            Total("Banques et caisses", opening.bank_control_cents, money_cents),
            Total("MonA des foyers", opening.wallets_control_cents, found.get(Code.WALLET, 0)),
            Total("Dû aux commerces", opening.shops_control_cents, found.get(Code.OWED_TO_SHOP, 0)),
        ),
        lines=opening.lines.count(),
        zero_lines=opening.zero_lines,
        problems=tuple(
            Problem(row["line"], Refused(Reason(row["code"], row["sentence"]), row["facts"]))
            for row in json.loads(opening.problems)
        ),
        signed_by=opening.signed_by,
        signed_at=opening.signed_at,
        note=opening.note,
        posted=opening.lines.filter(entry_id__isnull=False).count(),
    )
