"""Inequality and redistribution of weighted people: docs/algorithms/indicators.md, « Whom it reaches ».

Pure functions on arrays; who the people are and what they pay is `people`'s matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def concentration(amounts: Floats, order: Floats, weights: Floats) -> float | None:
    """1 − Σ p_i (S_{i−1} + S_i) in the order of another variable, its ties counted together.

    `amounts` per person, `weights` persons. Nothing where the amounts do not sum to more than 0.
    """
    total = float((amounts * weights).sum())
    if total <= 0:
        return None
    _, group = np.unique(order, return_inverse=True)
    people = np.bincount(group, weights=weights)
    held = np.cumsum(np.bincount(group, weights=weights * amounts)) / total
    before = np.concatenate(([0.0], held[:-1]))
    return float(1 - (people / people.sum() * (before + held)).sum())


def gini(amounts: Floats, weights: Floats) -> float | None:
    """The concentration of a variable in its own order."""
    return concentration(amounts, amounts, weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redistribution:
    """How a transfer moves inequality; an index is nothing where it has no sense."""

    gini_before: float | None
    gini_after: float | None
    reynolds_smolensky: float | None
    """G_before − C_after: how much the transfer narrows, people kept in their first order."""
    reranking: float | None
    """G_after − C_after: what is lost because some overtake others."""


def redistribution(before: Floats, after: Floats, weights: Floats) -> Redistribution:
    """Compare two distributions of the same people."""
    first, last = gini(before, weights), gini(after, weights)
    kept = concentration(after, before, weights)
    return Redistribution(
        gini_before=first,
        gini_after=last,
        reynolds_smolensky=_less(first, kept),
        reranking=_less(last, kept),
    )


def kakwani(payment: Floats, income: Floats, weights: Floats) -> float | None:
    """How much more unequal a payment is than income: 0 for a constant share, below 0 if it weighs on the poor."""
    return _less(concentration(payment, income, weights), gini(income, weights))


def _less(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left - right
