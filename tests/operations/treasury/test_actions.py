"""Accounts, the bank's own word, costs, incomes, receipts that nobody recognises yet."""

from datetime import date
from typing import Any

import pytest

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, desk
from ecot.operations.treasury.actions import (
    open_account,
    pay_running_cost,
    receive_income,
    receive_unidentified,
    type_balance,
)
from ecot.operations.treasury.models import AccountKind, PlainMovement
from ecot.operations.treasury.queries import Light, movements, positions, unidentified
from ecot.records.audit import lines
from tests.builders.answers import done, refusal
from tests.builders.treasury import (
    BANK,
    a_bank_account,
    a_desk,
    money_act,
    money_in_the_bank,
    treasurer,
)

pytestmark = pytest.mark.django_db
MARCH_2 = date(2025, 3, 2)


def test_an_account_is_opened_once_under_a_plain_name_and_leaves_an_audit_line():
    opened = done(
        open_account(
            treasurer(), slug="livret", label="Livret A", kind=AccountKind.BANK,
            iban="FR76 3000 6000 0112 3456 7890 189",
        )
    )  # fmt: skip
    assert opened.iban == "FR7630006000011234567890189"
    assert [line.kind for line in lines("bank-livret")] == ["treasury.account_opened"]
    again = open_account(treasurer(), slug="livret", label="Autre", kind=AccountKind.BANK)
    assert refusal(again) == "ACCOUNT_EXISTS"


@pytest.mark.parametrize(
    ("slug", "label", "iban", "expected"),
    [
        ("", "Banque", "", "ACCOUNT_NAME_INVALID"),
        ("Crédit", "Banque", "", "ACCOUNT_NAME_INVALID"),
        ("a" * 41, "Banque", "", "ACCOUNT_NAME_INVALID"),
        ("banque", "   ", "", "LABEL_MISSING"),
        ("banque", "Banque", "FR76 3000 6000 0112 3456 7890 188", "IBAN_INVALID"),
        ("banque", "Banque", "pas un iban", "IBAN_INVALID"),
    ],
)
def test_a_bad_account_is_refused_by_name(slug, label, iban, expected):
    answer = open_account(treasurer(), slug=slug, label=label, kind=AccountKind.BANK, iban=iban)
    assert refusal(answer) == expected


@pytest.mark.parametrize(
    ("code", "debited", "cents"),
    [(Code.COST_SERVICES, "62", 12_50), (Code.COST_STAFF, "64", 2_100_00), (Code.BANK_FEE, "627", 4_20)],
)  # fmt: skip
def test_a_running_cost_leaves_the_bank(code, debited, cents):
    money_in_the_bank(5_000_00)
    posted = done(
        pay_running_cost(
            money_act(MARCH_2), account=BANK, code=code, amount_cents=cents, paid_on=MARCH_2,
            label="Facture 17",
        )
    )  # fmt: skip
    assert balance(bank(BANK)) == 5_000_00 - cents
    assert balance(AccountName(Code(debited))) == cents
    assert movements()[0].label == "Facture 17"
    assert movements()[0].entry_id == posted.entry_id


def test_the_same_request_twice_pays_once_and_another_body_is_refused():
    money_in_the_bank(100_00)
    wanted: dict[str, Any] = {
        "account": BANK,
        "code": Code.COST_SERVICES,
        "paid_on": MARCH_2,
        "label": "Encre",
    }
    act = money_act(MARCH_2, key="k", cents=10)
    first = done(pay_running_cost(act, amount_cents=10_00, **wanted))
    again = done(pay_running_cost(act, amount_cents=10_00, **wanted))
    assert again.replayed
    assert again.entry_id == first.entry_id
    other = pay_running_cost(money_act(MARCH_2, key="k", cents=11), amount_cents=11_00, **wanted)
    assert refusal(other) == "KEY_REUSED"
    assert balance(bank(BANK)) == 90_00


