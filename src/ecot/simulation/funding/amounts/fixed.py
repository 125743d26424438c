"""A fixed amount by month, one amount at the start: as long as the rights last."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, ones
from ecot.simulation.funding.luck import Horizon, Luck
from ecot.simulation.funding.rights import by_month, kept, later, signed_terms
from ecot.simulation.scenario.sources import Source


def fixed(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """`month_cents` in each month of right and `once_cents` in the first, after the delay."""
    held = kept(source, luck, horizon)
    sure = np.zeros_like(held)
    sure[:, : signed_terms(source, horizon)] = True
    amounts = np.full(horizon.months, source.amounts["month_cents"], dtype=np.int64)
    if source.from_month < horizon.months:
        amounts[source.from_month] += source.amounts["once_cents"]
    due = ones(by_month(source, held, horizon)) * amounts
    signed = ones(by_month(source, sure, horizon)) * amounts
    return Drawn.of(later(due, source.lag_months), signed=later(signed, source.lag_months))
