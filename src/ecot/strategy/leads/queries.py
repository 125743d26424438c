"""Reads of the leads: the list, one with its history. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ecot.strategy.leads.models import Lead, LeadStep
from ecot.strategy.leads.states import LeadState


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it was noted."""

    state: LeadState
    owner: str
    next_step: str
    next_on: date | None
    note: str
    actor: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead with its steps, the newest first."""

    lead_id: UUID
    title: str
    mechanism: str
    steps: tuple[StepView, ...]

    @property
    def now(self) -> StepView:
        """Where it stands."""
        return self.steps[0]

    def is_late(self, on: date) -> bool:
        """Whether its next step was due before this day."""
        is_open = self.now.state not in (LeadState.OBTAINED, LeadState.CLOSED)
        return is_open and self.now.next_on is not None and self.now.next_on < on


def leads(*, mechanism: str = "") -> list[LeadView]:
    """The leads, or those of one mechanism; those whose next step is due first come first."""
    rows = Lead.objects.prefetch_related("steps")
    if mechanism:
        rows = rows.filter(mechanism=mechanism)
    found = [_view(row) for row in rows]
    return sorted(found, key=_urgency)


def lead(lead_id: UUID) -> LeadView | None:
    """One lead with its history, or nothing."""
    row = Lead.objects.prefetch_related("steps").filter(id=lead_id).first()
    return None if row is None else _view(row)


def _urgency(view: LeadView) -> tuple[bool, bool, date]:
    is_done = view.now.state in (LeadState.OBTAINED, LeadState.CLOSED)
    return is_done, view.now.next_on is None, view.now.next_on or date.max


def _view(row: Lead) -> LeadView:
    steps = sorted(row.steps.all(), key=lambda step: step.pk, reverse=True)
    return LeadView(row.id, row.title, row.mechanism, tuple(_step(step) for step in steps))


def _step(row: LeadStep) -> StepView:
    return StepView(
        LeadState(row.state),
        row.owner,
        row.next_step,
        row.next_on,
        row.note,
        row.actor,
        row.noted_at,
    )
