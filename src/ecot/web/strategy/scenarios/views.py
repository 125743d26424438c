"""Pages about scenarios that change nothing: list, one, side by side, report, file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecot.access.queries import names as account_names
from ecot.simulation.report.content import Report, compose
from ecot.simulation.report.page import report_html
from ecot.simulation.scenario.status import Status
from ecot.strategy.mechanisms import mechanisms
from ecot.strategy.scenarios.queries import KeptView, kept_scenario, kept_scenarios
from ecot.web.actors import user_ids
from ecot.web.downloads import download
from ecot.web.strategy.forecasts import last_compared
from ecot.web.strategy.scenarios.comparing import side_by_side
from ecot.web.strategy.scenarios.results import QUICK_DRAWS, REPORT_DRAWS, outcome
from ecot.web.strategy.scenarios.starts import choices, start_of

MOST_COMPARED = 4
_SHOWN = 3


def listing(request: HttpRequest) -> HttpResponse:
    """The kept scenarios, and those that ship; a few may be put side by side."""
    rows = kept_scenarios()
    context = {
        "rows": rows,
        "names": account_names(user_ids(row.kept_by for row in rows)),
        "starts": choices(),
        "most": MOST_COMPARED,
    }
    return render(request, "strategy/scenarios/list.html", context)


def one(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """One scenario: what it says in five sentences, its drawings, what it supposes."""
    kept = _kept(scenario_id)
    report = compose(outcome(kept.scenario()))
    context = {
        "kept": kept,
        "report": report,
        "pictures": report.pictures[:_SHOWN],
        "payers": report.payers,
        "moved": [each for each in report.assumptions if each.note.startswith("Changé")],
        "unknown": [each for each in report.assumptions if each.status is Status.UNKNOWN],
        "mechanisms": mechanisms(),
        "draws": QUICK_DRAWS,
        "names": account_names(user_ids([kept.kept_by])),
    }
    return render(request, "strategy/scenarios/one.html", context)


def compare(request: HttpRequest) -> HttpResponse:
    """Up to four futures side by side, with the same luck: what differs is what was changed."""
    wanted = list(dict.fromkeys(request.GET.getlist("s")))
    starts = [start_of(each[:80]) for each in wanted[:MOST_COMPARED]]
    if any(each is None for each in starts):
        raise Http404
    refused = [each for each in starts if isinstance(each, str)]
    found = [each for each in starts if each is not None and not isinstance(each, str)]
    runs = [outcome(each.scenario) for each in found]
    context = {
        "refused": refused,
        "too_many": len(wanted) > MOST_COMPARED,
        "columns": [each.scenario.name for each in found],
        "rows": side_by_side(runs),
        "pictures": [compose(each).pictures[0] for each in runs],
        "draws": QUICK_DRAWS,
        "starts": choices(),
        "chosen": wanted,
        "most": MOST_COMPARED,
    }
    return render(request, "strategy/scenarios/compare.html", context)


def report(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The whole report, a page that stands alone and prints; it carries its own style."""
    kept = _kept(scenario_id)
    page = report_html(_report(kept))
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    )
    return response


def file(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The scenario as the very file that the command line reads."""
    kept = _kept(scenario_id)
    name = f"{kept.scenario().slug}.toml"
    return download(kept.toml.encode(), name, "application/toml")


def _report(kept: KeptView) -> Report:
    return compose(outcome(kept.scenario(), draws=REPORT_DRAWS), compared=last_compared())


def _kept(scenario_id: UUID) -> KeptView:
    found = kept_scenario(scenario_id)
    if found is None:
        raise Http404
    return found
