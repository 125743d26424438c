"""Refunds and corrections, by the hand-worked table of docs/algorithms/refunds-and-corrections.md."""

from datetime import date

import pytest

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance, spent_on, wallet_balance
from ecot.ledger.entries import entry
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.till.checks import days_under_ceiling
from ecot.operations.till.refunding import correct_sale, refund_sale
from tests.builders.shops import a_shop
from tests.builders.till import DAY, Market, a_market, by_card, paid, payment_rule, till

pytestmark = pytest.mark.django_db


def owed(market):
    return balance(chart.owed_to_shop(market.shop.shop_id))


@pytest.fixture
def market():
    return a_market(50_00, payment=payment_rule(code_from_cents=60_00, correction_minutes=10))


@pytest.fixture
def sale(market):
    return paid(by_card(market, 20_00)).entry_id


def refund(market, sale, cents, act=None, point=None):
    return refund_sale(
        act or till(market), sale_id=sale, amount_cents=cents, point_of_sale_id=point
    )


def correct(market, sale, amounts, minute=4, act=None):
    return correct_sale(
        act or till(market, minute=minute),
        sale_id=sale,
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=amounts,
    )


def test_many_refunds_never_beyond_the_sale(market, sale):
    first = refund(market, sale, 5_00)
    assert (first.amount_cents, first.left_cents, first.shop_name) == (
        5_00,
        15_00,
        "Épicerie du Clapas",
    )
    assert (wallet_balance(market.household_id), owed(market)) == (35_00, 15_00)
    assert refund(market, sale, 15_00).left_cents == 0
    assert (wallet_balance(market.household_id), owed(market)) == (50_00, 0)
    refused = refund(market, sale, 1)
    assert refused.code == "REFUND_TOO_LARGE"
    assert spent_on(market.household_id, DAY) == 0


def test_the_shop_may_go_below_zero(market, sale):
    other = paid(by_card(market, 10_00)).entry_id
    for one, cents in ((sale, 20_00), (other, 10_00)):
        refund(market, one, cents, till(market, day=date(2026, 3, 9)))
    assert owed(market) == 0
    assert wallet_balance(market.household_id) == 50_00


@pytest.mark.parametrize("cents", [0, -1])
def test_nothing_or_less_is_not_a_refund(market, sale, cents):
    assert refund(market, sale, cents).code == "REFUND_NOT_POSITIVE"


def test_the_same_refund_twice_is_one(market, sale):
    act = till(market, key="r", cents=5_00)
    first = refund(market, sale, 5_00, act)
    again = refund(market, sale, 5_00, act)
    assert again.replayed
    assert (again.entry_id, again.left_cents) == (first.entry_id, 15_00)
    assert wallet_balance(market.household_id) == 35_00


def test_another_shop_may_not_refund_and_another_stall_of_the_shop_may(market, sale):
    from ecot.operations.shops.actions import open_point_of_sale
    from ecot.operations.shops.files import PointOfSaleFile, PointOfSaleKind
    from tests.builders.members import office

    stranger = a_shop(name="La Cagette")
    refused = refund(market, sale, 5_00, point=stranger.point_of_sale_id)
    assert refused.code == "SALE_OF_ANOTHER_SHOP"
    stall = PointOfSaleFile(name="Marché", kind=PointOfSaleKind.SHOP, address="place de la Comédie")
    second = open_point_of_sale(
        office(), shop_id=market.shop.shop_id, file=stall, opened_on=date(2025, 1, 1)
    )
    assert refund(market, sale, 5_00, point=second)


def test_what_is_not_a_sale_is_not_refunded(market, sale):
    given = refund(market, sale, 5_00)
    assert refund(market, given.entry_id, 1_00).code == "SALE_UNKNOWN"
    assert refund(market, 10**9, 1_00).code == "SALE_UNKNOWN"


def test_a_typed_120_for_12():
    market = a_market(
        130_00,
        payment=payment_rule(
            code_from_cents=200_00,
            ceiling_per_payment_cents=150_00,
            ceiling_per_day_cents=150_00,
            correction_minutes=10,
        ),
    )
    wrong = paid(by_card(market, 120_00)).entry_id
    corrected = correct(market, wrong, 12_00)
    assert corrected.receipt.amount_cents == 12_00
    assert corrected.receipt.balance_after_cents == 118_00
    assert wallet_balance(market.household_id) == 118_00
    assert owed(market) == 12_00
    assert spent_on(market.household_id, DAY) == 12_00


