"""Two tills and one wallet, the same request twice at once: on real commits, on both databases (F10)."""

import os
from functools import partial

from ecot.ledger.balances import balances, wallet_balance
from ecot.ledger.chart import Code
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.models import CodeTry, Outcome
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import refund_sale
from tests.builders.till import a_market, a_payer, by_card, paid, payment_rule, put_in_wallet, till
from tests.databases.clones import race

ROUNDS = 200 if os.environ.get("DRILL") == "1" else 5


def test_two_tills_one_purchase_in_the_wallet(cloned_database):
    market = a_market(0, payment=payment_rule(code_from_cents=60_00))
    for tills in (2, 6):
        for _ in range(ROUNDS):
            card, _ = a_payer(12_50)
            acts = [till(market) for _ in range(tills)]
            results = race(
                [
                    partial(
                        pay_at_till,
                        act,
                        point_of_sale_id=market.shop.point_of_sale_id,
                        amounts=12_50,
                        card_token=card.token,
                    )
                    for act in acts
                ]
            )
            taken = [one for one in results if isinstance(one, Receipt)]
            refused = [one.code for one in results if not isinstance(one, Receipt)]
            assert len(taken) == 1, results
            assert refused == ["BALANCE_TOO_LOW"] * (tills - 1)
            assert wallet_balance(card.household_id) == 0


def test_the_same_request_at_once_is_one_payment_and_one_receipt(cloned_database):
    everything = 5_00 * ROUNDS
    rule = payment_rule(ceiling_per_day_cents=max(200_00, everything))
    market = a_market(everything, payment=rule)
    for number in range(ROUNDS):
        act = till(market, key=f"same-{number}", amount=5_00)
        results = race([partial(by_card, market, 5_00, act)] * 3)
        assert all(isinstance(one, Receipt) for one in results), results
        assert len({one.entry_id for one in results}) == 1
    assert wallet_balance(market.household_id) == 0


def test_the_ceiling_of_the_day_holds_between_two_tills(cloned_database):
    market = a_market(200_00, payment=payment_rule(code_from_cents=60_00))
    results = race([partial(by_card, market, 40_00, till(market)) for _ in range(4)])
    assert sum(isinstance(one, Receipt) for one in results) == 1
    assert wallet_balance(market.household_id) == 160_00


def test_refunds_at_once_never_give_back_more_than_the_sale(cloned_database):
    market = a_market(40_00)
    sale = paid(by_card(market, 10_00)).entry_id
    results = race(
        [partial(refund_sale, till(market), sale_id=sale, amount_cents=6_00) for _ in range(4)]
    )
    assert sum(bool(one) for one in results) == 1
    assert wallet_balance(market.household_id) == 36_00
    assert sum(balances(Code.OWED_TO_SHOP).values()) == 4_00


def test_racing_guesses_are_compared_three_times_at_most(cloned_database):
    market = a_market(0)
    put_in_wallet(market.household_id, 40_00)
    wrong = f"{(int(market.card.codes.six) + 1) % 1_000_000:06d}"
    results = race(
        [
            partial(
                pay_at_till,
                till(market),
                point_of_sale_id=market.shop.point_of_sale_id,
                amounts=1_00,
                number=market.number,
                code=wrong,
            )
            for _ in range(8)
        ]
    )
    assert {one.code for one in results} == {"NOT_RECOGNISED"}
    assert CodeTry.objects.filter(outcome=Outcome.WRONG).count() <= 3
