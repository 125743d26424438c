"""Deeds on leads: opened, moved. A step is a new row; nothing that was noted is changed.

Called by the strategy pages and by the demo. A step sent twice is noted once.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.records.deed import deed
from ecot.reference.loading import mechanisms
from ecot.strategy.leads import refusals
from ecot.strategy.leads.models import Lead, LeadStep
from ecot.strategy.leads.states import LEAD_STATE_NAMES, NEXT_LEAD_STATES, LeadState
from ecot.values.act import Act
from ecot.values.refusal import refuse

_KEYED = uuid.UUID("5b1b5c4e-6a55-4b36-9a46-2c1d6f1a9f10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is noted: where it stands, who follows it, what comes next and when."""

    state: LeadState
    owner: str
    next_step: str = ""
    next_on: date | None = None
    note: str = ""


@deed
def open_lead(act: Act, *, title: str, mechanism: str, step: Step) -> UUID:
    """Somebody follows a new lead; `mechanism` is an id of the reference, or nothing.

    Refused: no title, no owner, an unknown mechanism.
    """
    identity = uuid.uuid5(_KEYED, act.key)
    if _noted(act):
        return identity
    words = " ".join(title.split())
    if not words:
        raise refuse(refusals.LEAD_WITHOUT_TITLE)
    if mechanism and mechanism not in mechanisms():
        raise refuse(refusals.MECHANISM_UNKNOWN, mechanism=mechanism)
    lead = Lead.objects.create(id=identity, title=words, mechanism=mechanism, opened_at=act.at)
    _note(act, lead, step)
    return identity


@deed
def move_lead(act: Act, *, lead_id: UUID, step: Step) -> UUID:
    """A lead has moved, or its owner or next step has changed.

    Refused: an unknown lead, no owner, a way that the table of states does not know.
    """
    if _noted(act):
        return lead_id
    lead = Lead.objects.select_for_update(no_key=True).filter(id=lead_id).first()
    if lead is None:
        raise refuse(refusals.LEAD_UNKNOWN)
    latest = lead.steps.last()
    assert latest is not None, "a lead is opened with its first step"
    before = LeadState(latest.state)
    if step.state not in NEXT_LEAD_STATES[before]:
        names = LEAD_STATE_NAMES
        raise refuse(
            refusals.LEAD_CANNOT_MOVE, before=names[before], after=names[LeadState(step.state)]
        )
    _note(act, lead, step)
    return lead_id


def _noted(act: Act) -> bool:
    earlier = LeadStep.objects.filter(key=act.key).first()
    if earlier is not None and earlier.digest != act.digest:
        raise refuse(refusals.LEAD_KEY_REUSED)
    return earlier is not None


def _note(act: Act, lead: Lead, step: Step) -> None:
    owner = " ".join(step.owner.split())
    if not owner:
        raise refuse(refusals.LEAD_WITHOUT_OWNER)
    LeadStep.objects.create(
        lead=lead,
        state=step.state,
        owner=owner,
        next_step=" ".join(step.next_step.split()),
        next_on=step.next_on,
        note=step.note.strip(),
        actor=act.actor,
        noted_at=act.at,
        key=act.key,
        digest=act.digest,
    )
