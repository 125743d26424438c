"""Pages about reimbursements that change nothing: who is owed what, one remittance, its papers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ecot.access.queries import names as account_names
from ecot.operations.reimbursements.owing import InTheWay, owed_by_shop
from ecot.operations.reimbursements.papers import advice_pdf, transfers_file
from ecot.operations.reimbursements.queries import (
    LineView,
    RemittanceView,
    lines_of_remittance,
    remittances,
)
from ecot.operations.reimbursements.states import LineState
from ecot.values import clock
from ecot.values.refusal import Refused
from ecot.web.actors import user_ids
from ecot.web.design.tags import sentence
from ecot.web.downloads import download, fund_name


def listing(request: HttpRequest) -> HttpResponse:
    """Who is owed what now, and the newest remittances."""
    owed = owed_by_shop(clock.now())
    context = {
        "due": [row for row in owed if row.in_the_way is None],
        "later": [row for row in owed if row.in_the_way not in {None, InTheWay.OWES_US}],
        "owe_us": [row for row in owed if row.in_the_way is InTheWay.OWES_US],
        "due_cents": sum(row.remit.paid_cents for row in owed if row.in_the_way is None),
        "remittances": remittances(),
    }
    return render(request, "office/remittances/list.html", context)


def one(request: HttpRequest, remittance_id: UUID) -> HttpResponse:
    """One remittance, line by line, with the one thing to do next."""
    found = known(remittance_id)
    lines = lines_of_remittance(remittance_id)
    people = account_names(user_ids([found.prepared_by, found.confirmed_by]))
    context = {
        "remittance": found,
        "lines": lines,
        "people": people,
        "is_prepared": any(line.state is LineState.PREPARED for line in lines),
        "is_ordered": any(line.state is LineState.ORDERED for line in lines),
        "has_file": found.confirmed_at is not None,
        "returnable": {LineState.ORDERED, LineState.EXECUTED},
        "advisable": {LineState.ORDERED, LineState.EXECUTED, LineState.RETURNED},
    }
    return render(request, "office/remittances/one.html", context)


def known(remittance_id: UUID) -> RemittanceView:
    """The remittance, or a 404."""
    found = next((row for row in remittances(1_000) if row.remittance_id == remittance_id), None)
    if found is None:
        raise Http404
    return found


def known_line(remittance_id: UUID, line_id: int) -> LineView:
    """A line of that very remittance, or a 404."""
    known(remittance_id)
    found = [line for line in lines_of_remittance(remittance_id) if line.line_id == line_id]
    if not found:
        raise Http404
    return found[0]


def bank_file(request: HttpRequest, remittance_id: UUID) -> HttpResponse:
    """The file for the bank, always the same bytes."""
    found = known(remittance_id)
    content = transfers_file(remittance_id, fund_name=fund_name())
    if isinstance(content, Refused):
        return _refused(request, content, remittance_id)
    return download(content, f"virements-{found.number:06d}.xml", "application/xml")


def advice(request: HttpRequest, remittance_id: UUID, line_id: int) -> HttpResponse:
    """The advice of one transfer, for the shop."""
    known_line(remittance_id, line_id)
    paper = advice_pdf(line_id, fund_name=fund_name())
    if isinstance(paper, Refused):
        return _refused(request, paper, remittance_id)
    return download(paper, f"avis-{line_id}.pdf", "application/pdf")


def _refused(request: HttpRequest, refused: Refused, remittance_id: UUID) -> HttpResponse:
    messages.error(request, sentence(refused))
    return redirect("office:remittance", remittance_id=remittance_id)
