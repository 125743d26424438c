"""Opening and closing a month. Called by the month's page, the command line and the demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ecot.ledger import closing
from ecot.ledger.refusals import MONTH_NOT_OVER
from ecot.operations.allocations.actions import RunDone, run_allocation
from ecot.operations.contributions.calling import Called, call_month, is_called
from ecot.operations.month import refusals
from ecot.operations.month.models import OpenedMonth
from ecot.operations.month.papers import ClosingPaper, closing_paper
from ecot.operations.month.queries import checklist
from ecot.operations.month.steps import StepName, StepState
from ecot.operations.month.telling import tell_head
from ecot.records.deed import deed
from ecot.records.sealing.log import seal
from ecot.values.act import Act
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import RefusalError, Refused, refuse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A month that is open: its call (None where it was made before) and its allocation."""

    month: Month
    called: Called | None
    run: RunDone


@deed
def open_month(act: Act, *, month: Month, look_again_on: date | None = None) -> Opened:
    """Open a month: the call is made if nobody has, and the allocation is run.

    Opening again answers the first run. Where the reserve is short, the voted answer applies.
    Refused: before the voted day, a closed month, no rule in force.
    """
    called: Called | None = None
    if not is_called(month):
        called = _done(call_month(act, month=month))
    run = _done(run_allocation(act, month=month, look_again_on=look_again_on))
    OpenedMonth.objects.get_or_create(
        month=month.first_day, defaults={"opened_by": act.actor, "opened_at": act.at}
    )
    return Opened(month, called, run)


@deed
def close_month(act: Act, *, month: Month) -> closing.Closed:
    """Close a month whose every step is done: the book takes no more row in it.

    The book is sealed at once, and its head mailed to people outside the office. Closing again
    answers the first closing. Refused: a month not over, steps that wait (named), a
    month out of its order.
    """
    if not closing.is_closed(month):
        if act.on <= month.last_day:
            on = day_in_words(month.next().first_day)
            raise refuse(MONTH_NOT_OVER, month=month.words, on=on)
        pending = [
            step
            for step in checklist(month, act.at)
            if step.state is not StepState.DONE and step.name is not StepName.CLOSE
        ]
        if pending:
            steps = " ; ".join(f"{step.title.lower()} ({step.detail})" for step in pending)
            raise refuse(refusals.STEPS_PENDING, month=month.words, steps=steps)
        closed = closing.close_month(act, month)
        seal(act.at)
        paper = closing_paper(month)
        if isinstance(paper, ClosingPaper) and paper.head is not None:
            tell_head(act, month, paper.head)
        return closed
    return closing.close_month(act, month)


def _done(result: T | Refused) -> T:
    if isinstance(result, Refused):
        raise RefusalError(result)
    return result
