"""The plain deeds of the treasury: accounts, the bank's own balance, costs, incomes, unknown receipts.

Cash is in `cash.py`, moving in in `opening.py`, errors in `reversing.py`. Called by the faces and
by the month. Each money deed answers the `Posted` of its entry, the first one on a replay.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum import iban as iban_numbers
from stdnum.exceptions import ValidationError

from ecot.ledger import recipes
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, open_accounts, post, replay
from ecot.operations.treasury import audit
from ecot.operations.treasury.accounts import (
    account_named,
    bank_named,
    check_cash_is_there,
    in_the_book,
)
from ecot.operations.treasury.amounts import check_amount, check_day, checked_label
from ecot.operations.treasury.models import (
    AccountKind,
    BankAccount,
    MovementKind,
    PlainMovement,
    TypedBalance,
    UnidentifiedReceipt,
)
from ecot.operations.treasury.refusals import (
    ACCOUNT_EXISTS,
    ACCOUNT_NAME_INVALID,
    AMOUNT_TOO_LARGE,
    IBAN_INVALID,
    NOT_A_COST,
    NOT_AN_INCOME,
)
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import MAX_CENTS, format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import refuse

COSTS: Final = (Code.COST_SERVICES, Code.COST_STAFF, Code.BANK_FEE)
INCOMES: Final = (Code.GIFT, Code.PATRONAGE, Code.OTHER_BODIES)
MOST_BANK_CENTS: Final = 100 * MAX_CENTS
_SLUG_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_LONGEST_SLUG: Final = 40


@deed
def open_account(
    act: Act, *, slug: str, label: str, kind: AccountKind, iban: str = ""
) -> BankAccount:
    """Add a bank account or a cash desk; its name in the book is its slug, for life."""
    if not 0 < len(slug) <= _LONGEST_SLUG or not _SLUG_LETTERS.issuperset(slug):
        raise refuse(ACCOUNT_NAME_INVALID, account=slug[:_LONGEST_SLUG])
    if BankAccount.objects.filter(slug=slug).exists():
        raise refuse(ACCOUNT_EXISTS, account=slug)
    account = BankAccount.objects.create(
        slug=slug,
        label=checked_label(label)[:120],
        kind=kind,
        iban=_checked_iban(iban) if iban.strip() else "",
        opened_at=act.at,
    )
    open_accounts([in_the_book(account)])
    record(act, audit.ACCOUNT_OPENED, subject=f"bank-{slug}", label=account.label)
    return account


@deed
def type_balance(act: Act, *, account: str, balance_cents: int, balance_on: date) -> TypedBalance:
    """Write down the balance that the bank itself announces for a day (it may be overdrawn)."""
    bank = bank_named(account)
    check_day(act, balance_on)
    if abs(balance_cents) > MOST_BANK_CENTS:
        raise refuse(
            AMOUNT_TOO_LARGE,
            amount=format_euros(balance_cents),
            most=format_euros(MOST_BANK_CENTS),
        )
    typed = TypedBalance.objects.create(
        account=bank,
        balance_cents=balance_cents,
        balance_on=balance_on,
        typed_by=act.actor,
        typed_at=act.at,
    )
    record(
        act,
        audit.BALANCE_TYPED,
        subject=f"bank-{account}",
        day=day_in_words(balance_on),
        balance=format_euros(balance_cents),
    )
    return typed


@deed
def pay_running_cost(
    act: Act, *, account: str, code: Code, amount_cents: int, paid_on: date, label: str
) -> Posted:
    """Pay a running cost: services (62), staff (64) or bank fees (627)."""
    if posted := replay(act):
        return posted
    if code not in COSTS:
        raise refuse(NOT_A_COST, code=code)
    check_amount(amount_cents)
    check_day(act, paid_on)
    words = checked_label(label)
    money = account_named(account)
    check_cash_is_there(money, amount_cents)
    lines = recipes.running_cost(code, in_the_book(money), amount_cents)
    posted = post(act, EntryKind.RUNNING_COST, lines, occurred_on=paid_on)
    _keep_movement(posted, money, kind=MovementKind.COST, code=code, label=words)
    return posted


@deed
def receive_income(
    act: Act, *, account: str, code: Code, amount_cents: int, received_on: date, label: str
) -> Posted:
    """Receive a gift (7541), patronage (7542) or another body's money (755)."""
    if posted := replay(act):
        return posted
    if code not in INCOMES:
        raise refuse(NOT_AN_INCOME, code=code)
    check_amount(amount_cents)
    check_day(act, received_on)
    words = checked_label(label)
    money = account_named(account)
    lines = recipes.other_income(code, in_the_book(money), amount_cents)
    posted = post(act, EntryKind.OTHER_INCOME, lines, occurred_on=received_on)
    _keep_movement(posted, money, kind=MovementKind.INCOME, code=code, label=words)
    return posted


@deed
def receive_unidentified(
    act: Act, *, account: str, amount_cents: int, received_on: date, label: str = ""
) -> Posted:
    """Book money that came from nobody knows whom to 471, where it waits to be recognised."""
    if posted := replay(act):
        return posted
    check_amount(amount_cents)
    check_day(act, received_on)
    money = account_named(account)
    lines = recipes.receipt_unidentified(in_the_book(money), amount_cents)
    posted = post(act, EntryKind.RECEIPT_UNIDENTIFIED, lines, occurred_on=received_on)
    UnidentifiedReceipt.objects.create(
        account=money,
        amount_cents=amount_cents,
        label=" ".join(label.split())[:200],
        received_on=received_on,
        entry_id=posted.entry_id,
    )
    return posted


def _checked_iban(text: str) -> str:
    try:
        return str(iban_numbers.validate(text))
    except ValidationError as invalid:
        raise refuse(IBAN_INVALID) from invalid


def _keep_movement(
    posted: Posted, account: BankAccount, *, kind: MovementKind, code: Code, label: str
) -> None:
    PlainMovement.objects.create(
        account=account,
        kind=kind,
        code=code,
        label=label,
        amount_cents=posted.total_cents,
        moved_on=posted.occurred_on,
        entry_id=posted.entry_id,
    )
