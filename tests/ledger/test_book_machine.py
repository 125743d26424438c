"""The book as a state machine: whatever is posted, its identities hold at each step."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance, balances, statement
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.closing import close_month
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import open_accounts, post, replay, reverse
from ecot.records.deed import deed
from ecot.values import references
from ecot.values.month import Month
from ecot.values.refusal import Refused
from tests.ledger.conftest import act

HOUSEHOLDS = [UUID(int=number) for number in (1, 2, 3)]
SHOPS = [UUID(int=number) for number in (11, 12)]
CENTS = st.integers(min_value=1, max_value=150_00)
STEPS = 50 if os.environ.get("DRILL") == "1" else 25


class Book(RuleBasedStateMachine):
    """Households are credited, pay, are refunded; entries are reversed; months close."""

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.day = date(2026, 1, 5)
        self.number = 0
        self.wallets: dict[UUID, int] = dict.fromkeys(HOUSEHOLDS, 0)
        self.owed: dict[UUID, int] = defaultdict(int)
        self.sales: list[tuple[int, UUID, UUID, int]] = []
        open_accounts(map(chart.wallet, HOUSEHOLDS))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def key(self) -> str:
        self.number += 1
        return f"key-{self.number}"

    @rule(household=st.sampled_from(HOUSEHOLDS), cents=CENTS)
    def allocate(self, household: UUID, cents: int) -> None:
        post(act(self.key(), self.day), EntryKind.ALLOCATION, recipes.allocation(household, cents))
        self.wallets[household] += cents

    @rule(household=st.sampled_from(HOUSEHOLDS), shop=st.sampled_from(SHOPS), cents=CENTS)
    def pay(self, household: UUID, shop: UUID, cents: int) -> None:
        request = act(self.key(), self.day)
        lines = recipes.till_payment(household, shop, cents)
        answer = deed(post)(request, EntryKind.TILL_PAYMENT, lines)
        if isinstance(answer, Refused):
            assert (answer.code, cents > self.wallets[household]) == ("BELOW_FLOOR", True)
            assert replay(request) is None
            return
        assert cents <= self.wallets[household]
        self.wallets[household] -= cents
        self.owed[shop] += cents
        self.sales.append((answer.entry_id, household, shop, cents))

    @rule(data=st.data())
    def undo_a_sale(self, data: st.DataObject) -> None:
        if not self.sales:
            return
        sale = data.draw(st.sampled_from(self.sales))
        self.sales.remove(sale)
        entry_id, household, shop, cents = sale
        reverse(act(self.key(), self.day), entry_id)
        self.wallets[household] += cents
        self.owed[shop] -= cents

    @rule(days=st.integers(min_value=1, max_value=40))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule()
    def close_the_month_before(self) -> None:
        month = Month.of(self.day).previous()
        answer = deed(close_month)(act(self.key(), self.day), month)
        if isinstance(answer, Refused):
            assert answer.code == "MONTH_NOT_NEXT"

    @invariant()
    def wallets_and_shops_are_as_counted(self) -> None:
        found = balances(Code.WALLET)
        assert found == {references.household(h): cents for h, cents in self.wallets.items()}
        assert {shop: balance(chart.owed_to_shop(shop)) for shop in self.owed} == self.owed

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        granted = balance(AccountName(Code.ALLOCATION_GRANTED))
        assert granted == sum(self.wallets.values()) + sum(self.owed.values())

    @invariant()
    def statements_add_up(self) -> None:
        for household, cents in self.wallets.items():
            lines = statement(chart.wallet(household), limit=1_000)
            assert sum(line.amount_cents for line in lines) == cents


class TestBook(TestCase):
    """Runs the machine; each run's rows vanish when it ends, so that it starts with an empty book."""

    def test_its_identities_hold(self) -> None:
        run_state_machine_as_test(Book, settings=settings(stateful_step_count=STEPS))
