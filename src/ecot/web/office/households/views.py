"""Pages about households that change nothing: list, file, statement."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.ledger import chart
from ecot.operations.members.directory import household_file, households
from ecot.operations.members.states import STATE_NAMES, State
from ecot.values import clock
from ecot.values.month import Month
from ecot.web.movements import movements
from ecot.web.office.households.reading import household_page

MOST_LISTED = 200


def listing(request: HttpRequest) -> HttpResponse:
    """The households, those that are searched for, those of one state."""
    search = request.GET.get("q", "")[:100]
    asked = request.GET.get("etat", "")
    state = State(asked) if asked in set(State) else None
    rows = households(search=search, state=state, limit=MOST_LISTED + 1)
    context = {
        "rows": [(row, "" if row.state is None else STATE_NAMES[row.state]) for row in rows][
            :MOST_LISTED
        ],
        "has_more": len(rows) > MOST_LISTED,
        "most": MOST_LISTED,
        "search": search,
        "state": state,
        "states": [(each.value, words) for each, words in STATE_NAMES.items()],
    }
    return render(request, "office/households/list.html", context)


def one(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The file of a household with its money."""
    month = Month.of(clock.today())
    page = household_page(household_id, month)
    if page is None:
        raise Http404
    context = {"page": page, "household_id": household_id, "month": month}
    return render(request, "office/households/one.html", context)


def statement(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The statement of a wallet, which prints well."""
    file = household_file(household_id)
    if file is None:
        raise Http404
    context = {
        "file": file,
        "household_id": household_id,
        "lines": movements(chart.wallet(household_id), limit=500),
    }
    return render(request, "office/households/statement.html", context)
