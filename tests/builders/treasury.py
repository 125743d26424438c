"""Money at the bank and at the desk, through the deeds of the room `treasury`."""

from __future__ import annotations

from datetime import date
from itertools import count

from ecot.ledger.chart import Code
from ecot.operations.treasury.actions import open_account, receive_income
from ecot.operations.treasury.models import AccountKind, BankAccount
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor

TREASURER = Actor("user-3")
BANK = "credit-cooperatif"
DESK = "accueil"
MOVED_IN_ON = date(2025, 1, 1)
_keys = count(1)


def treasurer(day: date = MOVED_IN_ON, hour: int = 9) -> Act:
    """The treasurer acts at an hour of a day, without moving money."""
    return Act(TREASURER, clock.at(day, hour))


def money_act(day: date = MOVED_IN_ON, hour: int = 9, key: str = "", **body: object) -> Act:
    """The treasurer moves money, under a key that no other act of the tests has."""
    fresh = key or f"test:{next(_keys)}"
    return asked(TREASURER, clock.at(day, hour), fresh, **(body or {"what": fresh}))


def a_bank_account(slug: str = BANK) -> str:
    """The slug of a bank account, opened if it was not."""
    return _an_account(slug, AccountKind.BANK, "Crédit coopératif")


def a_desk(slug: str = DESK) -> str:
    """The slug of a cash desk, opened if it was not."""
    return _an_account(slug, AccountKind.DESK, "Caisse de l'accueil")


def money_in_the_bank(cents: int, on: date = MOVED_IN_ON, slug: str = BANK) -> str:
    """A gift of that amount reaches the bank on a day; the slug of the account."""
    account = a_bank_account(slug)
    posted = receive_income(
        money_act(on),
        account=account,
        code=Code.GIFT,
        amount_cents=cents,
        received_on=on,
        label="Don de départ",
    )
    assert posted, posted
    return account


def _an_account(slug: str, kind: AccountKind, label: str) -> str:
    if not BankAccount.objects.filter(slug=slug).exists():
        opened = open_account(treasurer(), slug=slug, label=label, kind=kind)
        assert opened, opened
    return slug
