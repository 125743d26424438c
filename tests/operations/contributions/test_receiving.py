"""Contributions come: transfer, cash, debit, another payer; one by one or a day at a time."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, contribution_of, desk
from ecot.operations.contributions.models import Means, Receipt
from ecot.operations.contributions.queries import receipts, received
from ecot.operations.contributions.receiving import (
    MOST_ROWS,
    ReceiptRow,
    record_receipt,
    record_receipts,
)
from ecot.operations.treasury.queries import unidentified
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_receipt
from tests.builders.members import a_household
from tests.builders.treasury import BANK, DESK, a_bank_account, a_desk, money_act

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)


def row(key, household, cents=50_00, **changed):
    facts: dict[str, Any] = {
        "key": key, "household_id": household, "account": BANK, "amount_cents": cents,
        "received_on": DAY,
    }  # fmt: skip
    return ReceiptRow(**(facts | changed))


@pytest.mark.parametrize("means", [Means.TRANSFER, Means.DEBIT])
def test_what_comes_to_the_bank_is_the_households_contribution(means):
    household = a_household()
    came = a_receipt(household, 50_00, DAY, means)
    assert balance(bank(BANK)) == 50_00
    assert balance(contribution_of(household)) == 50_00
    assert received() == {household: 50_00}
    assert came.cash_number == ""


def test_cash_takes_the_next_number_of_its_desk_and_year():
    household = a_household()
    a_desk("marche")
    first = a_receipt(household, 5_00, DAY, Means.CASH)
    second = a_receipt(household, 6_00, DAY, Means.CASH)
    last_year = a_receipt(household, 7_00, date(2024, 12, 31), Means.CASH)
    numbers = [first.cash_number, second.cash_number, last_year.cash_number]
    assert numbers == ["accueil-2025-0001", "accueil-2025-0002", "accueil-2024-0001"]
    assert balance(desk(DESK)) == 18_00


def test_a_refused_receipt_takes_no_number():
    household = a_household()
    a_receipt(household, 5_00, DAY, Means.CASH)
    wrong = record_receipt(
        money_act(DAY), household_id=household, account=DESK, amount_cents=0, received_on=DAY,
        means=Means.CASH,
    )  # fmt: skip
    assert refusal(wrong) == "AMOUNT_NOT_POSITIVE"
    assert a_receipt(household, 5_00, DAY, Means.CASH).cash_number == "accueil-2025-0002"


def test_another_payer_is_named_and_the_household_is_credited():
    household = a_household()
    a_receipt(household, 25_00, DAY, Means.PAYER, payer="CCAS de Montpellier")
    (view,) = receipts(household_id=household)
    assert (view.payer_name, view.means, view.amount_cents) == (
        "CCAS de Montpellier",
        Means.PAYER,
        25_00,
    )


def test_the_same_request_twice_is_one_receipt_and_one_number():
    household = a_household()
    a_desk()
    act = money_act(DAY, key="receipt", cents=500)
    wanted: dict[str, Any] = {
        "household_id": household,
        "account": DESK,
        "received_on": DAY,
        "means": Means.CASH,
    }
    first = done(record_receipt(act, amount_cents=5_00, **wanted))
    again = done(record_receipt(act, amount_cents=5_00, **wanted))
    assert again.replayed
    assert (again.receipt_id, again.cash_number) == (first.receipt_id, first.cash_number)
    other = record_receipt(money_act(DAY, key="receipt", cents=6), amount_cents=6_00, **wanted)
    assert refusal(other) == "KEY_REUSED"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount_cents": 0}, "AMOUNT_NOT_POSITIVE"),
        ({"amount_cents": -1}, "AMOUNT_NOT_POSITIVE"),
        ({"amount_cents": 10**14}, "AMOUNT_TOO_LARGE"),
        ({"received_on": date(2025, 3, 3)}, "DAY_IN_FUTURE"),
        ({"received_on": date(2022, 2, 28)}, "DAY_TOO_OLD"),
        ({"account": "inconnue"}, "ACCOUNT_UNKNOWN"),
        ({"household_id": uuid4()}, "HOUSEHOLD_UNKNOWN"),
        ({"means": Means.CASH}, "MEANS_NEEDS_DESK"),
        ({"account": DESK}, "MEANS_NEEDS_BANK"),
        ({"means": Means.PAYER, "payer_name": "  "}, "PAYER_MISSING"),
    ],
)
def test_a_bad_receipt_is_refused_by_name_alone_or_in_a_list(changed, reason):
    household = a_household()
    a_bank_account()
    a_desk()
    facts: dict[str, Any] = {
        "household_id": household, "account": BANK, "amount_cents": 50_00, "received_on": DAY,
    } | changed  # fmt: skip
    assert refusal(record_receipt(money_act(DAY), **facts)) == reason
    batch = done(
        record_receipts(
            money_act(DAY), rows=[ReceiptRow(key="bad", **facts), row("good", household)]
        )
    )
    (refused,) = batch.refused
    assert (refused.position, refused.refused.code) == (1, reason)
    assert [one.amount_cents for one in batch.received] == [50_00]


def test_a_day_at_the_bank_is_recorded_line_by_line_and_may_be_sent_twice():
    one, two = a_household(), a_household()
    a_bank_account()
    rows = [
        row("l1", one, 50_00),
        row("l2", two, 30_00),
        row("l3", None, 12_00, label="VIR MARTIN"),
        row("l1", one, 50_00),
        row("l2", two, 31_00),
        row("", one, 1_00),
    ]
    batch = done(record_receipts(money_act(DAY), rows=rows))
    assert [came.amount_cents for came in batch.received] == [50_00, 30_00]
    assert batch.replayed == 1
    found = [(bad.position, bad.refused.code) for bad in batch.refused]
    assert found == [(5, "KEY_REUSED"), (6, "KEY_INVALID")]
    assert [waiting.label for waiting in unidentified()] == ["VIR MARTIN"]
    assert balance(AccountName(Code.UNIDENTIFIED)) == 12_00
    assert balance(bank(BANK)) == 92_00
    again = done(record_receipts(money_act(DAY), rows=rows[:3]))
    assert (again.replayed, again.received, again.refused) == (3, (), ())
    assert balance(bank(BANK)) == 92_00


def test_cash_in_a_list_is_numbered_in_the_order_of_the_list():
    household = a_household()
    a_desk()
    rows = [row(f"c{rank}", household, rank, account=DESK, means=Means.CASH) for rank in (3, 1, 2)]
    batch = done(record_receipts(money_act(DAY), rows=rows))
    assert [(one.amount_cents, one.cash_number) for one in batch.received] == [
        (3, "accueil-2025-0001"),
        (1, "accueil-2025-0002"),
        (2, "accueil-2025-0003"),
    ]


def test_too_many_lines_are_refused_whole():
    rows = [row(str(rank), None) for rank in range(MOST_ROWS + 1)]
    assert refusal(record_receipts(money_act(DAY), rows=rows)) == "TOO_MANY_ROWS"


def test_an_empty_list_does_nothing():
    batch = done(record_receipts(money_act(DAY), rows=[]))
    assert (batch.received, batch.refused, batch.replayed) == ((), (), 0)


def test_one_receipt_costs_at_most_nine_statements_and_a_list_few_in_all():
    household = a_household()
    a_receipt(household, 50_00, DAY)
    with CaptureQueriesContext(
        connection,
    ) as alone:
        a_receipt(household, 50_00, DAY)
    statements = [one["sql"] for one in alone if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= 9, statements
    rows = [row(f"many{rank}", household) for rank in range(200)]
    with CaptureQueriesContext(connection) as together:
        done(record_receipts(money_act(DAY), rows=rows))
    assert len(together) <= 12, [one["sql"][:80] for one in together]
    assert Receipt.objects.count() == 202
