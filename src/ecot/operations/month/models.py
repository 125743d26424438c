"""The table of the months: who opened which one. Everything else is read from the rooms below."""

from __future__ import annotations

from django.db import models


class OpenedMonth(models.Model):
    """A month that somebody opened."""

    month = models.DateField(unique=True)
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()

    class Meta:
        """One row per month."""

        db_table = "month_opened"
