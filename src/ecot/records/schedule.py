"""What is due: one row per kind and period, so that two ticks, two machines or a crash do no harm."""

from __future__ import annotations

from datetime import datetime

from ecot.records.models import DueRow


def due(kind: str, period: str, at: datetime) -> bool:
    """Whether this job still has to be done for this period; the first caller claims it.

    A job that was claimed and never finished is due again: it is itself repeatable.
    """
    row, made = DueRow.objects.get_or_create(kind=kind, period=period, defaults={"claimed_at": at})
    return made or row.done_at is None


def done(kind: str, period: str, at: datetime) -> None:
    """Note that the job is finished for this period."""
    DueRow.objects.filter(kind=kind, period=period, done_at=None).update(done_at=at)
