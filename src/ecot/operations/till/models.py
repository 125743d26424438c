"""Tables of the till: code tries, and the pre-numbered sheets for the day when the network is down.

Sales are entries of the book; no table repeats them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Outcome(StrEnum):
    """What became of a try: it counts as wrong until it is known to be right, or not compared."""

    RESERVED = "reserved"
    WRONG = "wrong"
    RIGHT = "right"
    NOT_COMPARED = "not_compared"


COUNTED = (Outcome.RESERVED, Outcome.WRONG)


class CodeTry(models.Model):
    """A code that was typed: written before it is compared. The code itself is never kept."""

    household_id = models.UUIDField(null=True, blank=True)
    point_of_sale_id = models.UUIDField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12, default=Outcome.RESERVED)

    class Meta:
        """Counted over a day at most; the outcome is one of the known ones."""

        db_table = "till_code_try"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=list(Outcome)), name="code_try_outcome")
        ]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="code_try_by_time"),
        ]


class SlipSheet(models.Model):
    """A printed sheet of paper slips: `count` numbers in a row, from `first` on."""

    first = models.PositiveIntegerField(unique=True)
    count = models.PositiveSmallIntegerField()
    point_of_sale_id = models.UUIDField(null=True, blank=True)
    key = models.CharField(max_length=120, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        """A sheet has slips."""

        db_table = "till_slip_sheet"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(count__gte=1, first__gte=1), name="sheet_has_slips")
        ]
