"""What each shop is owed now, what the rule would send it, and what stands in the way. Reads only.

The preparation and the page read the same list, so that what is shown is what is prepared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.operations.reimbursements.models import RemittanceLine
from ecot.operations.reimbursements.states import PAID, LineState
from ecot.operations.shops.queries import PayableAccount, ibans_for_payment, shops
from ecot.rulebook.reading import in_force
from ecot.rules.kinds import RuleKind
from ecot.rules.reimbursement import ReimbursementRule, Remit, period, remit
from ecot.values.clock import civil_day
from ecot.values.references import identity_of


class InTheWay(StrEnum):
    """Why a shop that is owed something is not in the next remittance."""

    OWES_US = "owes_us"
    BELOW_MINIMUM = "below_minimum"
    IN_PREPARATION = "in_preparation"
    PAID_THIS_PERIOD = "paid_this_period"
    NO_USABLE_IBAN = "no_usable_iban"


@dataclass(frozen=True, slots=True)
class ShopOwed:
    """A shop with a balance: what it is owed (below zero: owes us), what would be sent, or why not."""

    shop_id: UUID
    number: str
    name: str
    owed_cents: int
    remit: Remit
    account: PayableAccount | None
    in_the_way: InTheWay | None


@dataclass(frozen=True, slots=True)
class RuleApplied:
    """The rule of the day and the number of its version."""

    rule: ReimbursementRule
    version_id: int


def rule_on(at: datetime) -> RuleApplied:
    """The reimbursement rule in force at an instant. Refuses NO_RULE_IN_FORCE."""
    found = in_force(RuleKind.REIMBURSEMENT, civil_day(at))
    assert isinstance(found.parameters, ReimbursementRule)
    return RuleApplied(found.parameters, found.version_id)


def owed_by_shop(at: datetime) -> list[ShopOwed]:
    """Every shop whose balance is not zero, by name; a handful of queries whatever their number."""
    applied = rule_on(at)
    owed = {
        identity_of(owner): cents
        for owner, cents in balances(Code.OWED_TO_SHOP).items()
        if cents != 0
    }
    accounts = ibans_for_payment(at, owed)
    waiting, paid = _lines_in_the_way(applied.rule, at)
    found: list[ShopOwed] = []
    for shop in shops():
        if shop.shop_id not in owed:
            continue
        cents = owed[shop.shop_id]
        sent, account = remit(applied.rule, cents), accounts.get(shop.shop_id)
        found.append(
            ShopOwed(
                shop.shop_id,
                shop.number,
                shop.name,
                cents,
                sent,
                account,
                _in_the_way(
                    shop.shop_id,
                    cents=cents,
                    sent=sent,
                    account=account,
                    waiting=waiting,
                    paid=paid,
                ),
            )
        )
    return found


def _lines_in_the_way(rule: ReimbursementRule, at: datetime) -> tuple[set[UUID], set[UUID]]:
    days = period(rule, civil_day(at))
    waiting = RemittanceLine.objects.filter(state=LineState.PREPARED)
    paid = RemittanceLine.objects.filter(
        state__in=PAID, ordered_on__gte=days.starts_on, ordered_on__lte=days.ends_on
    )
    return (
        set(waiting.values_list("shop_id", flat=True)),
        set(paid.values_list("shop_id", flat=True)),
    )


def _in_the_way(
    shop_id: UUID,
    *,
    cents: int,
    sent: Remit,
    account: PayableAccount | None,
    waiting: set[UUID],
    paid: set[UUID],
) -> InTheWay | None:
    if cents < 0:
        return InTheWay.OWES_US
    if shop_id in waiting:
        return InTheWay.IN_PREPARATION
    if sent.paid_cents == 0:
        return InTheWay.BELOW_MINIMUM
    if shop_id in paid:
        return InTheWay.PAID_THIS_PERIOD
    if account is None:
        return InTheWay.NO_USABLE_IBAN
    return None
