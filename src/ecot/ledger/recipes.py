"""Event → lines: how each event that moves money is written in the book. Pure, no amount computed.

One public function per event of the table in DESIGN §5. Called by the deeds of `operations`, which
hand the lines to `posting.post`. Credits of guarded accounts come first in an entry, because the
two databases net a wallet's lines differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ecot.ledger import chart
from ecot.ledger.chart import AccountName, Code


@dataclass(frozen=True, slots=True)
class Line:
    """A whole double entry in one row: `amount_cents` (> 0) from the debit to the credit account."""

    debit: AccountName
    credit: AccountName
    amount_cents: int

    def swapped(self) -> Line:
        """The line that undoes this one."""
        return Line(self.credit, self.debit, self.amount_cents)


Lines = tuple[Line, ...]

_FEE = AccountName(Code.BANK_FEE)
_RETURNED = AccountName(Code.RETURNED)
_ORDERED = AccountName(Code.ORDERED)
_UNIDENTIFIED = AccountName(Code.UNIDENTIFIED)
_GRANTED = AccountName(Code.ALLOCATION_GRANTED)
_VOUCHERS = AccountName(Code.VOUCHERS)
_FORWARD = AccountName(Code.CARRIED_FORWARD)


def _lines(*lines: Line) -> Lines:
    return tuple(line for line in lines if line.amount_cents != 0)


def opening_balance(account: AccountName, amount_cents: int) -> Lines:
    """Moving in: an account starts with the balance it had on the day, against 110.

    `amount_cents` is in the account's natural sense and may be negative (a shop that owes).
    """
    to_credit = amount_cents * chart.sense(account.code)
    if to_credit >= 0:
        return _lines(Line(_FORWARD, account, to_credit))
    return _lines(Line(account, _FORWARD, -to_credit))


def contribution_received(money: AccountName, household_id: UUID, amount_cents: int) -> Lines:
    """A contribution is income when it comes, at the bank or in cash."""
    return _lines(Line(money, chart.contribution_of(household_id), amount_cents))


def receipt_unidentified(money: AccountName, amount_cents: int) -> Lines:
    """Money came and nobody knows yet from whom."""
    return _lines(Line(money, _UNIDENTIFIED, amount_cents))


def receipt_matched(household_id: UUID, amount_cents: int) -> Lines:
    """An unidentified receipt turns out to be a household's contribution."""
    return _lines(Line(_UNIDENTIFIED, chart.contribution_of(household_id), amount_cents))


def contribution_returned(
    money: AccountName, household_id: UUID, amount_cents: int, *, fee_cents: int
) -> Lines:
    """A direct debit comes back, with the bank's fee; or a leaver's contribution is given back."""
    return _lines(
        Line(chart.contribution_of(household_id), money, amount_cents),
        Line(_FEE, money, fee_cents),
    )


def cash_banked(desk: AccountName, bank: AccountName, amount_cents: int) -> Lines:
    """Cash goes from the desk to the bank."""
    return _lines(Line(bank, desk, amount_cents))


def cash_difference(desk: AccountName, difference_cents: int) -> Lines:
    """What was counted less what the book says: too little is a shortfall, too much a product."""
    if difference_cents >= 0:
        return _lines(Line(desk, _RETURNED, difference_cents))
    return _lines(Line(AccountName(Code.SHORTFALL), desk, -difference_cents))


def running_cost(code: Code, bank: AccountName, amount_cents: int) -> Lines:
    """A running cost is paid: services (62) or staff (64)."""
    return _lines(Line(AccountName(code), bank, amount_cents))


def other_income(code: Code, bank: AccountName, amount_cents: int) -> Lines:
    """A gift, patronage or another body's money comes to the bank."""
    return _lines(Line(bank, AccountName(code), amount_cents))


def allocation(household_id: UUID, amount_cents: int) -> Lines:
    """The caisse grants a household its MonA of the month."""
    return _lines(Line(_GRANTED, chart.wallet(household_id), amount_cents))


def unspent_returned(household_id: UUID, amount_cents: int) -> Lines:
    """MonA over the carry-over cap, or of a leaver, go back to the common pot."""
    return _lines(Line(chart.wallet(household_id), _RETURNED, amount_cents))


def till_payment(household_id: UUID, shop_id: UUID, amount_cents: int) -> Lines:
    """A household pays a shop in MonA."""
    return _lines(Line(chart.wallet(household_id), chart.owed_to_shop(shop_id), amount_cents))


def refund(household_id: UUID, shop_id: UUID, amount_cents: int) -> Lines:
    """A shop takes goods back: the MonA return to the wallet."""
    return _lines(Line(chart.owed_to_shop(shop_id), chart.wallet(household_id), amount_cents))


