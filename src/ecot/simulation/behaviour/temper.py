"""What a household is like for life: its solidarity κ, its inclination ε, and its two coins.

`members` and `joining` read them by household number; nothing here knows a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.streams import WORDS_IN_BLOCK, Purpose, Words, normals, uniforms, words

Floats = NDArray[np.float64]

_LIFE, _ONCE = 0, 1
"""Months of the two streams: month 0 holds what lasts, month 1 the coin tossed once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """κ and ε, standard normal, correlated; `joins` and `follows` are uniforms between 0 and 1."""

    solidarity: Floats
    inclination: Floats
    joins: Floats
    follows: Floats

    def taken(self, where: NDArray[np.bool_]) -> Temper:
        """Of those that a mask keeps."""
        return Temper(
            solidarity=self.solidarity[where],
            inclination=self.inclination[where],
            joins=self.joins[where],
            follows=self.follows[where],
        )


def temper(*, seed: int, start: int, count: int, correlation: float) -> Temper:
    """The temper of households `start`…: ε = ρκ + √(1 − ρ²)e, with ρ the correlation (MODEL §7.1)."""
    assert -1.0 <= correlation <= 1.0, "a correlation"
    chosen = {"seed": seed, "start": start, "count": count}
    kappa = normals(_words(Purpose.TAKE_UP, month=_LIFE, **chosen))
    own = normals(_words(Purpose.FREE_CHOICE, month=_LIFE, **chosen))
    return Temper(
        solidarity=kappa,
        inclination=correlation * kappa + np.sqrt(1.0 - correlation**2) * own,
        joins=uniforms(_words(Purpose.TAKE_UP, month=_ONCE, **chosen)),
        follows=uniforms(_words(Purpose.FREE_CHOICE, month=_ONCE, **chosen)),
    )


def _words(purpose: Purpose, *, seed: int, month: int, start: int, count: int) -> Words:
    before = start % WORDS_IN_BLOCK
    found = words(purpose, seed=seed, month=month, start=start - before, count=count + before)
    return found[before:]
