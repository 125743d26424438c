"""Pages of the purse: what is left, where it went, where to spend it, one's part."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ecot.ledger import chart
from ecot.operations.contributions import guidance
from ecot.operations.contributions.pledging import earliest_month
from ecot.operations.contributions.queries import pledge_of
from ecot.operations.members.models import Card
from ecot.operations.members.states import CARD_STATE_NAMES, CardState
from ecot.operations.shops.queries import points_of_sale
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence
from ecot.web.member import reading
from ecot.web.member.forms import GuidanceForm
from ecot.web.movements import movements as lines_of
from ecot.web.visitors import visitor_of


def purses(request: HttpRequest) -> HttpResponse:
    """The purses for which a person may act; straight in where there is one."""
    served = visitor_of(request).households
    if len(served) == 1:
        return redirect("member:purse", household_id=served[0])
    return render(request, "member/purses.html", {"purses": reading.numbers_of(served)})


def purse(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """What is left, the last movements, where to buy today."""
    today = clock.today()
    points = points_of_sale(selling_on=today)
    todays = [point for point in points if today.isoweekday() in point.market_days]
    context = {
        **_purse(household_id),
        "lines": lines_of(chart.wallet(household_id), limit=4),
        "points": (todays + [point for point in points if point not in todays])[:3],
        "weekday": today.isoweekday(),
        "pledged_cents": pledge_of(household_id, Month.of(today)),
    }
    return render(request, "member/purse.html", context)


def movements(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The last hundred movements."""
    context = {**_purse(household_id), "lines": lines_of(chart.wallet(household_id), limit=100)}
    return render(request, "member/movements.html", context)


def where(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Where one may spend."""
    today = clock.today()
    context = {
        **_purse(household_id),
        "points": points_of_sale(selling_on=today),
        "weekday": today.isoweekday(),
    }
    return render(request, "member/where.html", context)


def part(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """What the household gives, how it compares, and a mark to choose by. Nothing is kept."""
    today = clock.today()
    month = Month.of(today)
    asked = request.method == "POST"
    next_month = earliest_month(Act(visitor_of(request).actor, clock.now()), household_id)
    form = GuidanceForm(request.POST if asked else None, initial={"adults": 1, "children": 0})
    found: guidance.Effect | Refused | None = None
    if asked and form.is_valid():
        said = form.cleaned_data
        answers = guidance.Answers(
            income_cents=said["income"],
            adults=said["adults"],
            children=said["children"],
            food_budget_cents=said["food_budget"],
        )
        found = guidance.suggest(month, answers)
    context = {
        **_purse(household_id),
        "pledged_cents": pledge_of(household_id, month),
        "next_month": next_month,
        "next_cents": pledge_of(household_id, next_month),
        "middle_cents": reading.middle_pledge(month),
        "month": month,
        "form": form,
        "refused": sentence(found) if isinstance(found, Refused) else "",
        "effect": found if isinstance(found, guidance.Effect) else None,
        "effect_words": (
            guidance.effect_in_words(found.suggestion.amount_cents, found.allocation_cents)
            if isinstance(found, guidance.Effect)
            else ""
        ),
    }
    return render(request, "member/part.html", context)


def cards(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The cards of the household, each with its state."""
    rows = Card.objects.filter(household_id=household_id).order_by("issued_at")
    shown = [
        (card, CARD_STATE_NAMES[CardState(card.state)], card.state == CardState.ACTIVE)
        for card in rows
    ]
    return render(request, "member/cards.html", {**_purse(household_id), "cards": shown})


def _purse(household_id: UUID) -> dict[str, object]:
    found = reading.purse(household_id)
    if found is None:
        raise Http404
    return {"purse": found, "household_id": household_id}