def wallet_moved(from_id: UUID, to_id: UUID, amount_cents: int) -> Lines:
    """MonA follow the people: separation, merger, death."""
    return _lines(Line(chart.wallet(from_id), chart.wallet(to_id), amount_cents))


def allocation_recovered(household_id: UUID, left_cents: int, missing_cents: int) -> Lines:
    """A wrong allocation is undone: what is left is taken back, what is spent is to be recovered."""
    return _lines(
        Line(chart.wallet(household_id), _GRANTED, left_cents),
        Line(chart.to_recover(household_id), _GRANTED, missing_cents),
    )


def recovery_taken(household_id: UUID, amount_cents: int) -> Lines:
    """What was to be recovered is taken from the household's wallet."""
    return _lines(Line(chart.wallet(household_id), chart.to_recover(household_id), amount_cents))


def recovery_forgiven(household_id: UUID, amount_cents: int) -> Lines:
    """What was to be recovered is let go: it becomes an allocation granted after all."""
    return _lines(Line(_GRANTED, chart.to_recover(household_id), amount_cents))


def remittance_ordered(shop_id: UUID, paid_cents: int, fee_cents: int) -> Lines:
    """A transfer to a shop is ordered; the fee that the rule sets stays in the pot."""
    shop = chart.owed_to_shop(shop_id)
    return _lines(Line(shop, _ORDERED, paid_cents), Line(shop, _RETURNED, fee_cents))


def remittance_executed(bank: AccountName, amount_cents: int) -> Lines:
    """The bank has paid an ordered transfer."""
    return _lines(Line(_ORDERED, bank, amount_cents))


def remittance_returned(
    bank: AccountName | None, shop_id: UUID, amount_cents: int, *, fee_cents: int = 0
) -> Lines:
    """The bank sends a transfer back: from its account if it had paid, else from what was ordered.

    The fee kept when it was ordered is owed to the shop again.
    """
    shop = chart.owed_to_shop(shop_id)
    return _lines(Line(bank or _ORDERED, shop, amount_cents), Line(_RETURNED, shop, fee_cents))


def vouchers_issued(household_id: UUID, amount_cents: int) -> Lines:
    """A household takes part of its MonA as paper vouchers."""
    return _lines(Line(chart.wallet(household_id), _VOUCHERS, amount_cents))


def vouchers_used(shop_id: UUID, amount_cents: int) -> Lines:
    """A shop hands in paper vouchers."""
    return _lines(Line(_VOUCHERS, chart.owed_to_shop(shop_id), amount_cents))


def vouchers_lost(household_id: UUID | None, amount_cents: int) -> Lines:
    """Lost vouchers go back to the wallet, or to the common pot when nobody claims them."""
    to = _RETURNED if household_id is None else chart.wallet(household_id)
    return _lines(Line(_VOUCHERS, to, amount_cents))


def shortfall_accepted(shop_id: UUID, amount_cents: int) -> Lines:
    """A sale made off line without cover is paid to the shop by the caisse."""
    return _lines(Line(AccountName(Code.SHORTFALL), chart.owed_to_shop(shop_id), amount_cents))


def grant_signed(grant_id: UUID, amount_cents: int) -> Lines:
    """A funder signs: the grant is income, and receivable."""
    return _lines(
        Line(
            chart.of_grant(Code.GRANT_RECEIVABLE, grant_id),
            chart.of_grant(Code.GRANT_INCOME, grant_id),
            amount_cents,
        )
    )


def grant_received(grant_id: UUID, bank: AccountName, amount_cents: int) -> Lines:
    """An instalment of a grant reaches the bank."""
    return _lines(Line(bank, chart.of_grant(Code.GRANT_RECEIVABLE, grant_id), amount_cents))


def grant_set_aside(grant_id: UUID, amount_cents: int) -> Lines:
    """At year-end the unspent part of a grant goes to its dedicated fund."""
    return _lines(
        Line(AccountName(Code.DEDICATED_IN), chart.of_grant(Code.DEDICATED, grant_id), amount_cents)
    )


def grant_taken_back(grant_id: UUID, amount_cents: int) -> Lines:
    """A dedicated fund is used in a later year."""
    return _lines(
        Line(
            chart.of_grant(Code.DEDICATED, grant_id), AccountName(Code.DEDICATED_OUT), amount_cents
        )
    )


def grant_given_back(grant_id: UUID, bank: AccountName, amount_cents: int) -> Lines:
    """Unspent money of a grant is given back to its funder."""
    return _lines(Line(chart.of_grant(Code.GRANT_INCOME, grant_id), bank, amount_cents))


def reversal(lines: Lines) -> Lines:
    """The lines that undo an entry; credits of guarded accounts first."""
    undone = [line.swapped() for line in lines]
    return tuple(sorted(undone, key=lambda line: not line.credit.is_guarded))
