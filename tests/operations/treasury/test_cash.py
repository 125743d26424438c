"""Cash is counted, its difference booked, and it is carried to the bank."""

from datetime import date
from typing import Any

import pytest

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, desk
from ecot.operations.treasury.actions import receive_income
from ecot.operations.treasury.cash import bank_cash, count_cash
from ecot.records.audit import lines
from tests.builders.answers import done, refusal, sentence
from tests.builders.treasury import BANK, DESK, a_bank_account, a_desk, money_act

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)


def cash_at_the_desk(cents: int) -> None:
    receive_income(
        money_act(DAY), account=a_desk(), code=Code.GIFT, amount_cents=cents, received_on=DAY,
        label="Tirelire",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("counted", "shortfall", "product"),
    [(120_00, 0, 0), (118_50, 1_50, 0), (121_00, 0, 1_00), (0, 120_00, 0)],
)
def test_what_was_counted_becomes_what_the_book_says(counted, shortfall, product):
    cash_at_the_desk(120_00)
    found = done(count_cash(money_act(DAY), desk=DESK, counted_cents=counted))
    assert found.booked_cents == 120_00
    assert found.difference_cents == product - shortfall
    assert balance(desk(DESK)) == counted
    assert balance(AccountName(Code.SHORTFALL)) == shortfall
    assert balance(AccountName(Code.RETURNED)) == product


def test_an_exact_count_moves_nothing_and_leaves_an_audit_line():
    cash_at_the_desk(120_00)
    found = done(count_cash(money_act(DAY), desk=DESK, counted_cents=120_00))
    assert found.entry_id is None
    assert lines("bank-accueil")[0].kind == "treasury.cash_exact"


@pytest.mark.parametrize("counted", [120_00, 118_50])
def test_a_count_sent_twice_is_one_count(counted):
    cash_at_the_desk(120_00)
    act = money_act(DAY, key="count", cents=counted)
    first = done(count_cash(act, desk=DESK, counted_cents=counted))
    again = done(count_cash(act, desk=DESK, counted_cents=counted))
    assert (again.entry_id, again.booked_cents) == (first.entry_id, 120_00)
    assert again.replayed
    assert balance(desk(DESK)) == counted


def test_one_key_with_two_counts_is_refused():
    cash_at_the_desk(120_00)
    count_cash(money_act(DAY, key="count", cents=1), desk=DESK, counted_cents=120_00)
    other = count_cash(money_act(DAY, key="count", cents=2), desk=DESK, counted_cents=110_00)
    assert refusal(other) == "COUNT_KEY_REUSED"


@pytest.mark.parametrize(
    ("slug", "counted", "expected"),
    [
        (DESK, -1, "AMOUNT_NEGATIVE"),
        (DESK, 10**12, "AMOUNT_TOO_LARGE"),
        (BANK, 10, "NOT_A_DESK"),
        ("grenier", 10, "ACCOUNT_UNKNOWN"),
    ],
)
def test_a_bad_count_is_refused_by_name(slug, counted, expected):
    a_desk()
    a_bank_account()
    assert refusal(count_cash(money_act(DAY), desk=slug, counted_cents=counted)) == expected


def test_cash_is_carried_to_the_bank_and_never_more_than_there_is():
    cash_at_the_desk(120_00)
    a_bank_account()
    wanted: dict[str, Any] = {"desk": DESK, "account": BANK, "banked_on": DAY}
    assert bank_cash(money_act(DAY), amount_cents=100_00, **wanted)
    assert (balance(desk(DESK)), balance(bank(BANK))) == (20_00, 100_00)
    refused = bank_cash(money_act(DAY), amount_cents=20_01, **wanted)
    assert refusal(refused) == "CASH_NOT_THERE"
    assert "20,00" in sentence(refused)
