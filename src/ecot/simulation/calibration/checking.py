"""Does the fitted law look like the book? Statistics that the fit did not choose, drawn again and again.

A book that lies outside 95 % of what the law does is flagged: there the law is wrong, not the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ecot.simulation.calibration.drawing import Drawn
from ecot.simulation.calibration.observed import Floats, Observed, Pledges, Whole
from ecot.simulation.funding.quantiles import binomial
from ecot.simulation.streams import normals, parameter_purpose, words
from ecot.values.money import BASIS_POINTS

DRAWS = 999
_LEFT, _UNPAID, _SHARE, _PLEDGES = range(20, 24)
_OUTSIDE = 0.025


@dataclass(frozen=True, slots=True)
class Check:
    """One statistic: what the book says, what the law says in the middle, and where the book lies.

    `standing` is from 0 to 1: the part of draws at or below the book, ties counted half.
    """

    name: str
    label: str
    observed: float
    expected: float
    standing: float

    @property
    def is_flagged(self) -> bool:
        """Whether the book lies outside 95 % of what the law does."""
        return not _OUTSIDE <= self.standing <= 1 - _OUTSIDE


def checks(observed: Observed, rates: Drawn, *, slow_bp: int, seed: int) -> list[Check]:
    """Every statistic that the book allows; `rates` are draws after the fit."""
    return [
        *_counts(observed, rates, seed),
        *_spending(observed, rates, slow_bp=slow_bp, seed=seed),
        *_pledged(observed, rates, seed),
    ]


def _counts(observed: Observed, rates: Drawn, seed: int) -> Iterator[Check]:
    rows = (
        (
            "left_most",
            "le plus de départs en un mois",
            _LEFT,
            observed.here,
            observed.left,
            rates.leaving,
        ),
        (
            "unpaid_most",
            "le plus de cotisations pas encore reçues en un mois",
            _UNPAID,
            observed.owing,
            observed.unpaid,
            rates.unpaid,
        ),
    )
    for name, label, stream, trials, hits, rate in rows:
        if not int(trials.sum()):
            continue
        again = np.stack(
            [
                _counted(each, trials, stream=stream, seed=seed, draw=rank)
                for rank, each in enumerate(rate)
            ]
        )
        yield _check(
            name, label, seen=float(hits.max()), again=again.max(axis=1).astype(np.float64)
        )


def _counted(rate: float, trials: Whole, *, stream: int, seed: int, draw: int) -> Floats:
    luck = normals(words(parameter_purpose(stream), seed=seed, draws=draw, count=len(trials)))
    chance_bp = round(float(rate) * BASIS_POINTS)
    return binomial(luck, counts=trials, chance_bp=chance_bp).astype(np.float64)


def _spending(observed: Observed, rates: Drawn, *, slow_bp: int, seed: int) -> Iterator[Check]:
    kept = observed.available_cents > 0
    if int(kept.sum()) < 2:  # noqa: PLR2004 (a spread needs two)
        return
    available = observed.available_cents[kept].astype(np.float64)
    shares = observed.spent_cents[kept] / available
    part = 1 - slow_bp / BASIS_POINTS
    worth = available**2 / observed.available_squares[kept]
    draws = range(len(rates.slow))
    luck = normals(words(parameter_purpose(_SHARE), seed=seed, draws=draws, count=len(available)))
    mean = 1 - rates.slow[:, None] * part
    spread = part * np.sqrt(rates.slow * (1 - rates.slow))[:, None] / np.sqrt(worth)
    again = mean + spread * luck
    yield _check(
        "spent_mean",
        "part dépensée, en moyenne",
        seen=float(shares.mean()),
        again=again.mean(axis=1),
    )
    yield _check(
        "spent_spread",
        "écart d'un mois à l'autre de la part dépensée",
        seen=float(shares.std()),
        again=again.std(axis=1),
    )


def _pledged(observed: Observed, rates: Drawn, seed: int) -> Iterator[Check]:
    pledges = observed.pledges
    if pledges is None or not len(pledges.amounts_cents):
        return
    again = np.stack(
        [_again(pledges, rates, draw=draw, seed=seed) for draw in range(len(rates.chosen_mean))]
    )
    amounts = pledges.amounts_cents.astype(np.float64)
    for name, label, of in (
        ("pledge_mean_cents", "cotisation moyenne", np.mean),
        ("pledge_p95_cents", "cotisation dépassée par une sur vingt", _p95),
    ):
        replicas = np.array([float(of(each)) for each in again])
        yield _check(name, label, seen=float(of(amounts)), again=replicas)
    least = pledges.minimum_cents
    yield _check(
        "pledge_least_share",
        "part qui donne le minimum",
        seen=float((amounts <= least).mean()),
        again=(again <= least).mean(axis=1),
    )


def _again(pledges: Pledges, rates: Drawn, *, draw: int, seed: int) -> Floats:
    count, step = len(pledges.amounts_cents), pledges.step_cents
    luck = normals(words(parameter_purpose(_PLEDGES), seed=seed, draws=draw, count=count))
    wish = np.exp(rates.chosen_mean[draw] + rates.chosen_spread[draw] * luck)
    within = np.clip(step * np.floor(wish / step), pledges.minimum_cents, pledges.most_cents)
    return np.asarray(within, dtype=np.float64)


def _p95(amounts: Floats) -> float:
    ranked = np.sort(amounts)
    return float(ranked[min(len(ranked) - 1, len(ranked) * 95 // 100)])


def _check(name: str, label: str, *, seen: float, again: Floats) -> Check:
    standing = float((again < seen).mean() + (again == seen).mean() / 2)
    return Check(name, label, seen, float(np.median(again)), standing)
