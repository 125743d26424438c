"""Employers that adopt little by little, their employees who accept, an amount under the cap in force."""

from __future__ import annotations

from math import exp

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, half_up
from ecot.simulation.funding.luck import Horizon, Luck
from ecot.simulation.funding.quantiles import Counts, negative_binomial
from ecot.simulation.funding.rights import Cents, later
from ecot.simulation.scenario.sources import Source
from ecot.values.money import BASIS_POINTS

_ADOPTION_WORD = 0
_YEAR = 12
_HUNDREDTHS = 100


def employers(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """Adopters × employees × take-up × yearly amount / 12, in each month from the start."""
    end = horizon.months if source.until_month is None else min(source.until_month, horizon.months)
    due = np.zeros((len(horizon.draws), horizon.months), dtype=np.int64)
    for month in range(source.from_month, end):
        adopters = _adopters(source, luck, horizon, month=month)
        due[:, month] = _month_cents(source, adopters, month)
        spread = source.amounts["group_spread_bp"]
        if spread:
            due[:, month] = half_up(due[:, month] * luck.good_year(horizon.year(month), spread))
    return Drawn.of(later(due, source.lag_months))


def year_cents(source: Source, month: int) -> int:
    """What one employee brings a year under the caps in force in a month."""
    unit = min(source.amount("unit_cents", month), source.amount("unit_cap_cents", month))
    return min(source.amount("units_count", month) * unit, source.amount("cap_year_cents", month))


def _month_cents(source: Source, adopters: Counts, month: int) -> Cents:
    amounts = source.amounts
    whole = amounts["employees_count"] * amounts["take_up_bp"] * year_cents(source, month)
    denominator = _YEAR * BASIS_POINTS
    return (2 * adopters * whole + denominator) // (2 * denominator)


def _adopters(source: Source, luck: Luck, horizon: Horizon, *, month: int) -> Counts:
    """Firms that have adopted, int64 [draws]: one draw for life, so that the number never falls."""
    amounts = source.amounts
    since = month - source.from_month
    place_on_curve = 1 / (1 + exp(-(since - amounts["midpoint_months"]) / amounts["slope_months"]))
    mean = amounts["firms_count"] * amounts["adoption_bp"] / BASIS_POINTS * place_on_curve
    size = amounts["dispersion_hundredths"] / _HUNDREDTHS
    latent = luck.latent(0, _ADOPTION_WORD, horizon.year(source.from_month))
    return np.minimum(negative_binomial(-latent, mean=mean, size=size), amounts["firms_count"])
