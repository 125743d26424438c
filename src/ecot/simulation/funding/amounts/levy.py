"""A levy that a law would create: rate × base × the caisse's share. Its vote is never drawn."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, half_up, months_of_year
from ecot.simulation.funding.luck import Floats, Horizon, Luck
from ecot.simulation.funding.rights import Cents, later
from ecot.simulation.scenario.sources import Source
from ecot.values.money import BASIS_POINTS, round_half_up

_MILLION = 1_000_000
_TWELFTHS = np.arange(1, 13, dtype=np.int64)
_NOISE_WORD = 0


def levy(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """Twelfths of each year's yield in the months of right, after the delay."""
    until = (
        horizon.months if source.until_month is None else min(source.until_month, horizon.months)
    )
    due = np.zeros((len(horizon.draws), horizon.months), dtype=np.int64)
    for month in range(source.from_month, until):
        year = horizon.year(month)
        yields = _year_cents(source, luck.own[:, year, _NOISE_WORD], month)
        due[:, month] = months_of_year(yields, _TWELFTHS)[:, horizon.calendar_month(month)]
    return Drawn.of(later(due, source.lag_months))


def _year_cents(source: Source, noise: Floats, month: int) -> Cents:
    rate, base = source.amount("rate_bp", month), source.amount("base_year_cents", month)
    mean = round_half_up(rate * base * source.amounts["share_millionths"], BASIS_POINTS * _MILLION)
    spread = source.amounts["noise_bp"] / BASIS_POINTS
    if not spread:
        return np.full(noise.shape, mean, dtype=np.int64)
    return half_up(mean * np.maximum(0.0, 1 + spread * noise))