def test_only_cancelled(market, sale):
    assert correct(market, sale, None).receipt is None
    assert (wallet_balance(market.household_id), owed(market)) == (50_00, 0)


def test_the_same_correction_twice_is_one(market, sale):
    act = till(market, minute=4, key="c", amount=12_00)
    first = correct(market, sale, 12_00, act=act)
    again = correct(market, sale, 12_00, act=act)
    assert again.replayed
    assert again.receipt.entry_id == first.receipt.entry_id
    assert wallet_balance(market.household_id) == 38_00


@pytest.mark.parametrize(
    ("before", "minute", "amounts", "code"),
    [
        (None, 11, 12_00, "CORRECTION_TOO_LATE"),
        ("refunded", 4, 12_00, "SALE_REFUNDED"),
        ("corrected", 4, 12_00, "SALE_UNDONE"),
        (None, 4, 61_00, "OVER_PAYMENT_CEILING"),
        (None, 4, 60_00, "CODE_NEEDED"),
        (None, 4, 55_00, "BALANCE_TOO_LOW"),
        (None, 4, 0, "AMOUNT_NOT_POSITIVE"),
    ],
)
def test_what_a_correction_refuses_leaves_the_sale_as_it_was(
    market, sale, before, minute, amounts, code
):
    if before == "refunded":
        refund(market, sale, 1_00)
    if before == "corrected":
        correct(market, sale, 19_00, minute=1)
    balance_before = wallet_balance(market.household_id)
    assert correct(market, sale, amounts, minute=minute).code == code
    assert wallet_balance(market.household_id) == balance_before


def test_a_corrected_sale_is_not_refunded(market, sale):
    correct(market, sale, 12_00)
    assert refund(market, sale, 1_00).code == "SALE_UNDONE"


def test_another_point_of_sale_may_not_correct(market, sale):
    stranger = Market(market.card, market.number, a_shop(name="La Cagette"))
    assert correct(stranger, sale, 12_00).code == "SALE_OF_ANOTHER_SHOP"


NEXT_DAY = date(2026, 3, 3)


def test_corrected_after_midnight_the_sale_counts_once_on_its_day():
    """120,00 typed for 40,00 two minutes before midnight; 120 + 40 would be over the day's 150."""
    rule = payment_rule(
        code_from_cents=200_00, ceiling_per_payment_cents=150_00, ceiling_per_day_cents=150_00
    )
    market = a_market(150_00, payment=rule)
    wrong = paid(by_card(market, 120_00, till(market, hour=23, minute=58))).entry_id
    after_midnight = till(market, day=NEXT_DAY, hour=0, minute=2)
    assert correct(market, wrong, 40_00, act=after_midnight).receipt.occurred_on == DAY
    assert spent_on(market.household_id, DAY) == 40_00
    assert spent_on(market.household_id, NEXT_DAY) == 0
    assert days_under_ceiling().ok


def test_a_refund_of_yesterday_does_not_raise_the_ceiling_of_today():
    market = a_market(150_00, payment=payment_rule(code_from_cents=100_00))
    yesterday = paid(by_card(market, 60_00)).entry_id
    assert refund(market, yesterday, 60_00, till(market, day=NEXT_DAY))
    assert paid(by_card(market, 60_00, till(market, day=NEXT_DAY)))
    assert by_card(market, 1_00, till(market, day=NEXT_DAY)).code == "OVER_DAY_CEILING"
    assert spent_on(market.household_id, DAY) == 0
    assert days_under_ceiling().ok


def test_the_check_sees_a_ceiling_passed_behind_a_refund_of_yesterday():
    market = a_market(150_00, payment=payment_rule(code_from_cents=100_00))
    yesterday = paid(by_card(market, 60_00)).entry_id
    refund(market, yesterday, 60_00, till(market, day=NEXT_DAY))
    sale = entry(paid(by_card(market, 60_00, till(market, day=NEXT_DAY))).entry_id)
    beyond = recipes.till_payment(market.household_id, market.shop.shop_id, 1_00)
    post(till(market, day=NEXT_DAY), EntryKind.TILL_PAYMENT, beyond, rules=sale.rules)
    assert "dépasse 6000 centimes" in days_under_ceiling().offender
