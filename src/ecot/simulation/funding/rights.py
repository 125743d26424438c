"""When a source has rights: obtained or not, renewed or not at each term, and what of it is signed.

The laws of `amounts` and the laws that follow the month read it. Money comes later, by the delay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.funding.luck import Horizon, Luck, happens
from ecot.simulation.scenario.sources import AmountLaw, LawStatus, Source
from ecot.values.money import BASIS_POINTS

Cents = NDArray[np.int64]
Flags = NDArray[np.bool_]

RENEWAL_WORD = 0
OBTAIN_WORD = 1
_ELECTION_EVERY_MONTHS = 72
_YEAR = 12
_SIGNABLE = (
    AmountLaw.FIXED,
    AmountLaw.GRANT,
    AmountLaw.PATRONAGE,
    AmountLaw.PER_HOUSEHOLD,
    AmountLaw.TOP_UP,
)


def term_months(source: Source) -> int:
    """Months between two decisions; twelve where the law of amount has no such number."""
    if source.law is AmountLaw.LOAN:
        return _YEAR
    return source.amounts.get("term_months", _YEAR)


def terms(source: Source, horizon: Horizon) -> range:
    """The first month of each term of a source within the horizon."""
    return range(source.from_month, _end(source, horizon), term_months(source))


def kept(source: Source, luck: Luck, horizon: Horizon, *, payer: int = 0) -> Flags:
    """Whether each term is held: bool [draws, terms]; what is lost once is lost for good.

    `payer` tells apart the payers of one source: each has three words.
    """
    starts = terms(source, horizon)
    found = np.zeros((len(horizon.draws), len(starts)), dtype=np.bool_)
    held = np.ones(len(horizon.draws), dtype=np.bool_)
    for rank, month in enumerate(starts):
        word = 3 * payer + (RENEWAL_WORD if rank else OBTAIN_WORD)
        chance = _renewal_bp(source, horizon, month) if rank else source.obtain_bp
        held = held & happens(luck.latent(rank, word, horizon.year(month)), chance)
        found[:, rank] = held
    return found


def by_month(source: Source, held: Flags, horizon: Horizon) -> Flags:
    """The same rights by month: bool [draws, months]."""
    found = np.zeros((held.shape[0], horizon.months), dtype=np.bool_)
    end, length = _end(source, horizon), term_months(source)
    for rank, month in enumerate(terms(source, horizon)):
        found[:, month : min(month + length, end)] = held[:, rank : rank + 1]
    return found


def signed_terms(source: Source, horizon: Horizon) -> int:
    """How many terms are signed at month 0: those that no coin, ruling or law can still take away."""
    settled = source.law_status in (LawStatus.IN_FORCE, LawStatus.TOLERANCE)
    if not settled or source.law not in _SIGNABLE:
        return 0
    if source.from_month > 0 or source.obtain_bp < BASIS_POINTS:
        return 0
    may_be_cut = source.amounts.get("cut_chance_bp", 0) > 0 or _may_lose_election(source)
    certain = source.renew_bp == BASIS_POINTS and not may_be_cut
    return len(terms(source, horizon)) if certain else min(1, len(terms(source, horizon)))


def later(amounts: Cents, lag_months: int) -> Cents:
    """The same amounts `lag_months` later, int64 [draws, months]; what falls after the end is lost to view."""
    found = np.zeros_like(amounts)
    months = amounts.shape[1]
    if lag_months < months:
        found[:, lag_months:] = amounts[:, : months - lag_months]
    return found


def starts_paying(source: Source) -> int:
    """The first month in which a source that follows the caisse's month pays."""
    return source.from_month + source.lag_months


def _end(source: Source, horizon: Horizon) -> int:
    until = horizon.months if source.until_month is None else source.until_month
    if source.law is AmountLaw.PATRONAGE:
        until = min(until, source.from_month + _YEAR * source.amounts["end_years"])
    return min(until, horizon.months)


def _renewal_bp(source: Source, horizon: Horizon, month: int) -> int:
    election = source.amounts.get("election_month", -1)
    if election >= 0:
        year = horizon.year(month)
        votes = range(election, horizon.months + _YEAR, _ELECTION_EVERY_MONTHS)
        if any(horizon.year(vote) == year for vote in votes):
            return source.amounts["election_renew_bp"]
    return source.renew_bp


def _may_lose_election(source: Source) -> bool:
    voted = source.amounts.get("election_month", -1) >= 0
    return voted and source.amounts["election_renew_bp"] < BASIS_POINTS
