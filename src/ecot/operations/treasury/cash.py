"""The deeds of cash: counted, its difference booked, carried to the bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecot.ledger import recipes
from ecot.ledger.balances import balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, post, replay
from ecot.operations.treasury import audit
from ecot.operations.treasury.accounts import (
    bank_named,
    check_cash_is_there,
    desk_named,
    in_the_book,
)
from ecot.operations.treasury.amounts import check_amount, check_day
from ecot.operations.treasury.models import CashCount
from ecot.operations.treasury.refusals import AMOUNT_NEGATIVE, AMOUNT_TOO_LARGE, COUNT_KEY_REUSED
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import MAX_CENTS, format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of a desk: what was there, what the book said, the entry of the difference if any."""

    desk: str
    counted_cents: int
    booked_cents: int
    entry_id: int | None
    replayed: bool = False

    @property
    def difference_cents(self) -> int:
        """What was counted less what the book said."""
        return self.counted_cents - self.booked_cents


@deed
def count_cash(act: Act, *, desk: str, counted_cents: int) -> Counted:
    """Count a desk on the day of the act; the difference with the book is booked at once.

    Too little is a shortfall (658), too much a product (758). An exact count moves nothing and
    leaves an audit line.
    """
    posted = replay(act)
    if (earlier := CashCount.objects.filter(key=act.key).first()) is not None:
        return _same_count(earlier, desk, counted_cents)
    assert posted is None, "the entry of a count has its count"
    if counted_cents < 0:
        raise refuse(AMOUNT_NEGATIVE)
    if counted_cents > MAX_CENTS:
        raise refuse(
            AMOUNT_TOO_LARGE, amount=format_euros(counted_cents), most=format_euros(MAX_CENTS)
        )
    account = desk_named(desk)
    booked_cents = balance(in_the_book(account))
    entry_id = _book_difference(act, desk, counted_cents=counted_cents, booked_cents=booked_cents)
    CashCount.objects.create(
        desk=account,
        counted_cents=counted_cents,
        booked_cents=booked_cents,
        counted_on=act.on,
        counted_by=act.actor,
        key=act.key,
        entry_id=entry_id,
    )
    return Counted(desk, counted_cents, booked_cents, entry_id)


@deed
def bank_cash(act: Act, *, desk: str, account: str, amount_cents: int, banked_on: date) -> Posted:
    """Carry cash from a desk to a bank account; never more than the desk holds."""
    if posted := replay(act):
        return posted
    check_amount(amount_cents)
    check_day(act, banked_on)
    from_desk, to_bank = desk_named(desk), bank_named(account)
    check_cash_is_there(from_desk, amount_cents)
    lines = recipes.cash_banked(in_the_book(from_desk), in_the_book(to_bank), amount_cents)
    return post(act, EntryKind.CASH_BANKED, lines, occurred_on=banked_on)


def _book_difference(act: Act, desk: str, *, counted_cents: int, booked_cents: int) -> int | None:
    if counted_cents == booked_cents:
        facts = {"day": day_in_words(act.on), "counted": format_euros(counted_cents)}
        record(act, audit.CASH_EXACT, subject=f"bank-{desk}", **facts)
        return None
    lines = recipes.cash_difference(in_the_book(desk_named(desk)), counted_cents - booked_cents)
    evidence = {"counted_cents": counted_cents, "booked_cents": booked_cents}
    return post(act, EntryKind.CASH_DIFFERENCE, lines, evidence=evidence).entry_id


def _same_count(earlier: CashCount, desk: str, counted_cents: int) -> Counted:
    if (earlier.desk_id, earlier.counted_cents) != (desk, counted_cents):
        raise refuse(COUNT_KEY_REUSED)
    return Counted(desk, counted_cents, earlier.booked_cents, earlier.entry_id, replayed=True)
