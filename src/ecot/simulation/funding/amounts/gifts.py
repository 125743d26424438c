"""Gifts by cohorts: new donors each year, those who stay, a sum of gifts, and the months they come in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.funding.amounts.drawn import Drawn, half_up, months_of_year, share_of
from ecot.simulation.funding.luck import Floats, Horizon, Luck
from ecot.simulation.funding.quantiles import Counts, binomial, negative_binomial
from ecot.simulation.funding.rights import Cents, later
from ecot.simulation.scenario.sources import Source
from ecot.values.money import BASIS_POINTS

_NEW_WORD = 0
_SUM_WORD = 8
_LOYAL = 6
"""Rank of the last cohort: seven gifts or more."""
_QUARTER_MONTHS = 9
_HUNDREDTHS = 100


def gifts(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """What all cohorts give, month by month, and what it costs to raise it."""
    draws = len(horizon.draws)
    paid = np.zeros((draws, horizon.months), dtype=np.int64)
    costs = np.zeros_like(paid)
    cohorts = np.zeros((draws, _LOYAL + 1), dtype=np.int64)
    first = horizon.year(source.from_month) if source.from_month < horizon.months else horizon.years
    for year in range(first, horizon.years):
        cohorts = _next_cohorts(source, luck, cohorts, row=year - first, year=year)
        donors = cohorts.sum(axis=1)
        total = _sum_of_gifts(source, luck, donors, row=year - first, year=year)
        new = total * cohorts[:, 0] // np.maximum(donors, 1)
        cost = share_of(new, source.amounts["acquisition_cost_bp"])
        cost += share_of(total - new, source.cost_bp)
        shares = seasons(source.amounts["q4_bp"])
        _lay(months_of_year(total, shares), paid, horizon=horizon, year=year)
        _lay(months_of_year(cost, shares), costs, horizon=horizon, year=year)
    within = _within(source, horizon)
    lag = source.lag_months
    return Drawn.of(later(paid * within, lag), costs=later(costs * within, lag))


def seasons(q4_bp: int) -> NDArray[np.int64]:
    """Cumulated shares of January to December: half of the last quarter's falls in December."""
    whole = 36 * BASIS_POINTS
    rest = whole - 36 * q4_bp
    early = [rest * rank // _QUARTER_MONTHS for rank in range(1, _QUARTER_MONTHS + 1)]
    return np.array([*early, rest + 9 * q4_bp, rest + 18 * q4_bp, whole], dtype=np.int64)


def _next_cohorts(source: Source, luck: Luck, cohorts: Counts, *, row: int, year: int) -> Counts:
    amounts = source.amounts
    after = np.zeros_like(cohorts)
    if row == 0:
        after[:, _LOYAL] = amounts["loyal_donors_count"]
    else:
        names = ("retention_first_bp", *("retention_bp",) * 5, "retention_loyal_bp")
        for rank, name in enumerate(names):
            staying = binomial(
                luck.own[:, row, 1 + rank], counts=cohorts[:, rank], chance_bp=amounts[name]
            )
            after[:, min(rank + 1, _LOYAL)] += staying
    after[:, 0] = negative_binomial(
        -luck.latent(row, _NEW_WORD, year),
        mean=amounts["new_donors_count"],
        size=amounts["dispersion_hundredths"] / _HUNDREDTHS,
    )
    return after


def _sum_of_gifts(source: Source, luck: Luck, donors: Counts, *, row: int, year: int) -> Cents:
    """The sum of so many lognormal gifts, as one lognormal of the same mean and variance."""
    spread = source.amounts["gift_spread_bp"] / BASIS_POINTS
    variance = np.log1p(np.expm1(spread * spread) / np.maximum(donors, 1))
    noise: Floats = np.exp(-np.sqrt(variance) * luck.latent(row, _SUM_WORD, year) - variance / 2)
    factor = noise * luck.good_year(year, source.amounts["group_spread_bp"])
    return half_up(donors * source.amounts["gift_year_cents"] * factor)


def _lay(twelve: Cents, into: Cents, *, horizon: Horizon, year: int) -> None:
    for month in range(horizon.months):
        if horizon.year(month) == year:
            into[:, month] = twelve[:, horizon.calendar_month(month)]


def _within(source: Source, horizon: Horizon) -> Cents:
    months = np.arange(horizon.months)
    until = horizon.months if source.until_month is None else source.until_month
    return ((months >= source.from_month) & (months < until)).astype(np.int64)
