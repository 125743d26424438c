"""Pledges, calls and receipts through the deeds of the room `contributions`."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ecot.operations.contributions.calling import call_month
from ecot.operations.contributions.models import Means
from ecot.operations.contributions.pledging import Pledged, pledge
from ecot.operations.contributions.queries import pledge_of
from ecot.operations.contributions.receiving import Received, record_receipt
from ecot.values.month import Month
from tests.builders.members import office
from tests.builders.treasury import a_bank_account, a_desk, money_act

FIRST_MONTH = Month(2025, 1)


def a_pledge(household_id: UUID, cents: int, month: Month = FIRST_MONTH) -> Pledged:
    """A household pledges an amount from a month on: its first word, or a change the month before."""
    is_first = pledge_of(household_id, month) is None
    day = month.first_day if is_first else month.previous().last_day
    pledged = pledge(office(day), household_id=household_id, amount_cents=cents)
    assert isinstance(pledged, Pledged), pledged
    return pledged


def months_called(first: Month, last: Month | None = None) -> None:
    """The call of each month from the first to the last, on its first day."""
    for month in first.through(last or first):
        called = call_month(office(month.first_day), month=month)
        assert called, called


def a_receipt(
    household_id: UUID, cents: int, on: date, means: Means = Means.TRANSFER, payer: str = ""
) -> Received:
    """A contribution comes, at the desk if it is cash, at the bank otherwise."""
    account = a_desk() if means is Means.CASH else a_bank_account()
    came = record_receipt(
        money_act(on),
        household_id=household_id,
        account=account,
        amount_cents=cents,
        received_on=on,
        means=means,
        payer_name=payer,
    )
    assert isinstance(came, Received), came
    return came
