"""What a shop is sent of what it is owed: docs/algorithms/reimbursement.md.

The preparation of remittances calls it for each shop; the rhythm says which days go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import numpy as np

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import format_rate, share, short_euros
from ecot.values.money_arrays import Cents, Whole, assert_whole, share_many
from ecot.values.month import Month, Span


class Rhythm(StrEnum):
    """How often shops are reimbursed."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReimbursementRule(Parameters):
    """When shops are paid, from which amount, how soon, and what the caisse keeps."""

    rhythm: Rhythm
    minimum_cents: Annotated[int, Bound(0, 1_000_00, "Minimum à verser", Unit.CENTS)]
    delay_days: Annotated[int, Bound(0, 60, "Délai", Unit.DAYS)]
    fee_bp: Annotated[int, Bound(0, 1_000, "Frais", Unit.BASIS_POINTS)]

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        when = "chaque semaine" if self.rhythm is Rhythm.WEEKLY else "chaque mois"
        fee = f"avec {format_rate(self.fee_bp)} de frais" if self.fee_bp else "sans frais"
        return (
            f"Les commerces sont remboursés {when}, sous {Unit.DAYS.words(self.delay_days)},"
            f" à partir de {short_euros(self.minimum_cents)}, {fee}."
        )


@dataclass(frozen=True, slots=True)
class Remit:
    """What is sent to the shop and what the caisse keeps; their sum settles what was owed."""

    paid_cents: int
    fee_cents: int


def remit(rule: ReimbursementRule, owed_cents: int) -> Remit:
    """All that is owed, less the fee rounded half up, from the minimum on; else nothing yet.

    A shop that owes us (negative, after a refund) is sent nothing: its next sales settle it.
    """
    if owed_cents <= 0 or owed_cents < rule.minimum_cents:
        return Remit(paid_cents=0, fee_cents=0)
    fee_cents = share(owed_cents, rule.fee_bp)
    return Remit(paid_cents=owed_cents - fee_cents, fee_cents=fee_cents)


@dataclass(frozen=True, slots=True)
class Remits:
    """What `remit` answers for each shop: two int64 arrays of one shape."""

    paid_cents: Cents
    fee_cents: Cents


def remit_many(rule: ReimbursementRule, owed_cents: Whole) -> Remits:
    """The twin of `remit`: what is owed to each shop, int32 or int64, answered in int64 cents."""
    assert_whole(owed_cents)
    is_due = (owed_cents > 0) & (owed_cents >= rule.minimum_cents)
    settled = np.where(is_due, owed_cents, 0).astype(np.int64)
    fee_cents = share_many(settled, rule.fee_bp)
    return Remits(paid_cents=settled - fee_cents, fee_cents=fee_cents)


def period(rule: ReimbursementRule, day: date) -> Span:
    """The days reimbursed together with this one: its month, or its week from Monday to Sunday."""
    return Span.of_week(day) if rule.rhythm is Rhythm.WEEKLY else Span.of_month(Month.of(day))


def due_on(rule: ReimbursementRule, ended_on: date) -> date:
    """The last day on which a period that ended then is to be paid."""
    return ended_on + timedelta(days=rule.delay_days)
