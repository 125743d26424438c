"""What the faces and the month may ask about allocations. Reads only; amounts in cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.operations.allocations.actions import RunDone, run_view
from ecot.operations.allocations.backing import backed
from ecot.operations.allocations.drafting import DraftLine, draft, surpluses
from ecot.operations.allocations.models import HeldLine, HeldReason, Run, RunState, Undoing
from ecot.operations.allocations.rules_applied import rules_of
from ecot.operations.allocations.standing import StandingLine, last_allocations, lines_of
from ecot.operations.contributions.queries import Held, held
from ecot.operations.grants.queries import ReservePosition, reserve_position
from ecot.operations.members.queries import states_on
from ecot.operations.members.states import State
from ecot.rules.reserve import Shortage
from ecot.values.clock import civil_day
from ecot.values.month import Month
from ecot.values.references import identity_of
from ecot.values.refusal import RefusalError, Refused


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One household in the preview: what it would receive, what it gives back, why it is held."""

    draft: DraftLine
    surplus_cents: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What opening the month would do now, and the two sides of the promise before and after."""

    month: Month
    lines: tuple[PreviewLine, ...]
    held: tuple[PreviewLine, ...]
    total_cents: int
    surplus_cents: int
    theta_bp: int
    on_hold: bool
    missing_cents: int
    position: ReservePosition
    outstanding_after_cents: int


def preview(month: Month, at: datetime) -> Preview | Refused:
    """Who would get what, who is held and why, the total, the reserve before and after.

    Refused: no rule in force.
    """
    try:
        rules = rules_of(month)
    except RefusalError as refusal:
        return refusal.refused
    plan = draft(month, civil_day(at), rules)
    everyone = {line.household_id for line in (*plan.ready, *plan.held)}
    over = surpluses(month, rules, everyone)
    freed = {who: measured.cents for who, measured in over.items()}
    position = reserve_position()
    newcomers: frozenset[UUID] = frozenset()
    if rules.reserve.shortage is Shortage.FREEZE:
        newcomers = frozenset(everyone - last_allocations(month, everyone).keys())
    result = backed(
        rules.reserve,
        position,
        plan.ready,
        freed_cents=sum(freed.values()),
        newcomers=newcomers,
    )
    total_cents = sum(line.amount_cents for line in result.lines)
    freed_cents = 0 if result.on_hold else sum(freed.values())
    going = plan.ready if result.on_hold else result.lines

    def shown(line: DraftLine) -> PreviewLine:
        return PreviewLine(line, freed.get(line.household_id, 0))

    return Preview(
        month=month,
        lines=tuple(shown(line) for line in going),
        held=tuple(shown(line) for line in (*plan.held, *result.frozen)),
        total_cents=total_cents,
        surplus_cents=freed_cents,
        theta_bp=result.theta_bp,
        on_hold=result.on_hold,
        missing_cents=result.missing_cents,
        position=position,
        outstanding_after_cents=position.outstanding_cents - freed_cents + total_cents,
    )


def last_run(month: Month) -> RunDone | None:
    """The month's standing run, or its last attempt (on hold, undone); None where there was none."""
    rows = Run.objects.filter(month=month.first_day).order_by("-attempt")
    row = rows.first()
    return None if row is None else run_view(row)


def standing_lines(month: Month) -> dict[UUID, StandingLine]:
    """The allocation of each household in a month, as it stands."""
    return dict(lines_of(month).standing)


class HeldState(StrEnum):
    """Where a held household stands now."""

    WAITING = "waiting"
    ANSWERED = "answered"
    FREED = "freed"
    FROZEN = "frozen"
    ALLOCATED = "allocated"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class HeldView:
    """A household that the run left out: why, and what has been answered since."""

    household_id: UUID
    reason: HeldReason
    months_without: int
    state: HeldState
    contribution: Held | None


def held_lines(month: Month, at: datetime) -> list[HeldView]:
    """Every household held by the month's run, with where it stands now.

    `waiting`: a person must answer · `freed`: it goes on, and its line is to be posted.
    """
    rows = list(HeldLine.objects.filter(month=month.first_day).order_by("id"))
    if not rows:
        return []
    tolerated = rules_of(month).allocation.months_tolerated
    waiting = held(month, tolerated)
    allocated = lines_of(month).standing
    states = states_on(min(civil_day(at), month.last_day))
    return [
        HeldView(
            row.household_id,
            HeldReason(row.reason),
            row.months_without,
            _held_state(row, waiting, allocated=row.household_id in allocated, states=states),
            waiting.get(row.household_id),
        )
        for row in rows
    ]


def _held_state(
    row: HeldLine, waiting: dict[UUID, Held], *, allocated: bool, states: dict[UUID, State]
) -> HeldState:
    who = row.household_id
    if allocated:
        return HeldState.ALLOCATED
    if states.get(who) is not State.ACTIVE:
        return HeldState.GONE
    if who in waiting:
        return HeldState.ANSWERED if waiting[who].is_answered else HeldState.WAITING
    return HeldState.FROZEN if row.reason == HeldReason.FROZEN else HeldState.FREED


def to_recover() -> dict[UUID, int]:
    """What is still to recover from each household, in cents; zeros left out."""
    owed = balances(Code.TO_RECOVER)
    return {identity_of(owner): cents for owner, cents in owed.items() if cents != 0}


@dataclass(frozen=True, slots=True)
class UndoingView:
    """What was put right in a month, when, by whom and why."""

    at: datetime
    actor: str
    household_id: UUID | None
    reason: str
    again: bool
    households: int
    recovered_cents: int
    to_recover_cents: int
    granted_cents: int


def undoings(month: Month) -> list[UndoingView]:
    """The corrections of a month, the newest first."""
    rows = Undoing.objects.filter(month=month.first_day).order_by("-id")
    return [
        UndoingView(
            row.at,
            row.actor,
            row.household_id,
            row.reason,
            row.again,
            row.households,
            row.recovered_cents,
            row.to_recover_cents,
            row.granted_cents,
        )
        for row in rows
    ]


def entries_frozen(month: Month) -> bool:
    """Whether the month's run found the reserve short and froze the entry of newcomers."""
    return Run.objects.filter(month=month.first_day, state=RunState.DONE, frozen=True).exists()
