"""March 2026, lived whole: contributions, allocation, sales, a correction, a refund, a shop paid, closed, sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from ecot.ledger.closing import close_month
from ecot.operations.month.actions import open_month
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
)
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.records.sealing.log import seal
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import PRESETS
from ecot.rules.reimbursement import ReimbursementRule
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import Actor
from tests.builders.allocations import MARCH, a_caisse
from tests.builders.answers import done
from tests.builders.contributions import a_pledge, a_receipt
from tests.builders.grants import a_grant
from tests.builders.members import a_card, a_household
from tests.builders.shops import a_shop
from tests.builders.till import RULE, Market, by_card, paid, till
from tests.builders.treasury import BANK, money_act

RESERVE = 5_000_00


def with_a_fee() -> ReimbursementRule:
    """The rule of 2023, where 1 % is kept of each transfer."""
    rule = PRESETS["montpellier-2023"].parameters(RuleKind.REIMBURSEMENT)
    assert isinstance(rule, ReimbursementRule)
    return replace(rule, fee_bp=100, minimum_cents=0)


def a_month_lived() -> list[Market]:
    """Two households contribute, receive and spend; a sale corrected, a refund, the shop paid, closed.

    Who pays where, for what comes after it.
    """
    a_caisse(RESERVE, reimbursement=with_a_fee(), payment=RULE)
    a_grant(900_00, 300_00, may_back=False)
    shop = a_shop()
    markets = []
    for adults, children in ((1, 0), (2, 1)):
        household_id = a_household(adults, children)
        card = a_card(household_id)
        a_pledge(household_id, 60_00)
        a_receipt(household_id, 60_00, date(2026, 3, 3))
        markets.append(Market(card, "", shop))
    done(open_month(Act(Actor("user-2"), clock.at(MARCH.first_day)), month=MARCH))
    _sales(*markets)
    _pay_the_shop()
    with transaction.atomic():
        close_month(Act(Actor("user-2"), clock.at(date(2026, 4, 1))), MARCH)
    assert seal(clock.at(date(2026, 4, 1))).added > 0
    return markets


def _sales(one: Market, other: Market) -> None:
    paid(by_card(one, 12_50, till(one, day=date(2026, 3, 4))))
    paid(by_card(one, 7_00, till(one, day=date(2026, 3, 5))))
    wrong = paid(by_card(other, 19_99, till(other, day=date(2026, 3, 6))))
    done(
        correct_sale(
            till(other, day=date(2026, 3, 6), minute=2),
            sale_id=wrong.entry_id,
            point_of_sale_id=other.shop.point_of_sale_id,
            amounts=9_99,
        )
    )
    sale = paid(by_card(other, 15_00, till(other, day=date(2026, 3, 7))))
    done(refund_sale(till(other, day=date(2026, 3, 8)), sale_id=sale.entry_id, amount_cents=5_00))
    for day in range(10, 20):
        paid(by_card(other, 10_00, till(other, day=date(2026, 3, day))))


def _pay_the_shop() -> None:
    def asks(user: str, day: int) -> Act:
        return replace(money_act(date(2026, 3, day)), actor=Actor(user))

    prepared = done(prepare_remittance(asks("user-1", 28), account=BANK))
    done(confirm_remittance(asks("user-2", 29), remittance_id=prepared.remittance_id))
    executed = record_execution(
        asks("user-1", 30), remittance_id=prepared.remittance_id, executed_on=date(2026, 3, 30)
    )
    done(executed)