@pytest.mark.parametrize(
    ("cents", "day", "label", "account", "code", "expected"),
    [
        (0, MARCH_2, "Encre", BANK, Code.COST_SERVICES, "AMOUNT_NOT_POSITIVE"),
        (-1, MARCH_2, "Encre", BANK, Code.COST_SERVICES, "AMOUNT_NOT_POSITIVE"),
        (1_000_000_01, MARCH_2, "Encre", BANK, Code.COST_SERVICES, "AMOUNT_TOO_LARGE"),
        (10**30, MARCH_2, "Encre", BANK, Code.COST_SERVICES, "AMOUNT_TOO_LARGE"),
        (1_00, date(2025, 3, 3), "Encre", BANK, Code.COST_SERVICES, "DAY_IN_FUTURE"),
        (1_00, date(202, 3, 2), "Encre", BANK, Code.COST_SERVICES, "DAY_TOO_OLD"),
        (1_00, MARCH_2, " ", BANK, Code.COST_SERVICES, "LABEL_MISSING"),
        (1_00, MARCH_2, "Encre", "inconnue", Code.COST_SERVICES, "ACCOUNT_UNKNOWN"),
        (1_00, MARCH_2, "Encre", BANK, Code.WALLET, "NOT_A_COST"),
        (1_00, MARCH_2, "Encre", "accueil", Code.COST_SERVICES, "CASH_NOT_THERE"),
    ],
)
def test_a_bad_cost_is_refused_by_name_and_nothing_stays(
    cents, day, label, account, code, expected
):
    a_bank_account()
    a_desk()
    answer = pay_running_cost(
        money_act(MARCH_2), account=account, code=code, amount_cents=cents, paid_on=day, label=label
    )
    assert refusal(answer) == expected
    assert not PlainMovement.objects.exists()


def test_other_incomes_are_gifts_patronage_and_other_bodies_only():
    a_bank_account()
    wanted: dict[str, Any] = {
        "account": BANK,
        "amount_cents": 50_00,
        "received_on": MARCH_2,
        "label": "Fondation",
    }
    assert receive_income(money_act(MARCH_2), code=Code.PATRONAGE, **wanted)
    refused = receive_income(money_act(MARCH_2), code=Code.CONTRIBUTION, **wanted)
    assert refusal(refused) == "NOT_AN_INCOME"
    assert balance(AccountName(Code.PATRONAGE)) == 50_00


def test_an_unknown_receipt_waits_in_471():
    a_bank_account()
    receive_unidentified(
        money_act(MARCH_2), account=BANK, amount_cents=40_00, received_on=MARCH_2, label="VIR 771"
    )
    (waiting,) = unidentified()
    assert (waiting.left_cents, waiting.label) == (40_00, "VIR 771")
    assert balance(AccountName(Code.UNIDENTIFIED)) == 40_00
    assert balance(bank(BANK)) == 40_00


@pytest.mark.parametrize(
    ("said", "said_on", "light", "difference"),
    [
        (None, None, Light.AMBER, 0),
        (500_00, date(2025, 3, 1), Light.GREEN, 0),
        (500_00, date(2025, 1, 26), Light.GREEN, 0),
        (500_00, date(2025, 1, 25), Light.AMBER, 0),
        (480_00, date(2025, 3, 1), Light.RED, -20_00),
    ],
)
def test_the_banks_own_word_stands_beside_the_book(said, said_on, light, difference):
    money_in_the_bank(500_00)
    if said is not None:
        type_balance(treasurer(MARCH_2), account=BANK, balance_cents=said, balance_on=said_on)
    (position,) = positions(MARCH_2)
    assert (position.light, position.difference_cents) == (light, difference)
    assert position.book_cents == 500_00


def test_the_last_word_of_the_bank_counts_and_a_desk_says_nothing():
    money_in_the_bank(500_00)
    a_desk()
    for cents in (400_00, 500_00):
        type_balance(treasurer(MARCH_2), account=BANK, balance_cents=cents, balance_on=MARCH_2)
    lights = {position.slug: position.light for position in positions(MARCH_2)}
    assert lights == {BANK: Light.GREEN, "accueil": Light.GREEN}
    refused = type_balance(
        treasurer(MARCH_2), account="accueil", balance_cents=1, balance_on=MARCH_2
    )
    assert refusal(refused) == "NOT_A_BANK"
    huge = type_balance(treasurer(MARCH_2), account=BANK, balance_cents=10**20, balance_on=MARCH_2)
    assert refusal(huge) == "AMOUNT_TOO_LARGE"


def test_cash_and_bank_are_named_apart_in_the_book():
    assert (bank("x").code, desk("x").code) == (Code.BANK, Code.CASH)
