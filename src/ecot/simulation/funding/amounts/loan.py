"""A loan: principal in, interest and capital out by its schedule. Debt is never income."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn
from ecot.simulation.funding.luck import Horizon, Luck, happens
from ecot.simulation.funding.rights import OBTAIN_WORD
from ecot.simulation.scenario.sources import Source
from ecot.values.money import BASIS_POINTS, round_half_up

_YEAR = 12


def loan(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """The principal after the delay, then a payment a month until the term; beyond the run, not seen."""
    nothing = np.zeros((len(horizon.draws), horizon.months), dtype=np.int64)
    drawn = Drawn.of(nothing)
    opens = source.from_month + source.lag_months
    if source.from_month >= horizon.months or opens >= horizon.months:
        return drawn
    latent = luck.latent(0, OBTAIN_WORD, horizon.year(source.from_month))
    held = happens(latent, source.obtain_bp)
    lent, repaid = nothing.copy(), nothing.copy()
    lent[:, opens] = source.amounts["principal_cents"] * held
    for rank, payment in enumerate(schedule(source), start=1):
        if opens + rank < horizon.months:
            repaid[:, opens + rank] = payment * held
    return replace(drawn, lent=lent, repaid=repaid)


def schedule(source: Source) -> tuple[int, ...]:
    """Capital and interest of each month of the term, in cents; the capital sums to the principal."""
    amounts = source.amounts
    principal, length = amounts["principal_cents"], amounts["term_months"]
    parts = 1 if amounts["bullet"] else max(1, length - amounts["grace_months"])
    found, owed = [], principal
    for rank in range(1, length + 1):
        done = max(0, rank - (length - parts))
        left = principal - round_half_up(principal * done, parts)
        interest = round_half_up(owed * amounts["rate_bp"], _YEAR * BASIS_POINTS)
        found.append(owed - left + interest)
        owed = left
    return tuple(found)
