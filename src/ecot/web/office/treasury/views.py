"""Pages of the treasury that change nothing: positions, grants, one moving-in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.operations.grants.queries import EnvelopeView, envelope, envelopes
from ecot.operations.treasury.models import AccountKind
from ecot.operations.treasury.opening_report import Report, opening_report, opening_reports
from ecot.operations.treasury.queries import Light, movements, positions, unidentified
from ecot.values import clock

LIGHT_STATES = {Light.GREEN: "done", Light.AMBER: "ready", Light.RED: "to_you"}


def positions_page(request: HttpRequest) -> HttpResponse:
    """Each account beside its bank's word; the newest costs and incomes; the grants."""
    context = {
        "positions": [
            (row, LIGHT_STATES[row.light], row.kind is AccountKind.DESK)
            for row in positions(clock.today())
        ],
        "movements": movements(limit=20),
        "unidentified_cents": sum(row.left_cents for row in unidentified()),
        "grants": envelopes(),
        "openings": opening_reports(),
    }
    return render(request, "office/treasury/positions.html", context)


def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """A grant: what came of it, what was used, what is left."""
    context = {"grant": known_grant(grant_id), "grant_id": grant_id}
    return render(request, "office/treasury/grant.html", context)


def opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """The difference report of a moving-in."""
    context = {"report": known_opening(opening_id)}
    return render(request, "office/treasury/opening.html", context)


def known_grant(grant_id: UUID) -> EnvelopeView:
    """The grant, or a 404."""
    found = envelope(grant_id)
    if found is None:
        raise Http404
    return found


def known_opening(opening_id: int) -> Report:
    """The moving-in, or a 404."""
    found = opening_report(opening_id)
    if found is None:
        raise Http404
    return found
