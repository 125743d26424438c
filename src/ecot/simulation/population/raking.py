"""A joint table as near as possible to a first guess, that has exactly the published margins.

docs/algorithms/synthetic-households.md, part 2. Margins may count persons as well as households, so
the weights are found together (Newton on the dual) and not one margin after the other: the answer is
the same whatever their order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GAP = 1e-9
TURNS = 200
_STOP = 1e-13
_LONGEST_STEP = 2.0


class MarginsDisagreeError(Exception):
    """No table has these margins together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """One published figure: Σ weight × cell = target, over the cells of the table."""

    name: str
    weights: Floats
    target: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Raked:
    """The table, and how it went: largest gap, Kish's efficiency, cells that were and stay empty."""

    table: Floats
    turns: int
    gap: float
    efficiency: float
    zero_cells: int


def rake(guess: Floats, margins: tuple[Margin, ...]) -> Raked:
    """The table guess × exp(Σ λᵢ weightᵢ) that meets every margin; cells at zero stay at zero.

    Of all tables that meet them it is the closest to the guess in the sense of Kullback and Leibler.
    Raises `MarginsDisagreeError` where 200 turns leave a gap of 1e-9 or more.
    """
    prior = guess.ravel()
    rows = np.array([np.broadcast_to(each.weights, guess.shape).ravel() for each in margins])
    targets = np.array([each.target for each in margins])
    force = np.zeros(len(margins))
    found, gaps, turns = prior, targets - rows @ prior, 0
    while np.abs(gaps).max() > _STOP and turns < TURNS:
        curvature = (rows * found) @ rows.T
        step = np.linalg.lstsq(curvature, gaps, rcond=1e-12)[0]
        step *= min(1.0, _LONGEST_STEP / max(float(np.abs(step @ rows).max()), _STOP))
        force += step
        found = prior * np.exp(force @ rows)
        previous, gaps = np.abs(gaps).max(), targets - rows @ found
        turns += 1
        if np.abs(gaps).max() >= previous and previous < GAP:
            break
    gap = float(np.abs(gaps).max())
    if not gap < GAP:
        worst = margins[int(np.abs(gaps).argmax())].name
        raise MarginsDisagreeError(f"the margins disagree: {worst} is {gap:.2e} away")
    change = np.divide(found, prior, out=np.zeros_like(found), where=prior > 0)
    kish = float((prior @ change) ** 2 / (prior @ change**2) / prior.sum())
    return Raked(
        table=found.reshape(guess.shape),
        turns=turns,
        gap=gap,
        efficiency=kish,
        zero_cells=int(np.count_nonzero(prior == 0)),
    )
