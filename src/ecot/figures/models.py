"""The forecasts, kept for ever beside the facts. Append-only, guarded by the database itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Forecast(models.Model):
    """What was foreseen at the end of a month, from what the book had taught by then.

    `learnt` and `foreseen` are canonical JSON texts of counts and sums, never about anyone.
    """

    cut_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    learnt = models.TextField()
    foreseen = models.TextField()
    kept_by = models.CharField(max_length=80)
    kept_at = models.DateTimeField()
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["cut_month", "id"]
