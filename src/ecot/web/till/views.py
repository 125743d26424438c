"""Pages of the till: how much, by card or by number, done."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from ecot.ledger.entries import refunded_so_far
from ecot.operations.till.queries import sales_of_day
from ecot.values import clock
from ecot.web.till.forms import AmountForm
from ecot.web.till.paying import Pay
from ecot.web.till.reading import receipt_here, till_page
from ecot.web.visitors import visitor_of


def tills(request: HttpRequest) -> HttpResponse:
    """The tills that a person may open; straight in where there is one."""
    served = visitor_of(request).points_of_sale
    if len(served) == 1:
        return redirect("till:sell", point_id=served[0])
    pages = [till_page(point_id) for point_id in served]
    return render(request, "till/tills.html", {"pages": pages})


def sell(request: HttpRequest, point_id: UUID) -> HttpResponseBase:
    """How much; then the page that asks for the card or the number."""
    page = till_page(point_id)
    asked = request.GET.get("avec", "")
    form = AmountForm(page.rates_bp, request.GET if asked else None)
    if request.method == "POST" or (asked in {"carte", "numero"} and form.is_valid()):
        return Pay.as_view()(request, point_id=point_id)
    return render(request, "till/amount.html", {"page": page, "point_id": point_id, "form": form})


def receipt(request: HttpRequest, point_id: UUID, entry_id: int) -> HttpResponse:
    """It is paid: how much, where, under which rule; the balance only if one asks to see it."""
    page = till_page(point_id)
    found = receipt_here(point_id, entry_id)
    context = {
        "page": page,
        "point_id": point_id,
        "receipt": found,
        "may_correct": page.may_correct(found),
        "refunded_cents": refunded_so_far(entry_id),
    }
    return render(request, "till/receipt.html", context)


def day(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """The sales of today at this point of sale: hours and amounts, never a household."""
    context = {
        "page": till_page(point_id),
        "point_id": point_id,
        "day": sales_of_day(point_id, clock.today()),
    }
    return render(request, "till/day.html", context)
