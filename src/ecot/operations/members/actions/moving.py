"""Moving a household's contract from one state to the next, with a date and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ecot.operations.members import audit, refusals
from ecot.operations.members.models import ERASED, Card, Household, MembershipState
from ecot.operations.members.states import NEXT_STATES, STATE_NAMES, CardState, State
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import day_in_words
from ecot.values.references import household as owner_of
from ecot.values.refusal import refuse

FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class StateChanged:
    """A household's new state and the day from which it holds."""

    household_id: UUID
    state: State
    since_on: date


@deed
def change_state(
    act: Act, *, household_id: UUID, to: State, reason: str, since_on: date | None = None
) -> StateChanged:
    """A household passes to another state on a day (the act's if not given), for a reason.

    Leaving withdraws every card: the same minute, or on the day if it lies ahead. Refused: an
    unknown household, a step that the table of states does not know, a day before the last
    change or more than a year ahead, no reason.
    """
    household = locked_household(household_id)
    day = since_on or act.on
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    before = write_state(act, household, to=to, reason=reason.strip(), since_on=day)
    record(
        act,
        audit.STATE_CHANGED,
        subject=owner_of(household_id),
        before=STATE_NAMES[before],
        after=STATE_NAMES[to],
        since_on=day,
        reason=reason.strip(),
    )
    return StateChanged(household_id, to, day)


def locked_household(household_id: UUID) -> Household:
    """The household's row, locked until the deed ends; refused where it is unknown or erased."""
    household = Household.objects.select_for_update(no_key=True).filter(id=household_id).first()
    if household is None:
        raise refuse(refusals.HOUSEHOLD_UNKNOWN)
    if household.number.startswith(ERASED):
        raise refuse(refusals.HOUSEHOLD_ERASED)
    return household


def write_state(act: Act, household: Household, *, to: State, reason: str, since_on: date) -> State:
    """Add one state to a locked household, by the table of states; gives the state before it."""
    last = MembershipState.objects.filter(household=household).order_by("-since_on", "-id")[0]
    present = State(last.state)
    if to not in NEXT_STATES[present]:
        raise refuse(
            refusals.STATE_NOT_NEXT,
            number=household.number,
            present=STATE_NAMES[present],
            asked=STATE_NAMES[to],
            possible=", ".join(sorted(STATE_NAMES[state] for state in NEXT_STATES[present])),
        )
    if since_on < last.since_on:
        last_on = day_in_words(last.since_on)
        raise refuse(refusals.STATE_TOO_EARLY, number=household.number, last_on=last_on)
    if since_on > act.on + FARTHEST:
        raise refuse(refusals.STATE_TOO_LATE, since_on=day_in_words(since_on))
    MembershipState.objects.create(
        household=household,
        state=to,
        since_on=since_on,
        reason=reason[:200],
        recorded_at=act.at,
        recorded_by=act.actor,
    )
    leaves_now = to is State.LEFT and since_on <= act.on
    if leaves_now or present is State.LEFT:
        _withdraw_cards(act, household)
    return present


def _withdraw_cards(act: Act, household: Household) -> None:
    kept = [CardState.ACTIVE, CardState.BLOCKED]
    Card.objects.filter(household=household, state__in=kept).update(
        state=CardState.WITHDRAWN, changed_at=act.at, reason="départ du foyer"
    )
