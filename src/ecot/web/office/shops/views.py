"""Pages about shops that change nothing: list, file, statement, disputed sale."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.access.queries import people_of
from ecot.ledger import balances, chart
from ecot.operations.reimbursements.papers import statement_pdf
from ecot.operations.reimbursements.queries import payments_of_shop, statement_of
from ecot.operations.shops.directory import bank_changes_waiting, shop_record
from ecot.operations.shops.queries import shops
from ecot.operations.shops.states import NEXT_SHOP_STATES, SHOP_STATE_NAMES, ShopState
from ecot.operations.till.queries import disputed_sales
from ecot.values import clock, references
from ecot.values.month import Month
from ecot.values.refusal import Refused
from ecot.web.downloads import download, fund_name
from ecot.web.office.shops.forms import DisputeForm


def listing(request: HttpRequest) -> HttpResponse:
    """The shops, those that are searched for, those of one state; accounts that wait come first."""
    search = request.GET.get("q", "")[:100]
    asked = request.GET.get("etat", "")
    state = ShopState(asked) if asked in set(ShopState) else None
    rows = shops(search=search, state=state)
    context = {
        "rows": [(row, "" if row.state is None else SHOP_STATE_NAMES[row.state]) for row in rows],
        "waiting": bank_changes_waiting(),
        "search": search,
        "state": state,
        "states": [(each.value, words) for each, words in SHOP_STATE_NAMES.items()],
    }
    return render(request, "office/shops/list.html", context)


def one(request: HttpRequest, shop_id: UUID) -> HttpResponse:
    """The file of a shop with what it is owed."""
    record = shop_record(shop_id)
    if record is None:
        raise Http404
    state = record.states[0].state if record.states else None
    context = {
        "shop": record,
        "shop_id": shop_id,
        "state": state,
        "state_words": "" if state is None else SHOP_STATE_NAMES[state],
        "may_move": state is not None and bool(NEXT_SHOP_STATES[state]),
        "history": [(SHOP_STATE_NAMES[row.state], row) for row in record.states],
        "owed_cents": balances.balance(chart.owed_to_shop(shop_id)),
        "payments": payments_of_shop(shop_id, limit=6),
        "now": clock.now(),
    }
    return render(request, "office/shops/one.html", context)


def point(request: HttpRequest, shop_id: UUID, point_id: UUID) -> HttpResponse:
    """A point of sale: where it is, who enters its till."""
    record = shop_record(shop_id)
    rows = [] if record is None else record.points_of_sale
    found = next((row for row in rows if row.point_of_sale_id == point_id), None)
    if record is None or found is None:
        raise Http404
    people = people_of(references.point_of_sale(point_id))
    context = {"shop": record, "shop_id": shop_id, "point": found, "people": people}
    return render(request, "office/shops/point.html", context)


def statement(request: HttpRequest, shop_id: UUID, month: str) -> HttpResponse:
    """What a shop sold and was paid in a month, day by day, without any household."""
    asked = _month(month)
    record = shop_record(shop_id)
    if record is None:
        raise Http404
    context = {
        "shop": record,
        "shop_id": shop_id,
        "month": asked,
        "before": asked.previous(),
        "after": asked.next() if asked < Month.of(clock.today()) else None,
        "statement": statement_of(shop_id, asked.first_day, asked.last_day),
    }
    return render(request, "office/shops/statement.html", context)


def statement_paper(request: HttpRequest, shop_id: UUID, month: str) -> HttpResponse:
    """The same as a PDF to send."""
    asked = _month(month)
    paper = statement_pdf(
        shop_id,
        from_on=asked.first_day,
        until_on=asked.last_day,
        fund_name=fund_name(),
        at=clock.now(),
    )
    if isinstance(paper, Refused):
        raise Http404
    return download(paper, f"releve-{asked}.pdf", "application/pdf")


def dispute(request: HttpRequest, shop_id: UUID) -> HttpResponse:
    """A disputed sale, found by day, hour and amount."""
    record = shop_record(shop_id)
    if record is None:
        raise Http404
    form = DisputeForm(request.GET if "on" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        found = disputed_sales(
            shop_id, on=said["on"], hour=said["hour"], amount_cents=said["amount"]
        )
    context = {"shop": record, "shop_id": shop_id, "form": form, "found": found}
    return render(request, "office/shops/dispute.html", context)


def _month(text: str) -> Month:
    month = Month.parse(text)
    if isinstance(month, Refused):
        raise Http404
    return month
