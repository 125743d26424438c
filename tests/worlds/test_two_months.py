"""A small caisse lives from contribution to reimbursement, figures worked by hand.

Rule of 2025: 120 a household, 40 per further person. Reserve at the start 2,000.

| day | what | bank | desk | wallet A | wallet B | owed |
|---|---|---:|---:|---:|---:|---:|
| 1 March | allocation: A 120, B 120 + 40 + 40 | 2,000.00 | – | 120.00 | 200.00 | – |
| 3 March | A gives 35 by transfer, B 60 in cash | 2,035.00 | 60.00 | 120.00 | 200.00 | – |
| 7 March | A pays 12.50, B pays 45.00 | 2,035.00 | 60.00 | 107.50 | 155.00 | 57.50 |
| 7 March | 2.50 given back to A | 2,035.00 | 60.00 | 110.00 | 155.00 | 55.00 |
| 31 March | cash banked, bank's balance typed | 2,095.00 | 0.00 | 110.00 | 155.00 | 55.00 |
| 1 April | allocation again | 2,095.00 | 0.00 | 230.00 | 355.00 | 55.00 |
| 3–6 April | the shop gets 55.00 | 2,040.00 | 0.00 | 230.00 | 355.00 | 0.00 |
"""

from __future__ import annotations

from datetime import date

import pytest

from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.chart import bank, contribution_of, desk, owed_to_shop
from ecot.ledger.closing import last_closed
from ecot.operations.contributions.models import Means
from ecot.operations.grants.queries import reserve_position
from ecot.operations.month.actions import close_month, open_month
from ecot.operations.month.queries import checklist
from ecot.operations.month.steps import StepName, StepState
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
)
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import refund_sale
from ecot.operations.treasury.actions import type_balance
from ecot.operations.treasury.cash import bank_cash
from ecot.oversight.promises import examine
from ecot.values import clock
from ecot.values.month import Month
from ecot.values.refusal import Refused
from tests.builders.allocations import office_money
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_pledge, a_receipt
from tests.builders.members import ACard, a_card, a_household
from tests.builders.rulebook import founded_rules
from tests.builders.shops import ShopIds, a_shop
from tests.builders.treasury import money_act, money_in_the_bank, treasurer

MARCH, APRIL = Month(2026, 3), Month(2026, 4)


@pytest.mark.django_db
def test_from_contribution_to_reimbursement() -> None:
    founded_rules("montpellier-2025")
    account = money_in_the_bank(2_000_00, on=date(2026, 2, 16))
    shop = a_shop("boulangerie", name="Fournil", since=date(2026, 2, 1))
    alone = a_card(a_household(adults=1, since=date(2026, 2, 10)), on=date(2026, 2, 10))
    family = a_card(
        a_household(adults=2, children=1, since=date(2026, 2, 10)), on=date(2026, 2, 10)
    )
    a, b = alone.household_id, family.household_id
    a_pledge(a, 35_00, MARCH)
    a_pledge(b, 60_00, MARCH)

    run = done(open_month(office_money(date(2026, 3, 1)), month=MARCH)).run
    assert (run.households, run.total_cents) == (2, 320_00)
    a_receipt(a, 35_00, date(2026, 3, 3))
    a_receipt(b, 60_00, date(2026, 3, 3), Means.CASH)
    first = done(_paid(shop, alone, 12_50))
    done(_paid(shop, family, 45_00))
    done(refund_sale(office_money(date(2026, 3, 7)), sale_id=first.entry_id, amount_cents=2_50))
    assert (wallet_balance(a), wallet_balance(b)) == (110_00, 155_00)
    assert balance(owed_to_shop(shop.shop_id)) == 55_00
    assert balance(contribution_of(b)) == 60_00

    assert refusal(close_month(treasurer(date(2026, 3, 31)), month=MARCH)) in {
        "STEPS_PENDING",
        "MONTH_NOT_OVER",
    }
    done(
        bank_cash(
            money_act(date(2026, 3, 31)),
            desk="accueil",
            account=account,
            amount_cents=60_00,
            banked_on=date(2026, 3, 31),
        )
    )
    done(
        type_balance(
            treasurer(date(2026, 3, 31)),
            account=account,
            balance_cents=2_095_00,
            balance_on=date(2026, 3, 31),
        )
    )
    done(open_month(office_money(date(2026, 4, 1)), month=APRIL))
    prepared = done(prepare_remittance(office_money(date(2026, 4, 3)), account=account))
    done(confirm_remittance(treasurer(date(2026, 4, 3)), remittance_id=prepared.remittance_id))
    assert refusal(close_month(treasurer(date(2026, 4, 4)), month=MARCH)) == "STEPS_PENDING"
    done(
        record_execution(
            money_act(date(2026, 4, 6)),
            remittance_id=prepared.remittance_id,
            executed_on=date(2026, 4, 6),
        )
    )
    done(close_month(treasurer(date(2026, 4, 6)), month=MARCH))

    assert last_closed() == MARCH
    assert balance(bank(account)) == 2_040_00
    assert balance(bank(account), MARCH.last_day) == 2_095_00
    assert balance(desk("accueil")) == 0
    assert (wallet_balance(a), wallet_balance(b)) == (230_00, 355_00)
    assert balance(owed_to_shop(shop.shop_id)) == 0
    position = reserve_position()
    assert (position.reserve_cents, position.outstanding_cents) == (2_040_00, 585_00)
    steps = {step.name: step.state for step in checklist(APRIL, clock.at(date(2026, 4, 6)))}
    assert steps[StepName.ALLOCATION] is StepState.DONE
    assert steps[StepName.CLOSE] is StepState.LATER
    assert [kept for kept in examine(date(2026, 4, 6)) if not kept.ok] == []


def _paid(shop: ShopIds, card: ACard, cents: int) -> Receipt | Refused:
    return pay_at_till(
        money_act(date(2026, 3, 7)),
        point_of_sale_id=shop.point_of_sale_id,
        amounts=cents,
        card_token=card.token,
    )
