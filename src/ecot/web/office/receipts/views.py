"""Pages about receipts that change nothing: the list, one receipt to print, the letters of a call."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.operations.contributions.calling import is_called, letters
from ecot.operations.contributions.models import ReturnCause
from ecot.operations.contributions.queries import (
    ReceiptView,
    arrears,
    receipt_named,
    receipts,
)
from ecot.operations.members.directory import called
from ecot.operations.treasury.models import AccountKind
from ecot.operations.treasury.queries import accounts, unidentified
from ecot.values import clock
from ecot.values.month import Month
from ecot.values.refusal import Refused

MOST_LISTED = 60


def listing(request: HttpRequest) -> HttpResponse:
    """The newest receipts, what waits to be recognised, the call of the month."""
    month = Month.of(clock.today())
    rows = receipts(limit=MOST_LISTED)
    names = called({row.household_id for row in rows})
    context = {
        "rows": [(row, names.get(row.household_id, row.household_number)) for row in rows],
        "unidentified": unidentified(),
        "month": month,
        "next_month": month.next(),
        "is_called": is_called(month.next()),
    }
    return render(request, "office/receipts/list.html", context)


def one(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """One receipt, which prints as a numbered paper when it was cash."""
    row = known(receipt_id)
    context = {
        "row": row,
        "name": called([row.household_id]).get(row.household_id, row.household_number),
        "is_debit_back": row.returned is ReturnCause.DEBIT_RETURNED,
    }
    return render(request, "office/receipts/one.html", context)


def known(receipt_id: UUID) -> ReceiptView:
    """The receipt, or a 404."""
    row = receipt_named(receipt_id)
    if row is None:
        raise Http404
    return row


def call_letters(request: HttpRequest, month: str) -> HttpResponse:
    """One letter per called household, each on its page."""
    asked = Month.parse(month)
    if isinstance(asked, Refused):
        raise Http404
    paid_into = next((each for each in accounts(AccountKind.BANK) if each.iban), None)
    context = {"month": asked, "letters": letters(asked), "paid_into": paid_into}
    return render(request, "office/receipts/letters.html", context)


def waiting(request: HttpRequest, month: str) -> HttpResponse:
    """The households from which nothing has come, with how many months."""
    asked = Month.parse(month)
    if isinstance(asked, Refused):
        raise Http404
    found = arrears(asked)
    names = called(found)
    rows = sorted(
        (
            (household_id, names.get(household_id, ""), months)
            for household_id, months in found.items()
        ),
        key=lambda row: (-row[2], row[1]),
    )
    return render(request, "office/receipts/waiting.html", {"month": asked, "rows": rows})
