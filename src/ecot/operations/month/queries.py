"""The month as a checklist: each step's state is worked out from the rooms below, never ticked by hand.

Docs: docs/algorithms/month-checklist.md. Reads only.
"""

from __future__ import annotations

from datetime import date, datetime

from ecot.ledger.balances import balance, balances
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.closing import is_closed, last_closed
from ecot.operations.allocations.queries import HeldState, HeldView, held_lines, last_run
from ecot.operations.allocations.rules_applied import rules_of
from ecot.operations.contributions.calling import is_called
from ecot.operations.month.models import OpenedMonth
from ecot.operations.month.steps import TITLES, Step, StepName, StepState
from ecot.operations.reimbursements.queries import due_shops, waiting
from ecot.operations.treasury.models import AccountKind
from ecot.operations.treasury.queries import STALE_AFTER_DAYS, Position, positions
from ecot.values import references
from ecot.values.clock import civil_day
from ecot.values.money import BASIS_POINTS, format_euros, format_mona, format_rate
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import RefusalError


def checklist(month: Month, at: datetime) -> list[Step]:
    """The seven steps of a month at an instant, in their order."""
    today = civil_day(at)
    steps = [
        _call(month),
        _match(),
        _balance(month, today),
        _allocation(month, today),
        _held(month, at),
        _shops(month, at),
    ]
    return [*steps, _close(month, today, steps)]


def month_at_hand(at: datetime) -> Month:
    """The month that the office works on: the oldest one opened and not closed, or the present one."""
    closed = last_closed()
    opened = OpenedMonth.objects.order_by("month")
    if closed is not None:
        opened = opened.filter(month__gt=closed.first_day)
    first = opened.values_list("month", flat=True).first()
    return Month.of(civil_day(at)) if first is None else Month.of(first)


def _call(month: Month) -> Step:
    if is_called(month):
        return Step(StepName.CALL, StepState.DONE, "L’appel est fait.")
    return Step(StepName.CALL, StepState.TO_YOU, f"L’appel de {month.words} n’est pas fait.")


def _match() -> Step:
    left_cents = balance(AccountName(Code.UNIDENTIFIED))
    if left_cents == 0:
        return Step(StepName.MATCH, StepState.DONE, "Chaque recette a un nom.")
    detail = f"{format_euros(left_cents)} attendent d’être reconnus."
    return Step(StepName.MATCH, StepState.TO_YOU, detail)


def _balance(month: Month, today: date) -> Step:
    banks = [line for line in positions(today) if line.kind is AccountKind.BANK]
    if not banks:
        return Step(StepName.BALANCE, StepState.TO_YOU, "Aucun compte bancaire n’est ouvert.")
    missing = [line.label for line in banks if not _is_fresh(line, month, today)]
    if missing:
        detail = f"Le solde manque ou date, pour : {', '.join(missing)}."
        return Step(StepName.BALANCE, StepState.TO_YOU, detail)
    apart = [line for line in banks if line.difference_cents]
    if apart:
        said = ", ".join(f"{line.label} : {format_euros(line.difference_cents)}" for line in apart)
        return Step(
            StepName.BALANCE, StepState.DONE, f"Recopié. La banque diffère du livre ({said})."
        )
    return Step(StepName.BALANCE, StepState.DONE, "La banque dit comme le livre.")


def _is_fresh(line: Position, month: Month, today: date) -> bool:
    if line.typed_on is None or line.typed_on < month.first_day:
        return False
    return month.last_day < today or (today - line.typed_on).days <= STALE_AFTER_DAYS


