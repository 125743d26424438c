"""Limits of the law that a run crosses, as a table: which, from when, in how many futures."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.thresholds import NEVER, crossings
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.report.wording import percent, whole_euros

HEADINGS = ("Seuil", "Montant", "Franchi dans", "Le plus souvent en")


def crossed(outcome: Outcome) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and one row per limit; the month is the middle one of the draws that cross it."""
    scenario = outcome.scenario
    known = {each.id: each for each in sources_of(scenario)}
    found = crossings(
        sources=tuple(known[name] for name in outcome.source_ids),
        cents=outcome.receipts,
        spent_cents=outcome.flow(Flow.SPENT),
        horizon=Horizon.of(scenario, first_draw=outcome.first_draw, draws=len(outcome.flows)),
    )
    rows = []
    for each in found:
        hit = np.sort(each.first_month[each.first_month != NEVER])
        when = scenario.start.plus(int(hit[(len(hit) - 1) // 2])).words if len(hit) else "jamais"
        rows.append((each.label, whole_euros(each.limit_cents), percent(each.chance), when))
    return HEADINGS, tuple(rows)
