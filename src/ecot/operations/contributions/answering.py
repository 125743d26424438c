"""A person answers for a household whose contributions have not come for a while.

The count alone never decides anything (docs/algorithms/arrears.md §5): it only asks for an answer.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from ecot.operations.contributions import audit
from ecot.operations.contributions.models import AnswerKind, ArrearsAnswer
from ecot.operations.contributions.pledging import check_known
from ecot.operations.contributions.queries import Answer, spread_of
from ecot.operations.contributions.refusals import (
    ANSWER_MONTHS_REVERSED,
    ANSWER_TOO_LONG,
    LET_GO_OF_FUTURE,
    NOTHING_TO_LET_GO,
)
from ecot.operations.members.actions import change_state
from ecot.operations.members.models import Household
from ecot.operations.members.queries import state_on
from ecot.operations.members.states import State
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.month import Month, months_between
from ecot.values.refusal import RefusalError, Refused, refuse

LONGEST_MONTHS: Final = 12
LONGEST_NOTE: Final = 300
KIND_WORDS: Final = {
    AnswerKind.CONTINUE: "on continue",
    AnswerKind.PAUSE: "une pause",
    AnswerKind.TALK: "on se parle",
    AnswerKind.LET_GO: "on oublie ces mois",
}


@deed
def answer_arrears(
    act: Act,
    *,
    household_id: UUID,
    kind: AnswerKind,
    from_month: Month,
    until_month: Month,
    note: str = "",
) -> Answer:
    """Continue, pause, talk, or let the missing months go; for twelve months at most.

    A pause also pauses the membership, from the day of the act or the first of `from_month` if it
    lies ahead, so that nothing is called nor allocated; a person ends it. Letting go counts what is missing up to `until_month` as received, once and for all, so that
    what comes later fills the months after it.
    """
    check_known(household_id)
    if until_month < from_month:
        raise refuse(ANSWER_MONTHS_REVERSED, until=until_month.words, start=from_month.words)
    if kind is not AnswerKind.LET_GO and months_between(from_month, until_month) >= LONGEST_MONTHS:
        raise refuse(ANSWER_TOO_LONG)
    forgone = _forgone(act, household_id, until_month) if kind is AnswerKind.LET_GO else 0
    if kind is AnswerKind.PAUSE:
        _pause(act, household_id, max(act.on, from_month.first_day))
    words = " ".join(note.split())[:LONGEST_NOTE]
    ArrearsAnswer.objects.create(
        household_id=household_id,
        kind=kind,
        from_month=from_month.first_day,
        until_month=until_month.first_day,
        forgone_cents=forgone,
        note=words,
        answered_by=act.actor,
        answered_at=act.at,
    )
    record(
        act,
        audit.ANSWERED,
        subject=f"household-{household_id.hex}",
        answer=KIND_WORDS[kind],
        until=until_month.words,
    )
    return Answer(kind, from_month, until_month, words, act.actor)


def _pause(act: Act, household_id: UUID, since_on: date) -> None:
    if state_on(household_id, since_on) is not State.ACTIVE:
        return
    changed = change_state(
        act,
        household_id=household_id,
        to=State.PAUSED,
        reason="pause souhaitée par le foyer",
        since_on=since_on,
    )
    if isinstance(changed, Refused):
        raise RefusalError(changed)


def _forgone(act: Act, household_id: UUID, until_month: Month) -> int:
    if until_month > Month.of(act.on):
        raise refuse(LET_GO_OF_FUTURE)
    Household.objects.select_for_update(no_key=True).filter(id=household_id).first()
    missing_cents = spread_of(household_id, until_month).missing_cents
    if missing_cents == 0:
        raise refuse(NOTHING_TO_LET_GO, until=until_month.words)
    return missing_cents