def _allocation(month: Month, today: date) -> Step:
    run = last_run(month)
    if run is not None and run.is_standing:
        part = f", versée à {format_rate(run.theta_bp)}" if run.theta_bp < BASIS_POINTS else ""
        detail = f"{run.households} foyers ont reçu {format_mona(run.total_cents)}{part}."
        return Step(StepName.ALLOCATION, StepState.DONE, detail)
    try:
        opens_on = month.first_day.replace(day=rules_of(month).allocation.day_of_month)
    except RefusalError as refusal:
        return Step(StepName.ALLOCATION, StepState.TO_YOU, refusal.refused.sentence)
    if today < opens_on:
        return Step(
            StepName.ALLOCATION, StepState.LATER, f"Elle s’ouvre le {day_in_words(opens_on)}."
        )
    if run is not None and run.on_hold:
        on = (
            ""
            if run.look_again_on is None
            else f" On y revient le {day_in_words(run.look_again_on)}."
        )
        detail = f"Il manque {format_euros(run.missing_cents)} dans la réserve.{on}"
        return Step(StepName.ALLOCATION, StepState.TO_YOU, detail)
    return Step(StepName.ALLOCATION, StepState.TO_YOU, "Les foyers attendent leur allocation.")


def _held(month: Month, at: datetime) -> Step:
    run = last_run(month)
    if run is None or not run.is_standing:
        detail = "On le saura quand l’allocation sera ouverte."
        return Step(StepName.HELD, StepState.LATER, detail, (StepName.ALLOCATION,))
    lines = held_lines(month, at)
    asked, freed = _count(lines, HeldState.WAITING), _count(lines, HeldState.FREED)
    if asked or freed:
        said = [f"{_await(asked)} une réponse"] if asked else []
        said += [f"{_await(freed)} leur allocation, leur réponse étant donnée"] if freed else []
        return Step(StepName.HELD, StepState.TO_YOU, f"Foyers : {' ; '.join(said)}.")
    frozen = _count(lines, HeldState.FROZEN)
    detail = f"{frozen} nouveaux foyers attendent la réserve." if frozen else "Personne n’attend."
    return Step(StepName.HELD, StepState.DONE, detail)


def _count(lines: list[HeldView], state: HeldState) -> int:
    return sum(line.state is state for line in lines)


def _await(count: int) -> str:
    return f"{count} attend" if count == 1 else f"{count} attendent"


def _shops(month: Month, at: datetime) -> Step:
    try:
        owed_then = balances(Code.OWED_TO_SHOP, until_on=month.last_day)
        due = [
            shop for shop in due_shops(at) if owed_then.get(references.shop(shop.shop_id), 0) > 0
        ]
    except RefusalError as refusal:
        return Step(StepName.SHOPS, StepState.TO_YOU, refusal.refused.sentence)
    wait = waiting()
    if wait.for_second_yes or wait.for_bank:
        said = [f"{_await(wait.for_second_yes)} le second oui"] if wait.for_second_yes else []
        said += [f"{_await(wait.for_bank)} la banque"] if wait.for_bank else []
        return Step(StepName.SHOPS, StepState.TO_YOU, f"Virements : {' ; '.join(said)}.")
    if not due:
        return Step(StepName.SHOPS, StepState.DONE, "Rien n’est à payer selon la règle.")
    total = format_euros(sum(shop.remit.paid_cents for shop in due))
    is_over = civil_day(at) > month.last_day
    state = StepState.TO_YOU if is_over else StepState.READY
    shops = "1 commerce" if len(due) == 1 else f"{len(due)} commerces"
    return Step(StepName.SHOPS, state, f"{shops} à payer, {total}.")


def _close(month: Month, today: date, steps: list[Step]) -> Step:
    if is_closed(month):
        return Step(StepName.CLOSE, StepState.DONE, f"{month.words.capitalize()} est clôturé.")
    blocking = tuple(step.name for step in steps if step.state is not StepState.DONE)
    if today <= month.last_day:
        on = day_in_words(month.next().first_day)
        return Step(StepName.CLOSE, StepState.LATER, f"À partir du {on}.", blocking)
    if blocking:
        said = ", ".join(TITLES[name].lower() for name in blocking)
        return Step(StepName.CLOSE, StepState.LATER, f"Avant : {said}.", blocking)
    return Step(StepName.CLOSE, StepState.TO_YOU, "Tout est fait : le mois peut être clôturé.")
