"""Pages of the strategy that change nothing: the workshop's table, mechanisms, leads."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ecot.access.queries import names as account_names
from ecot.simulation.scenario.sources import LawStatus
from ecot.strategy.leads.queries import lead as lead_of
from ecot.strategy.leads.queries import leads as all_leads
from ecot.strategy.mechanisms import FAMILY_NAMES, mechanisms
from ecot.strategy.scenarios.queries import kept_scenarios
from ecot.values import clock
from ecot.web.actors import user_ids

SHOWN_FIRST = 5


def home(request: HttpRequest) -> HttpResponse:
    """What is followed, what was compared, who could pay."""
    found = all_leads()
    today = clock.today()
    context = {
        "leads": [(each, each.is_late(today)) for each in found[:SHOWN_FIRST]],
        "lead_count": len(found),
        "mechanism_count": len(mechanisms()),
        "scenarios": kept_scenarios()[:SHOWN_FIRST],
    }
    return render(request, "strategy/home.html", context)


def listing(request: HttpRequest) -> HttpResponse:
    """Every way of paying, by family, with what the law says; those of one status where asked."""
    asked = request.GET.get("droit", "")
    status = LawStatus(asked) if asked in set(LawStatus) else None
    kept = [each for each in mechanisms().values() if status in (None, each.law_status)]
    families = [
        (gettext(FAMILY_NAMES[family]), list(each))
        for family, each in groupby(kept, key=lambda one: one.family)
    ]
    context = {
        "families": families,
        "status": status,
        "statuses": [(each.value, gettext(each.label)) for each in LawStatus],
    }
    return render(request, "strategy/mechanisms.html", context)


def mechanism(request: HttpRequest, mechanism_id: str) -> HttpResponse:
    """One way of paying: figures with their dates and sources, law, warnings, our leads on it."""
    found = mechanisms().get(mechanism_id)
    if found is None:
        raise Http404
    context = {
        "mechanism": found,
        "family": gettext(FAMILY_NAMES[found.family]),
        "leads": all_leads(mechanism=mechanism_id),
    }
    return render(request, "strategy/mechanism.html", context)


def leads(request: HttpRequest) -> HttpResponse:
    """The leads, the next thing to do first."""
    today = clock.today()
    context = {"leads": [(each, each.is_late(today)) for each in all_leads()]}
    return render(request, "strategy/leads.html", context)


def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """One lead with every step that was noted."""
    found = lead_of(lead_id)
    if found is None:
        raise Http404
    context = {
        "lead": found,
        "mechanism": mechanisms().get(found.mechanism),
        "is_late": found.is_late(clock.today()),
        "names": account_names(user_ids(step.actor for step in found.steps)),
    }
    return render(request, "strategy/lead.html", context)
