"""What this room can prove: no job that fell due was begun and left. Reads only."""

from __future__ import annotations

from datetime import date, timedelta

from ecot.records.models import DueRow
from ecot.values.clock import at
from ecot.values.finding import Finding

LEFT_AFTER = timedelta(days=2)


def jobs_finished(on: date) -> Finding:
    """Each job that was claimed more than two days ago is done: run it again and it finishes."""
    left = DueRow.objects.filter(done_at=None, claimed_at__lt=at(on) - LEFT_AFTER).order_by("id")
    first = left.first()
    offender = (
        "" if first is None else f"tâche {first.kind} ({first.period}) commencée, jamais finie"
    )
    return Finding(DueRow.objects.count(), offender)
