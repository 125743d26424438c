"""From the slug that people choose to the account that the book knows.

Called by every deed that moves money at the bank or at a desk.
"""

from __future__ import annotations

from ecot.ledger import balances, chart
from ecot.ledger.chart import AccountName
from ecot.operations.treasury.models import AccountKind, BankAccount
from ecot.operations.treasury.refusals import (
    ACCOUNT_UNKNOWN,
    CASH_NOT_THERE,
    NOT_A_BANK,
    NOT_A_DESK,
)
from ecot.values.money import format_euros
from ecot.values.refusal import refuse


def in_the_book(account: BankAccount) -> AccountName:
    """The account of the book: 512 for a bank account, 53 for a desk."""
    if account.kind == AccountKind.DESK:
        return chart.desk(account.slug)
    return chart.bank(account.slug)


def account_named(slug: str) -> BankAccount:
    """The account with that slug; refuses ACCOUNT_UNKNOWN."""
    account = BankAccount.objects.filter(slug=slug).first()
    if account is None:
        raise refuse(ACCOUNT_UNKNOWN, account=slug[:40])
    return account


def bank_named(slug: str) -> BankAccount:
    """The bank account with that slug; a desk is refused by name."""
    account = account_named(slug)
    if account.kind != AccountKind.BANK:
        raise refuse(NOT_A_BANK, account=account.label)
    return account


def desk_named(slug: str) -> BankAccount:
    """The cash desk with that slug, locked until the deed ends; a bank account is refused by name."""
    account = account_named(slug)
    if account.kind != AccountKind.DESK:
        raise refuse(NOT_A_DESK, account=account.label)
    BankAccount.objects.select_for_update(no_key=True).get(slug=slug)
    return account


def check_cash_is_there(account: BankAccount, amount_cents: int) -> None:
    """Cash cannot leave a desk that does not hold it; a bank account may be overdrawn."""
    if account.kind != AccountKind.DESK:
        return
    BankAccount.objects.select_for_update(no_key=True).get(slug=account.slug)
    there = balances.balance(in_the_book(account))
    if amount_cents > there:
        raise refuse(CASH_NOT_THERE, there=format_euros(there), amount=format_euros(amount_cents))
