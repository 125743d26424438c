"""One year of a caisse in any order: what may happen to its people, its money and its shops.

Each step lets days pass; a month opens by itself on its first day. Beside the product, plain integers
say how much money must be there. What must hold after every step is in `identities.py`; every fifth
step keeps all promises too, as `ecot check` tells them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.closing import close_month as close_the_book
from ecot.ledger.closing import last_closed
from ecot.operations.allocations.actions import Why, allocate_one
from ecot.operations.allocations.leaving import Departure, Move, move_wallet, settle_leaver
from ecot.operations.allocations.queries import held_lines
from ecot.operations.allocations.undoing import undo_run
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.models import AnswerKind, Means
from ecot.operations.members.actions import change_state, merge_households, separate_household
from ecot.operations.members.models import Belonging
from ecot.operations.members.states import State
from ecot.operations.month.actions import open_month
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
    record_return,
)
from ecot.operations.reimbursements.models import RemittanceLine
from ecot.operations.reimbursements.states import LineState
from ecot.operations.shops.actions import change_shop_state
from ecot.operations.shops.states import ShopState
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.records.deed import deed
from ecot.rules.wallet import WalletRule
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from tests.builders.allocations import BY_HOUSEHOLD
from tests.builders.contributions import a_pledge, a_receipt
from tests.builders.members import a_card, a_household
from tests.builders.rulebook import founded_rules
from tests.builders.shops import a_shop
from tests.builders.till import payment_rule
from tests.builders.treasury import BANK, a_desk, money_in_the_bank
from tests.worlds.identities import Expected, check_identities, check_promises, last_entry_id

T = TypeVar("T")
Facts = dict[str, Any]
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
STARTS_WITH_CENTS = 200_000_00
SHOPS = 3
WHO, WHICH = st.integers(0, 50), st.integers(0, 50)
CENTS = st.integers(1, 90_00)
DAYS = st.integers(0, 12)


@dataclass(frozen=True, slots=True)
class Member:
    """A household with the card it was given when it joined."""

    household_id: UUID
    token: str


class YearOfACaisse(RuleBasedStateMachine):
    """Every rule is something that people do; a refusal is an answer too, and must write nothing."""

    promises_every: int | None = 5

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.day = FIRST_DAY
        self.numbers, self.steps = count(1), count()
        self.expected = Expected(money_cents=STARTS_WITH_CENTS)
        self.found_rules()
        money_in_the_bank(STARTS_WITH_CENTS)
        a_desk()
        self.shops = [a_shop(name=f"Commerce {rank}") for rank in range(SHOPS)]
        self.members: list[Member] = []
        self.sales: list[Receipt] = []
        for adults in (1, 2):
            self.join_now(adults, adults - 1)
        self.open_months(Month.of(self.day))

    def found_rules(self) -> None:
        """The rules of the year: those of allocation and of the wallet change on the way."""
        higher = replace(BY_HOUSEHOLD, base_cents=130_00, months_tolerated=1)
        founded_rules(
            allocation=replace(BY_HOUSEHOLD, months_tolerated=2),
            wallet=WalletRule(carry_over_months=None, transfers_allowed=True),
            payment=payment_rule(
                code_from_cents=200_00,
                ceiling_per_payment_cents=150_00,
                ceiling_per_day_cents=160_00,
                correction_minutes=60,
            ),
            later=(
                (Month(2026, 5), higher),
                (Month(2026, 8), WalletRule(carry_over_months=2, transfers_allowed=False)),
            ),
        )

    def act(self, who: str = "user-2") -> Act:
        """Somebody asks today, under a new key."""
        key = f"year:{next(self.numbers)}"
        return asked(Actor(who), clock.at(self.day), key, what=key)

    def answered(self, result: T | Refused, before: int) -> T | None:
        """What was done; nothing for a refusal, which must have written no entry."""
        if isinstance(result, Refused):
            assert result.sentence
            assert last_entry_id() == before, f"{result.code} left an entry"
            return None
        return result

    def pass_days(self, days: int) -> None:
        """Time passes, at most to the end of the year; each month is opened when it begins."""
        before = Month.of(self.day)
        self.day = min(LAST_DAY, self.day + timedelta(days=days))
        if Month.of(self.day) != before:
            self.open_months(Month.of(self.day))

    def open_months(self, month: Month) -> None:
        opened = open_month(self.act(), month=month)
        assert not isinstance(opened, Refused), opened
        again = open_month(self.act(), month=month)
        assert not isinstance(again, Refused), again
        assert again.run.replayed
        assert not opened.run.on_hold, "the reserve of this world is never short"

    def join_now(self, adults: int, children: int) -> None:
        who = a_household(adults, children, since=self.day)
        a_pledge(who, 30_00, Month.of(self.day))
        self.members.append(Member(who, a_card(who, on=self.day).token))

    def member(self, who: int) -> Member:
        return self.members[who % len(self.members)]

    @rule(days=DAYS, adults=st.integers(1, 3), children=st.integers(0, 3))
    def join(self, days: int, adults: int, children: int) -> None:
        self.pass_days(days)
        self.join_now(adults, children)
        before = last_entry_id()
        month, who = Month.of(self.day), self.members[-1].household_id
        one = allocate_one(self.act(), month=month, household_id=who, why=Why.ARRIVED)
        self.answered(one, before)

    @rule(days=DAYS, who=WHO, cents=CENTS, in_cash=st.booleans())
    def contribute(self, days: int, who: int, cents: int, in_cash: bool) -> None:
        self.pass_days(days)
        means = Means.CASH if in_cash else Means.TRANSFER
        a_receipt(self.member(who).household_id, cents, self.day, means)
        self.expected.money_cents += cents

    @rule(days=st.integers(0, 3), who=WHO, which=WHICH, cents=CENTS, twice=st.booleans())
    def pay(self, days: int, who: int, which: int, cents: int, twice: bool) -> None:
        self.pass_days(days)
        member, shop = self.member(who), self.shops[which % SHOPS]
        held, before, act = wallet_balance(member.household_id), last_entry_id(), self.act()
        asking: Facts = {"point_of_sale_id": shop.point_of_sale_id, "amounts": cents}
        paid = self.answered(pay_at_till(act, **asking, card_token=member.token), before)
        if paid is None:
            assert wallet_balance(member.household_id) == held
            return
        if twice:
            again = pay_at_till(act, **asking, card_token=member.token)
            assert isinstance(again, Receipt)
            assert (again.entry_id, again.replayed) == (paid.entry_id, True)
        assert paid.balance_after_cents == held - cents >= 0
        self.sales.append(paid)

    @precondition(lambda self: self.sales)
    @rule(days=st.integers(0, 3), which=WHICH, cents=CENTS, correct=st.booleans())
    def give_back_or_correct(self, days: int, which: int, cents: int, correct: bool) -> None:
        self.pass_days(days)
        sale, before = self.sales[which % len(self.sales)], last_entry_id()
        if not correct:
            self.answered(
                refund_sale(self.act(), sale_id=sale.entry_id, amount_cents=cents), before
            )
            return
        corrected = self.answered(
            correct_sale(
                self.act(),
                sale_id=sale.entry_id,
                point_of_sale_id=sale.point_of_sale_id,
                amounts=cents,
            ),
            before,
        )
        if corrected is not None and corrected.receipt is not None:
            self.sales.append(corrected.receipt)

    @rule(days=DAYS, who=WHO, to=st.sampled_from([State.PAUSED, State.ACTIVE, State.ACTIVE]))
    def pause_or_come_back(self, days: int, who: int, to: State) -> None:
        self.pass_days(days)
        moved: Facts = {"household_id": self.member(who).household_id, "to": to, "reason": "essai"}
        self.answered(change_state(self.act(), **moved), last_entry_id())

    @rule(days=DAYS, who=WHO, heir=st.none() | WHO, because=st.sampled_from(Departure))
    def leave_or_die(self, days: int, who: int, heir: int | None, because: Departure) -> None:
        self.pass_days(days)
        gone, before = self.member(who).household_id, last_entry_id()
        to_id = None if heir is None else self.member(heir).household_id
        act = self.act()
        asking: Facts = {"household_id": gone, "because": because, "to_id": to_id}
        if self.answered(settle_leaver(act, **asking), before) is not None:
            assert wallet_balance(gone) == 0
            assert not isinstance(settle_leaver(act, **asking), Refused)

    @rule(days=DAYS, who=WHO, cents=CENTS)
    def split(self, days: int, who: int, cents: int) -> None:
        self.pass_days(days)
        first, before = self.member(who).household_id, last_entry_id()
        there = Belonging.objects.filter(household_id=first, counts_until=None)
        persons = list(there.order_by("-person_id").values_list("person_id", flat=True)[:1])
        result = separate_household(self.act(), household_id=first, person_ids=persons)
        parted = self.answered(result, before)
        if parted is None:
            return
        self.members.append(
            Member(parted.household_id, a_card(parted.household_id, on=self.day).token)
        )
        ends: Facts = {"from_id": first, "to_id": parted.household_id, "amount_cents": cents}
        self.answered(move_wallet(self.act(), **ends, why=Move.SEPARATION), before)

    @rule(days=DAYS, who=WHO, other=WHO)
    def merge(self, days: int, who: int, other: int) -> None:
        self.pass_days(days)
        kept, joined, before = self.member(who), self.member(other), last_entry_id()
        ends: Facts = {"kept_id": kept.household_id, "joined_id": joined.household_id}
        if self.answered(merge_households(self.act(), **ends, reason="union"), before) is None:
            return
        cents = wallet_balance(joined.household_id)
        between: Facts = {"from_id": joined.household_id, "to_id": kept.household_id}
        self.answered(
            move_wallet(self.act(), **between, amount_cents=cents, why=Move.MERGER), before
        )

    @rule(days=DAYS, who=WHO, kind=st.sampled_from(AnswerKind))
    def answer_for_arrears(self, days: int, who: int, kind: AnswerKind) -> None:
        """A person answers for somebody; whoever is free again then receives the month's line."""
        self.pass_days(days)
        month, before = Month.of(self.day), last_entry_id()
        waiting = [line.household_id for line in held_lines(month, clock.at(self.day))]
        household_id = waiting[who % len(waiting)] if waiting else self.member(who).household_id
        months: Facts = {"from_month": month, "until_month": month}
        asking: Facts = {"household_id": household_id, "kind": kind}
        self.answered(answer_arrears(self.act(), **asking, **months), before)
        one = allocate_one(self.act(), month=month, household_id=household_id, why=Why.UNBLOCKED)
        self.answered(one, before)

    @rule(days=DAYS, again=st.booleans())
    def undo_a_wrong_run(self, days: int, again: bool) -> None:
        self.pass_days(days)
        month, before = Month.of(self.day), last_entry_id()
        asking: Facts = {"month": month, "reason": "enfants saisis deux fois", "again": again}
        undone = self.answered(undo_run(self.act(), **asking), before)
        if undone is not None and not again:
            self.open_months(month)

    @rule(days=DAYS, executed=st.booleans(), returned=st.booleans())
    def pay_the_shops(self, days: int, executed: bool, returned: bool) -> None:
        self.pass_days(days)
        before = last_entry_id()
        prepared = self.answered(prepare_remittance(self.act(), account=BANK), before)
        if prepared is None:
            return
        named: Facts = {"remittance_id": prepared.remittance_id}
        if self.answered(confirm_remittance(self.act("user-3"), **named), before) is None:
            return
        if executed:
            paid = record_execution(self.act(), **named, executed_on=self.day)
            assert not isinstance(paid, Refused), paid
            self.expected.paid_to_shops(paid.total_cents)
        line = RemittanceLine.objects.filter(
            remittance_id=prepared.remittance_id, ordered_entry_id__isnull=False
        ).first()
        if returned and line is not None:
            self.bank_returns(line)

    def bank_returns(self, line: RemittanceLine) -> None:
        was_paid = line.state == LineState.EXECUTED
        asking: Facts = {"line_id": line.pk, "returned_on": self.day, "reason": "compte clos"}
        came_back = record_return(self.act(), **asking)
        assert not isinstance(came_back, Refused), came_back
        if was_paid:
            self.expected.paid_to_shops(-came_back.amount_cents)

    @rule(days=DAYS, which=WHICH, to=st.sampled_from([ShopState.SUSPENDED, ShopState.ENDED]))
    def a_shop_leaves(self, days: int, which: int, to: ShopState) -> None:
        """With whatever it is owed: the next remittance still pays it. The last shop stays."""
        self.pass_days(days)
        shop_id = self.shops[which % (SHOPS - 1)].shop_id
        result = change_shop_state(self.act(), shop_id=shop_id, to=to, reason="cessation")
        self.answered(result, last_entry_id())

    @rule(days=DAYS)
    def close_the_oldest_month(self, days: int) -> None:
        self.pass_days(days)
        last, before = last_closed(), last_entry_id()
        month = Month.of(FIRST_DAY) if last is None else last.next()
        self.answered(deed(close_the_book)(self.act(), month), before)
        assert last_entry_id() == before

    @invariant()
    def everything_holds(self) -> None:
        self.expected.granted_cents = balance(AccountName(Code.ALLOCATION_GRANTED))
        check_identities(self.expected)
        if self.promises_every is not None and next(self.steps) % self.promises_every == 0:
            check_promises(self.day)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
