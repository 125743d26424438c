"""Where each household stands on a day, and when it came in. Reads only; used by `queries.py`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from ecot.operations.members.models import MembershipState
from ecot.operations.members.states import State


def state_on(household_id: UUID, day: date) -> State | None:
    """The state of a household's contract on a day; None before it was known."""
    rows = MembershipState.objects.filter(household_id=household_id, since_on__lte=day)
    found = rows.order_by("-since_on", "-id").values_list("state", flat=True).first()
    return None if found is None else State(found)


def states_on(day: date) -> dict[UUID, State]:
    """The state of each household on a day, in one query."""
    rows = MembershipState.objects.filter(since_on__lte=day).order_by("since_on", "id")
    return {
        owner: State(state) for owner, state in rows.values_list("household_id", "state").iterator()
    }


def entry_day(household_id: UUID) -> date | None:
    """The day on which a household came in: its first active day since it last left."""
    return _entries(MembershipState.objects.filter(household_id=household_id)).get(household_id)


def entry_days() -> dict[UUID, date]:
    """The entry day of each household that ever was active, in one query."""
    return _entries(MembershipState.objects.all())


def _entries(rows: QuerySet[MembershipState]) -> dict[UUID, date]:
    history: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    ordered = rows.order_by("since_on", "id").values_list("household_id", "state", "since_on")
    for household_id, state, since_on in ordered.iterator():
        history[household_id].append((state, since_on))
    entered = {household_id: _entry_of(states) for household_id, states in history.items()}
    return {household_id: day for household_id, day in entered.items() if day is not None}


def _entry_of(states: list[tuple[str, date]]) -> date | None:
    entered: date | None = None
    gone = False
    for state, since_on in states:
        if state == State.ACTIVE and (entered is None or gone):
            entered, gone = since_on, False
        elif state == State.LEFT:
            gone = True
    return entered


def state_subquery(household: OuterRef, on: date | None) -> Subquery:
    """The state of a household on a day, or the last recorded one, inside another query."""
    rows = MembershipState.objects.filter(household_id=household)
    if on is not None:
        rows = rows.filter(since_on__lte=on)
    return Subquery(rows.order_by("-since_on", "-id").values("state")[:1])
