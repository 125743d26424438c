"""Patrons and foundations: each payer comes or not, gives a sum of its own, and ends."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, half_up
from ecot.simulation.funding.luck import Floats, Horizon, Luck
from ecot.simulation.funding.rights import kept, later, signed_terms, terms
from ecot.simulation.scenario.sources import Source
from ecot.values.money import BASIS_POINTS

_AMOUNT_WORD = 2


def patronage(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """The yearly sum of each payer that stays, after the delay, less what never arrives."""
    draws = len(horizon.draws)
    due = np.zeros((draws, horizon.months), dtype=np.int64)
    signed, costs, files = np.zeros_like(due), np.zeros_like(due), np.zeros_like(due)
    sure = signed_terms(source, horizon)
    for payer in range(source.amounts["payers_count"]):
        held = kept(source, luck, horizon, payer=payer)
        size = _size(source, luck, payer)
        for rank, month in enumerate(terms(source, horizon)):
            year = luck.good_year(horizon.year(month), source.amounts["group_spread_bp"])
            sums = half_up(size * year) * held[:, rank]
            due[:, month] += sums
            signed[:, month] += sums * (rank < sure)
            files[:, month] += 1 if rank == 0 else held[:, rank - 1]
    if source.from_month < horizon.months:
        costs[:, source.from_month] += source.amounts["entry_cents"]
    lag = source.lag_months
    return Drawn.of(later(due, lag), signed=later(signed, lag), costs=costs, files=files)


def _size(source: Source, luck: Luck, payer: int) -> Floats:
    """What a payer gives a year of what arrives, in cents not yet rounded: lognormal, of the mean asked."""
    spread = source.amounts["spread_bp"] / BASIS_POINTS
    net = (
        source.amounts["year_cents"] * (BASIS_POINTS - source.amounts["withheld_bp"]) / BASIS_POINTS
    )
    noise = luck.own[:, 0, 3 * payer + _AMOUNT_WORD]
    return net * np.exp(spread * noise - spread * spread / 2)
