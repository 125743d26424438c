"""A grant by term: so much asked, part of it kept, paid in two instalments, cut or lost at renewal."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, ones, share_of
from ecot.simulation.funding.luck import Horizon, Luck, happens
from ecot.simulation.funding.rights import Cents, kept, signed_terms, term_months, terms
from ecot.simulation.scenario.sources import Source
from ecot.simulation.streams import inverse_normal
from ecot.values.money import BASIS_POINTS, share

_CUT_WORD = 2
_CUT_SIZE_WORD = 3


def grant(source: Source, luck: Luck, horizon: Horizon) -> Drawn:
    """The award of each term held: the advance after the delay, the rest at the end of the term."""
    held = kept(source, luck, horizon)
    awards = _awards(source, luck, horizon) * ones(held)
    advances = share_of(awards, source.amounts["advance_bp"])
    paid = np.zeros((held.shape[0], horizon.months), dtype=np.int64)
    signed, files = np.zeros_like(paid), np.zeros_like(paid)
    sure = signed_terms(source, horizon)
    for rank, month in enumerate(terms(source, horizon)):
        opens = month + source.lag_months
        closes = opens + term_months(source)
        for due_month, due in ((opens, advances), (closes, awards - advances)):
            if due_month < horizon.months:
                paid[:, due_month] += due[:, rank]
                signed[:, due_month] += due[:, rank] * (rank < sure)
        files[:, month] = 1 if rank == 0 else held[:, rank - 1]
    return Drawn.of(paid, signed=signed, files=files)


def _awards(source: Source, luck: Luck, horizon: Horizon) -> Cents:
    """What each term is worth if it is held, int64 [draws, terms]."""
    starts = terms(source, horizon)
    found = np.empty((len(horizon.draws), len(starts)), dtype=np.int64)
    amount = np.full(
        len(horizon.draws), share(source.amounts["year_cents"], source.amounts["kept_bp"])
    )
    for rank, month in enumerate(starts):
        if rank and source.amounts["cut_chance_bp"]:
            amount = share_of(
                amount, BASIS_POINTS - _cut_bp(source, luck, rank=rank, year=horizon.year(month))
            )
        found[:, rank] = amount
    return found


def _cut_bp(source: Source, luck: Luck, *, rank: int, year: int) -> Cents:
    """How much is cut at a renewal, int64 [draws]; a bad year of the group cuts more often."""
    low, high = source.amounts["cut_low_bp"], source.amounts["cut_high_bp"]
    is_cut = happens(-luck.latent(rank, _CUT_WORD, year), source.amounts["cut_chance_bp"])
    sizes = np.arange(low, max(low, high) + 1)
    bars = inverse_normal(np.arange(1, len(sizes)) / len(sizes))
    size = sizes[np.searchsorted(bars, luck.own[:, rank, _CUT_SIZE_WORD])]
    return np.where(is_cut, size, 0).astype(np.int64)
