"""Code tries, by the hand-worked table of docs/algorithms/payment-at-the-till.md (RELIABILITY A4–A6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.operations.members.actions import renew_code
from ecot.operations.notices.models import Notice
from ecot.operations.till.models import CodeTry, Outcome
from ecot.operations.till.tries import forget_old_tries
from ecot.values import clock
from tests.builders.access import a_person_with
from tests.builders.members import office
from tests.builders.shops import a_shop
from tests.builders.till import (
    DAY,
    Market,
    a_market,
    a_payer,
    by_card,
    by_number,
    paid,
    payment_rule,
    till,
)

pytestmark = pytest.mark.django_db


def typed(market, code, hour, minute, number=""):
    act = till(market, hour=hour, minute=minute)
    return by_number(market, 1_00, code, act, number=number)


def wrong_of(market):
    """A code that is surely not the household's."""
    return f"{(int(market.card.codes.six) + 1) % 1_000_000:06d}"


def test_the_hand_worked_table():
    market = a_market()
    right, wrong = market.card.codes.six, wrong_of(market)
    for minute in (0, 1, 2):
        assert typed(market, wrong, 10, minute).code == "NOT_RECOGNISED"
    assert typed(market, right, 10, 3).code == "NOT_RECOGNISED"
    assert paid(typed(market, right, 10, 16))
    assert typed(market, wrong, 10, 20).code == "NOT_RECOGNISED"
    assert typed(market, wrong, 10, 20).code == "NOT_RECOGNISED"
    assert typed(market, wrong, 10, 40).code == "NOT_RECOGNISED"
    assert typed(market, right, 11, 30).code == "NOT_RECOGNISED"
    compared = CodeTry.objects.exclude(outcome=Outcome.NOT_COMPARED)
    assert [row.outcome for row in compared.order_by("id")] == ["wrong"] * 3 + ["right"] + [
        "wrong"
    ] * 3


def test_a_paused_wallet_still_pays_with_its_card():
    market = a_market()
    for minute in range(4):
        typed(market, wrong_of(market), 10, minute)
    assert paid(by_card(market, 5_00, till(market, hour=10, minute=5)))


def test_a_new_code_ends_the_pause_of_the_day():
    market = a_market()
    for minute in (0, 1, 2, 20, 21, 22):
        typed(market, wrong_of(market), 10, minute)
    codes = renew_code(office(DAY, hour=12), household_id=market.household_id)
    assert paid(typed(market, codes.six, 12, 1))


def test_insisting_during_a_pause_does_not_prolong_it():
    market = a_market()
    for minute in (0, 1, 2):
        typed(market, wrong_of(market), 10, minute)
    for minute in range(3, 15):
        typed(market, wrong_of(market), 10, minute)
    assert paid(typed(market, market.card.codes.six, 10, 18))


def test_a_wrong_code_is_counted_even_where_the_sale_is_refused_afterwards():
    market = a_market()
    assert by_number(market, 90_00, market.card.codes.six).code == "OVER_PAYMENT_CEILING"
    assert by_number(market, 90_00, wrong_of(market)).code == "NOT_RECOGNISED"
    assert [row.outcome for row in CodeTry.objects.order_by("id")] == ["right", "wrong"]


def test_a_till_that_sprays_is_paused_and_few_wallets_are():
    market = a_market(payment=payment_rule(tries_per_till=4, tries_network=100))
    others = [a_payer(10_00) for _ in range(6)]
    answers = [
        typed(market, wrong_of(market), 10, minute, number=number).code
        for minute, (_, number) in enumerate(others)
    ]
    assert answers == ["NOT_RECOGNISED"] * 4 + ["TILL_PAUSED"] * 2
    assert typed(market, market.card.codes.six, 10, 30).code == "TILL_PAUSED"
    assert paid(typed(market, market.card.codes.six, 11, 5))


def test_a_till_gets_eight_hours_worth_of_tries_a_day():
    market = a_market(payment=payment_rule(tries_per_till=1, tries_network=100))
    answers = [typed(market, "000000", hour, 0, number=a_payer(0)[1]).code for hour in range(8, 18)]
    assert answers == ["NOT_RECOGNISED"] * 8 + ["TILL_PAUSED"] * 2


def test_the_network_pauses_codes_everywhere_and_the_office_is_told_once():
    a_person_with("office", "bureau@caisse.example")
    market = a_market(payment=payment_rule(tries_per_till=2, tries_network=3))
    tills = [Market(market.card, market.number, a_shop()) for _ in range(4)]
    numbers = [a_payer(0)[1] for _ in range(4)]
    answers = [
        typed(point, "000000", 10, minute, number=number).code
        for minute, (point, number) in enumerate(zip(tills, numbers, strict=True))
    ]
    assert answers == ["NOT_RECOGNISED"] * 3 + ["NETWORK_PAUSED"]
    assert typed(tills[3], "000000", 10, 9, number=numbers[0]).code == "NETWORK_PAUSED"
    assert Notice.objects.filter(kind="till.alarm", to="bureau@caisse.example").count() == 1
    assert paid(by_card(market, 5_00, till(market, hour=10, minute=10)))


def test_unknown_wrong_and_paused_are_the_same_words_after_the_same_work():
    market = a_market()
    by_card(market, 1_00)  # the rules have been read once
    unknown = "9999-" + _check("9999")
    said, spoken = [], []
    for number, code in [
        (unknown, "123456"),
        (market.number, wrong_of(market)),
        (market.number, wrong_of(market)),
        (market.number, wrong_of(market)),
        (market.number, market.card.codes.six),
    ]:
        with CaptureQueriesContext(connection) as queries:
            said.append(by_number(market, 1_00, code, number=number))
        spoken.append(len(queries))
    assert len({(refused.code, refused.sentence) for refused in said}) == 1
    assert len(set(spoken)) == 1


def test_a_request_on_its_way_counts_those_that_overtook_it():
    """Racing guesses bear the hour at which each arrived, not that at which each is compared."""
    market = a_market()
    for minute in (1, 2, 3):
        typed(market, wrong_of(market), 10, minute)
    assert typed(market, market.card.codes.six, 10, 0).code == "NOT_RECOGNISED"


def test_old_tries_are_forgotten():
    market = a_market()
    typed(market, wrong_of(market), 10, 0)
    assert forget_old_tries(clock.at(DAY.replace(year=2027), 9)) == 0
    assert forget_old_tries(clock.at(DAY.replace(year=2027, month=4), 9)) == 1


def _check(digits):
    from stdnum import damm

    return damm.calc_check_digit(digits)
