"""Who is told when an allocation waits or when nobody has opened the month: the treasurers and the office.

Messages go to the outbox, in the transaction of what caused them; each is written once.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ecot.access.queries import holders
from ecot.access.roles import Role
from ecot.operations.allocations.audit import ALLOCATION_ON_HOLD
from ecot.operations.allocations.models import Run, RunState
from ecot.operations.allocations.rules_applied import rules_of
from ecot.operations.notices.actions import Letter, enqueue_many
from ecot.records.audit import record
from ecot.values.act import Act
from ecot.values.clock import civil_day
from ecot.values.money import format_euros
from ecot.values.month import Month, day_in_words
from ecot.values.references import SYSTEM
from ecot.values.refusal import RefusalError

TOLD = (Role.TREASURER, Role.OFFICE)


def tell_of_hold(act: Act, month: Month, *, missing_cents: int, look_again_on: date) -> int:
    """Tell the treasurers and the office that the allocation waits, and until when; how many were told."""
    missing, on = format_euros(missing_cents), day_in_words(look_again_on)
    record(
        act, ALLOCATION_ON_HOLD, subject=f"month-{month}", month=month.words, missing=missing, on=on
    )
    body = (
        f"Bonjour,\n\nL’allocation de {month.words} n’a pas été versée : il manque {missing} dans la"
        " réserve pour que chaque MonA soit couvert. C’est ce que le comité a voté pour ce cas.\n\n"
        f"On y revient le {on}. Les paiements en caisse et les remboursements des commerces"
        " continuent.\n"
    )
    subject = f"L’allocation de {month.words} attend jusqu’au {on}"
    return _tell(act, kind="allocations.on_hold", subject=subject, body=body)


def remind_if_not_opened(at: datetime) -> int:
    """Tell the team, once a day, that the month's allocation is not opened although its day has come.

    How many people are told: 0 when it is opened, when its day has not come, or when no rule exists.
    """
    today = civil_day(at)
    month = Month.of(today)
    try:
        day_of_month = rules_of(month).allocation.day_of_month
    except RefusalError:
        return 0
    if today.day <= day_of_month:
        return 0
    last = Run.objects.filter(month=month.first_day).order_by("-attempt").first()
    if last is not None and (last.state == RunState.DONE or _waits(last, today)):
        return 0
    opens_on = day_in_words(month.first_day.replace(day=day_of_month))
    body = (
        f"Bonjour,\n\nL’allocation de {month.words} devait s’ouvrir le {opens_on} et personne ne l’a"
        " encore ouverte : les foyers attendent.\n\nOuvrez le mois depuis la liste du bureau.\n"
    )
    subject = f"Le mois de {month.words} n’est pas ouvert ({day_in_words(today)})"
    with transaction.atomic():
        return _tell(Act(SYSTEM, at), kind="allocations.not_opened", subject=subject, body=body)


def _waits(run: Run, today: date) -> bool:
    return (
        run.state == RunState.HELD and run.look_again_on is not None and today < run.look_again_on
    )


def _tell(act: Act, *, kind: str, subject: str, body: str) -> int:
    addresses = sorted({user.email for role in TOLD for user in holders(role) if user.email})
    enqueue_many(act, [Letter(address, kind, subject, body) for address in addresses])
    return len(addresses)
