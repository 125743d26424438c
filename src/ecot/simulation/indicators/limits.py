"""Limits of the law that the run crosses: which, in how many draws, in which month at the earliest.

`funding.thresholds` counts them; docs/algorithms/indicators.md, « Which limits ».
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.thresholds import NEVER, Crossing, crossings
from ecot.simulation.indicators.figure import Found, Value
from ecot.simulation.indicators.numbers import order_quantile
from ecot.simulation.indicators.payers import sources_by_column
from ecot.simulation.outcome import Flow, Outcome


def limits(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    draws, months, _ = outcome.flows.shape
    run = replace(outcome.scenario, months=months)
    crossed = crossings(
        sources=sources_by_column(outcome),
        cents=outcome.receipts,
        spent_cents=outcome.flow(Flow.SPENT),
        horizon=Horizon.of(run, first_draw=outcome.first_draw, draws=draws),
    )
    return {"thresholds": Found({each.id: _crossing(each) for each in crossed})}


def _crossing(crossing: Crossing) -> Mapping[str, Value]:
    reached = crossing.first_month[crossing.first_month != NEVER]
    return {
        "label": crossing.label,
        "limit_cents": crossing.limit_cents,
        "chance": crossing.chance,
        "median_month": int(order_quantile(np.asarray(reached), 50)) + 1 if reached.size else None,
    }
