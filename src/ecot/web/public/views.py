"""Pages that everyone may read: what the caisse is, its rule, its figures, its shops."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ecot.figures.indicators import indicators
from ecot.operations.shops import queries as shops
from ecot.operations.shops.states import ShopState
from ecot.rulebook import reading
from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule
from ecot.rules.kinds import RuleKind
from ecot.values import clock
from ecot.web.public import doors as ways
from ecot.web.public import pictures
from ecot.web.public.reserve import published_reserve
from ecot.web.visitors import visitor_of


def home(request: HttpRequest) -> HttpResponse:
    """What the caisse is, in one page."""
    found = indicators()
    context = {
        "found": found,
        "latest": found.months[-1] if found.months else None,
        "points_of_sale": len(shops.points_of_sale(selling_on=clock.today())),
        "rules": reading.all_in_force(clock.today(), (RuleKind.CONTRIBUTION, RuleKind.ALLOCATION)),
    }
    return render(request, "public/home.html", context)


def rule(request: HttpRequest) -> HttpResponse:
    """The rules in force today, as sentences and as pictures."""
    found = reading.all_in_force(clock.today())
    context: dict[str, object] = {"rules": [found[kind] for kind in RuleKind if kind in found]}
    for version in found.values():
        parameters = version.parameters
        if isinstance(parameters, ContributionRule):
            context["contribution_picture"] = pictures.contribution_picture(parameters)
        elif isinstance(parameters, AllocationRule):
            context["allocation_picture"] = pictures.allocation_picture(parameters)
    return render(request, "public/rule.html", context)


def rule_history(request: HttpRequest, kind: str) -> HttpResponse:
    """Every version of one rule, the newest first."""
    if kind not in set(RuleKind):
        raise Http404
    asked = RuleKind(kind)
    versions = list(reversed(reading.history(asked)))
    in_force = next((one for one in versions if one.in_force_from <= clock.today()), None)
    context = {"kind": asked, "versions": versions, "in_force": in_force}
    return render(request, "public/rule_history.html", context)


def figures(request: HttpRequest) -> HttpResponse:
    """The figures of the book that anyone may read."""
    found = indicators()
    context = {
        "found": found,
        "latest": found.months[-1] if found.months else None,
        "newest_first": tuple(reversed(found.months)),
        "months_picture": pictures.months_picture(found),
        "flow_picture": pictures.flow_picture(found),
        "reserve": published_reserve(),
        "shop_count": len(shops.shops(state=ShopState.ACCREDITED)),
    }
    return render(request, "public/figures.html", context)


def where(request: HttpRequest) -> HttpResponse:
    """The points of sale where one may pay today."""
    today = clock.today()
    found = shops.points_of_sale(selling_on=today)
    context = {"points": found, "weekday": today.isoweekday()}
    return render(request, "public/shops.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site promises to those who use it, and what it keeps of them."""
    return render(request, "public/accessibility.html", {})


def doors(request: HttpRequest) -> HttpResponse:
    """Where a person may go once signed in; straight in where there is only one door."""
    found = ways.doors_of(visitor_of(request))
    if len(found) == 1:
        return redirect(found[0].address)
    return render(request, "public/doors.html", {"doors": found})
