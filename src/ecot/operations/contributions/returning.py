"""The deeds of giving back: a debit that the bank returns, a leaver's advance, an error undone.

Every return is a row of its own beside its receipt; nothing is erased. What came is what is
received less what went back (docs/algorithms/arrears.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, post, replay, reverse
from ecot.operations.contributions.models import (
    Means,
    Receipt,
    ReturnCause,
    ReturnedContribution,
)
from ecot.operations.contributions.pledging import check_known
from ecot.operations.contributions.queries import received
from ecot.operations.contributions.refusals import (
    ALREADY_RETURNED,
    ERROR_IS_FINAL,
    FEE_OUT_OF_RANGE,
    MORE_THAN_RECEIVED,
    NOT_A_DEBIT,
    RECEIPT_UNKNOWN,
    RETURN_UNKNOWN,
    RETURNED_BEFORE_RECEIVED,
)
from ecot.operations.members.models import Household
from ecot.operations.treasury.accounts import account_named, check_cash_is_there, in_the_book
from ecot.operations.treasury.amounts import check_amount, check_day
from ecot.operations.treasury.reversing import checked_reason
from ecot.operations.treasury.unidentified import recognise_no_more
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import refuse

MOST_FEE_CENTS: Final = 100_00


@dataclass(frozen=True, slots=True)
class Returned:
    """Money that went back: whose, how much, why, and the entry that says so."""

    household_id: UUID
    receipt_id: UUID | None
    cause: ReturnCause
    amount_cents: int
    fee_cents: int
    entry_id: int
    replayed: bool = False


@deed
def return_debit(act: Act, *, receipt_id: UUID, returned_on: date, fee_cents: int = 0) -> Returned:
    """The bank takes a direct debit back, weeks later perhaps, and keeps its fee (627)."""
    if posted := replay(act):
        return _returned(posted)
    if not 0 <= fee_cents <= MOST_FEE_CENTS:
        raise refuse(FEE_OUT_OF_RANGE, most=format_euros(MOST_FEE_CENTS))
    receipt = _locked_receipt(receipt_id)
    if receipt.means != Means.DEBIT:
        raise refuse(NOT_A_DEBIT)
    check_day(act, returned_on)
    if returned_on < receipt.received_on:
        raise refuse(RETURNED_BEFORE_RECEIVED, day=day_in_words(receipt.received_on))
    money = in_the_book(receipt.account)
    lines = recipes.contribution_returned(
        money, receipt.household_id, receipt.amount_cents, fee_cents=fee_cents
    )
    posted = post(act, EntryKind.CONTRIBUTION_RETURNED, lines, occurred_on=returned_on)
    return _note(posted, receipt, ReturnCause.DEBIT_RETURNED, fee_cents=fee_cents)


@deed
def give_back(
    act: Act, *, household_id: UUID, account: str, amount_cents: int, given_on: date
) -> Returned:
    """Give a contribution back, to a leaver who paid ahead for instance; never more than came."""
    if posted := replay(act):
        return _returned(posted)
    check_known(household_id)
    check_amount(amount_cents)
    check_day(act, given_on)
    Household.objects.select_for_update(no_key=True).filter(id=household_id).first()
    came = received([household_id]).get(household_id, 0)
    if amount_cents > came:
        raise refuse(
            MORE_THAN_RECEIVED,
            received=format_euros(max(0, came)),
            amount=format_euros(amount_cents),
        )
    money = account_named(account)
    check_cash_is_there(money, amount_cents)
    lines = recipes.contribution_returned(
        in_the_book(money), household_id, amount_cents, fee_cents=0
    )
    posted = post(act, EntryKind.CONTRIBUTION_RETURNED, lines, occurred_on=given_on)
    ReturnedContribution.objects.create(
        household_id=household_id,
        cause=ReturnCause.GIVEN_BACK,
        amount_cents=amount_cents,
        returned_on=given_on,
        entry_id=posted.entry_id,
    )
    return _returned(posted)


@deed
def undo_receipt(act: Act, *, receipt_id: UUID, reason: str) -> Returned:
    """A receipt was typed by error: its entry is reversed whole, and it no longer counts.

    The number of a cash receipt stays taken. What came out of 471 waits there again.
    """
    if posted := replay(act):
        return _returned(posted)
    words = checked_reason(reason)
    receipt = _locked_receipt(receipt_id)
    if receipt.means == Means.CASH and receipt.unidentified_id is None:
        check_cash_is_there(receipt.account, receipt.amount_cents)
    posted = reverse(act, receipt.entry_id, reason=words)
    if receipt.unidentified_id is not None:
        recognise_no_more(receipt.unidentified_id, receipt.amount_cents)
    return _note(posted, receipt, ReturnCause.ERROR)


@deed
def undo_return(act: Act, *, entry_id: int, reason: str) -> Posted:
    """A return was typed by error: its entry is reversed, and the contribution counts again."""
    if posted := replay(act):
        return posted
    words = checked_reason(reason)
    back = ReturnedContribution.objects.select_for_update(no_key=True).filter(
        entry_id=entry_id, is_undone=False
    )
    row = back.first()
    if row is None:
        raise refuse(RETURN_UNKNOWN)
    if row.cause == ReturnCause.ERROR:
        raise refuse(ERROR_IS_FINAL)
    ReturnedContribution.objects.filter(pk=row.pk).update(is_undone=True)
    return reverse(act, entry_id, reason=words)


def _locked_receipt(receipt_id: UUID) -> Receipt:
    """A receipt that still counts, locked until the deed ends."""
    receipt = (
        Receipt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("account")
        .filter(id=receipt_id)
        .first()
    )
    if receipt is None:
        raise refuse(RECEIPT_UNKNOWN)
    if receipt.returns.filter(is_undone=False).exists():
        raise refuse(ALREADY_RETURNED)
    return receipt


def _note(posted: Posted, receipt: Receipt, cause: ReturnCause, *, fee_cents: int = 0) -> Returned:
    ReturnedContribution.objects.create(
        household_id=receipt.household_id,
        receipt=receipt,
        cause=cause,
        amount_cents=receipt.amount_cents,
        fee_cents=fee_cents,
        returned_on=posted.occurred_on,
        entry_id=posted.entry_id,
    )
    return _returned(posted)


def _returned(posted: Posted) -> Returned:
    row = ReturnedContribution.objects.get(entry_id=posted.entry_id)
    return Returned(
        household_id=row.household_id,
        receipt_id=row.receipt_id,
        cause=ReturnCause(row.cause),
        amount_cents=row.amount_cents,
        fee_cents=row.fee_cents,
        entry_id=row.entry_id,
        replayed=posted.replayed,
    )
