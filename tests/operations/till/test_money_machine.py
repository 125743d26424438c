"""Allocations, payments, refunds and corrections in any order: no cent made or lost, no wallet below zero."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from ecot.ledger import chart
from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.chart import AccountName, Code
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.rules.wallet import WalletRule
from ecot.values.month import Month
from tests.builders.allocations import BY_HOUSEHOLD, opened
from tests.builders.members import a_card, a_household
from tests.builders.rulebook import founded_rules
from tests.builders.shops import a_shop
from tests.builders.till import Market, by_card, payment_rule, till
from tests.builders.treasury import money_in_the_bank

PAYERS, SHOPS = 2, 2
CENTS = st.integers(1, 150_00)


class TillMoney(RuleBasedStateMachine):
    """What wallets and shops must hold, kept in plain dictionaries beside the product."""

    sales = Bundle("sales")

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        founded_rules(
            allocation=BY_HOUSEHOLD,
            wallet=WalletRule(carry_over_months=None, transfers_allowed=False),
            payment=payment_rule(
                code_from_cents=200_00,
                ceiling_per_payment_cents=150_00,
                ceiling_per_day_cents=10_000_00,
                correction_minutes=60,
            ),
        )
        money_in_the_bank(1_000_000_00)
        cards = [a_card(a_household()) for _ in range(PAYERS)]
        shops = [a_shop() for _ in range(SHOPS)]
        self.markets = [[Market(card, "", shop) for shop in shops] for card in cards]
        self.wallets = [0] * PAYERS
        self.owed = [0] * SHOPS
        self.month = Month(2026, 1)
        self.asked = 0

    def act(self, market, key=""):
        self.asked += 1
        return till(market, day=date(self.month.year, self.month.number, 2), key=key)

    @rule()
    def allocate(self):
        self.month = self.month.next()
        opened(self.month)
        opened(self.month)
        self.wallets = [cents + 120_00 for cents in self.wallets]

    @rule(
        target=sales,
        payer=st.integers(0, PAYERS - 1),
        shop=st.integers(0, SHOPS - 1),
        cents=CENTS,
        twice=st.booleans(),
    )
    def pay(self, payer, shop, cents, twice):
        market = self.markets[payer][shop]
        act = self.act(market)
        result = by_card(market, cents, act)
        if cents > self.wallets[payer]:
            assert result.code == "BALANCE_TOO_LOW"
            return multiple()
        if twice:
            assert by_card(market, cents, act).replayed
        self.wallets[payer] -= cents
        self.owed[shop] += cents
        assert result.balance_after_cents == self.wallets[payer]
        return {"id": result.entry_id, "payer": payer, "shop": shop, "cents": cents, "left": cents}

    @rule(sale=sales, cents=CENTS)
    def refund(self, sale, cents):
        market = self.markets[sale["payer"]][sale["shop"]]
        result = refund_sale(self.act(market), sale_id=sale["id"], amount_cents=cents)
        if cents > sale["left"]:
            assert result.code == "REFUND_TOO_LARGE"
            return
        sale["left"] -= cents
        self.wallets[sale["payer"]] += cents
        self.owed[sale["shop"]] -= cents

    @rule(target=sales, sale=consumes(sales), cents=st.none() | CENTS)
    def correct(self, sale, cents):
        market = self.markets[sale["payer"]][sale["shop"]]
        result = correct_sale(
            self.act(market),
            sale_id=sale["id"],
            point_of_sale_id=market.shop.point_of_sale_id,
            amounts=cents,
        )
        if not result:
            assert result.code in {"SALE_REFUNDED", "BALANCE_TOO_LOW", "CORRECTION_TOO_LATE"}
            if result.code == "SALE_REFUNDED":
                assert sale["left"] < sale["cents"]
            return sale
        given = cents or 0
        self.wallets[sale["payer"]] += sale["cents"] - given
        self.owed[sale["shop"]] += given - sale["cents"]
        if result.receipt is None:
            return multiple()
        return sale | {"id": result.receipt.entry_id, "cents": given, "left": given}

    @invariant()
    def wallets_and_shops_are_as_they_must_be(self):
        found = [wallet_balance(row[0].household_id) for row in self.markets]
        assert found == self.wallets
        assert min(found) >= 0
        owed = [balance(chart.owed_to_shop(market.shop.shop_id)) for market in self.markets[0]]
        assert owed == self.owed

    @invariant()
    def nothing_is_made_or_lost(self):
        granted = balance(AccountName(Code.ALLOCATION_GRANTED))
        assert granted == sum(self.wallets) + sum(self.owed)

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)


@pytest.mark.django_db
def test_money_at_the_till_in_any_order():
    deep = settings.default.max_examples > 100
    run_state_machine_as_test(
        TillMoney,
        settings=settings(max_examples=200 if deep else 12, stateful_step_count=25),
    )
