"""The page of a month's allocation: who would get what, who is held and why, the reserve."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.operations.allocations.models import HeldReason
from ecot.operations.allocations.queries import (
    HeldState,
    Preview,
    PreviewLine,
    held_lines,
    last_run,
    preview,
    standing_lines,
    undoings,
)
from ecot.operations.members.directory import called
from ecot.values import clock
from ecot.values.month import Month
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence

MOST_LISTED = 500


def one(request: HttpRequest, month: str) -> HttpResponse:
    """Before: the preview. After: what was done, who is still held, what was put right."""
    asked = asked_month(month)
    run = last_run(asked)
    standing = standing_lines(asked)
    held = held_lines(asked, clock.now()) if run is not None else []
    context: dict[str, object] = {
        "month": asked,
        "before": asked.previous(),
        "run": run,
        "is_open": bool(standing),
        "standing_count": len(standing),
        "standing_cents": sum(line.amount_cents for line in standing.values()),
        "undoings": undoings(asked),
        "waits": HeldState.WAITING,
        "freed": HeldState.FREED,
    }
    found = None if standing else preview(asked, clock.now())
    if isinstance(found, Refused):
        context["refused"] = sentence(found)
    elif found is not None:
        context |= _preview(found)
    names = called(each.household_id for each in held)
    context["held"] = [(each, names.get(each.household_id, "")) for each in held]
    return render(request, "office/allocations/one.html", context)


def _preview(found: Preview) -> dict[str, object]:
    rows = [*found.lines, *found.held]
    names = called(row.draft.household_id for row in rows)

    def shown(lines: tuple[PreviewLine, ...]) -> list[tuple[PreviewLine, str]]:
        return [(line, names.get(line.draft.household_id, "")) for line in lines]

    return {
        "preview": found,
        "lines": shown(found.lines)[:MOST_LISTED],
        "preview_held": shown(found.held),
        "arrears": HeldReason.NO_CONTRIBUTION,
    }


def asked_month(text: str) -> Month:
    """The month of the address, or a 404."""
    month = Month.parse(text)
    if isinstance(month, Refused):
        raise Http404
    return month
