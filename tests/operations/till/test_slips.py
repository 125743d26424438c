"""Paper slips, typed by the office on their real day (docs/algorithms/payment-at-the-till.md)."""

from datetime import date

import pytest

from ecot.ledger.balances import wallet_balance
from ecot.ledger.entries import entry
from ecot.operations.shops.actions import change_shop_state
from ecot.operations.shops.states import ShopState
from ecot.operations.till.checks import sales_as_voted
from ecot.operations.till.refunding import correct_sale
from ecot.operations.till.slips import (
    issue_slip_sheet,
    pay_from_slip,
    sheet_numbers,
    slip_number,
)
from ecot.values.month import Month
from tests.builders.members import a_card, a_household, office
from tests.builders.till import a_market, paid, payment_rule
from tests.builders.treasury import money_act

pytestmark = pytest.mark.django_db

PRINTED = date(2026, 2, 20)
REAL = date(2026, 3, 2)
TYPED = date(2026, 3, 5)


@pytest.fixture
def market():
    return a_market(100_00)


@pytest.fixture
def numbers():
    sheet = issue_slip_sheet(money_act(PRINTED, key="sheet"), count=3)
    assert sheet
    return sheet.numbers


def typed(market, number, amounts=12_50, *, on=REAL, household="", typed_on=TYPED):
    return pay_from_slip(
        money_act(typed_on),
        slip_number=number,
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=amounts,
        household_number=household or market.number,
        occurred_on=on,
    )


def test_a_slip_pays_on_its_real_day_without_code(market, numbers):
    receipt = paid(typed(market, numbers[0], 30_00))
    sale = entry(receipt.entry_id)
    assert (receipt.occurred_on, sale.occurred_on) == (REAL, REAL)
    assert sale.key == f"slip:{numbers[0]}"
    assert wallet_balance(market.household_id) == 70_00


def test_typed_twice_alike_it_is_the_same_receipt(market, numbers):
    first = paid(typed(market, numbers[0]))
    again = paid(typed(market, numbers[0].lower().replace("-", ""), typed_on=date(2026, 3, 9)))
    assert again.replayed
    assert again.entry_id == first.entry_id


def test_typed_twice_otherwise_the_first_is_shown(market, numbers):
    paid(typed(market, numbers[0]))
    refused = typed(market, numbers[0], 21_50)
    assert refused.code == "SLIP_ALREADY_TYPED"
    assert "12,50" in refused.sentence
    assert "2 mars 2026" in refused.sentence


def test_a_shop_suspended_since_is_judged_on_the_day_of_the_slip(market, numbers):
    change_shop_state(
        office(date(2026, 3, 4)),
        shop_id=market.shop.shop_id,
        to=ShopState.SUSPENDED,
        reason="contrôle",
    )
    assert paid(typed(market, numbers[0]))
    assert typed(market, numbers[1], on=TYPED).code == "SHOP_SUSPENDED"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": date(2026, 3, 6)}, "SLIP_IN_FUTURE"),
        ({"on": date(2026, 2, 19)}, "SLIP_BEFORE_SHEET"),
        ({"household": "1234-5"}, "MEMBER_NUMBER_MISTYPED"),
        ({"amounts": 0}, "AMOUNT_NOT_POSITIVE"),
        ({"amounts": 61_00}, "OVER_PAYMENT_CEILING"),
    ],
)
def test_refused(market, numbers, change, code):
    refused = typed(market, numbers[0], **change)
    assert refused.code == code
    assert wallet_balance(market.household_id) == 100_00


def test_before_the_wallet_existed(market, numbers):
    newcomer = a_card(a_household(since=date(2026, 3, 4)), on=date(2026, 3, 4))
    from ecot.operations.members.queries import holder_of_card

    number = holder_of_card(newcomer.token).number
    assert typed(market, numbers[0], household=number).code == "SLIP_BEFORE_WALLET"


def test_an_unknown_household(market, numbers):
    from ecot.values.numbers import member_number

    assert typed(market, numbers[0], household=member_number(9_000)).code == "HOUSEHOLD_UNKNOWN"


def test_a_number_on_no_sheet_and_a_mistyped_one(market, numbers):
    assert typed(market, slip_number(99)).code == "SLIP_UNKNOWN"
    for wrong in ("P000001-0", "nonsense", "", "P00001-1"):
        assert typed(market, wrong).code == "SLIP_MISTYPED"


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_seen(market, numbers):
    digits = numbers[1].removeprefix("P").replace("-", "")
    for position in range(7):
        for digit in "0123456789":
            if digit != digits[position]:
                wrong = digits[:position] + digit + digits[position + 1 :]
                assert typed(market, wrong).code == "SLIP_MISTYPED", wrong
    for position in range(6):
        one, two = digits[position : position + 2]
        if one != two:
            wrong = digits[:position] + two + one + digits[position + 2 :]
            assert typed(market, wrong).code == "SLIP_MISTYPED", wrong


def test_sheets_follow_each_other_and_are_printed_again(numbers):
    again = issue_slip_sheet(money_act(PRINTED, key="sheet"), count=3)
    assert again.numbers == numbers == sheet_numbers(again.sheet_id)
    second = issue_slip_sheet(money_act(PRINTED), count=2)
    assert second.numbers == (slip_number(4), slip_number(5))
    assert issue_slip_sheet(money_act(PRINTED), count=0).code == "SHEET_SIZE"
    assert issue_slip_sheet(money_act(PRINTED), count=101).code == "SHEET_SIZE"
    assert sheet_numbers(10**6) is None


def test_a_slip_put_right_keeps_the_rules_of_its_real_day(numbers):
    """The ceiling of 60,00 falls to 20,00 in March; the slip was written in February."""
    lower = payment_rule(ceiling_per_payment_cents=20_00, ceiling_per_day_cents=20_00)
    market = a_market(100_00, later=((Month(2026, 3), lower),))
    sale = paid(typed(market, numbers[0], 50_00, on=date(2026, 2, 28)))
    corrected = correct_sale(
        money_act(TYPED),
        sale_id=sale.entry_id,
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=40_00,
    )
    assert corrected.receipt.rule_versions == sale.rule_versions
    assert corrected.receipt.occurred_on == date(2026, 2, 28)
    assert sales_as_voted().ok, sales_as_voted().offender
