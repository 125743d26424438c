"""A payment at the till, by the hand-worked table of docs/algorithms/payment-at-the-till.md."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.ledger import chart
from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.entries import entry
from ecot.operations.members.actions import change_card, change_state, report_card_lost
from ecot.operations.members.states import CardState, State
from ecot.operations.shops.actions import change_shop_state
from ecot.operations.shops.states import ShopState
from ecot.operations.till.actions import pay_at_till
from ecot.rules.accreditation import AccreditationRule, Coverage
from ecot.rules.kinds import RuleKind
from tests.builders.members import office
from tests.builders.till import DAY, a_market, by_card, by_number, paid, payment_rule, preset, till

pytestmark = pytest.mark.django_db

THREE_RATES = AccreditationRule(
    coverage=Coverage.BY_CATEGORY,
    rates_bp={"organic": 10_000, "grocery": 7_000, "other": 3_000},
)


@pytest.mark.parametrize(
    ("amounts", "with_code", "mona", "euros", "left"),
    [
        ([(10_000, 12_50)], False, 12_50, 0, 27_50),
        ([(10_000, 10_00), (7_000, 10_00), (3_000, 5_00)], False, 18_50, 6_50, 21_50),
        ([(10_000, 20_00)], True, 20_00, 0, 20_00),
    ],
)
def test_accepted(amounts, with_code, mona, euros, left):
    market = a_market(40_00, accreditation=THREE_RATES)
    code = market.card.codes.four if with_code else ""
    receipt = paid(by_card(market, tuple(amounts), code=code))
    assert (receipt.amount_cents, receipt.euros_cents, receipt.balance_after_cents) == (
        mona,
        euros,
        left,
    )
    assert wallet_balance(market.household_id) == left
    assert balance(chart.owed_to_shop(market.shop.shop_id)) == mona


@pytest.mark.parametrize(
    ("amounts", "spent", "with_code", "code"),
    [
        ([(10_000, 24_00)], 0, False, "CODE_NEEDED"),
        ([(10_000, 36_00)], 25_00, True, "OVER_DAY_CEILING"),
        ([(10_000, 41_00)], 0, True, "BALANCE_TOO_LOW"),
        ([(3_000, 1)], 0, False, "NOTHING_COVERED"),
        ([(10_000, 61_00)], 0, True, "OVER_PAYMENT_CEILING"),
        ([(10_000, 0)], 0, False, "AMOUNT_NOT_POSITIVE"),
        ([(10_000, -5_00)], 0, False, "AMOUNT_NOT_POSITIVE"),
        ([(10_000, 10**15)], 0, True, "OVER_PAYMENT_CEILING"),
        ([(5_000, 10_00)], 0, False, "RATE_UNKNOWN"),
        ([], 0, False, "AMOUNT_NOT_POSITIVE"),
    ],
)
def test_refused(amounts, spent, with_code, code):
    market = a_market(40_00 + spent, accreditation=THREE_RATES)
    if spent:
        paid(by_card(market, ((10_000, spent),), code=market.card.codes.four))
    refused = by_card(market, tuple(amounts), code=market.card.codes.four if with_code else "")
    assert not refused
    assert refused.code == code
    assert refused.sentence
    assert wallet_balance(market.household_id) == 40_00


def test_one_amount_takes_the_rate_of_the_shop():
    market = a_market(accreditation=THREE_RATES)
    receipt = paid(by_card(market, 10_00))
    assert (receipt.amount_cents, receipt.euros_cents) == (7_00, 3_00)


def test_the_receipt_names_shop_amount_balance_and_rule():
    receipt = paid(by_card(a_market(), 12_50))
    assert receipt.shop_name == "Épicerie du Clapas"
    assert receipt.balance_after_cents == 27_50
    assert "Au plus" not in receipt.rule_sentence
    assert "On paie au plus 60" in receipt.rule_sentence
    assert set(receipt.rule_versions) == {"payment", "accreditation"}


def test_the_entry_names_its_rules_and_holds_no_name():
    market = a_market()
    sale = entry(paid(by_card(market, 12_50)).entry_id)
    assert sale is not None
    assert dict(sale.evidence) == {
        "point_of_sale": market.shop.point_of_sale_id.hex,
        "amounts": [[10_000, 12_50]],
        "euros_cents": 0,
        "means": "card",
        "code": False,
        "balance_after_cents": 27_50,
    }
    assert set(sale.rules) == {"payment", "accreditation"}


def test_the_same_request_twice_answers_the_same_receipt():
    market = a_market()
    act = till(market, key="k", amount=12_50)
    first = paid(by_card(market, 12_50, act))
    again = paid(by_card(market, 12_50, act))
    assert replace(again, replayed=False) == first
    assert again.replayed
    assert wallet_balance(market.household_id) == 27_50


def test_a_month_later_with_the_card_lost_and_the_shop_ended_it_is_still_the_same_receipt():
    market = a_market()
    act = till(market, key="k", amount=12_50)
    first = paid(by_card(market, 12_50, act))
    report_card_lost(office(DAY), card_id=market.card.card_id)
    change_shop_state(
        office(DAY), shop_id=market.shop.shop_id, to=ShopState.ENDED, reason="fermeture"
    )
    later = till(market, key="k", day=date(2026, 4, 2), amount=12_50)
    assert replace(paid(by_card(market, 12_50, later)), replayed=False) == first


def test_the_same_key_with_another_body_is_refused_by_name():
    market = a_market()
    paid(by_card(market, 12_50, till(market, key="k", amount=12_50)))
    refused = by_card(market, 21_50, till(market, key="k", amount=21_50))
    assert refused.code == "KEY_REUSED"
    assert wallet_balance(market.household_id) == 27_50


def test_a_refusal_is_not_an_operation_the_same_key_may_succeed_later():
    market = a_market()
    act = till(market, key="k", amount=24_00)
    assert by_card(market, 24_00, act).code == "CODE_NEEDED"
    assert paid(by_card(market, 24_00, act, code=market.card.codes.four)).amount_cents == 24_00


def _lost(market):
    report_card_lost(office(DAY), card_id=market.card.card_id)


def _blocked(market):
    change_card(office(DAY), card_id=market.card.card_id, to=CardState.BLOCKED, reason="à vérifier")


def _left(market):
    change_state(office(DAY), household_id=market.household_id, to=State.LEFT, reason="départ")


@pytest.mark.parametrize("gone", [_lost, _blocked, _left])
def test_a_card_that_may_not_pay_says_no_more_than_an_unknown_one(gone):
    market = a_market()
    gone(market)
    refused = by_card(market, 5_00)
    unknown = pay_at_till(
        till(market),
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=5_00,
        card_token="nobody-has-this-token",
    )
    assert refused == unknown
    assert refused.code == "NOT_RECOGNISED"


def test_number_and_code_pay():
    market = a_market()
    receipt = paid(by_number(market, 5_00, market.card.codes.six))
    assert receipt.balance_after_cents == 35_00


def test_a_number_needs_its_six_digits_whatever_the_amount():
    market = a_market()
    assert by_number(market, 5_00, "").code == "CODE_WITH_NUMBER"
    assert by_number(market, 5_00, market.card.codes.four).code == "NOT_RECOGNISED"


def test_a_mistyped_number_is_told_before_anything_is_looked_up():
    market = a_market()
    mistyped = market.number[:-1] + str((int(market.number[-1]) + 1) % 10)
    assert by_number(market, 5_00, "123456", number=mistyped).code == "MEMBER_NUMBER_MISTYPED"


def test_neither_card_nor_number():
    market = a_market()
    refused = pay_at_till(till(market), point_of_sale_id=market.shop.point_of_sale_id, amounts=5_00)
    assert refused.code == "NOBODY_NAMED"


def test_a_shop_suspended_this_morning_sells_nothing_from_that_minute():
    market = a_market()
    paid(by_card(market, 5_00))
    change_shop_state(
        office(DAY), shop_id=market.shop.shop_id, to=ShopState.SUSPENDED, reason="contrôle"
    )
    assert by_card(market, 5_00).code == "SHOP_SUSPENDED"


def test_the_ceiling_of_the_day_counts_refunds_out_and_ends_at_midnight():
    market = a_market(150_00, payment=payment_rule(code_from_cents=100_00))
    paid(by_card(market, 60_00))
    assert by_card(market, 1_00).code == "OVER_DAY_CEILING"
    tomorrow = till(market, day=date(2026, 3, 3), key="next-day")
    assert paid(by_card(market, 1_00, tomorrow))


def test_on_the_29th_of_february():
    market = a_market()
    day = date(2028, 2, 29)
    assert paid(by_card(market, 5_00, till(market, day=day))).occurred_on == day


def test_a_rule_of_all_or_nothing_covers_everything():
    market = a_market(accreditation=preset(RuleKind.ACCREDITATION))
    assert paid(by_card(market, 10_00)).euros_cents == 0


def test_a_card_payment_takes_few_statements():
    market = a_market()
    paid(by_card(market, 1_00))
    act = till(market)
    with CaptureQueriesContext(connection) as spoken:
        paid(by_card(market, 1_00, act))
    said = [query["sql"] for query in spoken if "SAVEPOINT" not in query["sql"]]
    assert len(said) == 6, said  # questions, lock, spent today, entry, lines, commitment
