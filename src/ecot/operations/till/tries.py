"""Code tries: written before they are compared, counted per wallet, per till and for the network.

Why at most the limit is ever compared, however many tills race: docs/algorithms/payment-at-the-till.md.
Each step is a transaction of its own, so that a refusal of the sale never takes a try back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, DateTimeField, Q, Subquery, Value
from django.db.models.functions import Coalesce

from ecot.access.queries import holders
from ecot.access.roles import Role
from ecot.operations.members.models import HouseholdCode
from ecot.operations.notices.actions import Letter, enqueue_many
from ecot.operations.till import refusals
from ecot.operations.till.models import COUNTED, CodeTry, Outcome
from ecot.rules.payment import PaymentRule
from ecot.values.act import Act
from ecot.values.clock import HERE, at, civil_day
from ecot.values.refusal import Reason

HOUR = timedelta(hours=1)
TILL_HOURS_A_DAY = 8
KEPT = timedelta(days=365)
NO_HOUSEHOLD = UUID(int=0)
TOLD = (Role.OFFICE, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Counts:
    """Wrong or unfinished tries, this one included: short and of the day."""

    wallet: int
    wallet_day: int
    till: int
    till_day: int
    network: int

    def pause(self, rule: PaymentRule) -> Reason | None:
        """Why this try may not be compared; None where it may."""
        if (
            self.till > rule.tries_per_till
            or self.till_day > rule.tries_per_till * TILL_HOURS_A_DAY
        ):
            return refusals.TILL_PAUSED
        if self.network > rule.tries_network:
            return refusals.NETWORK_PAUSED
        if self.wallet > rule.tries_per_wallet or self.wallet_day > rule.tries_per_wallet_day:
            return refusals.NOT_RECOGNISED
        return None


def reserve(act: Act, *, household_id: UUID | None, point_of_sale_id: UUID) -> int:
    """Write a try as if it were wrong; its number."""
    with transaction.atomic():
        made = CodeTry.objects.create(
            household_id=household_id, point_of_sale_id=point_of_sale_id, at=act.at
        )
    return made.pk


def count(
    rule: PaymentRule, now: datetime, *, household_id: UUID | None, point_of_sale_id: UUID
) -> Counts:
    """What counts against this wallet, this till and the network at an instant: one statement.

    A try that arrived after this one and overtook it counts too, or racing guesses would not see each
    other. A wallet's day begins anew with a new code; an unknown number has no wallet to pause.
    """
    midnight = at(civil_day(now), hour=0).astimezone(HERE)
    counted = Q(outcome__in=COUNTED)
    here = counted & Q(point_of_sale_id=point_of_sale_id)
    renewed = Coalesce(
        Subquery(
            HouseholdCode.objects.filter(household_id=household_id or NO_HOUSEHOLD).values(
                "renewed_at"
            )[:1]
        ),
        Value(midnight, output_field=DateTimeField()),
    )
    wallet = counted & Q(household_id=household_id or NO_HOUSEHOLD, at__gte=renewed)
    in_pause = Q(at__gt=now - timedelta(minutes=rule.pause_minutes))
    in_hour, in_day = Q(at__gt=now - HOUR), Q(at__gte=midnight)
    since = min(midnight, now - HOUR, now - timedelta(minutes=rule.pause_minutes))
    found = CodeTry.objects.filter(at__gte=since).aggregate(
        wallet=Count("id", filter=wallet & in_pause),
        wallet_day=Count("id", filter=wallet & in_day),
        till=Count("id", filter=here & in_hour),
        till_day=Count("id", filter=here & in_day),
        network=Count("id", filter=counted & in_hour),
    )
    return Counts(**found)


def settle(try_id: int, outcome: Outcome) -> None:
    """Write what became of a try."""
    with transaction.atomic():
        CodeTry.objects.filter(pk=try_id).update(outcome=outcome)


def tell_of_alarm(act: Act) -> None:
    """Tell the office, once an hour, that the network's limit of wrong codes is passed."""
    hour = act.at.astimezone(HERE).strftime("%d/%m/%Y %H h")
    body = (
        f"Bonjour,\n\nLe {hour}, trop de codes faux ont été saisis dans le réseau : quelqu’un essaie"
        " peut-être des codes au hasard. Les paiements avec code sont en pause pour une heure au plus ;"
        " les petits paiements par carte continuent.\n\nAppelez les commerces concernés.\n"
    )
    addresses = {user.email for role in TOLD for user in holders(role) if user.email}
    with transaction.atomic():
        enqueue_many(
            act,
            [
                Letter(address, "till.alarm", f"Codes faux en nombre, {hour}", body)
                for address in sorted(addresses)
            ],
        )


def forget_old_tries(now: datetime) -> int:
    """Erase the tries of more than a year ago; how many."""
    return CodeTry.objects.filter(at__lt=now - KEPT).delete()[0]
